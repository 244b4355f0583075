"""Taking in leaderboards: what each adds to what is known of its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from sqlalchemy import ColumnElement, Connection, insert, or_, update

from newsbot.items import Leaderboard, Score
from newsbot.storing.inserting import insert_new
from newsbot.storing.lists import Known, agreeing, is_same_list, lines_where, lists_among, loaded
from newsbot.storing.schema import readings, scores, snapshots

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


def as_kept(connection: Connection, board: Leaderboard) -> Leaderboard:
    """A board with the date that it would be kept under."""
    lines = _lines_near(connection, board)
    undated = [each for each in lists_among(lines) if not each.dated]
    return _placed(connection, board, lines, [known for known, _ in agreeing(connection, board, undated)])


def _keep(connection: Connection, board: Leaderboard) -> None:
    lines = _lines_near(connection, board)
    lists = lists_among(lines)
    undated = agreeing(connection, board, [each for each in lists if not each.dated])
    board = _placed(connection, board, lines, [known for known, _ in undated])
    current = next((each for each in lists if each.published == board.published), None)
    if current is not None and current.dated and not board.dated:
        return  # the publisher has dated another list so; if this one is newer, it will be there tomorrow, too
    line = _line(connection, board, current, lines, undated)
    for known, _ in undated:
        if board.dated or known.published != board.published:
            _name(connection, known, line)


def _lines_near(connection: Connection, board: Leaderboard) -> list[Known]:
    """What is known of the lists that ``board`` could be: a dated one only those of its date and those without one."""
    c = snapshots.c
    near: list[ColumnElement[bool]] = [
        c.publisher == board.publisher,
        c.board == board.board,
        c.category == board.category,
        c.known_as.is_(None),
    ]
    if board.dated:
        near.append(or_(c.published == board.published, c.dated.is_(False)))
    return lines_where(connection, *near)


def _placed(
    connection: Connection, board: Leaderboard, lines: Sequence[Known], undated: Sequence[Known]
) -> Leaderboard:
    """A board without a date, with that of the list it is; ``undated`` are those lists without one that it is, too."""
    if board.dated:
        return board
    # What has been corrected since counts, too.
    dated = agreeing(connection, board, [each for each in lines if each.dated and each.published <= board.seen_on])
    if dated:
        return replace(board, published=max(known.published for known, _ in dated), dated=True)
    return replace(board, published=min([board.seen_on, *(known.published for known in undated)]))


def _line(
    connection: Connection,
    board: Leaderboard,
    current: Known | None,
    lines: Sequence[Known],
    undated: Sequence[tuple[Known, Leaderboard]],
) -> int:
    """The line that tells of a list, with what ``board`` adds: ``current``, or a new one where it adds anything."""
    first = [board.fetched_at, *(known.first_fetched for known, _ in undated)]
    seen = [board.seen_on, *(known.last_seen for known, _ in undated)]
    whole = _deepest([board, *(other for _, other in undated)])
    if current is not None and current.dated == board.dated:
        first.append(current.first_fetched)
        found = loaded(connection, current)
        if is_same_list(found, board):
            whole = _deepest([found, whole])
            seen.append(current.last_seen)
            if (whole.scores, whole.complete) == (found.scores, found.complete):
                connection.execute(update(snapshots).where(snapshots.c.id == current.id).values(last_seen=max(seen)))
                if len(board.scores) == len(found.scores):
                    _note_reading(connection, current.id, board)
                return current.id
        elif current.last_seen > board.seen_on:
            # Corrected since. It is kept all the same: lists without a date may be of it.
            seen = [board.seen_on]
            before = [each for each in lines if each.dated == board.dated and each.published == board.published]
            for known, other in agreeing(connection, board, before):
                if len(other.scores) >= len(board.scores):
                    return known.id
    values = {name: getattr(board, name) for name in _FIELDS} | {
        "complete": whole.complete,
        "first_fetched": min(first),
        "last_seen": max(seen),
    }
    line: int = connection.execute(insert(snapshots).values(values).returning(snapshots.c.id)).scalar_one()
    if whole.scores:
        connection.execute(insert(scores), [_values(score) | {"snapshot": line} for score in whole.scores])
    _note_reading(connection, line, board)
    return line


def _note_reading(connection: Connection, line: int, board: Leaderboard) -> None:
    insert_new(connection, readings, [{"snapshot": line, "at": board.fetched_at}])


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
