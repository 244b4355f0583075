"""Leaderboard snapshots: what each publisher's lists were, and what was known of them at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, select

from newsbot.items import Leaderboard
from newsbot.storing.keeping import as_kept, keep
from newsbot.storing.lists import Known, lines_where, lists_among, loaded
from newsbot.storing.schema import scores, snapshots

__all__ = ["as_kept", "days_of", "history", "keep", "last_new", "last_with", "newest", "newest_models"]


def newest(
    connection: Connection, *, board: str, category: str, before: datetime, limit: int = 40
) -> list[Leaderboard]:
    """The ``limit`` newest lists of each publisher of a board, newest first, as they were known at ``before``."""
    seen: Counter[str] = Counter()
    found = []
    for known in lists_among(_known(connection, board, category, before)):
        seen[known.publisher] += 1
        if seen[known.publisher] <= limit:
            found.append(loaded(connection, known, before=before))
    return found


def history(
    connection: Connection, days: Collection[tuple[str, date]], *, board: str, category: str, before: datetime
) -> list[Leaderboard]:
    """The lists of these publishers and days as they were known at ``before``, oldest first."""
    lists = lists_among(_known(connection, board, category, before))
    chosen = [each for each in lists if (each.publisher, each.published) in days]
    return [
        loaded(connection, each, before=before)
        for each in sorted(chosen, key=lambda each: (each.published, each.publisher))
    ]


def days_of(connection: Connection, *, board: str, category: str, before: datetime) -> list[tuple[str, date]]:
    """The publisher and day of each list of a board known at ``before``, oldest first."""
    known = lists_among(_known(connection, board, category, before))
    return [(each.publisher, each.published) for each in known][::-1]


def last_with(
    connection: Connection,
    models: Collection[str],
    *,
    publisher: str,
    board: str,
    category: str,
    published: date,
    before: datetime,
) -> list[Leaderboard]:
    """The last lists of a publisher before the day ``published`` that had ``models``, as they were known at ``before``.

    Newest first; one for each model, where there is any.
    """
    if not models:
        return []
    lists = lists_among(_known(connection, board, category, before))
    past = [each for each in lists if each.publisher == publisher and each.published < published]
    having = (
        select(scores.c.model, scores.c.snapshot)
        .join(snapshots, scores.c.snapshot == snapshots.c.id)
        .where(*_about(board, category), snapshots.c.publisher == publisher, scores.c.model.in_(sorted(models)))
    )
    of_line: dict[int, set[str]] = {}
    for model, line in connection.execute(having):
        of_line.setdefault(line, set()).add(model)
    wanted, found = set(models), []
    for known in past:
        if there := wanted & of_line.get(known.id, set()):
            wanted -= there
            found.append(loaded(connection, known, before=before))
    return found


def newest_models(connection: Connection) -> list[tuple[str, str, str]]:
    """The models on the newest list of each publisher's boards: model, organization, board."""
    c = snapshots.c
    place = func.row_number().over(
        partition_by=(c.publisher, c.board, c.category), order_by=(c.published.desc(), c.dated.desc(), c.id.desc())
    )
    numbered = select(c.id, c.board, place.label("place")).where(c.known_as.is_(None)).subquery()
    query = (
        select(scores.c.model, scores.c.organization, numbered.c.board)
        .join(numbered, scores.c.snapshot == numbered.c.id)
        .where(numbered.c.place == 1)
        .distinct()
        .order_by(scores.c.model, scores.c.organization, numbered.c.board)
    )
    return [(row.model, row.organization, row.board) for row in connection.execute(query)]


def last_new(connection: Connection, *, before: datetime) -> dict[str, datetime]:
    """When each source last brought a list that was new, and not only more or other rows of one."""
    seen = func.max(snapshots.c.first_fetched)
    query = select(snapshots.c.source, seen.label("seen")).where(snapshots.c.first_fetched <= before)
    return {row.source: row.seen for row in connection.execute(query.group_by(snapshots.c.source))}


def _known(connection: Connection, board: str, category: str, before: datetime) -> list[Known]:
    return lines_where(connection, *_about(board, category), snapshots.c.fetched_at <= before)


def _about(board: str, category: str) -> tuple[ColumnElement[bool], ...]:
    return snapshots.c.board == board, snapshots.c.category == category
