"""Foreign text in each language of messages: it is the text it was, calls nobody and links nowhere."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring
from markdown_it import MarkdownIt

from newsbot.publishing.plain import one_line
from newsbot.publishing.styles import CHAT, HTML, MARKDOWN_STYLE, SLACK, TELEGRAM, TEXT, Style

HOSTILE = '@all <!channel> <at user_id="all">所有人</at> [x](http://e.cn) *b* &amp; <a href="javascript:1">y</a>\n# z'
URL = 'https://example.com/a?b=1&c="2"|(3)'
SEEN = {
    "text": (TEXT, one_line(HOSTILE)),
    "chat": (
        CHAT,
        (
            '@\u200ball ＜!channel> ＜at user_id="all">所有人＜/at> [x] (http://e.cn) *b* &amp; '
            '＜a href="javascript:1">y＜/a> # z'
        ),
    ),
    "markdown": (
        MARKDOWN_STYLE,
        (
            '@\u200ball \\<!channel> \\<at user_id="all">所有人\\</at> \\[x\\](http\\://e.cn) \\*b\\* \\&amp; '
            '\\<a href="javascript:1">y\\</a> # z'
        ),
    ),
    "telegram": (
        TELEGRAM,
        (
            '@\u200ball &lt;!channel&gt; &lt;at user_id="all"&gt;所有人&lt;/at&gt; [x](http://e.cn) *b* &amp;amp; '
            '&lt;a href="javascript:1"&gt;y&lt;/a&gt; # z'
        ),
    ),
    "slack": (
        SLACK,
        (
            '@\u200ball &lt;!channel&gt; &lt;at user_id="all"&gt;所有人&lt;/at&gt; [x](http://e.cn) '
            '\u200b*\u200bb\u200b*\u200b &amp;amp; &lt;a href="javascript:1"&gt;y&lt;/a&gt; # z'
        ),
    ),
    "html": (HTML, html.escape(one_line(HOSTILE))),
}
LINKS = {
    "text": (TEXT, "https://example.com/a?b=1&c=%222%22%7C(3)"),
    "markdown": (MARKDOWN_STYLE, "[“36\\*氪\\*”](https://example.com/a?b=1&c=%222%22%7C\\(3\\))"),
    "telegram": (TELEGRAM, '<a href="https://example.com/a?b=1&amp;c=%222%22%7C(3)">“36*氪*”</a>'),
    "slack": (SLACK, "<https://example.com/a?b=1&amp;c=%222%22%7C(3)|“36*氪*”>"),
}


@pytest.mark.parametrize("name", SEEN)
def test_hostile_text_is_text(name: str) -> None:
    style, seen = SEEN[name]
    assert style.text(HOSTILE) == seen


@pytest.mark.parametrize("name", LINKS)
def test_a_link_leads_to_its_address(name: str) -> None:
    style, seen = LINKS[name]
    assert style.link("“36*氪*”", URL) == seen
    assert style.whole.fullmatch(seen)


@pytest.mark.parametrize("style", [TEXT, CHAT, MARKDOWN_STYLE, TELEGRAM, SLACK, HTML])
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://user@example.com/", "", "https://example.com/ b\nc" * 999]
)
def test_what_is_no_plain_address_is_no_link(style: Style, url: str) -> None:
    assert style.link("36氪", url) == ""


@given(st.text())
def test_a_reader_sees_the_text(text: str) -> None:
    seen = one_line(text)
    for style in (TELEGRAM, HTML):
        assert one_line(fragment_fromstring(style.text(text), create_parent="p").text_content()) == seen
    assert one_line(html.unescape(SLACK.text(text))) == seen
    rendered = MarkdownIt().render(MARKDOWN_STYLE.text(text))
    assert one_line(html.unescape(re.sub(r"</?p>", "", rendered))) == seen


@given(st.text(alphabet="@all<!channel>[](at)", max_size=30))
def test_nobody_is_called(text: str) -> None:
    for style in (CHAT, MARKDOWN_STYLE, TELEGRAM, SLACK):
        assert not re.search(r"@[a-z]", style.text(text))
    for style in (TELEGRAM, SLACK, HTML):
        assert "<" not in style.text(text)
    assert "<" not in CHAT.text(text)
    assert "](" not in CHAT.text(text)
