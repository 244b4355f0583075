"""Parts of a text: joined they are the text, each is within its limit, and nothing whole is cut."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.publishing.splitting import LEAST, MARKDOWN, MARKUP, PLAIN, Cost, escaped, split, utf8, utf16

COSTS: dict[str, Cost] = {"utf8": utf8, "utf16": utf16, "escaped": escaped, "characters": len}
FORMS = {"plain": PLAIN, "markdown": MARKDOWN, "markup": MARKUP}
CHARACTERS = ["e\u0301", "👩‍👩‍👧", "👍🏽", "🇨🇳", "क्षि", "각", "ｶﾞ", "\r\n", "☎️", "3️⃣", "🏴\U000e0067\U000e0062\U000e007f"]
LINKS = {
    "plain": ["https://example.com/a?b=1&c=(2)", "http://例子.cn/路径"],
    "markdown": ["[36氪](https://36kr.com/p/1)", r"[a\]b](https://example.com/\(x\))", r"\*", "&amp;"],
    "markup": [
        '<a href="https://example.com/?a=1&amp;b">36氪</a>',
        "<https://example.com|机器之心>",
        "<b>报</b>",
        "&lt;",
    ],
}
words = st.one_of(
    st.text(max_size=40),
    st.sampled_from([*CHARACTERS, "\n", "\n\n", "，", "。", " ", "智谱发布新模型", "\ud800"]),
    st.sampled_from([link for links in LINKS.values() for link in links]),
)
texts = st.lists(words, max_size=40).map("".join)


@given(texts, st.integers(LEAST, 400), st.sampled_from([*COSTS.values()]), st.sampled_from([*FORMS.values()]))
def test_joined_the_parts_are_the_text_and_each_is_within_the_limit(
    text: str, limit: int, cost: Cost, whole: re.Pattern[str]
) -> None:
    parts = split(text, limit, cost, whole)
    assert "".join(parts) == text
    assert all(part and cost(part) <= limit for part in parts)


@given(st.text(), st.sampled_from([*COSTS.values()]))
def test_costs_add_up(text: str, cost: Cost) -> None:
    assert cost(text) == sum(map(cost, text))


@given(st.text())
def test_what_json_takes_is_counted(text: str) -> None:
    assert escaped(text) == len(json.dumps(text)) - 2
    assert utf8(text) == len(text.encode())
    assert utf16(text) == len(text.encode("utf-16-le")) // 2


@given(st.sampled_from([*FORMS]), st.data())
def test_no_link_and_no_character_is_cut(form: str, data: st.DataObject) -> None:
    kept = st.sampled_from([*LINKS[form], *CHARACTERS])
    pieces = data.draw(st.lists(st.tuples(kept, st.sampled_from(["\n", " x ", " 报 "])), max_size=30))
    text = "".join(piece + between for piece, between in pieces)
    parts = split(text, data.draw(st.integers(80, 200)), utf8, FORMS[form])
    ends, reached = set(), 0
    for part in parts:
        reached += len(part)
        ends.add(reached)
    at = 0
    for piece, between in pieces:
        assert not ends & set(range(at + 1, at + len(piece))), piece
        at += len(piece) + len(between)


def test_lines_are_kept_together_where_they_fit() -> None:
    text = "第一条新闻。\n第二条新闻，长一点。\n第三条。\n"
    assert split(text, 49, utf8, PLAIN) == ["第一条新闻。\n", "第二条新闻，长一点。\n第三条。\n"]
    assert split(text, 28, utf8, PLAIN) == ["第一条新闻。\n", "第二条新闻，", "长一点。\n第三条。\n"]


def test_what_fits_is_one_part_and_nothing_is_none() -> None:
    assert split("一\n二", 16, utf8, PLAIN) == ["一\n二"]
    assert split("", 16, utf8, PLAIN) == []


def test_what_is_longer_than_the_limit_is_cut_at_a_character() -> None:
    assert split("https://example.com/" + "e\u0301" * 4, 20, utf8, PLAIN) == ["https://example.com/", "e\u0301" * 4]
    assert split("e" + "\u0301" * 16, 16, utf8, PLAIN) == ["e" + "\u0301" * 7, "\u0301" * 8, "\u0301"]


def test_a_limit_that_holds_no_character_is_refused() -> None:
    with pytest.raises(ValueError, match="15 is too low a limit; the lowest is 16"):
        split("a", 15, utf8, PLAIN)


@pytest.mark.parametrize("unit", ["[a](", "[a](b", "<a <", "<a>", "&", "[", "](", "https://", "e\u0301", "🇨🇳", "\\"])
@pytest.mark.parametrize("whole", FORMS.values(), ids=FORMS)
def test_hostile_text_costs_no_more_than_its_length(unit: str, whole: re.Pattern[str]) -> None:
    text = unit * (200_000 // len(unit))
    assert "".join(split(text, 4096, utf8, whole)) == text
