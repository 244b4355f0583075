"""The project's functions under the names that acceptance corpora call them by."""

from datetime import UTC, datetime

from newsbot.crawling.addresses import is_public_ip
from newsbot.crawling.robots import read_rules
from newsbot.items import Outcome
from newsbot.publishing.markdown import md_cell, md_link, md_text
from newsbot.publishing.pages import story as html_item
from newsbot.reading.boards import BoardError, Refused, read_scores
from newsbot.reading.dates import parse_date as read_date
from newsbot.reading.feeds import read_feed
from newsbot.reading.text import to_text
from newsbot.reading.urls import canonical_url

__all__ = [
    "canonical_url",
    "html_item",
    "is_public_ip",
    "load_scores",
    "md_cell",
    "md_link",
    "md_text",
    "parse_date",
    "parse_feed",
    "robots_allowed",
    "to_text",
]


def parse_feed(body: bytes, content_type: str | None, url: str) -> dict[str, list[dict[str, str]]]:
    """The entries of a feed; raises ValueError."""
    entries = read_feed(body, url=url, content_type=content_type or "").entries
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


def load_scores(body: bytes) -> list[tuple[str, float]]:
    """The newest board of a scores.json, best first; raises ValueError."""
    now = datetime(2026, 1, 20, tzinfo=UTC)
    for board in read_scores(body, fetched_at=now, url="https://example.com/scores.json", dates=1):
        if (board.board, board.category) == ("text", "overall"):
            if isinstance(board, Refused):
                raise board.error
            return [(score.model, score.rating) for score in board.scores]
    raise BoardError(Outcome.EMPTY, "scores.json: no text/overall board")


def robots_allowed(rules: str, agent: str, url: str) -> bool:
    """Whether a robots.txt lets an agent read a URL."""
    return read_rules(rules.encode("utf-8", "surrogatepass")).can_fetch(url, agent)
