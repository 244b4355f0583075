"""Lists of posts as WordPress answers them (https://developer.wordpress.org/rest-api/reference/posts/)."""

from __future__ import annotations

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import MAX_BODY, MAX_LABEL, headline_text
from newsbot.reading.rows import Row, entries_of, text_of
from newsbot.reading.text import one_line
from newsbot.reading.urls import absolute_url

# How WordPress marks an excerpt that it has made itself, by cutting the post off.
_CUT = ("[&hellip;]", "[&#8230;]", "[…]", "[...]")


def read_posts(document: object) -> list[Entry]:
    """The posts of ``/wp-json/wp/v2/posts`` in their order: ``[{id, date, link, title, excerpt, content}]``.

    The last three are ``{"rendered": HTML}``; a request may leave excerpt or content out. ``date`` is in the site's own
    zone, and names none. Raises `ReadingError` where the document is an error, or no list of posts with titles
    and dates.
    """
    match document:
        case list(rows):
            return entries_of(rows, _post, name="posts")
        case {"code": str(code), "message": str(message)}:
            raise ReadingError(Outcome.PARSE_ERROR, f"WordPress refuses: {one_line(message[:MAX_LABEL])} ({code[:40]})")
    raise ReadingError(Outcome.PARSE_ERROR, "no list of WordPress posts in the document")


def _post(row: Row) -> Entry | None:
    title, link = headline_text(_rendered(row, "title")), absolute_url("", text_of(row, "link"))
    if not title or not link:
        return None
    return Entry(
        title=title,
        link=link,
        published=text_of(row, "date")[:MAX_LABEL],
        summary=_excerpt(_rendered(row, "excerpt")),
        content=_rendered(row, "content"),
        id=text_of(row, "id")[:MAX_LABEL],
    )


def _rendered(row: Row, name: str) -> str:
    """A field's HTML; some sites answer it bare."""
    match row.get(name):
        case {"rendered": str(html)} | str(html):
            return html[:MAX_BODY]
    return ""


def _excerpt(html: str) -> str:
    """An excerpt that says by "…" that it is cut off, as sentences do."""
    paragraph = html.strip().removesuffix("</p>").rstrip()
    mark = next((mark for mark in _CUT if paragraph.endswith(mark)), None)
    return html if mark is None else f"{paragraph.removesuffix(mark).rstrip()}…"
