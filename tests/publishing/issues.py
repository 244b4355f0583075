"""Issues to be rendered, made of nothing but what a test says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from newsbot.issue.daily import Condensation, Daily, FollowUp, Item, Line, Link, SourceState, Window
from newsbot.items import BEIJING
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Point, Row, Standing
from newsbot.leaderboard.trend import Series, Trend
from newsbot.storing import issues

CATEGORIES = ("发布", "开源", "产品", "融资")
VENDORS = ("智谱", "月之暗面", "阿里", "DeepSeek", "腾讯")
Text = Callable[[str], str]
Url = Callable[[int], str]


def issue(
    day: date,
    *,
    items: int = 10,
    others: int = 18,
    text: Text = lambda said: said,
    url: Url = lambda number: f"https://example.com/{number}",
) -> Daily:
    """An issue with so many stories. ``text`` changes every foreign text in it, ``url`` makes the foreign links."""
    noon = datetime.combine(day, time(12), BEIJING)

    def line(number: int) -> Line:
        also = (Link(text(f"来源{number}"), url(number), text("理由")),) * (number % 3)
        told = FollowUp(2, day - timedelta(days=1), "item-1", (text("50万"),)) if number % 4 == 1 else None
        english = f"Sample model {number} released" if number == 5 else f"样例模型 {number} 号今日发布"
        return Line(
            f"item-{number}",
            text(english),
            url(number),
            text("机器之心"),
            noon - timedelta(minutes=7 * number),
            number == 2,
            also,
            told,
            text(CATEGORIES[number % len(CATEGORIES)]),
            (text(VENDORS[number % len(VENDORS)]),),
        )

    def item(number: int) -> Item:
        detail = line(number)
        summary = text("第一句话说的是发生了什么，用了 GLM-Sample 与 70 亿参数。" * 3)
        return Item(detail, text(f"要点 {number}。"), detail.category, (*detail.vendors, text("GLM")), summary)

    return Daily(
        day=day,
        window=Window(noon - timedelta(hours=24), noon, noon - timedelta(hours=36)),
        made_at=noon,
        sample=True,
        items=tuple(map(item, range(1, items + 1))),
        others=tuple(map(line, range(items + 1, items + others + 1))),
        standing=standing(noon, text, url),
        sources=states(noon, text),
        condensation=Condensation(text("样例模型"), (1,), ((text("超时"), 2),)),
    )


def standing(noon: datetime, text: Text, url: Url) -> Standing:
    moved = Movement(noon.date() - timedelta(days=30), 2, 6)
    rows = [Row(n, text(f"sample-model-with-a-long-name-{n}"), text("DeepSeek"), 1400 - n, moved) for n in range(1, 11)]
    fallen = replace(rows[3], movement=replace(moved, places=-2))
    chinese = (*rows[:3], fallen, replace(rows[4], movement=Movement(new=True)), *rows[5:])
    published = noon.date() - timedelta(days=40)
    newer = noon.date() - timedelta(days=20)
    return Standing(published, noon, text("lmarena-history"), url(0), 40, tuple(rows[:5]), chinese, newer)


def trend(day: date) -> Trend:
    """The best of all and six vendors over three months, of two publishers."""
    days = [day - timedelta(days=age) for age in (90, 60, 40, 30, 15, 1)]

    def series(name: str, rating: int) -> Series:
        told = [Point(each, rating + 4 * number) for number, each in enumerate(days)]
        return Series(name, f"sample-model-with-a-long-name-{rating}", (tuple(told[:3]), tuple(told[3:])))

    names = ("", "字节跳动", "上海AI实验室", "DeepSeek", "MiniMax", "零一万物", "智谱")
    return Trend(("lmarena-history", "arena-ai-leaderboards"), tuple(map(series, names, range(1480, 1410, -10))))


def states(noon: datetime, text: Text) -> tuple[SourceState, ...]:
    return (
        SourceState(text("36Kr"), True, True, "正常", 31, noon),
        SourceState(text("InfoQ"), True, False, text("异常：RSS 拒绝访问（HTTP 403）"), 0, None),
        SourceState(text("机器之心"), True, True, text("正常（RSS 返回网页，已改用 JSON）"), 12, noon),
        SourceState(text("LM Arena"), True, True, "正常", None, noon),
        SourceState(text("量子位"), False, False, "尚未抓取", 0, None),
    )


def store(connection: Connection, dailies: Sequence[Daily]) -> None:
    """Put issues into the store, as the press does."""
    for daily in dailies:
        window = daily.window
        kept = issues.StoredIssue(
            daily.day, window.starts, window.ends, window.since, "x", daily.to_json(), daily.total, daily.lead
        )
        issues.save(connection, kept, {})
