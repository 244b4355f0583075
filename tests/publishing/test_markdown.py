"""What was escaped is rendered again and must be the text it was."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsbot.publishing.markdown import md_cell, md_link, md_own_link, md_text
from newsbot.publishing.plain import one_line

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

MARKUP = "\\`*_{}[]<>()#+-.!|~&$:/=\"' \n\t\r;^1a大“，\u3000\u202e\u200b\x00\x1b\u2028\ud800"
PIECES = [
    "](",
    "![",
    "~~",
    "**",
    "1. ",
    "---",
    "===",
    "```",
    "<b>",
    "&lt;",
    "&amp",
    "http://",
    "www.",
    "[^1]",
    "- [x] ",
]
TEXTS = st.lists(st.sampled_from([*MARKUP, *PIECES]), max_size=20).map("".join) | st.text(max_size=30)


def rendered(markdown: str) -> list[tuple[str, str]]:
    """The leaves of a document, as (block or link they stand in, text); anything but text is named by its type."""
    leaves: list[tuple[str, str]] = []
    tag = ""
    for token in MARKDOWN.parse(markdown):
        if token.nesting == 1 and token.type not in {"table_open", "thead_open", "tbody_open", "tr_open"}:
            tag = token.tag
        elif token.type == "inline":
            leaves.append((tag, plain(token.children or [])))
        elif token.nesting == 0:
            leaves.append((token.type, token.content))
    return leaves


def plain(tokens: list[Token]) -> str:
    return "".join(token.content if token.type in {"text", "text_special"} else f"<{token.type}>" for token in tokens)


def collapsed(text: str) -> str:
    # The renderer trims wide blanks at the ends of a block too, where a text has none.
    return re.sub(r" +", " ", text).strip()


@pytest.mark.parametrize(
    "text",
    [
        "“扣子”官宣 2.0：AI 办公（全面）更新",
        "【重磅】智谱 | 发布 GLM-5：C# 与 C++ 都行！",
        "internlm2_5-20b-chat (thinking)",
        "AT&T & R&D",
        "a < b，3 * 4，5 _ 6",
        "2.0 版本上线；1、第一 #AI# 100%",
        "$5 {x} @name ^y^ C:\\Users",
        "-5 度，+3 分，>",
    ],
)
def test_text_that_cannot_be_markup_is_left_as_it_is(text: str) -> None:
    assert md_text(text) == text.replace(">", "\\>" if text.startswith(">") else ">")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# x", "\\# x"),
        ("x ##", "x #\\#"),
        ("###", "\\##\\#"),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("* x", "\\* x"),
        ("1. x", "1\\. x"),
        ("12) x", "12\\) x"),
        ("> x", "\\> x"),
        ("---", "\\---"),
        ("- - -", "\\- - -"),
        ("===", "\\==="),
        (":-|-:", "\\:-|-:"),
        ("*x* **", "\\*x\\* \\*\\*"),
        ("_x_ a_b", "\\_x\\_ a_b"),
        ("3~5", "3\\~5"),
        ("`x`", "\\`x\\`"),
        ("[x](y)", "\\[x\\](y)"),
        ("好!", "好\\!"),
        ("<b> <3 < x", "\\<b> \\<3 < x"),
        ("&lt; &#60; &xyz; &copy", "\\&lt; \\&#60; &xyz; \\&copy"),
        ("\\* a\\b \\", "\\\\\\* a\\b \\\\"),
        ("https://a.test www.a.test", "https\\://a.test www\\.a.test"),
        ("a\r\n\tb\u2028c\x85d", "a b c d"),
        ("a\u202eb\u200bc\x00d\ud800e\ufefff\U000e0041g\U0001ffffh", "abcdefgh"),
        (" \u3000\xa0 ", ""),
    ],
)
def test_what_could_be_markup_is_escaped(text: str, escaped: str) -> None:
    assert md_text(text) == escaped


@given(TEXTS)
def test_text_renders_as_itself_wherever_it_stands(text: str) -> None:
    markdown, line = md_text(text), collapsed(one_line(text))
    assert [(tag, collapsed(leaf)) for tag, leaf in rendered(f"### {markdown}\n\nx\n")] == [("h3", line), ("p", "x")]
    alone = [("p", line)] if line else []
    assert [(tag, collapsed(leaf)) for tag, leaf in rendered(f"{markdown}\n")] == alone
    item = rendered(f"- {markdown}[t](http://x.test)\n")
    assert [(tag, collapsed(leaf)) for tag, leaf in item] == [
        ("p", collapsed(f"{one_line(text)}<link_open>t<link_close>"))
    ]


@given(TEXTS.filter(one_line))
def test_second_line_of_a_paragraph_stays_one(text: str) -> None:
    leaves = rendered(f"a | b\n{md_text(text)}\nc\n\n[x]: /x\n")
    assert [tag for tag, _ in leaves] == ["p"]
    assert collapsed(leaves[0][1].replace("<softbreak>", " ")) == collapsed(f"a | b {one_line(text)} c")


@given(TEXTS, st.sampled_from(["| {} | {} | 1400 |", "|{}|{}|1400|"]))
def test_cell_renders_as_itself_and_moves_no_other(text: str, row: str) -> None:
    cell, line = md_cell(text), collapsed(one_line(text))
    leaves = rendered(f"| a | b | c |\n|---|---|---|\n{row.format(cell, cell)}\n")
    body = [("td", line), ("td", line), ("td", "1400")]
    assert [(tag, collapsed(leaf)) for tag, leaf in leaves] == [("th", "a"), ("th", "b"), ("th", "c"), *body]


@given(TEXTS, TEXTS)
def test_link_is_one_link_or_plain_text(text: str, path: str) -> None:
    markdown = md_link(text or "x", f"https://x.test/{path}")
    leaves = rendered(f"| a |\n|---|\n| {markdown} |\n")
    linked = f"<link_open>{one_line(text or 'x') or one_line(f'https://x.test/{path}')}<link_close>"
    expected = linked if markdown.startswith("[") else one_line(text or "x")
    assert [(tag, collapsed(leaf)) for tag, leaf in leaves] == [("th", "a"), ("td", collapsed(expected))]


@given(TEXTS)
def test_foreign_address_is_http_or_no_link(url: str) -> None:
    tokens = [child for token in MARKDOWN.parse(md_link("t", url)) for child in token.children or []]
    targets = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert all(re.match(r"https?://[^/\s<>\"]", target) for target in targets)


@pytest.mark.parametrize(
    ("url", "markdown"),
    [
        ("https://36kr.com/p/1?f=rss", "[阅读原文](https://36kr.com/p/1?f=rss)"),
        (" https://x.test/a\n", "[阅读原文](https://x.test/a)"),
        ("HTTPS://x.test:8443/a_b~c", "[阅读原文](https://x.test:8443/a_b~c)"),
        ("https://例子.测试/路径(1)", "[阅读原文](https://例子.测试/路径\\(1\\))"),
        ("http://x.test/?a=1&copy;=2&b=3", "[阅读原文](http://x.test/?a=1\\&copy;=2&b=3)"),
        ('http://x.test/a b|c<d>`e`"f"{g}', "[阅读原文](http://x.test/a%20b%7Cc%3Cd%3E%60e%60%22f%22%7Bg%7D)"),
        ("http://[2001:db8::1]/", "[阅读原文](http://[2001:db8::1]/)"),
    ],
)
def test_foreign_page_is_linked(url: str, markdown: str) -> None:
    assert md_link("阅读原文", url) == markdown


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://x.test/%0aalert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "//x.test/",
        "/a",
        "#item-1",
        "2026-01-19.md",
        "http:x.test",
        "http:///x.test",
        "http://",
        "http://?x",
        "http://36kr.com@x.test/",
        "http://36kr.com\\@x.test/",
        "http://x.test:99999/",
        "http://x.test:y/",
        "http://[::1",
        "http://x\u202e.test/",
        "http://x.test/a\nb",
        "http://x.test/\x00",
        "http://x.test/" + "a" * 2048,
    ],
)
def test_anything_else_is_plain_text(url: str) -> None:
    assert md_link("1. 阅读 | [原文]", url) == "1\\. 阅读 \\| \\[原文\\]"


def test_link_without_a_text_shows_its_address() -> None:
    assert md_link("\u200b", "http://x.test/a_b|c") == "[http\\://x.test/a_b\\|c](http://x.test/a_b%7Cc)"


@pytest.mark.parametrize("path", ["#item-1", "2026-01-19.md#item-3", "2026-01-20-trend.svg", "archive/2026/index.html"])
def test_own_page_is_linked(path: str) -> None:
    assert md_own_link("↗ [详情]", path) == f"[↗ \\[详情\\]]({path})"


@pytest.mark.parametrize(
    "path",
    ["", "/a", "//x.test", "../a", "a/../../b", "a/..", "http://x.test", "javascript:x", "a b", "a)b", "a\n", "页"],
)
def test_own_link_to_a_foreign_page_is_a_mistake(path: str) -> None:
    with pytest.raises(ValueError, match="foreign links go through md_link"):
        md_own_link("x", path)


@pytest.mark.parametrize(
    "piece", ["#", "\\", "&a", "*", " ", "<", "1", "- ", "|", "http://", "\u202e", "&#1", "[", "_ "]
)
def test_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    md_text(text)
    md_cell(text)
    md_link(text, "http://x.test/" + text)
    # Measured: 0.1 to 0.8 s; anything quadratic takes minutes.
    assert time.process_time() - start < 10
