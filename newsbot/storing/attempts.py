"""What happened to each source, attempt by attempt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, case, func, insert, select

from newsbot.items import ARTICLE_PAGES, Attempt, Outcome
from newsbot.storing.documents import remember
from newsbot.storing.pauses import Pause, pause, poll_of, resume, subject_of, subjects_of
from newsbot.storing.schema import attempts

_USABLE = [outcome for outcome in Outcome if outcome.usable]
_COLUMNS = ("source", "route", "url", "outcome", "detail", "entries", "at", "retry_at", "undated", "moved_to")


def record(connection: Connection, made: Iterable[Attempt], *, run: str) -> None:
    """Store the attempts of one run of a source, the documents they read, and the pauses that servers asked for."""
    for attempt in made:
        row = {name: getattr(attempt, name) for name in _COLUMNS} | {"run": run}
        connection.execute(insert(attempts).values(row))
        for document in attempt.documents:
            remember(connection, document, at=attempt.at)
        if attempt.outcome.usable:
            # Only what answered: that one address does so says nothing of what its site has asked for as a whole.
            narrower = subjects_of(attempt.url, article=attempt.route == ARTICLE_PAGES)[1:]
            resume(connection, [*narrower, poll_of(attempt.url)])
        if attempt.retry_at is not None and attempt.refused_by:
            pause(connection, subject_of(attempt), Pause(attempt.retry_at, attempt.outcome, attempt.detail))
        if attempt.poll_at is not None:
            pause(connection, poll_of(attempt.url), Pause(attempt.poll_at, attempt.outcome, attempt.detail))


def last_run(connection: Connection, source: str, *, before: datetime) -> list[Attempt]:
    """The attempts of the source's newest run that began at or before ``before``, in the order they were made."""
    newest = (
        select(attempts.c.run)
        .where(attempts.c.source == source, attempts.c.at <= before)
        .order_by(attempts.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(attempts).where(attempts.c.source == source, attempts.c.run == newest).order_by(attempts.c.id)
    return [_attempt(row) for row in connection.execute(query)]


def last_asked(connection: Connection, source: str, url: str, *, since: datetime) -> Attempt | None:
    """The newest attempt at an article's page that was more than passing it over, made at or after ``since``."""
    query = (
        select(attempts)
        .where(
            attempts.c.source == source,
            attempts.c.at >= since,
            attempts.c.route == ARTICLE_PAGES,
            attempts.c.url == url,
            attempts.c.outcome != Outcome.SKIPPED,
        )
        .order_by(attempts.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return _attempt(row) if row is not None else None


def verdicts(connection: Connection, *, since: datetime, before: datetime) -> dict[str, list[tuple[datetime, bool]]]:
    """Of each source, when each of its runs in that time began and whether it delivered, oldest first."""
    delivered = func.max(case((attempts.c.outcome.in_(_USABLE), 1), else_=0))
    query = (
        select(attempts.c.source, func.min(attempts.c.at).label("at"), delivered.label("delivered"))
        .where(attempts.c.route != ARTICLE_PAGES, attempts.c.at >= since, attempts.c.at <= before)
        .group_by(attempts.c.source, attempts.c.run)
        .order_by(func.min(attempts.c.id))
    )
    found: dict[str, list[tuple[datetime, bool]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.source, []).append((row.at, bool(row.delivered)))
    return found


def last_success(connection: Connection, source: str, *, before: datetime) -> datetime | None:
    """When a route of the source last delivered."""
    query = select(func.max(attempts.c.at)).where(
        attempts.c.source == source,
        attempts.c.route != ARTICLE_PAGES,
        attempts.c.at <= before,
        attempts.c.outcome.in_(_USABLE),
    )
    return connection.execute(query).scalar()


def _attempt(row: Row[tuple[object, ...]]) -> Attempt:
    return Attempt(**{name: row._mapping[name] for name in _COLUMNS} | {"outcome": Outcome(row.outcome)})
