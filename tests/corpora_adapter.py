"""The project's functions under the names that acceptance corpora call them by."""

from datetime import UTC, datetime

from newsbot.reading.dates import parse_date as read_date
from newsbot.reading.feeds import read_feed
from newsbot.reading.text import to_text
from newsbot.reading.urls import canonical_url

__all__ = ["canonical_url", "parse_date", "parse_feed", "to_text"]


def parse_feed(body: bytes, content_type: str | None, url: str) -> dict[str, list[dict[str, str]]]:
    """The entries of a feed; raises ValueError."""
    entries = read_feed(body, url=url, content_type=content_type or "")
    return {
        "items": [
            {
                "title": entry.title,
                "link": entry.link,
                "summary": entry.summary or entry.content,
                "published": entry.published,
                "id": entry.id,
            }
            for entry in entries
        ]
    }


def parse_date(text: str) -> datetime | None:
    """A date, in UTC where it names no zone."""
    return read_date(text, zone=UTC)
