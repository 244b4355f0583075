"""The languages that messages are written in: what foreign text and links become in each of them.

Titles are written by others: none of them may call people (@all, <!channel>, <at user_id="all">), or become a link or
anything else but the text it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from newsbot.publishing.markdown import md_link, md_text
from newsbot.publishing.plain import foreign_url, one_line
from newsbot.publishing.splitting import MARKDOWN, MARKUP, PLAIN

_UNSEEN = "\u200b"  # behind an "@": it is still one for readers, and calls nobody
_SLACK_MARK = re.compile(r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Style:
    """A language of messages.

    ``text`` makes one line of foreign text; ``link`` a link with a label ("" for an address that is no plain one);
    ``line`` a line of a message; ``item`` that of a story, from its number, its text and its links; ``heading`` the
    line of a title. ``whole`` matches what is never cut.
    """

    text: Callable[[str], str]
    link: Callable[[str, str], str]
    line: Callable[[str], str]
    item: Callable[[int, str, list[str]], str]
    heading: Callable[[str], str]
    whole: re.Pattern[str]


def _beside(number: int, text: str, links: list[str]) -> str:
    return f"{number}. {text} {' · '.join(links)}".rstrip()


def _below(number: int, text: str, links: list[str]) -> str:
    """Bare addresses stand on lines of their own: what is beside one may become part of the link."""
    return "\n".join([f"{number}. {text}", *links])


def _calm(text: str) -> str:
    return one_line(text).replace("@", "@" + _UNSEEN)


def _chat_text(text: str) -> str:
    """Text for chats that know a few tags and links, and no escapes."""
    return _calm(text).replace("<", "＜").replace("](", "] (")


def _bare_link(_label: str, url: str) -> str:
    return foreign_url(url) or ""


def _markdown_text(text: str) -> str:
    return md_text(text).replace("@", "@" + _UNSEEN)


def _markdown_link(label: str, url: str) -> str:
    return md_link(label, url) if foreign_url(url) else ""


def _html_text(text: str) -> str:
    return html.escape(one_line(text))


def _telegram_text(text: str) -> str:
    return html.escape(_calm(text), quote=False)


def _html_link(label: str, url: str) -> str:
    target = foreign_url(url)
    return f'<a href="{html.escape(target)}">{html.escape(one_line(label))}</a>' if target else ""


def _slack_text(text: str) -> str:
    # Besides three entities Slack knows no escape. Its marks count at the edge of a word only; what is unseen is none.
    return _SLACK_MARK.sub(rf"{_UNSEEN}\g<0>{_UNSEEN}", html.escape(_calm(text), quote=False))


def _slack_link(label: str, url: str) -> str:
    target = foreign_url(url)
    shown = html.escape(one_line(label), quote=False).replace("|", "｜")
    return f"<{html.escape(target, quote=False)}|{shown}>" if target else ""


def _paragraph(line: str) -> str:
    return f"<p>{line}</p>\n"


# For readers of plain text that call nobody: notifications, programs behind a webhook.
TEXT = Style(one_line, _bare_link, "{}\n".format, _below, "{}\n\n".format, PLAIN)
CHAT = Style(_chat_text, _bare_link, "{}\n".format, _below, "{}\n\n".format, PLAIN)
# A blank line between two lines, or they would be one paragraph.
MARKDOWN_STYLE = Style(_markdown_text, _markdown_link, "{}\n\n".format, _beside, "### {}\n\n".format, MARKDOWN)
TELEGRAM = Style(_telegram_text, _html_link, "{}\n".format, _beside, "<b>{}</b>\n\n".format, MARKUP)
SLACK = Style(_slack_text, _slack_link, "{}\n".format, _beside, "*{}*\n\n".format, MARKUP)
HTML = Style(_html_text, _html_link, _paragraph, _beside, "<h1>{}</h1>\n".format, MARKUP)
