"""How a model's place has changed since the last snapshot that saw it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsbot.items import Leaderboard, Score


@dataclass(frozen=True, slots=True)
class Movement:
    """A change against the snapshot of ``since``: ``places`` gained (negative: lost), ``points`` of the printed rating.

    Without ``since`` nothing is known of the model's past, but that it was on no earlier list when ``new``.
    """

    since: date | None = None
    places: int = 0
    points: int = 0
    new: bool = False

    @property
    def text(self) -> str:
        """As printed: "↑2 (+6)", "↓1 (-4)", "→ (+2)" in the same place, "↑2" with the same rating, "新上榜".

        "–" says that nothing has changed, or that nothing is known.
        """
        if self.new:
            return "新上榜"
        if not (self.places or self.points):
            return "–"
        arrow = f"↑{self.places}" if self.places > 0 else f"↓{-self.places}" if self.places else "→"
        return f"{arrow} ({self.points:+d})" if self.points else arrow


def printed_rating(rating: float) -> int:
    """The rating as printed: halves are rounded up, where Python's ``round`` would take them to the even number."""
    return math.floor(rating + 0.5)


def movement(score: Score, earlier: Sequence[Leaderboard]) -> Movement:
    """The movement of one row against ``earlier``: older snapshots of its own board and publisher, newest first.

    A list that is cut short says nothing about models below its end; so a model is new only when an earlier list
    without it was complete, or reached below the rating it has now — its lower bound, where that is known, because the
    rating may have been there when the earlier list was made.
    """
    for board in earlier:
        before = next((row for row in board.scores if row.model == score.model), None)
        if before is not None:
            points = printed_rating(score.rating) - printed_rating(before.rating)
            return Movement(since=board.published, places=before.rank - score.rank, points=points)
    lowest = score.rating if score.rating_lower is None else score.rating_lower
    return Movement(new=any(_reaches_below(board, lowest) for board in earlier))


def _reaches_below(board: Leaderboard, rating: float) -> bool:
    return bool(board.scores) and (board.complete or board.scores[-1].rating < rating)
