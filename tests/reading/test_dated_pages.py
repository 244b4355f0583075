import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.dated_pages import read_dated_page
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError

URL = "https://docs.example.cn/updates"


def test_entries_have_the_text_up_to_the_next_heading_and_nothing_from_beside_it() -> None:
    html = """<title>日志</title><nav><h2>2026-01-01</h2><p>导航</p></nav><main><article><h1>更新日志</h1>
      <h2 id="date-2026-01-19">Date: 2026-01-19<a class="hash-link" href="#date-2026-01-19">\u200b</a></h2>
      <h3 class=anchor id=sample-2>样例 <code>二</code><a href="#sample-2">#</a></h3>
      <p>第一段，<b>粗体</b>与 a&lt;b。<script>x()</script></p>
      <ul><li>一项<ul><li><p>更深的一项</p></li></ul></li><li>Another one</li></ul>
      <h3>没有编号</h3>第二段<br>第三段
      </article><p>相关文章</p></main><footer>页脚</footer>"""
    assert read_dated_page(html, url=URL).entries == [
        Entry("导航", URL, "2026-01-01", content="导航", part="2026-01-01 导航"),
        Entry(
            "样例 二",
            f"{URL}#sample-2",
            "2026-01-19",
            content="第一段，粗体与 a&lt;b。\n一项。\n更深的一项。\nAnother one.",
            part="2026-01-19 样例 二",
        ),
        Entry("没有编号", URL, "2026-01-19", content="第二段\n第三段", part="2026-01-19 没有编号"),
    ]


@pytest.mark.parametrize(
    ("newest", "passed_over"),
    [
        ("<h2>Version: 2026-01-20</h2><h3>样例三</h3><p>文。</p>", ()),
        ("<h2>样例三 (2026-01-20)</h2><p>文。</p>", ()),
        ("<h2>样例三</h2><p>2026-01-20</p><p>文。</p>", ()),
        ("<h2>样例三</h2><p><b>发布于 2026-01-20</b></p><p>文。</p>", ()),
        ("<details><summary>2026-01-20</summary><h3>样例三</h3><p>文。</p></details>", ()),
        ("<p><strong>2026年1月20日</strong></p><h3>样例三</h3><p>文。</p>", ()),
        ("<h2>一月二十日</h2><h3>样例三</h3><p>文。</p>", ("一月二十日",)),
    ],
)
def test_the_newest_may_be_dated_in_another_way_than_the_older(newest: str, passed_over: tuple[str, ...]) -> None:
    html = f"<h1>更新日志</h1><p>说明。</p>{newest}<h2>Date: 2025-12-01</h2><h3>样例二</h3><p>旧。</p>"
    found = read_dated_page(html, url=URL)
    entries = [(entry.title, entry.content) for entry in found.entries]
    newer = [] if passed_over else [("样例三", "文。")]
    assert (entries, found.passed_over) == ([*newer, ("样例二", "旧。")], passed_over)


def test_a_row_of_a_table_above_the_dated_headings_is_an_entry() -> None:
    html = "<h1>日志</h1><table><tr><th>日期<th>更新<tr><td>2026-01-20</td><td>样例三上线。</td></tr></table>"
    found = read_dated_page(html + "<h2>2025-12-01</h2><p>旧。</p>", url=URL)
    assert [entry.part for entry in found.entries] == ["2026-01-20 样例三上线", "2025-12-01 旧"]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Page Not Found | Docs</title><h1>Page Not Found</h1><p>2026-01-19</p>", "Page Not Found | Docs"),
        ("<h2>2026-01-19</h2>", "without a title"),
        ("", "without a title"),
    ],
)
def test_a_page_without_dated_entries_is_refused_by_its_title(html: str, title: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_dated_page(html, url=URL)
    why = f"no heading with a date in the page ({title})"
    assert (caught.value.outcome, str(caught.value)) == (Outcome.PARSE_ERROR, why)


GOOD = "</h2></h3><h2>2026-01-19</h2><h3>样例</h3><p>文。</p>"


@pytest.mark.parametrize("piece", ["<div>", "<h2>", "<li>", "</p>", "<h3 id=", "&amp;", "<!--", "x", "<a href='", "\0"])
def test_a_megabyte_of_junk_in_front_ends_soon(piece: str) -> None:
    # Quadratic work on these would take minutes.
    html = piece * (1_000_000 // len(piece)) + "'>-->" + GOOD
    assert read_dated_page(html, url=URL).entries[-1].title == "样例"


@given(st.lists(st.sampled_from(["<h2>", "</h2>", "<h3>", "2026-01-19", "<li", ">", "<p>", "文", "</main>", "&lt;"])))
def test_any_page_gives_entries_with_titles_or_a_reading_error(pieces: list[str]) -> None:
    try:
        entries = read_dated_page("".join(pieces), url=URL).entries
    except ReadingError:
        return
    assert all(entry.title and entry.published for entry in entries)
