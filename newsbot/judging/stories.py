"""Articles that tell one event, brought together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from newsbot.items import Article
from newsbot.judging.candidates import Postings
from newsbot.judging.grouping import grouped
from newsbot.judging.likeness import SAME, Comparison, compared, likeness
from newsbot.judging.traits import Traits, traits
from newsbot.judging.vetoes import WINDOW
from newsbot.judging.why import reason, shared_by_all

_COPY_LENGTH = 8  # letters of a title from which equal titles are copies
_COPY_WINDOW = timedelta(hours=24)
_NO_TIME = datetime.min.replace(tzinfo=UTC)
_LINK = 0.1  # likeness that is worth remembering
# Articles linked with each other, and so compared each with each, at most; of more, only the closer links count.
_MOST = 80
_FLOORS = (SAME, 0.6, 0.75, 0.9)

_Identity = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """One event: its articles, the one to print first at the front, and why they were brought together.

    ``reason`` is what all of them share; ``reasons`` say of each article, in the same order, what it shares with the
    one of the story it is most like, and name that one. Both are in words for a reader, and empty for a single article.
    """

    articles: tuple[Article, ...]
    reason: str = ""
    reasons: tuple[str, ...] = ()


class Neighbour(NamedTuple):
    """An article beside another: how alike they are, and the veto that keeps them apart, if any."""

    article: Article
    comparison: Comparison


class _Head:
    """Articles of one title within a day, which count as one: the earliest, with its copies."""

    __slots__ = ("articles", "first", "traits")

    def __init__(self, identity: _Identity, article: Article, found: Traits) -> None:
        self.articles = {identity: article}
        self.first = (found.at or _NO_TIME, identity)
        self.traits = found


def stories(articles: Iterable[Article]) -> list[Story]:
    """The articles by event, each in exactly one story; equal titles within a day count as one article.

    Neither the stories nor their order depend on the order of the articles: they are ordered by the identity of their
    first article. Equal articles are one.
    """
    index = StoryIndex(forgets=False)
    timed = ((article.published or article.first_seen or _NO_TIME, _identity(article), article) for article in articles)
    for _, _, article in sorted(timed, key=lambda each: each[:2]):
        index.add(article)
    return index.stories()


class StoryIndex:
    """The stories of the last days, to which one article after the other is added.

    Adding an article compares it with at most 56 others, and takes no longer however many there are. Unless
    ``forgets`` is False, articles are compared for 96 hours behind the newest, and forgotten after twice that time.

    What is promised, for articles that lie within 96 hours, where no name or rare word stands in more than 64 of them
    and no more than 80 hang together: added in any order they give the same stories, those of `stories`; adding an
    article again changes nothing; an article that is not like any of a story, or of the articles that hang together
    with it by a likeness of `SAME` or more, does not change that story. Beyond these bounds the stories depend on the
    order in which the articles came; `stories` never does, because it adds them in the order of time.
    """

    def __init__(self, *, forgets: bool = True) -> None:
        self._forgets = forgets
        self._postings = Postings()
        self._heads: dict[int, _Head] = {}
        self._numbers: dict[object, int] = {}  # by what makes copies of articles
        self._links: dict[int, dict[int, float]] = {}
        self._ages: list[tuple[datetime, int]] = []  # a heap, of heads that are compared
        self._old: list[tuple[datetime, int]] = []  # and of those that only belong to stories yet
        self._newest = _NO_TIME
        self._next = 0

    def __len__(self) -> int:
        """How many articles it knows, copies left out."""
        return len(self._heads)

    def add(self, article: Article) -> None:
        """Add an article; one that is there already changes nothing."""
        found = traits(article)
        identity = _identity(article)
        key = _copy_key(found, article) or identity
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._next
            self._next += 1
            self._heads[number] = _Head(identity, article, found)
            self._link(number)
        else:
            self._add_copy(number, identity, article, found)
        self._forget(found.at)

    def stories(self) -> list[Story]:
        """All stories, ordered by the identity of their first article."""
        groups: list[list[int]] = []
        done: set[int] = set()
        for number in self._heads:
            if number not in done:
                part = self._hanging_together(number)
                done.update(part)
                groups += grouped(part, self._links, self._traits(part))
        return sorted(map(self._story, groups), key=lambda story: _identity(story.articles[0]))

    def story_of(self, article: Article) -> Story:
        """The story an article belongs to. Raises KeyError for one that was not added, or is forgotten."""
        number = self._numbers[_copy_key(traits(article), article) or _identity(article)]
        part = self._hanging_together(number)
        (group,) = (each for each in grouped(part, self._links, self._traits(part)) if number in each)
        return self._story(group)

    def nearest(self, article: Article, count: int = 5) -> list[Neighbour]:
        """The articles most like this one, known or not, vetoed ones included; its copies are left out."""
        found = traits(article)
        own = self._numbers.get(_copy_key(found, article) or _identity(article))
        others = (self._heads[number] for number in self._postings.candidates(found) if number != own)
        near = [
            Neighbour(head.articles[head.first[1]], compared(found, head.traits))
            for head in sorted(others, key=lambda head: head.first)
        ]
        near.sort(key=lambda each: (-each.comparison.likeness, -sum(worth for _, worth in each.comparison.parts)))
        return near[:count]

    def _link(self, number: int) -> None:
        head = self._heads[number]
        links = self._links[number] = {}
        for other in self._postings.candidates(head.traits):
            score = likeness(head.traits, self._heads[other].traits)
            if score >= _LINK:
                links[other] = self._links[other][number] = score
        self._postings.add(number, head.traits)
        heapq.heappush(self._ages, (head.traits.at or self._newest, number))

    def _unlink(self, number: int) -> None:
        self._postings.remove(number)
        for other in self._links.pop(number, {}):
            del self._links[other][number]

    def _add_copy(self, number: int, identity: _Identity, article: Article, found: Traits) -> None:
        head = self._heads[number]
        head.articles[identity] = article
        if (found.at or _NO_TIME, identity) < head.first:
            # What a group of copies is compared by must not depend on which of them came first.
            self._unlink(number)
            head.first, head.traits = (found.at or _NO_TIME, identity), found
            self._link(number)

    def _forget(self, at: datetime | None) -> None:
        self._newest = max(self._newest, at or self._newest)
        if not self._forgets or self._newest - _NO_TIME < 2 * WINDOW:
            return
        while self._ages and self._ages[0][0] < self._newest - WINDOW:
            age, number = heapq.heappop(self._ages)
            self._postings.remove(number)
            heapq.heappush(self._old, (age, number))
        while self._old and self._old[0][0] < self._newest - 2 * WINDOW:
            _, number = heapq.heappop(self._old)
            head = self._heads.pop(number, None)
            if head is not None:
                self._unlink(number)
                article = head.articles[head.first[1]]
                self._numbers.pop(_copy_key(head.traits, article) or head.first[1], None)

    def _hanging_together(self, number: int) -> list[int]:
        """The numbers that links lead to from this one, in the order of their identities."""
        for floor in _FLOORS:
            found, waiting = {number}, [number]
            while waiting and len(found) <= _MOST:
                linked = self._links[waiting.pop()]
                new = [other for other, score in linked.items() if score >= floor and other not in found]
                found.update(new)
                waiting += new
            if len(found) <= _MOST:
                return sorted(found, key=lambda each: self._heads[each].first)
        return [number]

    def _traits(self, numbers: Sequence[int]) -> dict[int, Traits]:
        return {number: self._heads[number].traits for number in numbers}

    def _story(self, numbers: Sequence[int]) -> Story:
        told = sorted(
            (_print_order(article), identity, article, number)
            for number in numbers
            for identity, article in self._heads[number].articles.items()
        )
        articles = tuple(article for _, _, article, _ in told)
        if len(articles) == 1:
            return Story(articles)
        found = [self._heads[number].traits for _, _, _, number in told]
        return Story(articles, shared_by_all(found), tuple(_reasons(articles, found)))


def _reasons(articles: Sequence[Article], found: Sequence[Traits]) -> Iterator[str]:
    """Of each article, what it shares with the one it is most like; the first of equals is taken."""
    for place, one in enumerate(found):
        others = [other for other in range(len(found)) if other != place]
        nearest = max(others, key=lambda other: (found[other].title == one.title, likeness(one, found[other]), -other))
        yield f"与「{articles[nearest].title}」{reason(one, found[nearest])}"


def _identity(article: Article) -> _Identity:
    # What is equal in all of this may change places without a trace.
    whole = blake2b(repr(article).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return article.canonical_url or article.url, article.title, whole


def _copy_key(found: Traits, article: Article) -> object:
    """What articles of one title have in common that are copies of each other; None for one that has none.

    A digest is its own story, and no digest tells one event twice: what shares its page is no copy.
    """
    if len(found.title) < _COPY_LENGTH or found.roundup or article.shares_page or found.at is None:
        return None
    return found.title, (found.at - _NO_TIME) // _COPY_WINDOW


def _print_order(article: Article) -> tuple[bool | int | datetime, ...]:
    """The best grade, then one that has more than a headline, then one with a page of its own, then the earliest."""
    at = article.published or article.first_seen
    grade = article.judgement.grade if article.judgement else 0
    return -grade, not (article.summary or article.text), article.of_digest, at is None, at or _NO_TIME
