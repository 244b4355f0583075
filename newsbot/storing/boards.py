"""Leaderboard snapshots."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, tuple_

from newsbot.items import Leaderboard, Score
from newsbot.storing.schema import scores, snapshots

_FIRST_ROWS = 5  # the best among them, whatever is missing and however the ranks are made
_SCORE_FIELDS = tuple(each.name for each in fields(Score))
_SCORE_COLUMNS = tuple(scores.c[name] for name in _SCORE_FIELDS)
_FIELDS = tuple(column.name for column in snapshots.columns if column.name not in {"id", "first_fetched"})


def keep(connection: Connection, boards: Iterable[Leaderboard]) -> None:
    """Store snapshots; of two for the same day by the same publisher the deeper one stays."""
    for board in boards:
        if not _is_deeper(connection, board):
            continue
        earlier = connection.execute(select(snapshots.c.first_fetched).where(*_same(board))).scalar()
        connection.execute(delete(snapshots).where(*_same(board)))
        row = {name: getattr(board, name) for name in _FIELDS} | {"first_fetched": earlier or board.fetched_at}
        key = connection.execute(insert(snapshots).values(row).returning(snapshots.c.id)).scalar_one()
        if board.scores:
            connection.execute(insert(scores), [_values(score) | {"snapshot": key} for score in board.scores])


def newest(
    connection: Connection, *, board: str, category: str, before: datetime, limit: int = 40
) -> list[Leaderboard]:
    """The ``limit`` newest snapshots of each publisher of a board known at ``before``, newest first.

    As they were known then: fetched no later than that.
    """
    found = [_leaderboard(connection, row) for row in _known(connection, board, category, before, limit)]
    return [replace(each, fetched_at=min(each.fetched_at, before)) for each in found]


def history(
    connection: Connection, days: Collection[tuple[str, date]], *, board: str, category: str, models: Collection[str]
) -> list[Leaderboard]:
    """The snapshots of these publishers and days, oldest first, with the first rows and those of ``models`` only."""
    chosen = select(snapshots).where(
        snapshots.c.board == board,
        snapshots.c.category == category,
        tuple_(snapshots.c.publisher, snapshots.c.published).in_(sorted(days)),
    )
    rows = connection.execute(chosen.order_by(snapshots.c.published, snapshots.c.publisher)).all()
    wanted = or_(scores.c.rank <= _FIRST_ROWS, scores.c.model.in_(sorted(models)))
    return [_leaderboard(connection, row, wanted) for row in rows]


def days_of(connection: Connection, *, board: str, category: str, before: datetime) -> list[tuple[str, date]]:
    """The publisher and day of each snapshot of a board known at ``before``, oldest first."""
    return [(row.publisher, row.published) for row in _known(connection, board, category, before, None)][::-1]


def models_of(connection: Connection, *, board: str, category: str) -> list[tuple[str, str]]:
    """The models that were ever on a board, each with its organizations ("" where none is named)."""
    query = (
        select(scores.c.model, scores.c.organization)
        .join(snapshots, scores.c.snapshot == snapshots.c.id)
        .where(snapshots.c.board == board, snapshots.c.category == category)
        .distinct()
        .order_by(scores.c.model, scores.c.organization)
    )
    return [(row.model, row.organization) for row in connection.execute(query)]


def newest_models(connection: Connection) -> list[tuple[str, str, str]]:
    """The models on the newest snapshot of each publisher's boards: model, organization, board."""
    place = func.row_number().over(
        partition_by=(snapshots.c.publisher, snapshots.c.board, snapshots.c.category),
        order_by=snapshots.c.published.desc(),
    )
    numbered = select(snapshots.c.id, snapshots.c.board, place.label("place")).subquery()
    query = (
        select(scores.c.model, scores.c.organization, numbered.c.board)
        .join(numbered, scores.c.snapshot == numbered.c.id)
        .where(numbered.c.place == 1)
        .distinct()
        .order_by(scores.c.model, scores.c.organization, numbered.c.board)
    )
    return [(row.model, row.organization, row.board) for row in connection.execute(query)]


def _known(
    connection: Connection, board: str, category: str, before: datetime, limit: int | None
) -> Sequence[Row[tuple[object, ...]]]:
    """The snapshots known at ``before``, newest first, at most ``limit`` of each publisher."""
    place = func.row_number().over(partition_by=snapshots.c.publisher, order_by=snapshots.c.published.desc())
    known = (
        select(snapshots, place.label("place"))
        .where(snapshots.c.board == board, snapshots.c.category == category, snapshots.c.first_fetched <= before)
        .subquery()
    )
    query = select(*(known.c[column.name] for column in snapshots.columns))
    if limit is not None:
        query = query.where(known.c.place <= limit)
    return connection.execute(query.order_by(known.c.published.desc(), known.c.publisher)).all()


def last_new(connection: Connection, *, before: datetime) -> dict[str, datetime]:
    """When each source last brought a snapshot that was new."""
    seen = func.max(snapshots.c.first_fetched)
    query = select(snapshots.c.source, seen.label("seen")).where(snapshots.c.first_fetched <= before)
    return {row.source: row.seen for row in connection.execute(query.group_by(snapshots.c.source))}


def _same(board: Leaderboard) -> tuple[ColumnElement[bool], ...]:
    c = snapshots.c
    return (
        c.publisher == board.publisher,
        c.board == board.board,
        c.category == board.category,
        c.published == board.published,
    )


def _is_deeper(connection: Connection, board: Leaderboard) -> bool:
    depth = (
        select(func.count())
        .select_from(scores.join(snapshots, scores.c.snapshot == snapshots.c.id))
        .where(*_same(board))
    )
    return len(board.scores) >= connection.execute(depth).scalar_one()


def _values(score: Score) -> dict[str, object]:
    return {name: getattr(score, name) for name in _SCORE_FIELDS}


def _leaderboard(connection: Connection, row: Row[tuple[object, ...]], *wanted: ColumnElement[bool]) -> Leaderboard:
    values = dict(row._mapping)
    key = values.pop("id")
    del values["first_fetched"]
    query = select(*_SCORE_COLUMNS).where(scores.c.snapshot == key, *wanted).order_by(scores.c.rank, scores.c.model)
    return Leaderboard(**values, scores=tuple(Score(*each) for each in connection.execute(query)))
