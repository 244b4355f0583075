"""What is not asked again before a time, because its server refused us."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, insert, select

from newsbot.items import ARTICLE_PAGES, Attempt, Outcome
from newsbot.storing.schema import pauses

LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when something is left alone, and for what."""

    until: datetime
    outcome: Outcome
    detail: str


def subjects_of(url: str, *, article: bool) -> list[str]:
    """What a request for an address is about: its origin, and the address itself or the articles of that origin."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return [origin, f"articles of {origin}" if article else url]


def subject_of(attempt: Attempt) -> str:
    """What is left alone after an attempt: all of a site that is asked too often, else no more than what refused us."""
    is_article = attempt.route == ARTICLE_PAGES
    origin, address = subjects_of(attempt.refused_by, article=False)
    if attempt.outcome is Outcome.RATE_LIMITED:
        return origin
    return subjects_of(attempt.url, article=True)[1] if is_article else address


def poll_of(url: str) -> str:
    """What is left alone by our own rule, that an address is asked once in a while."""
    return f"poll of {url}"


def pause(connection: Connection, subject: str, why: Pause) -> None:
    connection.execute(delete(pauses).where(pauses.c.subject == subject))
    connection.execute(insert(pauses).values(subject=subject, until=why.until, outcome=why.outcome, detail=why.detail))


def resume(connection: Connection, subjects: Collection[str]) -> None:
    connection.execute(delete(pauses).where(pauses.c.subject.in_(subjects)))


def pause_of(connection: Connection, subjects: Collection[str], *, now: datetime) -> Pause | None:
    """The pause that lasts longest of those that any of ``subjects`` is under now."""
    query = (
        select(pauses)
        # None is longer: what reaches further was written by a clock that was ahead.
        .where(pauses.c.subject.in_(subjects), pauses.c.until > now, pauses.c.until <= now + LONGEST)
        .order_by(pauses.c.until.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return Pause(row.until, Outcome(row.outcome), row.detail) if row is not None else None
