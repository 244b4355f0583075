"""Leaderboard snapshots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select

from newsbot.items import Leaderboard, Score
from newsbot.storing.schema import scores, snapshots

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
            connection.execute(insert(scores), [asdict(score) | {"snapshot": key} for score in board.scores])


def newest(
    connection: Connection, *, board: str, category: str, before: datetime, limit: int = 40
) -> list[Leaderboard]:
    """The ``limit`` newest snapshots of a board known at ``before``, newest first, of all publishers.

    As they were known then: fetched no later than that.
    """
    query = (
        select(snapshots)
        .where(snapshots.c.board == board, snapshots.c.category == category, snapshots.c.first_fetched <= before)
        .order_by(snapshots.c.published.desc(), snapshots.c.publisher)
        .limit(limit)
    )
    found = [_leaderboard(connection, row) for row in connection.execute(query).all()]
    return [replace(each, fetched_at=min(each.fetched_at, before)) for each in found]


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


def _leaderboard(connection: Connection, row: Row[tuple[object, ...]]) -> Leaderboard:
    fields = dict(row._mapping)
    key = fields.pop("id")
    del fields["first_fetched"]
    query = select(scores).where(scores.c.snapshot == key).order_by(scores.c.rank, scores.c.model)
    rows = (dict(score._mapping) for score in connection.execute(query))
    return Leaderboard(**fields, scores=tuple(Score(**{k: v for k, v in r.items() if k != "snapshot"}) for r in rows))
