"""How a model's place has changed since the last snapshot that saw it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from newsbot.items import Leaderboard, Score


@dataclass(frozen=True, slots=True)
class Movement:
    """A change against the snapshot of ``since``: ``places`` gained (negative: lost), ``points`` of the printed rating.

    Without ``since`` nothing is known of the model's past, but that it was on no earlier list when ``new``. ``tied``:
    the 95 % intervals of the two ratings overlap, so that the change may be none. ``rescaled``: the two lists measure
    with different scales, so that only the places can be compared, and ``points`` is 0.
    """

    since: date | None = None
    places: int = 0
    points: int = 0
    new: bool = False
    tied: bool = False
    rescaled: bool = False

    @property
    def text(self) -> str:
        """As printed: "↑2 (+6)", "↓1 (-4)", "→ (+2)" in the same place, "↑2" with the same rating or
        one that cannot be compared, "新上榜".

        "–" says that nothing has changed, or that nothing is known; "≈" behind a change, that it may be none.
        """
        if self.new:
            return "新上榜"
        if not (self.places or self.points):
            return "–"
        arrow = f"↑{self.places}" if self.places > 0 else f"↓{-self.places}" if self.places else "→"
        return arrow + (f" ({self.points:+d})" if self.points else "") + (" ≈" if self.tied else "")


def printed_rating(rating: float) -> int:
    """The rating as printed: halves are rounded up, where Python's ``round`` would take them to the even number."""
    return math.floor(rating + 0.5)


def movement(score: Score, earlier: Sequence[Leaderboard], *, rescaled: Collection[date] = ()) -> Movement:
    """The movement of one row against ``earlier``: older snapshots of its own board and publisher, newest first.

    The ratings of those of the days ``rescaled`` cannot be compared with its own.

    A list that is cut short says nothing about models below its end; so a model is new only when an earlier list
    without it was complete, or reached below the rating it has now — its lower bound, where that is known, because the
    rating may have been there when the earlier list was made.
    """
    for board in earlier:
        before = next((row for row in board.scores if row.model == score.model), None)
        if before is not None:
            places = before.rank - score.rank
            if board.published in rescaled:
                return Movement(since=board.published, places=places, rescaled=True)
            points = printed_rating(score.rating) - printed_rating(before.rating)
            tied = bool(places or points) and _overlap(score, before)
            return Movement(since=board.published, places=places, points=points, tied=tied)
    lowest = score.rating if score.rating_lower is None else score.rating_lower
    return Movement(
        new=any(board.complete or board.published not in rescaled for board in earlier if _reaches_below(board, lowest))
    )


def _overlap(one: Score, other: Score) -> bool:
    if one.rating_lower is None or one.rating_upper is None:
        return False
    if other.rating_lower is None or other.rating_upper is None:
        return False
    return one.rating_lower <= other.rating_upper and other.rating_lower <= one.rating_upper


def _reaches_below(board: Leaderboard, rating: float) -> bool:
    return bool(board.scores) and (board.complete or _end_of(board.scores) < rating)


def _end_of(scores: Sequence[Score]) -> float:
    """The rating above which no model can stand behind the end of a list.

    That of the last row, where the list is in the order of its ratings. Publishers whose ranks heed the intervals place
    some models below others of lower rating; who stands behind the end may be as far out of order as who stands before.
    """
    lowest, most_out_of_order = math.inf, 0.0
    for score in scores:
        most_out_of_order = max(most_out_of_order, score.rating - lowest)
        lowest = min(lowest, score.rating)
    return lowest + most_out_of_order
