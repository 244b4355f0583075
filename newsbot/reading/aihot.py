"""AI HOT's items: what an aggregator of AI news has picked out of official pages, media and posts, in Chinese.

Its interface answers ``{"schemaVersion": 1, "items": [{"title", "summary", "source": {"name"}, "links": {"aihot",
"original"}, "publishedAt", "discoveredAt", ...}], "page": {...}}``, the older one with ``"source"`` a name, and
``"permalink"`` and ``"url"`` for the links. Times are UTC. ``publishedAt`` is the original's, null where that names
none; ``discoveredAt`` is when AI HOT found it, which is soon after.
"""

from __future__ import annotations

from newsbot.reading.dates import first_date
from newsbot.reading.entry import Entry
from newsbot.reading.rows import Row, read_rows, text_of


def items(document: object) -> list[Entry]:
    """The items of an answer, in its order. Each links to AI HOT's page of it, as its publisher asks, not to the
    original: that belongs to the source that published it. Raises `ReadingError`."""
    return read_rows(document, ("items",), _entry)


def _entry(row: Row) -> Entry | None:
    links, source = row.get("links"), row.get("source")
    title = text_of(row, "title")
    link = (text_of(links, "aihot") if isinstance(links, dict) else "") or text_of(row, "permalink")
    if not title or not link:
        return None
    return Entry(
        title=title,
        link=link,
        published=first_date(text_of(row, "publishedAt"), text_of(row, "discoveredAt")),
        summary=text_of(row, "summary"),
        author=text_of(source, "name") if isinstance(source, dict) else text_of(row, "source"),
    )
