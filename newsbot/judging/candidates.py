"""Which articles may tell one event: those that share names and words which few others have."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar

from newsbot.judging.bitsums import Sums, places_in
from newsbot.judging.neighbours import Near, Nearest
from newsbot.judging.rarity import weight
from newsbot.judging.story import NO_TIME, Head
from newsbot.judging.traits import Traits
from newsbot.judging.vetoes import WINDOW

_RARE = 2.5  # nats: a token of more than one article in twelve finds no candidates
_PARTS = 2  # of a nat: what is in common is counted in these, in whole ones
SHARED = 8 * _PARTS  # in common at least, about two rare tokens
NEAREST = 80  # candidates of one article, the best ones; a launch day has stories of seventy articles


class Postings:
    """The articles by their rare tokens, each article by a number of the caller's.

    The nearest of an article are a matter of which articles there are, not of the order in which they came. They are
    found when they are asked for, and kept up to date from then on.
    """

    def __init__(self) -> None:
        self._heads: dict[int, Head] = {}
        self._places: dict[int, int] = {}  # in the sets of bits, by number
        self._numbers: list[int] = []  # by place
        self._free: list[int] = []
        self._having: dict[str, int] = {}  # which places have a token
        self._hours: dict[int, int] = {}  # which places are of an hour; those without a time of hour 0
        self._nearest: dict[int, Nearest] = {}
        self._named_by: dict[int, set[int]] = {}  # of whose nearest an article is one
        self._asked = 0  # the places whose nearest are known
        self._bounds = Sums()  # what one has to share with each of them to be among its nearest

    def add(self, number: int, head: Head) -> None:
        """Add an article, under a number that is not in use."""
        if self._free:
            place = heapq.heappop(self._free)
            self._numbers[place] = number
        else:
            place = len(self._numbers)
            self._numbers.append(number)
        if self._asked:
            self._enter(number, head, place)
        self._heads[number], self._places[number] = head, place
        bit = 1 << place
        for token, _ in _keys(head.traits):
            self._having[token] = self._having.get(token, 0) | bit
        hour = _hour(head.traits)
        self._hours[hour] = self._hours.get(hour, 0) | bit

    def remove(self, number: int) -> None:
        """Take an article out, as if it had not been there; one that is not there is no error."""
        if number in self._heads:
            self._take_out(number)
        for other in list(self._named_by.get(number, ())):
            if other in self._places:
                self._unlearn(other)
                self._asked &= ~(1 << self._places[other])
        self.forget(number)

    def retire(self, number: int) -> None:
        """Let an article be found no more; what is known of who is near whom stays, its own nearest included."""
        if number in self._heads:
            self.nearest(number)
            self._take_out(number)

    def forget(self, number: int) -> None:
        """Forget the nearest of a retired article; one that is not there is no error."""
        self._unlearn(number)
        self._named_by.pop(number, None)

    def nearest(self, number: int) -> set[int]:
        """The numbers of the articles within the window that have most in common with one that was added."""
        found = self._nearest.get(number)
        if found is None:
            head, place = self._heads[number], self._places[number]
            found = self._know(number, place, self._highest(head, ~(1 << place), self._sums(head.traits)))
        return found.numbers

    def near_each_other(self, number: int) -> set[int]:
        """Those of its nearest that it is among the nearest of."""
        mine = self.nearest(number)
        for other in mine.difference(self._nearest):
            if other in self._heads:
                self.nearest(other)
        return mine & self._named_by.get(number, set())

    def candidates(self, head: Head) -> list[int]:
        """The numbers of those that an article has most in common with, the most first; it need not be here."""
        found = self._highest(head, -1, self._sums(head.traits))
        return [near.number for near in sorted(found, reverse=True)]

    def _know(self, number: int, place: int, found: list[Near]) -> Nearest:
        nearest = self._nearest[number] = Nearest(found, NEAREST, SHARED)
        for other in nearest.numbers:
            self._named_by.setdefault(other, set()).add(number)
        self._asked |= 1 << place
        self._bounds.flip(place, self._bounds[place] ^ nearest.bound)
        return nearest

    def _unlearn(self, number: int) -> None:
        nearest = self._nearest.pop(number, None)
        for other in nearest.numbers if nearest is not None else ():
            self._named_by.get(other, set()).discard(number)

    def _highest(self, head: Head, among: int, sums: Sums) -> list[Near]:
        least = Sums()
        least.add(SHARED, (1 << len(self._numbers)) - 1)
        enough = sums.not_below(least, among & self._around(head.traits))
        taken, tied = sums.highest(NEAREST, enough)
        found = [self._near(head, place, sums) for place in places_in(taken)]
        return found + heapq.nlargest(
            NEAREST - len(found), (self._near(head, place, sums) for place in places_in(tied))
        )

    def _enter(self, number: int, head: Head, at: int) -> None:
        """Put a new article among the nearest of those that have as much in common with it, and find its own."""
        sums = self._sums(head.traits)
        self._know(number, at, self._highest(head, -1, sums))
        others = self._asked & ~(1 << at) & self._around(head.traits)
        for place in places_in(sums.not_below(self._bounds, others)):
            other = self._numbers[place]
            gap = _hours_between(self._heads[other].traits, head.traits)
            nearest = self._nearest[other]
            before = nearest.bound
            self._named_by.setdefault(number, set()).add(other)
            left = nearest.enter(Near(sums[place], -gap, head.first, number))
            if left is not None:
                self._named_by[left].discard(other)
            self._bounds.flip(place, before ^ nearest.bound)

    def _near(self, head: Head, place: int, sums: Sums) -> Near:
        other = self._heads[self._numbers[place]]
        return Near(sums[place], -_hours_between(head.traits, other.traits), other.first, self._numbers[place])

    def _sums(self, article: Traits) -> Sums:
        """What an article has in common with each of those that are here."""
        sums = Sums()
        for token, worth in _keys(article):
            having = self._having.get(token)
            if having:
                sums.add(worth, having)
        return sums

    def _around(self, article: Traits) -> int:
        """The places of the articles within the window of one, and of those without a time."""
        if article.at is None:
            return (1 << len(self._numbers)) - 1
        hour = _hour(article)
        within = self._hours.get(0, 0)
        reach = WINDOW // _HOUR
        for each in range(hour - reach + 1, hour + reach):
            within |= self._hours.get(each, 0)
        for edge in (hour - reach, hour + reach):
            for place in places_in(self._hours.get(edge, 0)):
                at = self._heads[self._numbers[place]].traits.at
                within |= (at is not None and abs(at - article.at) <= WINDOW) << place
        return within

    def _take_out(self, number: int) -> None:
        head, place = self._heads.pop(number), self._places.pop(number)
        for token, _ in _keys(head.traits):
            _clear(self._having, token, place)
        _clear(self._hours, _hour(head.traits), place)
        self._asked &= ~(1 << place)
        heapq.heappush(self._free, place)


_HOUR = timedelta(hours=1)
_Key = TypeVar("_Key")


def _clear(sets: dict[_Key, int], key: _Key, place: int) -> None:
    sets[key] &= ~(1 << place)
    if not sets[key]:
        del sets[key]


def _hour(article: Traits) -> int:
    return (article.at - NO_TIME) // _HOUR if article.at else 0


def _hours_between(left: Traits, right: Traits) -> int:
    return abs(left.at - right.at) // _HOUR if left.at and right.at else 0


def _keys(article: Traits) -> Iterator[tuple[str, int]]:
    for token in article.tokens | article.named:
        worth = weight(token)
        if worth >= _RARE:
            yield token, round(worth * _PARTS)
