"""The table of the day, out of all snapshots that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsbot.items import BEIJING, Leaderboard, Score
from newsbot.leaderboard.movement import Movement, movement, printed_rating
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
    are its ratings on the publisher's last snapshots, oldest first, this one included; () where it was on no other.
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

    ``age_days`` counts from the data's own date to the Beijing day of the report. ``passed_over`` is the date of a
    newer list that was left out because it shows too few Chinese models, else None. ``chinese`` is shorter
    than asked for when no list shows as many.
    """

    published: date
    fetched_at: datetime
    publisher: str
    url: str
    age_days: int
    top: tuple[Row, ...]
    chinese: tuple[Row, ...]
    passed_over: date | None = None


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

    Shown is the newest snapshot with ``chinese`` Chinese models; where there is none, the newest complete one; else the
    newest. None is shown that is more than `LONGEST_CARRIED` older than the newest.

    Snapshots from after ``now`` are as if they were not there, so that a past issue
    can be made again.
    """
    known = [each for each in boards if (each.board, each.category) == (board, category) and _is_past(each, now)]
    if not known:
        return None
    known.sort(key=_age_order, reverse=True)
    shown = _shown(known, chinese)
    earlier = [each for each in known if each.publisher == shown.publisher and each.published < shown.published]
    newest = known[0].published
    return Standing(
        published=shown.published,
        fetched_at=shown.fetched_at,
        publisher=shown.publisher,
        url=shown.url,
        age_days=(now.astimezone(BEIJING).date() - shown.published).days,
        top=tuple(_row(score, shown, earlier) for score in shown.scores[:top]),
        chinese=tuple(_row(score, shown, earlier) for score in _chinese(shown)[:chinese]),
        passed_over=newest if newest > shown.published else None,
    )


def _is_past(board: Leaderboard, now: datetime) -> bool:
    return bool(board.scores) and board.fetched_at <= now and board.published <= now.astimezone(BEIJING).date()


def _age_order(board: Leaderboard) -> tuple[date, bool, int, datetime, str]:
    # Of two lists of one day, the one that shows more is the better; of two equal ones the one read last.
    return board.published, board.complete, len(board.scores), board.fetched_at, board.publisher


def _shown(newest_first: Sequence[Leaderboard], chinese: int) -> Leaderboard:
    recent = [each for each in newest_first if newest_first[0].published - each.published <= LONGEST_CARRIED]
    deep_enough = (each for each in recent if len(_chinese(each)) >= chinese)
    complete = (each for each in recent if each.complete)
    return next(deep_enough, None) or next(complete, None) or newest_first[0]


def _chinese(board: Leaderboard) -> list[Score]:
    return [score for score in board.scores if is_chinese(score.model, score.organization)]


def _row(score: Score, shown: Leaderboard, earlier: Sequence[Leaderboard]) -> Row:
    vendor = vendor_of(score.model, score.organization)
    return Row(
        rank=score.rank,
        model=score.model,
        vendor=vendor.name if vendor else score.organization,
        rating=printed_rating(score.rating),
        movement=movement(score, earlier),
        history=_history(score.model, (*reversed(earlier[: _HISTORY - 1]), shown)),
    )


def _history(model: str, boards: Sequence[Leaderboard]) -> tuple[Point, ...]:
    points = tuple(
        Point(board.published, printed_rating(score.rating))
        for board in boards
        for score in board.scores
        if score.model == model
    )
    return points if len(points) > 1 else ()
