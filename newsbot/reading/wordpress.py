"""Lists of posts as WordPress answers them (https://developer.wordpress.org/rest-api/reference/posts/)."""

from __future__ import annotations

from collections.abc import Iterator

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import MAX_BODY, MAX_LABEL, headline_text
from newsbot.reading.text import one_line
from newsbot.reading.urls import absolute_url
from newsbot.reading.xmlfeeds import MAX_ENTRIES

# How WordPress marks an excerpt that it has made itself, by cutting the post off.
_CUT = ("[&hellip;]", "[&#8230;]", "[…]", "[...]")


def read_posts(document: object) -> list[Entry]:
    """The posts of ``/wp-json/wp/v2/posts`` in their order: ``[{id, date, link, title, excerpt, content}]``.

    The last three are ``{"rendered": HTML}``; a request may leave excerpt or content out. ``date`` is in the site's own
    zone, and names none. Raises `ReadingError` where the document is an error, or no list of posts.
    """
    match document:
        case list(rows):
            entries = list(_posts(rows[:MAX_ENTRIES]))
            if entries or not rows:
                return entries
        case {"code": str(code), "message": str(message)}:
            raise ReadingError(Outcome.PARSE_ERROR, f"WordPress refuses: {one_line(message[:MAX_LABEL])} ({code[:40]})")
    raise ReadingError(Outcome.PARSE_ERROR, "no list of WordPress posts in the document")


def _posts(rows: list[object]) -> Iterator[Entry]:
    for row in rows:
        match row:
            case {"title": title, "link": str(link), **more}:
                identity, date = more.get("id"), more.get("date")
                yield Entry(
                    title=headline_text(_rendered(title)),
                    link=absolute_url("", link),
                    published=date.strip()[:MAX_LABEL] if isinstance(date, str) else "",
                    summary=_excerpt(_rendered(more.get("excerpt"))),
                    content=_rendered(more.get("content")),
                    id=str(identity) if isinstance(identity, int) else "",
                )


def _rendered(field: object) -> str:
    match field:
        case {"rendered": str(html)}:
            return html[:MAX_BODY]
    return ""


def _excerpt(html: str) -> str:
    """An excerpt that says by "…" that it is cut off, as sentences do."""
    paragraph = html.strip().removesuffix("</p>").rstrip()
    mark = next((mark for mark in _CUT if paragraph.endswith(mark)), None)
    return html if mark is None else f"{paragraph.removesuffix(mark).rstrip()}…"
