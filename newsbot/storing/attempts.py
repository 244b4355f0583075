"""What happened to each source, attempt by attempt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, and_, case, func, insert, or_, select

from newsbot.items import ARTICLE_PAGES, FEWEST_ENTRIES, Attempt, Outcome
from newsbot.storing.documents import remember
from newsbot.storing.pauses import Pause, pause, poll_of, resume, subject_of, subjects_of
from newsbot.storing.schema import attempts

_USABLE = [outcome for outcome in Outcome if outcome.usable]
# `Attempt.flawed`
_FLAWED = or_(
    attempts.c.outcome.not_in((Outcome.OK, Outcome.NOT_MODIFIED)),
    attempts.c.moved_to != "",
    and_(attempts.c.entries >= FEWEST_ENTRIES, attempts.c.undated * 2 > attempts.c.entries),
)
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


def turned(connection: Connection, run: Sequence[Attempt], *, before: datetime) -> datetime | None:
    """When a source's runs began to be like its last one, ``run``.

    They are without a flaw, deliver with one (`Attempt.flawed`), or do not deliver. None for a run that asked for no
    more than articles' pages.
    """
    routes = [attempt for attempt in run if attempt.route != ARTICLE_PAGES]
    if not routes:
        return None
    c = attempts.c
    known = (c.source == routes[0].source, c.route != ARTICLE_PAGES, c.at <= before)
    if not any(attempt.outcome.usable for attempt in routes):
        other = select(c.at, c.id, c.run).where(*known, c.outcome.in_(_USABLE))
    elif not any(attempt.flawed for attempt in routes):
        other = select(c.at, c.id, c.run).where(*known, _FLAWED)
    else:
        either = func.max(case((c.outcome.in_(_USABLE), 1), else_=0)) == 0, func.max(case((_FLAWED, 1), else_=0)) == 0
        runs = select(func.max(c.id)).where(*known).group_by(c.run).having(or_(*either))
        other = select(c.at, c.id, c.run).where(c.id.in_(runs))
    # Backwards by the index, to the last attempt of a run that was otherwise; then one step forward.
    last = connection.execute(other.order_by(c.at.desc(), c.id.desc()).limit(1)).one_or_none()
    later = (or_(c.at > last.at, and_(c.at == last.at, c.id > last.id)), c.run != last.run) if last is not None else ()
    return connection.execute(select(c.at).where(*known, *later).order_by(c.at, c.id).limit(1)).scalar()


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
