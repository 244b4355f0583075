"""Whether two lists measure with one scale: the arena has changed its way of fitting the ratings more than once."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from newsbot.items import Leaderboard

# Elo points by which most models cannot rise or fall together, but the scale can: between 2024-06-26 and 2024-06-29
# 112 models rose by 94 in the median. Between other lists in a row of that history the median was 12 at most.
LARGEST_SHIFT = 20
# Models on both lists, from which on their median is that of the scale, and not of what became of a few.
_FEWEST = 5


def is_rescaled(earlier: Leaderboard, later: Leaderboard) -> bool:
    """Whether ratings of the two lists cannot be compared, because most models of both have moved in one direction."""
    before = {score.model: score.rating for score in earlier.scores}
    changes = [score.rating - before[score.model] for score in later.scores if score.model in before]
    return len(changes) >= _FEWEST and abs(median(changes)) > LARGEST_SHIFT


def parts_of(boards: Sequence[Leaderboard]) -> list[int]:
    """The part that each of these lists, oldest first, belongs to: all of one are of a publisher and of a scale."""
    parts: list[int] = []
    last: dict[str, tuple[int, Leaderboard]] = {}
    for board in boards:
        part, before = last.get(board.publisher, (-1, board))
        if part < 0 or is_rescaled(before, board):
            part = max(parts, default=-1) + 1
        parts.append(part)
        last[board.publisher] = part, board
    return parts
