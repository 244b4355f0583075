"""Which list a board is: the same one is shown again on many days, deeper or shorter, with its date or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, select

from newsbot.items import Leaderboard, Score
from newsbot.storing.schema import readings, scores, snapshots

_SCORE_COLUMNS = tuple(scores.c[each.name] for each in fields(Score))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a list from ``fetched_at`` on, without its rows; ``known_as`` is another line's ``id``."""

    id: int
    source: str
    publisher: str
    url: str
    board: str
    category: str
    published: date
    dated: bool
    fetched_at: datetime
    first_fetched: datetime
    last_seen: date
    complete: bool
    known_as: int | None


_COLUMNS = tuple(snapshots.c[each.name] for each in fields(Known))


def lines_where(connection: Connection, *which: ColumnElement[bool]) -> list[Known]:
    """What was ever known of lists; of two lines about one list of one publisher and day, the latter is right."""
    c = snapshots.c
    query = select(*_COLUMNS).where(*which).order_by(c.dated, c.last_seen, c.id)
    return [Known(*row) for row in connection.execute(query)]


def lists_among(lines: Sequence[Known]) -> list[Known]:
    """The lists as these lines, in their order, tell of them, newest first: of each publisher and day one.

    A list that another line dates otherwise is left out where that line is among them.
    """
    there = {each.id for each in lines}
    told = {(each.publisher, each.published): each for each in lines if each.known_as not in there}
    return sorted(told.values(), key=lambda each: (-each.published.toordinal(), each.publisher))


def loaded(connection: Connection, known: Known, *, before: datetime | None = None) -> Leaderboard:
    """The list with its rows, fetched when they were last read before ``before`` (None: when they were first read)."""
    fetched_at = known.fetched_at
    if before is not None:
        last = select(func.max(readings.c.at)).where(readings.c.snapshot == known.id, readings.c.at <= before)
        fetched_at = connection.execute(last).scalar() or fetched_at
    rows = select(*_SCORE_COLUMNS).where(scores.c.snapshot == known.id)
    order = scores.c.rank, scores.c.rating.desc(), scores.c.model
    return Leaderboard(
        source=known.source,
        publisher=known.publisher,
        url=known.url,
        board=known.board,
        category=known.category,
        published=known.published,
        fetched_at=fetched_at,
        scores=tuple(Score(*row) for row in connection.execute(rows.order_by(*order))),
        complete=known.complete,
        dated=known.dated,
    )


def agreeing(connection: Connection, board: Leaderboard, lines: Sequence[Known]) -> list[tuple[Known, Leaderboard]]:
    """Those of ``lines`` that tell of the list that ``board`` is, with their rows."""
    if not board.scores or not lines:
        return []
    first = board.scores[0]
    # A list that has not even this row need not be read.
    having = select(scores.c.snapshot).where(scores.c.model == first.model, scores.c.rating == first.rating)
    ids = set(connection.execute(having.where(scores.c.snapshot.in_([each.id for each in lines]))).scalars())
    found = [(each, loaded(connection, each)) for each in lines if each.id in ids]
    return [(known, other) for known, other in found if is_same_list(board, other)]


def is_same_list(one: Leaderboard, other: Leaderboard) -> bool:
    """Whether two tables are one list, maybe cut at different depths: the shorter is the beginning of the longer.

    Their rows are equal in all that the publisher says, the votes included: of a list made anew these are others.
    """
    shorter, longer = sorted((one, other), key=lambda each: len(each.scores))
    if not shorter.scores or (shorter.complete and len(shorter.scores) < len(longer.scores)):
        return False
    rows, end = set(shorter.scores), max(score.rank for score in shorter.scores)
    return rows <= set(longer.scores) and all(score.rank >= end for score in longer.scores if score not in rows)
