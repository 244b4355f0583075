"""AI HOT's items: what an aggregator of AI news has picked out of official pages, media and posts, in Chinese.

Its interface answers ``{"schemaVersion": 1, "items": [{"title", "summary", "source": {"name"}, "links": {"aihot",
"original"}, "publishedAt", "discoveredAt", ...}], "page": {...}}``, the older one with ``"source"`` a name, and
``"permalink"`` and ``"url"`` for the links. Times are UTC. ``publishedAt`` is the original's, null where that names
none.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError

_MOST_ITEMS = 500


def items(document: object) -> list[Entry]:
    """The items of an answer, in its order. Each links to AI HOT's page of it, as its publisher asks, not to the
    original: that belongs to the source that published it. Raises `ReadingError`."""
    match document:
        case {"items": list(rows)}:
            entries = [entry for row in rows[:_MOST_ITEMS] if (entry := _entry(row)) is not None]
            if entries or not rows:
                return entries
    raise ReadingError(Outcome.PARSE_ERROR, "no list of items in the document: AI HOT has changed it")


def _entry(row: object) -> Entry | None:
    match row:
        case {"title": str(title), "links": {"aihot": str(link)}, **more}:
            return _made(title, link, more)
        case {"title": str(title), "permalink": str(link), **more}:
            return _made(title, link, more)
    return None


def _made(title: str, link: str, more: Mapping[object, object]) -> Entry:
    source = more.get("source")
    return Entry(
        title=title,
        link=link,
        published=_text(more, "publishedAt"),
        summary=_text(more, "summary"),
        author=_text(source, "name") if isinstance(source, dict) else _text(more, "source"),
    )


def _text(values: Mapping[object, object], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
