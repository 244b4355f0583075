"""The table of the day, out of all snapshots that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsbot.items import BEIJING, Leaderboard, Score
from newsbot.leaderboard.movement import Movement, movement, printed_rating
from newsbot.leaderboard.scale import is_rescaled, parts_of
from newsbot.leaderboard.vendors import is_chinese, vendor_of

# How much older than the newest list a fuller one may be that is shown in its place.
LONGEST_CARRIED = timedelta(days=30)
# Snapshots that a row's history tells of.
_HISTORY = 30


@dataclass(frozen=True, slots=True)
class Point:
    """A rating, in whole Elo points, on the day of its snapshot."""

    day: date
    rating: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the global rank, and the rating in whole Elo points.

    ``vendor`` is the name as printed, the leaderboard's own spelling where the vendor is not known, or "". ``history``
    are its ratings on the publisher's last snapshots with the same scale, oldest first, this one included; () where it
    was on no other.
    """

    rank: int
    model: str
    vendor: str
    rating: int
    movement: Movement
    history: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the daily prints of one snapshot.

    ``age_days`` counts from ``published`` to the Beijing day of the report. ``dated`` is False where the publisher
    names no date; then ``published`` is the day on which these rows were first seen. ``passed_over`` is the day of a
    newer list that was left out because it is cut short and shows fewer Chinese models, else None;
    ``passed_over_dated`` says of it what ``dated`` says of this one, ``passed_over_rows`` how many rows it has.
    ``chinese`` is shorter than asked for when no list shows as many.
    """

    published: date
    fetched_at: datetime
    publisher: str
    url: str
    age_days: int
    top: tuple[Row, ...]
    chinese: tuple[Row, ...]
    passed_over: date | None = None
    dated: bool = True
    passed_over_dated: bool = True
    passed_over_rows: int = 0


def standing(
    boards: Iterable[Leaderboard],
    *,
    now: datetime,
    board: str = "text",
    category: str = "overall",
    top: int = 5,
    chinese: int = 10,
) -> Standing | None:
    """The standing on one board at ``now``, from snapshots of any date and publisher in any order; None without one.

    Shown is the newest snapshot, unless it is cut short and a deeper one, at most `LONGEST_CARRIED` older, shows more
    of the ``chinese`` Chinese models: then the newest such that shows all of them, or else that is complete.

    Snapshots from after ``now`` are as if they were not there, so that a past issue
    can be made again.
    """
    known = [each for each in boards if (each.board, each.category) == (board, category) and _is_past(each, now)]
    if not known:
        return None
    known.sort(key=_age_order, reverse=True)
    shown = _shown(known, chinese)
    earlier = [each for each in known if each.publisher == shown.publisher and each.published < shown.published]
    rescaled = {each.published for each in earlier if is_rescaled(each, shown)}
    newest = known[0]
    is_older = newest.published > shown.published
    past = _of_one_scale([*reversed(earlier[: _HISTORY - 1]), shown])

    def rows(scores: Sequence[Score]) -> tuple[Row, ...]:
        return tuple(_row(score, movement(score, earlier, rescaled=rescaled), past) for score in scores)

    return Standing(
        published=shown.published,
        fetched_at=shown.fetched_at,
        publisher=shown.publisher,
        url=shown.url,
        age_days=(now.astimezone(BEIJING).date() - shown.published).days,
        top=rows(shown.scores[:top]),
        chinese=rows(_chinese(shown)[:chinese]),
        passed_over=newest.published if is_older else None,
        dated=shown.dated,
        passed_over_dated=newest.dated or not is_older,
        passed_over_rows=len(newest.scores) if is_older else 0,
    )


def _is_past(board: Leaderboard, now: datetime) -> bool:
    return bool(board.scores) and board.fetched_at <= now and board.published <= now.astimezone(BEIJING).date()


def _age_order(board: Leaderboard) -> tuple[date, bool, int, datetime, str]:
    # Of two lists of one day, the one that shows more is the better; of two equal ones the one read last.
    return board.published, board.complete, len(board.scores), board.fetched_at, board.publisher


def _shown(newest_first: Sequence[Leaderboard], chinese: int) -> Leaderboard:
    newest = newest_first[0]
    there = len(_chinese(newest))
    if newest.complete or there >= chinese:
        return newest
    deeper = [
        (each, len(_chinese(each)))
        for each in newest_first
        if newest.published - each.published <= LONGEST_CARRIED and len(each.scores) > len(newest.scores)
    ]
    all_of_them = (each for each, count in deeper if count >= chinese)
    complete = (each for each, count in deeper if count > there and each.complete)
    return next(all_of_them, None) or next(complete, None) or newest


def _chinese(board: Leaderboard) -> list[Score]:
    return [score for score in board.scores if is_chinese(score.model, score.organization)]


def _row(score: Score, moved: Movement, past: Sequence[Leaderboard]) -> Row:
    vendor = vendor_of(score.model, score.organization)
    return Row(
        rank=score.rank,
        model=score.model,
        vendor=vendor.name if vendor else score.organization,
        rating=printed_rating(score.rating),
        movement=moved,
        history=_history(score.model, past),
    )


def _of_one_scale(boards: Sequence[Leaderboard]) -> list[Leaderboard]:
    """Those of one publisher's lists, oldest first, whose ratings can be compared with the last one's."""
    parts = parts_of(boards)
    return [board for board, part in zip(boards, parts, strict=True) if part == parts[-1]]


def _history(model: str, boards: Sequence[Leaderboard]) -> tuple[Point, ...]:
    points = tuple(
        Point(board.published, printed_rating(score.rating))
        for board in boards
        for score in board.scores
        if score.model == model
    )
    return points if len(points) > 1 else ()
