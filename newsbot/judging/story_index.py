"""The stories of the last days, kept while articles come in."""

from __future__ import annotations

import heapq
from datetime import datetime, timedelta
from typing import NamedTuple

from newsbot.items import Article
from newsbot.judging.candidates import NEAREST, Postings
from newsbot.judging.grouping import grouped, parting
from newsbot.judging.likeness import SAME, Comparison, compared, likeness
from newsbot.judging.story import NO_TIME, Head, Story, identity, story
from newsbot.judging.traits import Traits, traits
from newsbot.judging.vetoes import WINDOW

_COPY_LENGTH = 8  # letters of a title from which equal titles are copies
_COPY_WINDOW = timedelta(hours=24)
_LINK = 0.1  # likeness that is worth remembering
# Articles that hang together, and so are compared each with each, at most; of more, only the closer links count.
_MOST = 80
_FLOORS = (SAME, 0.5, 0.6, 0.7, 0.8, 0.9)

_Links = dict[int, dict[int, float]]


class Neighbour(NamedTuple):
    """An article beside another: how alike they are, and the veto that keeps them apart, if any.

    ``parted`` says in words why two that are alike enough are not told together nevertheless; "" where they are.
    """

    article: Article
    comparison: Comparison
    parted: str = ""


class StoryIndex:
    """The stories of the last days, to which one article after the other is added.

    Two articles are compared if each is among the 80 that the other has most in common with, and grouped with at most
    80 that they hang together with: so adding an article takes no longer however many there are. Unless ``forgets`` is
    False, articles are compared for 96 hours behind the newest, and forgotten after twice that time.

    What is promised, for articles that lie within 96 hours: added in any order they give the same stories, those of
    `newsbot.judging.stories.stories`; adding an article again changes nothing. An article changes the stories of those
    only that it hangs together with, or of which it takes a place among the 80.
    """

    def __init__(self, *, forgets: bool = True) -> None:
        self._forgets = forgets
        self._postings = Postings()
        self._heads: dict[int, Head] = {}
        self._numbers: dict[object, int] = {}  # by what makes copies of articles
        self._compared: _Links = {}  # likenesses that were needed
        self._ages: list[tuple[datetime, int]] = []  # a heap, of heads that are compared
        self._old: list[tuple[datetime, int]] = []  # and of those that only belong to stories yet
        self._newest = NO_TIME
        self._next = 0

    def __len__(self) -> int:
        """How many articles it knows; copies count as one."""
        return len(self._heads)

    def add(self, article: Article) -> None:
        """Add an article; one that is there already changes nothing."""
        found = traits(article)
        key = _key(found, article)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._next
            self._next += 1
            self._heads[number] = Head(article, found)
            self._link(number)
        elif self._heads[number].is_older_than(article, found):
            self._heads[number].add(article)
        else:
            # What copies are compared by must not depend on which of them came first.
            self._unlink(number)
            self._heads[number] = self._heads[number].led_by(article, found)
            self._link(number)
        self._newest = max(self._newest, found.at or self._newest)
        self._forget()

    def stories(self) -> list[Story]:
        """All stories, ordered by the identity of their first article."""
        found: list[Story] = []
        links: _Links = {}
        done: set[int] = set()
        for number in self._heads:
            if number not in done:
                together = self._hanging_together(number, links)
                done.update(together)
                groups = grouped(together, links, self._traits_of(together))
                found += (self._story(group, links) for group in groups)
        return sorted(found, key=lambda each: identity(each.articles[0]))

    def story_of(self, article: Article) -> Story:
        """The story an article belongs to. Raises KeyError for one that was not added, or is forgotten."""
        number = self._numbers[_key(traits(article), article)]
        links: _Links = {}
        together = self._hanging_together(number, links)
        groups = grouped(together, links, self._traits_of(together))
        return self._story(next(group for group in groups if number in group), links)

    def nearest(self, article: Article, count: int = 5) -> list[Neighbour]:
        """The articles most like this one, which need not be here; vetoed ones stand last, its copies are left out."""
        found = traits(article)
        own = self._numbers.get(_key(found, article))
        others = (number for number in self._postings.candidates(Head(article, found)) if number != own)
        near = [(compared(found, self._heads[number].traits), self._heads[number], number) for number in others]
        near.sort(key=lambda each: (-each[0].likeness, -each[0].evidence, identity(each[1].article)))
        return [
            Neighbour(head.article, comparison, self._parted(own, number) if own is not None else "")
            for comparison, head, number in near[:count]
        ]

    def _parted(self, own: int, other: int) -> str:
        if likeness(self._heads[own].traits, self._heads[other].traits) < SAME:
            return ""
        links: _Links = {}
        together = self._hanging_together(own, links)
        if other not in together:
            if other not in links[own]:
                return f"各有 {NEAREST} 篇共同点更多的报道"
            return f"与两篇相连的报道超过 {_MOST} 篇，其中只有更相近的才并"
        kinds = self._traits_of(together)
        groups = grouped(together, links, kinds)
        left = next(group for group in groups if own in group)
        if other in left:
            return ""
        found = parting(left, next(group for group in groups if other in group), links, kinds)
        if found.pair is None:
            return f"两边各篇的平均相近程度 {found.closeness:.2f}，不足 {found.needed:.2f}"
        one, against = (self._heads[number].article.title for number in found.pair)
        return f"「{one}」与「{against}」不能并：{found.veto}"

    def _link(self, number: int) -> None:
        head = self._heads[number]
        self._compared[number] = {}
        self._postings.add(number, head)
        heapq.heappush(self._ages, (head.traits.at or self._newest, number))

    def _unlink(self, number: int) -> None:
        self._postings.remove(number)
        for other in self._compared.pop(number, {}):
            del self._compared[other][number]

    def _forget(self) -> None:
        if not self._forgets or self._newest - NO_TIME < 2 * WINDOW:
            return
        while self._ages and self._ages[0][0] < self._newest - WINDOW:
            age, number = heapq.heappop(self._ages)
            self._postings.retire(number)
            heapq.heappush(self._old, (age, number))
        while self._old and self._old[0][0] < self._newest - 2 * WINDOW:
            _, number = heapq.heappop(self._old)
            head = self._heads.pop(number, None)
            if head is not None:
                self._postings.forget(number)
                for other in self._compared.pop(number):
                    del self._compared[other][number]
                del self._numbers[_key(head.traits, head.article)]

    def _linked(self, number: int) -> dict[int, float]:
        """The likenesses worth remembering between an article and those that are as near to it as it is to them."""
        known = self._compared[number]
        found = {}
        for other in self._postings.near_each_other(number):
            if other not in known:
                known[other] = self._compared[other][number] = likeness(
                    self._heads[number].traits, self._heads[other].traits
                )
            if known[other] >= _LINK:
                found[other] = known[other]
        return found

    def _hanging_together(self, number: int, links: _Links) -> list[int]:
        """The numbers that links lead to from this one, in the order of time; their links are added to ``links``."""
        found = {number}
        for floor in _FLOORS:
            found, waiting = {number}, [number]
            while waiting and (len(found) <= _MOST or floor == _FLOORS[-1]):
                at = waiting.pop()
                if at not in links:
                    links[at] = self._linked(at)
                new = [other for other, score in links[at].items() if score >= floor and other not in found]
                found.update(new)
                waiting += new
            if len(found) <= _MOST:
                break
        ordered = sorted(found, key=lambda each: self._heads[each].first)
        begin = ordered.index(number) // _MOST * _MOST
        return ordered[begin : begin + _MOST]

    def _traits_of(self, numbers: list[int]) -> dict[int, Traits]:
        return {number: self._heads[number].traits for number in numbers}

    def _story(self, numbers: list[int], links: _Links) -> Story:
        return story({number: self._heads[number] for number in numbers}, links)


def _key(found: Traits, article: Article) -> object:
    """What articles of one title have in common that are copies of each other; a digest is a copy of nothing."""
    if len(found.title) < _COPY_LENGTH or found.roundup or found.at is None:
        return identity(article)
    return found.title, (found.at - NO_TIME) // _COPY_WINDOW
