import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from newsbot.issue.daily import Daily, FollowUp, Item, Line, Link, SourceState, Window
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Point, Row, Standing
from newsbot.leaderboard.trend import Series, Trend
from newsbot.publishing.render import markdown

HOSTILE = "1. # |*a*| <script>alert(1)</script> [x](javascript:1) `c` \u202e&amp; -"


@pytest.fixture
def daily(noon: datetime) -> Daily:
    line = Line("item-1", "“样例”官宣 2.0：更新", "https://example.com/a", "机器之心", noon, False, (), None)
    also = (Link("36Kr", "https://36kr.com/p/1"), Link("量子位", "https://www.qbitai.com/1"))
    follow_up = FollowUp(2, date(2026, 1, 19), "item-3")
    first = Item(line, "“样例”升级 2.0。", "产品", ("字节跳动", "扣子"), "两句完整的话。第二句。")
    undated = Line("item-2", "无日期", "https://example.com/b", "36Kr", noon, True, also, follow_up)
    second = Item(undated, "无日期。", "", (), "")
    morning = noon - timedelta(hours=3)
    earlier = FollowUp(3, date(2026, 1, 18), "item-12", ("50万", "Foo [2.5](x)"))
    movement = Movement(date(2025, 2, 27), 2, 6)
    return Daily(
        day=noon.date(),
        window=Window(noon - timedelta(hours=24), noon, noon - timedelta(hours=36)),
        made_at=noon,
        sample=False,
        items=(first, second),
        others=(
            Line("item-3", "其余一条", "https://example.com/c", "36Kr", morning, False, also[:1], None),
            Line("item-4", "其余两条", "https://example.com/d", "36Kr", noon, False, (), earlier),
        ),
        standing=Standing(
            published=date(2025, 5, 22),
            fetched_at=noon,
            publisher="lmarena-history",
            url="https://example.com/scores",
            age_days=243,
            top=(Row(1, "gemini-2.5-pro", "Google", 1446, Movement()),),
            chinese=(
                Row(15, "deepseek-v3-0324", "DeepSeek", 1368, movement),
                Row(20, "hunyuan", "腾讯", 1356, Movement(new=True)),
                Row(21, "deepseek-r1", "DeepSeek", 1354, Movement(date(2025, 2, 27), -1, -2, tied=True)),
            ),
        ),
        sources=(
            SourceState("36Kr", True, True, "正常", 31, noon),
            SourceState("InfoQ", True, False, "异常：RSS 拒绝访问（HTTP 403）", 0, None),
            SourceState("LM Arena", True, True, "正常", None, noon),
            SourceState("量子位", False, False, "尚未抓取", 0, None),
        ),
    )


def test_an_issue_as_a_whole(daily: Daily) -> None:
    assert markdown(daily) == (Path(__file__).parent / "daily.md").read_text("utf-8")


def test_the_board_is_named_where_it_was_chosen_and_its_trend_shown(daily: Daily) -> None:
    points = (Point(date(2025, 2, 27), 1400), Point(date(2025, 5, 22), 1446))
    trend = Trend(("lmarena-history",), (Series("", "gemini-2.5-pro", (points,)),))
    printed = markdown(replace(daily, board="文本 · 编程", trend=trend))
    assert "## 国产模型排行榜 (LM Arena · 文本 · 编程)\n" in printed
    assert "未必是真实差异*\n\n![国产模型走势](2026-01-20-trend.svg)\n" in printed


def test_an_issue_stored_before_there_were_trends_can_be_read(daily: Daily) -> None:
    stored = json.loads(daily.to_json())
    del stored["trend"], stored["board"]
    for row in stored["standing"]["top"] + stored["standing"]["chinese"]:
        del row["history"], row["movement"]["tied"]
    older = Daily.from_json(json.dumps(stored))
    assert (older.trend, older.board) == (None, "")
    assert Daily.from_json(daily.to_json()) == daily


def test_the_tables_and_links_are_understood_by_a_renderer(daily: Daily) -> None:
    html = MarkdownIt("commonmark").enable("table").render(markdown(daily))
    assert (html.count("<table>"), html.count("<h3>"), html.count('href="#item-')) == (3, 5, 2)


def test_a_day_without_news_is_told_from_a_day_that_was_not_read(daily: Daily) -> None:
    quiet = replace(daily, items=(), others=())
    unread = replace(quiet, sources=tuple(s for s in daily.sources if not s.working or s.new is None))
    assert "\n\n今日无重大更新。\n\n---\n" in markdown(quiet)
    assert "\n\n今天没有读到任何新闻信源，原因见文末信源状态。\n\n---\n" in markdown(unread)
    assert "详细资讯" not in markdown(quiet)


def test_hostile_text_stays_text(daily: Daily) -> None:
    line = replace(daily.items[0].line, title=HOSTILE)
    item = replace(daily.items[0], line=line, highlight=HOSTILE, summary=HOSTILE, subjects=(HOSTILE,))
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render(markdown(replace(daily, items=(item,), others=(line,))))
    )
    shown = HOSTILE.replace("\u202e", "")
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.count(escaped) == 5
    assert "<script" not in html
    assert html.count("<h3>") == 4
