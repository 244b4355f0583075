"""The nearest of one article, kept while others come."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from newsbot.judging.story import Identity


class Near(NamedTuple):
    """How near an article is, the nearest being the greatest: by what is shared, then by time, then by identity."""

    shared: int
    hours: int  # between them, negative
    first: tuple[datetime, Identity]
    number: int


class Nearest:
    """The ``most`` nearest of one article, by their numbers; which they are does not depend on the order they came in.

    ``bound`` is what a further one has to share at least: ``least``, or where there are enough what the farthest does.
    """

    __slots__ = ("_heap", "_least", "_most", "bound", "numbers")

    def __init__(self, found: Iterable[Near], most: int, least: int) -> None:
        self._heap = list(found)
        heapq.heapify(self._heap)
        self._most, self._least = most, least
        self.numbers = {near.number for near in self._heap}
        self.bound = self._bound()

    def enter(self, near: Near) -> int | None:
        """Take one in that is as near as the farthest, which goes where there are too many: the number of who goes."""
        self.numbers.add(near.number)
        heapq.heappush(self._heap, near)
        left = heapq.heappop(self._heap).number if len(self._heap) > self._most else None
        if left is not None:
            self.numbers.remove(left)
        self.bound = self._bound()
        return left

    def _bound(self) -> int:
        return self._heap[0].shared if len(self._heap) >= self._most else self._least
