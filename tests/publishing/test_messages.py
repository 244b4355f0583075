"""An issue as messages: what they tell, in which words, and in how many parts."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.issue.daily import Daily, Item, Line, SourceState, Window
from newsbot.items import BEIJING
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Row, Standing
from newsbot.publishing.messages import Form, message, quiet, subjects
from newsbot.publishing.splitting import utf8
from newsbot.publishing.styles import CHAT, HTML, MARKDOWN_STYLE, SLACK, TELEGRAM, TEXT, Style
from newsbot.pushing.forms import FORMS

NOON = datetime(2026, 1, 20, 12, 0, tzinfo=BEIJING)
SITE = "https://example.com/daily/"


def _item(number: int, highlight: str, url: str = "") -> Item:
    line = Line(f"item-{number}", "标题", url or f"https://36kr.com/p/{number}", "36Kr", NOON, False, (), None)
    return Item(line, highlight, "发布", (), "一句完整的话。")


def _row(rank: int, model: str) -> Row:
    return Row(rank, model, "厂商", 1400, Movement())


@pytest.fixture
def daily() -> Daily:
    return Daily(
        day=date(2026, 1, 20),
        window=Window(NOON, NOON, NOON),
        made_at=NOON,
        sample=False,
        items=(_item(1, "智谱开源样例模型。"), _item(2, "<b>通义</b> @all 更新。"), _item(3, "")),
        others=(_item(4, "").line,),
        standing=Standing(
            published=date(2026, 1, 10),
            fetched_at=NOON,
            publisher="lmarena",
            url="https://example.com/scores",
            age_days=10,
            top=(),
            chinese=(_row(3, "glm-x"), _row(8, "qwen_x"), _row(9, "kimi-x"), _row(12, "no-more")),
        ),
        sources=(
            SourceState("36Kr", True, True, "正常", 31, NOON),
            SourceState("InfoQ", True, False, "异常：RSS 拒绝访问（HTTP 403）", 0, None),
            SourceState("量子位", False, False, "尚未抓取", 0, None),
        ),
    )


CHAT_MESSAGE = """\
国产大模型日报 2026-01-20 星期二

1. 智谱开源样例模型。
https://36kr.com/p/1
2. ＜b>通义＜/b> @\u200ball 更新。
https://36kr.com/p/2
LM Arena 国产前列（数据日期 2026-01-10，距今 10 天）：glm-x（全球第 3）、qwen_x（全球第 8）、kimi-x（全球第 9）
共 4 条相关资讯，1 个信源异常。
"""
MARKDOWN_MESSAGE = """\
1. 智谱开源样例模型。 [36Kr](https://36kr.com/p/1) · [详情](https://example.com/daily/2026-01-20.html#item-1)

2. \\<b>通义\\</b> @\u200ball 更新。 [36Kr](https://36kr.com/p/2) · [详情](https://example.com/daily/2026-01-20.html#item-2)

LM Arena 国产前列（数据日期 2026-01-10，距今 10 天）：glm-x（全球第 3）、qwen_x（全球第 8）、kimi-x（全球第 9）

共 4 条相关资讯，1 个信源异常。

[阅读全文](https://example.com/daily/2026-01-20.html)

"""
ALL = ("item-1", "item-2", "standing", "around")


def test_a_chat_is_told_the_highlights_with_their_addresses(daily: Daily) -> None:
    (part,) = message(daily, Form(CHAT, 2048, utf8, titled=False), address="")
    assert (part.title, part.body, part.told) == ("国产大模型日报 2026-01-20 星期二", CHAT_MESSAGE, ALL)


def test_with_a_site_each_story_has_its_place_there(daily: Daily) -> None:
    (part,) = message(daily, Form(MARKDOWN_STYLE, 4096, utf8, titled=True), address=SITE)
    assert (part.title, part.body, part.told) == ("国产大模型日报 2026-01-20 星期二", MARKDOWN_MESSAGE, ALL)
    (chat,) = message(daily, Form(CHAT, 2048, utf8, titled=False), address=SITE)
    assert chat.body == f"{CHAT_MESSAGE}https://example.com/daily/2026-01-20.html\n"


def test_what_is_known_is_not_told_again(daily: Daily) -> None:
    form = Form(TEXT, 2048, utf8, titled=True)
    (part,) = message(daily, form, address="", known={"item-1", "standing", "around"})
    body = "1. <b>通义</b> @all 更新。\nhttps://36kr.com/p/2\n"
    assert (part.title, part.body, part.told) == ("国产大模型日报 2026-01-20 星期二 新增 1 条", body, ("item-2",))
    assert message(daily, form, address="", known=set(ALL)) == []
    (rest,) = message(daily, form, address="", known={"item-1", "item-2", "standing"})
    assert (rest.title, rest.body) == ("国产大模型日报 2026-01-20 星期二", "共 4 条相关资讯，1 个信源异常。\n")


def test_parts_are_numbered_and_tell_what_is_complete(daily: Daily) -> None:
    parts = message(daily, Form(CHAT, 160, utf8, titled=False), address="")
    assert [part.told for part in parts] == [("item-1",), ("item-2",), (), ("standing", "around")]
    assert [part.title[-5:] for part in parts] == ["（1/4）", "（2/4）", "（3/4）", "（4/4）"]
    assert all(utf8(part.body) <= 160 for part in parts)
    told = "".join(part.body.removeprefix(f"{part.title}\n\n") for part in parts)
    assert told == CHAT_MESSAGE.removeprefix("国产大模型日报 2026-01-20 星期二\n\n")


def test_a_link_that_would_fill_a_message_is_left_out(daily: Daily) -> None:
    long = replace(daily, items=(_item(1, "智谱开源样例模型。", "https://example.com/" + "a" * 1000),))
    (chat,) = message(long, Form(CHAT, 2048, utf8, titled=False), address="")
    assert "1. 智谱开源样例模型。\nLM Arena" in chat.body
    (telegram,) = message(long, Form(TELEGRAM, 2048, utf8, titled=False), address=SITE)
    page = '<a href="https://example.com/daily/2026-01-20.html#item-1">详情</a>'
    assert f"1. 智谱开源样例模型。 {page}\nLM Arena" in telegram.body


def test_a_quiet_day_has_nothing_to_tell_unless_that_is_asked_for(daily: Daily) -> None:
    still = replace(daily, items=(), others=(), standing=None)
    form = Form(TEXT, 2048, utf8, titled=True)
    assert (subjects(still), message(still, form, address=SITE)) == ((), [])
    (part,) = quiet(still, form, address="")
    assert (part.body, part.told) == ("今日无重大更新。\n共 0 条相关资讯，1 个信源异常。\n", ("around",))
    (unread,) = quiet(replace(still, sources=()), form, address="")
    assert unread.body == "今天没有读到任何新闻信源。\n共 0 条相关资讯。\n"


def test_a_sample_says_so_and_a_fresh_board_has_no_age(daily: Daily) -> None:
    assert daily.standing is not None
    fresh = replace(daily.standing, age_days=7, chinese=daily.standing.chinese[:1])
    (part,) = message(replace(daily, sample=True, standing=fresh), Form(HTML, 4096, utf8, titled=True), address="")
    assert part.title == "国产大模型日报（样例） 2026-01-20 星期二"
    assert "<p>LM Arena 国产前列（数据日期 2026-01-10）：glm-x（全球第 3）</p>\n" in part.body


@given(
    st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=10),
    st.sampled_from([CHAT, MARKDOWN_STYLE, TELEGRAM, SLACK, HTML, TEXT]),
    st.integers(800, 3000),
    st.booleans(),
)
def test_every_part_is_within_the_limit_and_nothing_is_lost(
    highlights: list[str], style: Style, limit: int, titled: bool
) -> None:
    items = tuple(_item(number, text) for number, text in enumerate(highlights, start=1))
    issue = Daily(NOON.date(), Window(NOON, NOON, NOON), NOON, False, items, (), None, ())
    whole = message(issue, Form(style, 10**9, utf8, titled=titled), address=SITE)
    parts = message(issue, Form(style, limit, utf8, titled=titled), address=SITE)
    assert all(utf8(part.body) <= limit for part in parts)
    told = [part.body if titled else part.body.removeprefix(style.heading(part.title)) for part in parts]
    assert "".join(told) == (whole[0].body if titled else whole[0].body.removeprefix(style.heading(whole[0].title)))
    assert [subject for part in parts for subject in part.told] == list(whole[0].told) == list(subjects(issue))


@pytest.mark.parametrize("scheme", FORMS)
def test_an_issue_of_ten_long_stories_is_a_few_messages_in_any_channel(scheme: str, daily: Daily) -> None:
    form, _ = FORMS[scheme]
    full = replace(daily, items=tuple(_item(number, "智谱开源样例模型，" * 9) for number in range(1, 11)))
    parts = message(full, form, address=SITE)
    assert len(parts) <= 4
    assert all(form.cost(part.body) <= form.limit for part in parts)
