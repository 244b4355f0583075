import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.cards import read_cards
from newsbot.reading.entry import Entry, Listing

URL = "https://www.example.cn/blog/"
POST = re.compile(r"^https://www\.example\.cn/blog/[^/]+$")


def _cards(html: str) -> list[Entry]:
    return read_cards(html, url=URL, pattern=POST).entries


@pytest.mark.parametrize(
    "card",
    [
        '<div><a href="/blog/a" class=x></a><div><h4>{}</h4><p>一句<i>话</i>。</p><p>2026/01/19</p></div></div>',
        "<article><h2>{}</h2><p>一句话。<footer><b>2026/01/19</b> · 三分钟读完</footer><a href=a></a></article>",
        "<li><a href=a><h3>{}</h3></a><p>一句话。</p><a href=a><time datetime='2026/01/19'>昨天</time></a>",
        "<a href='/blog/a'><p>一句话。</p><h3>{}</h3><div>2026/01/19</div></a>",
    ],
    ids=["link beside", "link behind", "two links", "link around"],
)
def test_a_card_is_the_smallest_element_with_a_link_a_title_and_a_date(card: str) -> None:
    card = card.format("样例 <b>二</b> &amp; 三")
    html = f"<nav><a href=/blog/a>菜单</a><a href=/blog/b>菜单</a></nav><main>{card}</main><p>2025-01-01</p>"
    assert _cards(html) == [Entry("样例 二 & 三", "https://www.example.cn/blog/a", "2026/01/19", summary="一句话。")]


def test_without_a_heading_the_link_s_own_words_are_the_title() -> None:
    html = "<ul><li><a href=a>样例一</a><b>2026年1月19日</b><li><a href=b>样例二</a><b>Jan 18, 2026</b></ul>"
    assert [(card.title, card.published) for card in _cards(html)] == [
        ("样例一", "2026年1月19日"),
        ("样例二", "Jan 18, 2026"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<div><a href=a></a><h3>没有日期</h3></div>",
        "<div><a href=/news/a></a><h3>别处的</h3><p>2026-01-19</p></div>",
        "<div><a href=a></a><p>2026-01-19</p></div>",
        # What belongs to what, nothing says.
        "<div><a href=a></a><h3>一</h3><p>2026-01-19</p><a href=b></a><h3>二</h3><p>2026-01-18</p></div>",
        "<div><a href=a></a><h3>一</h3><p>发布于 2026 年</p></div>",
        "<div><a href='javascript:x'></a><h3>一</h3><p>2026-01-19</p></div>",
        "",
    ],
    ids=["no date", "another link", "no title", "no cards", "no day", "no address", "nothing"],
)
def test_what_is_no_card_is_left_out(html: str) -> None:
    assert _cards(html) == []


def test_a_link_is_one_card_and_there_are_a_thousand_at_most() -> None:
    card = "<div><a href={}></a><h3>{}</h3><p>2026-01-19</p></div>"
    assert [entry.title for entry in _cards(card.format("a", "一") + card.format("a", "二"))] == ["一"]
    assert len(_cards("".join(card.format(f"p{n}", n) for n in range(1500)))) == 1000


@pytest.mark.parametrize(
    "newest",
    [
        "<div><a href=/blog/new></a><h3>新的一篇</h3></div>",
        "<article><h3><a href=/blog/new>新的一篇</a></h3><p>昨天</p></article>",
        "<div><a href=/research/new></a><h3>新的一篇</h3><p>2026-01-20</p></div>",
        "<a href=https://www.example.cn/research/new><h3>新的一篇</h3><p>2026-01-20</p></a>",
    ],
    ids=["no date", "no day", "another link", "another link around"],
)
def test_what_may_be_a_card_above_all_cards_is_named(newest: str) -> None:
    older = "<div><a href=/blog/a></a><h3>一</h3><p>2025-12-01</p></div>"
    html = f"<main>{newest}{older}<div><a href=/blog/b></a><h3>没有日期</h3></div></main>"
    assert read_cards(html, url=URL, pattern=POST) == Listing(
        [Entry("一", "https://www.example.cn/blog/a", "2025-12-01")], passed_over=("新的一篇",)
    )


def test_what_is_a_card_further_down_is_not_passed_over() -> None:
    html = "<div><a href=/blog/a></a><h2>头条</h2></div><nav><a href=/blog/b>菜单</a></nav><h2><a href=/>博客</a></h2>"
    card = "<div><a href=/blog/a></a><h3>一</h3><p>2025-12-01</p></div>"
    assert read_cards(html + card, url=URL, pattern=POST) == Listing(
        [Entry("一", "https://www.example.cn/blog/a", "2025-12-01")]
    )


GOOD = "<div><a href=a></a><h3>样例</h3><p>2026-01-19</p></div>"


@pytest.mark.parametrize(
    "piece", ["<div>", "<p>", "</p>", "<a href='", "<a href=/x>", "<!--", "x", "2026-01-19 ", "<b>文", "&lt;", "<h3>"]
)
def test_a_megabyte_of_junk_in_front_ends_soon(piece: str) -> None:
    # Quadratic work on these would take minutes.
    html = piece * (1_000_000 // len(piece)) + "'>-->" + GOOD
    assert [entry.title for entry in _cards(html)] == ["样例"]


@given(
    st.lists(st.sampled_from(["<div>", "</div>", "<a href=a>", "</a>", "<h3>", "</h3>", "2026-01-19", "文", "<", '"']))
)
def test_any_page_gives_whole_cards(pieces: list[str]) -> None:
    assert all(entry.title and entry.link and entry.published for entry in _cards("".join(pieces)))
