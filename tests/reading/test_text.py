import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.text import lead, one_line, sentences, to_text

MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br/>",
            "<b",
            ">",
            "<",
            "&",
            "&lt;",
            "&amp;",
            "amp;",
            "lt;",
            "&#60;",
            "#x26;",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<div hidden>",
            "</div>",
            "<![CDATA[",
            "]]>",
            '"',
            "'",
            "=",
            " ",
            "\n",
            "\u200b",
            "\ud800",
            "模型",
            "。",
            "a",
            "“",
            "”",
            "！",
            ".",
            "3.5",
            "（",
            "）",
        ]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>第一段。</p><p>第二段。</p>", "第一段。\n第二段。"),
        ("<div>一\n  行\n</div>\n\n<ul><li>甲</li><li>乙</li></ul>", "一 行\n甲\n乙"),
        ("第一行<br>第二行<br/><br/>第三行", "第一行\n第二行\n第三行"),
        ("纯文本\n两行", "纯文本\n两行"),
        ("<b>粗</b>体<a href='x'>链接</a>", "粗体链接"),
        ("<table><tr><td>模型</td><td>分数</td></tr></table>", "模型 分数"),
        ("前<script>if (a < b) alert('</p>')</script><style>p{}</style>后", "前后"),
        ("前<script>var a = 1;", "前"),
        ("前<div style='display: none'>暗<div>处</div></div>后", "前\n后"),
        ("前<p hidden>未闭合的暗处", "前\n未闭合的暗处"),
        ("前<!-- 注释 > -->后<!--未完", "前后未完"),
        ("<![CDATA[正文<i>一</i>]]>", "正文一"),
        ("价格&nbsp;&lt;&nbsp;3&yen;，A&amp;T，R&D", "价格 < 3¥，A&T，R&D"),
        ("&amp;lt;p&amp;gt;双重转义&amp;lt;/p&amp;gt;", "双重转义"),
        ("&lt;script&gt; 标签很危险", "标签很危险"),
        ("&#27169;&#x578B;&#0;&#55357;&#99999999999;", "模型"),
        ("?a=1&copy=2&notaname;", "?a=1&copy=2&notaname;"),
        ("若 a < b 且 b > c，则 Vec<T> 与 3<5 不变", "若 a < b 且 b > c，则 Vec<T> 与 3<5 不变"),
        ("<mp-common-profile>卡片</mp-common-profile><o:p>段</o:p>", "卡片段"),
        ("<img alt='a > b' src=x>图后", "图后"),
        ("摘要被截断 <a href='https://exam", "摘要被截断"),
        ("<svg><text>图</text></svg><iframe src=x>无</iframe>正文", "正文"),
        ("", ""),
    ],
)
def test_html_becomes_plain_text(html: str, expected: str) -> None:
    assert to_text(html) == expected


@given(MARKUP)
def test_text_of_text_is_the_text(html: str) -> None:
    text = to_text(html)
    assert to_text(text) == text


@given(st.text())
def test_text_has_no_control_characters_and_no_blank_lines(text: str) -> None:
    for line in to_text(text).split("\n"):
        assert line == line.strip()
        assert line.isprintable() or not any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in line)


@pytest.mark.parametrize(
    "hostile",
    [
        "<a " * 100_000,
        '<a "' * 100_000,
        "<a " + '"<a \'" "\'"' * 30_000,
        "<!--" * 100_000,
        "<script>" * 50_000,
        "<div hidden>" * 30_000,
        "<![CDATA[" * 50_000,
        "&" + "amp;" * 100_000 + "lt;",
        "&#" + "9" * 300_000 + ";",
        "<T " * 100_000,
        " " * 500_000 + "<",
    ],
    ids=lambda text: text[:12].strip() or "blanks",
)
def test_hostile_html_becomes_text(hostile: str) -> None:
    # Quadratic work on these would take minutes.
    text = to_text(hostile)
    assert to_text(text) == text


def test_one_line_joins_lines() -> None:
    assert one_line(" 标题\n  下半 \u200b句 ") == "标题 下半 句"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天发布。很快！真的吗？是的", ["今天发布。", "很快！", "真的吗？", "是的"]),
        ("它说：“好。就这样。”然后停了。", ["它说：“好。就这样。”", "然后停了。"]),
        ("“太好了！”，他说。", ["“太好了！”，他说。"]),
        ("《问。答》上线（见图。）。完", ["《问。答》上线（见图。）。", "完"]),
        ("《为什么？》一书出版。“行吗？”的疑问仍在。", ["《为什么？》一书出版。", "“行吗？”的疑问仍在。"]),
        ("“没有闭合。第二句。", ["“没有闭合。", "第二句。"]),
        ("得分 3.5。版本 v1.2.3 来自 example.com。", ["得分 3.5。", "版本 v1.2.3 来自 example.com。"]),
        ("The U.S. market grew. Mr. Li agreed. Done", ["The U.S. market grew.", "Mr. Li agreed.", "Done"]),
        ("He edits IEEE Trans. on Images. Done", ["He edits IEEE Trans. on Images.", "Done"]),
        ("Is it? Yes! See https://a.cn/?b=1 now.", ["Is it?", "Yes!", "See https://a.cn/?b=1 now."]),
        ("1. 模型 2. 数据", ["1. 模型 2.", "数据"]),
        ("什么？！竟然……真的。", ["什么？！", "竟然……真的。"]),
        ("小标题\n正文第一句。\n", ["小标题", "正文第一句。"]),
        ("", []),
    ],
)
def test_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("甲模型发布。乙模型跟进。丙没有。", 12, "甲模型发布。乙模型跟进。"),
        ("甲模型发布。乙模型跟进。丙没有。", 11, "甲模型发布。"),
        ("甲模型发布了新版本。乙。", 5, "甲模型发布了新版本。"),
        ("甲模型发布了新的版本。乙。", 5, ""),
        ("1.\n。\n甲发布。", 20, "甲发布。"),
        ("小标题\n正文在此。\n图片来源：某处\n第二段。", 20, "正文在此。第二段。"),
        ("要点如下：\n甲发布。", 20, "甲发布。"),
        ("甲发布了新版本。乙正在......", 20, "甲发布了新版本。"),
        ("甲发布了新版本。乙说他会……", 20, "甲发布了新版本。"),
        ("一小时视频，一次读完", 20, "一小时视频，一次读完"),
        ("被截断的一句……", 20, ""),
        ("甲发布。乙跟进。丙……\n甲发布。\n乙跟进。丙没有。", 20, "甲发布。乙跟进。丙没有。"),
        ("要点如下：", 20, ""),
        ("One is here. Two is there. Three", 27, "One is here. Two is there."),
        ("“甲发布。”\n乙跟进。", 20, "“甲发布。”乙跟进。"),
        ("", 10, ""),
    ],
)
def test_lead_is_whole_sentences_within_the_limit(text: str, limit: int, expected: str) -> None:
    assert lead(text, limit) == expected


@given(MARKUP, st.integers(min_value=1, max_value=40))
def test_lead_is_made_of_sentences_in_their_order(text: str, limit: int) -> None:
    result = lead(text, limit)
    rest, used = result.replace(" ", ""), 0
    for sentence in (each.replace(" ", "") for each in sentences(text)):
        if rest.startswith(sentence):
            rest, used = rest[len(sentence) :], used + 1
    assert rest == ""
    assert len(result) <= (limit if used > 1 else 2 * limit)


@given(MARKUP)
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(one_line(text).split())


def test_a_sentence_that_is_the_end_of_one_before_it_is_passed_over() -> None:
    text = "图自样例博客放在几年前，这是做梦。\n放在几年前，这是做梦。\n价格不变。\n他说价格不变。\n好。\n很好。\n好。"
    assert lead(text, 200) == "图自样例博客放在几年前，这是做梦。价格不变。他说价格不变。好。很好。"
