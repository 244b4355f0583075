"""Issues to be published, with what is particular about them said in their texts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from newsbot.issue.daily import Daily, FollowUp, Item, Line, Link, SourceState, Window
from newsbot.items import BEIJING
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Row, Standing


def noon_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, 0, 0, 123456, tzinfo=BEIJING)


def line(anchor: str, title: str, day: date, **changes: Any) -> Line:
    slug = f"{day:%m%d}-{anchor}"
    values: dict[str, Any] = {
        "anchor": anchor,
        "title": title,
        "url": f"https://example.com/{slug}?a=1&b=2",
        "source": "36Kr",
        "time": noon_of(day).replace(hour=9, microsecond=0),
        "undated": False,
        "also": (),
        "follow_up": None,
        "category": "发布",
        "vendors": ("智谱",),
        "grade": 2,
    }
    return Line(**values | changes)


def item(line: Line, **changes: Any) -> Item:
    values: dict[str, Any] = {
        "highlight": f"{line.title}。",
        "category": "发布",
        "subjects": ("智谱", "GLM"),
        "summary": f"关于{line.title}的第一句。第二句。",
    }
    return Item(line, **values | changes)


def standing(published: date, *rows: tuple[int, str, str, int], **changes: Any) -> Standing:
    chinese = tuple(Row(rank, model, vendor, rating, Movement()) for rank, model, vendor, rating in rows)
    values: dict[str, Any] = {
        "published": published,
        "fetched_at": noon_of(published),
        "publisher": "lmarena-history",
        "url": "https://example.com/scores",
        "age_days": 0,
        "top": (Row(1, "gemini-sample", "Google", 1446, Movement()),),
        "chinese": chinese,
    }
    return Standing(**values | changes)


def daily(day: date, *items: Item, **changes: Any) -> Daily:
    noon = noon_of(day)
    working = SourceState("36Kr", True, True, "正常", 31, noon)
    values: dict[str, Any] = {
        "day": day,
        "window": Window(noon - timedelta(hours=24), noon, noon - timedelta(hours=36)),
        "made_at": noon,
        "sample": False,
        "items": items,
        "others": (),
        "standing": None,
        "sources": (working,),
    }
    return Daily(**values | changes)


def full(day: date = date(2026, 1, 20)) -> Daily:
    """An issue with all that an issue can have."""
    also = (Link("机器之心", "https://example.com/other", "同提 GLM"), Link("量子位", "javascript:alert(1)"))
    goes_on = FollowUp(3, day - timedelta(days=2), "item-7", ("50万", "<b>"))
    first = item(line("item-1", "智谱发布 <GLM-Sample> & 更多", day, also=also))
    second = item(
        line("item-2", "没有日期的一条", day, undated=True, follow_up=goes_on, url="ftp://example.com/x"),
        highlight="",
        category="",
        subjects=(),
        summary="",
    )
    down = SourceState("InfoQ", True, False, "异常：RSS 拒绝访问（HTTP 403）", 0, None)
    return daily(
        day,
        first,
        second,
        others=(
            line("item-3", "其余一条", day, also=also[:1]),
            line("item-4", "其余两条", day, follow_up=goes_on),
        ),
        standing=standing(
            date(2026, 1, 4),
            (15, "deepseek-sample", "DeepSeek", 1368),
            age_days=16,
            passed_over=date(2026, 1, 19),
        ),
        sources=(daily(day).sources[0], down, SourceState("量子位", False, False, "尚未抓取", 0, None)),
        first_made_at=noon_of(day) - timedelta(hours=3),
    )
