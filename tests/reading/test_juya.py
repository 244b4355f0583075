import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.juya import issue_items

TIME = "Tue, 20 Jan 2026 01:10:00 GMT"
OVERVIEW = (
    "<h1>AI 早报 2026-01-20</h1><h2>概览</h2><h3>要闻</h3>"
    '<ul><li>甲 <a href="https://a.example/1">↗</a> <code>#1</code></li></ul>'
)


def issue(html: str) -> Entry:
    return Entry(title="2026-01-20", link="https://daily.example/issues/2026-01-20/", published=TIME, content=html)


def read(html: str) -> list[Entry]:
    return issue_items([issue(OVERVIEW + html)])


def test_an_item_is_read_from_its_heading_to_its_further_originals() -> None:
    html = (
        '<h2>要闻</h2><h3 style="m"><a href="https://a.example/1?x=1&amp;y=2">甲 &amp; 乙</a> <code>#1</code></h3>'
        '<p>第一段。</p><p>第二段。</p><p>相关链接：</p><ul><li><a href="https://b.example/">b</a></li></ul>'
    )
    assert read(html) == [
        Entry("甲 & 乙", "https://a.example/1?x=1&y=2", TIME, content="<p>第一段。</p><p>第二段。</p>")
    ]


def test_an_item_of_an_older_issue_has_a_summary() -> None:
    html = (
        '<h2><a href="https://a.example/1">甲</a> <code style="c">#1</code></h2>'
        "\n<blockquote>\n<p>摘要。</p>\n</blockquote><p>正文。</p><hr /><p>提示</p>"
    )
    (item,) = read(html)
    assert (item.summary, "提示" in item.content) == ("\n<p>摘要。</p>\n", False)


def test_an_item_ends_at_the_next_heading() -> None:
    html = "".join(
        f'<h3><a href="https://a.example/{n}">甲{n}</a> <code>#{n}</code></h3><p>第{n}段。</p>' for n in (1, 2)
    )
    assert [item.content for item in read(html + "<h2>行业动态</h2><p>x</p>")] == ["<p>第1段。</p>", "<p>第2段。</p>"]


def test_an_item_without_an_original_is_left_out() -> None:
    assert [
        item.title
        for item in read('<h3>乙 <code>#1</code></h3><h3><a href="https://a.example/">甲</a><code>#2</code></h3>')
    ] == ["甲"]


def test_issues_without_numbered_items_have_changed() -> None:
    with pytest.raises(ReadingError, match="no numbered items in the issues") as caught:
        issue_items([issue(OVERVIEW), issue("")])
    assert caught.value.outcome is Outcome.PARSE_ERROR
    assert issue_items([]) == []


@pytest.mark.parametrize(
    "piece", ["<h2>", "<h2 ", "<h3><a ", "<code>#1", "<h3><a href='x'>t</a><code>#1</code></h3><blockquote>"]
)
def test_a_hostile_megabyte_is_read_in_a_moment(piece: str) -> None:
    with contextlib.suppress(ReadingError):
        issue_items([issue(piece * (1_000_000 // len(piece)))])


@given(
    st.lists(
        st.sampled_from(
            ["<h3>", "</h3>", "<a href='https://a.example'>", "</a>", "<code>#1</code>", "<hr>", "x", "<blockquote>"]
        )
    )
)
def test_no_issue_breaks_it(pieces: list[str]) -> None:
    with contextlib.suppress(ReadingError):
        issue_items([issue("".join(pieces))])
