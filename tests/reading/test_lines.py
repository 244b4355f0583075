import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.lines import Line, marked_lines
from newsbot.reading.text import to_text

TAGS = ["<p>", "</p>", "<h2>", "</h2>", "<b>", "</b>", "<strong>", "</strong>", "<a href=x>", "</a>", "<ul>", "<li>"]
MORE_TAGS = ["</li>", "<br>", "<td>", '<span style="font-weight:700">', "</span>", "<div hidden>", "</div>", "<script>"]
WORDS = ["</script>", "&nbsp;", "\u200b", " ", "\n", "甲公司发布", "模型。", "1、", "【", "】", "：", "a < b"]
BODY = st.lists(st.sampled_from(TAGS + MORE_TAGS + WORDS), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h3>大公司</h3><p>正文。</p>", [Line("大公司", heading=3), Line("正文。")]),
        ("<h2><strong>标题</strong></h2>", [Line("标题", 2, "标题", is_bold=True)]),
        ("<p><strong>标题</strong></p>", [Line("标题", bold="标题", is_bold=True)]),
        ("<p><b>标</b><b>题</b>：</p>", [Line("标题：", bold="标题：", is_bold=True)]),
        ('<p><span style="font-weight: 600">标题</span></p>', [Line("标题", bold="标题", is_bold=True)]),
        ("<p><strong>标题</strong>正文。</p>", [Line("标题正文。", bold="标题")]),
        ("<p>1、<strong>标题</strong>：正文。</p>", [Line("1、标题：正文。", bold="标题")]),
        ("<p>某<strong>词</strong>在句中。</p>", [Line("某词在句中。")]),
        ("<p><strong>标题</strong><br>正文。</p>", [Line("标题", bold="标题", is_bold=True), Line("正文。")]),
        ("<strong><p>标题</p></strong><p>正文。</p>", [Line("标题", bold="标题", is_bold=True), Line("正文。")]),
        ('<p><a href="x">标题</a><br/></p>', [Line("标题", is_link=True)]),
        ("<ul><li><p>一</p><p>二</p></li></ul>", [Line("一", begins_item=True), Line("二")]),
        ("<p hidden><b>看不见</b></p><p>看得见</p>", [Line("看得见")]),
        ("第一行\n第二行", [Line("第一行"), Line("第二行")]),
        ("<p>第一\n行</p>", [Line("第一 行")]),
        ("&lt;p&gt;&lt;b&gt;标题&lt;/b&gt;&lt;/p&gt;", [Line("标题", bold="标题", is_bold=True)]),
        ("", []),
    ],
)
def test_a_line_says_how_it_stands_out(body: str, expected: list[Line]) -> None:
    assert marked_lines(body) == expected


@given(BODY)
def test_the_lines_are_those_of_the_plain_text(body: str) -> None:
    assert "\n".join(line.text for line in marked_lines(body)) == to_text(body)
