"""What each kind of channel takes: the language of its messages, and how long one may be.

The limits are those that the services document, less what is sent around a message; apprise's own count characters.
"""

from __future__ import annotations

from newsbot.publishing.messages import Form
from newsbot.publishing.splitting import escaped, utf8, utf16
from newsbot.publishing.styles import CHAT, HTML, MARKDOWN_STYLE, SLACK, TELEGRAM, TEXT

# The format that apprise is told a message has; it must not convert it.
PLAIN, MARKDOWN, MARKUP = "text", "markdown", "html"


def _either(text: str) -> int:
    """Twice the bytes of UTF-8, or those of JSON where these are more; it adds up, character by character."""
    return sum(max(2 * utf8(char), escaped(char)) for char in text)


def _with(schemes: str, form: Form, format_: str) -> dict[str, tuple[Form, str]]:
    return dict.fromkeys(schemes.split(), (form, format_))


# The form of each scheme that can be sent to, and the name of its format. No other scheme of apprise's is used: some
# write files, talk to the desktop or run what they find.
FORMS: dict[str, tuple[Form, str]] = {
    # The whole request may have 20 kB, and apprise writes it in ASCII. They take text with bare addresses only.
    **_with("feishu lark", Form(CHAT, 18_000, escaped, titled=False), PLAIN),
    # 20,000 bytes of the request; the title is sent twice.
    **_with("dingtalk", Form(MARKDOWN_STYLE, 18_000, escaped, titled=True), MARKDOWN),
    # https://developer.work.weixin.qq.com/document/path/91770: 2,048 bytes of UTF-8.
    **_with("wecombot", Form(CHAT, 2_048, utf8, titled=False), PLAIN),
    # https://core.telegram.org/bots/api#sendmessage: 4,096 characters, counted without the tags; here with them.
    **_with("tgram", Form(TELEGRAM, 4_096, utf16, titled=False), MARKUP),
    # A message may be longer, but is then folded or cut.
    **_with("slack", Form(SLACK, 3_000, utf16, titled=True), MARKDOWN),
    # Mail has no limit of its own; some servers have one on the whole.
    **_with("mailto mailtos", Form(HTML, 200_000, utf8, titled=True), MARKUP),
    # 4,096 bytes; beyond, and beyond 8,000 bytes of JSON, a message becomes an attachment.
    **_with("ntfy ntfys", Form(TEXT, 7_600, _either, titled=True), PLAIN),
    # Apple's 4 kB for a whole notification.
    **_with("bark barks", Form(TEXT, 3_000, utf8, titled=True), PLAIN),
    **_with("gotify gotifys", Form(TEXT, 16_000, utf8, titled=True), PLAIN),
    **_with("json jsons", Form(TEXT, 100_000, utf8, titled=True), PLAIN),
    **_with("discord", Form(MARKDOWN_STYLE, 2_000, utf16, titled=True), PLAIN),
    **_with("mmost mmosts", Form(MARKDOWN_STYLE, 4_000, utf16, titled=False), MARKDOWN),
}
