"""Taking in leaderboards: what each adds to what is known of its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from newsbot.items import Leaderboard, Score
from newsbot.storing.lists import Known, agreeing, is_same_list, lists_among, loaded
from newsbot.storing.schema import scores, snapshots

_SCORE_FIELDS = tuple(each.name for each in fields(Score))
_FIELDS = ("source", "publisher", "url", "board", "category", "published", "dated", "fetched_at", "complete")


def keep(connection: Connection, boards: Iterable[Leaderboard]) -> None:
    """Store what these boards add; what was known before stays known as of then.

    A list without a date has that of the publisher's list with the same rows, where there is one, else that of the
    first day on which it was seen. Of two lists of one date the one that the publisher showed later is right, whatever
    its depth; where they agree, the deeper one has all of it.
    """
    for board in boards:
        _keep(connection, board)


def _keep(connection: Connection, board: Leaderboard) -> None:
    lists = _lists_near(connection, board)
    same = agreeing(connection, board, [each for each in lists if not (board.dated and each.dated)])
    board = _placed(board, [known for known, _ in same])
    current = next((each for each in lists if each.published == board.published), None)
    if current is not None and current.dated and not board.dated:
        return  # the publisher has dated another list so; if this one is newer, it will be there tomorrow, too
    undated = [(known, other) for known, other in same if not known.dated]
    line = _line(connection, board, current, undated)
    for known, _ in undated:
        if board.dated or known.published != board.published:
            _name(connection, known, line)


def _lists_near(connection: Connection, board: Leaderboard) -> list[Known]:
    """The lists that ``board`` could be: a dated one only those of its date and those without one."""
    c = snapshots.c
    near: list[ColumnElement[bool]] = [
        c.publisher == board.publisher,
        c.board == board.board,
        c.category == board.category,
        c.known_as.is_(None),
    ]
    if board.dated:
        near.append(or_(c.published == board.published, c.dated.is_(False)))
    return lists_among(connection, *near)


def _placed(board: Leaderboard, same: Sequence[Known]) -> Leaderboard:
    """A board without a date, with that of the list it is."""
    if board.dated:
        return board
    dates = [each.published for each in same if each.dated and each.published <= board.seen_on]
    if dates:
        return replace(board, published=max(dates), dated=True)
    return replace(board, published=min([board.seen_on, *(each.published for each in same if not each.dated)]))


def _line(
    connection: Connection,
    board: Leaderboard,
    current: Known | None,
    undated: Sequence[tuple[Known, Leaderboard]],
) -> int:
    """The line that tells of a list with what ``board`` adds to it: ``current``, where it adds nothing."""
    continued = [known for known, _ in undated] + ([current] if current is not None else [])
    seen = [board.seen_on, *(known.last_seen for known, _ in undated)]
    whole = _deepest([board, *(other for _, other in undated)])
    if current is not None and current.dated == board.dated:
        found = loaded(connection, current)
        agrees = is_same_list(found, board)
        if agrees:
            whole = _deepest([found, whole])
            seen.append(current.last_seen)
        elif current.last_seen > board.seen_on:
            whole = found  # what has been corrected since
        if (whole.scores, whole.complete) == (found.scores, found.complete):
            lasting = max(*seen, current.last_seen)
            connection.execute(update(snapshots).where(snapshots.c.id == current.id).values(last_seen=lasting))
            return current.id
    values = {name: getattr(board, name) for name in _FIELDS} | {
        "complete": whole.complete,
        "first_fetched": min([board.fetched_at, *(known.first_fetched for known in continued)]),
        "last_seen": max(seen),
    }
    line = connection.execute(insert(snapshots).values(values).returning(snapshots.c.id)).scalar_one()
    if whole.scores:
        connection.execute(insert(scores), [_values(score) | {"snapshot": line} for score in whole.scores])
    return line


def _deepest(boards: Sequence[Leaderboard]) -> Leaderboard:
    """The one with the most rows; of equals the first."""
    return max(boards, key=lambda each: (len(each.scores), each.complete))


def _name(connection: Connection, known: Known, line: int) -> None:
    """Say of a list without a date that ``line`` tells of its day from now on."""
    c = snapshots.c
    lines = (
        c.publisher == known.publisher,
        c.board == known.board,
        c.category == known.category,
        c.published == known.published,
        c.dated.is_(False),
        c.known_as.is_(None),
        c.id != line,
    )
    connection.execute(update(snapshots).where(*lines).values(known_as=line))


def _values(score: Score) -> dict[str, object]:
    return {name: getattr(score, name) for name in _SCORE_FIELDS}
