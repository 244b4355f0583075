"""The order of stories in an issue, and of the articles in a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from newsbot.items import Article
from newsbot.judging.genre import is_essay
from newsbot.judging.stories import Story

# Points within one grade. A second source says more than any weight; the fourth hardly more than the third.
_SOURCE = 1.0
_MOST_SOURCES = 4
_WEIGHT = 1.0
_OWN = 0.5
_FRESHNESS = 1.5
_HALF_LIFE_HOURS = 24.0
_ESSAY = -1.5  # below news of the same day with as many sources, above news of a source that counts for nothing
_NO_TIME = datetime.max.replace(tzinfo=UTC)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source as the ranking knows it: its weight, and whether it is a maker of models telling of itself."""

    weight: float = 1.0
    own: bool = False


_UNKNOWN = Outlet()


@dataclass(frozen=True, slots=True)
class Rank:
    """The parts of a story's rank. ``grade`` comes first; within a grade the sum of the others, in points, decides."""

    grade: int
    sources: float
    weight: float
    own: float
    freshness: float
    genre: float = 0.0  # less than 0 for an essay

    @property
    def points(self) -> float:
        return self.sources + self.weight + self.own + self.freshness + self.genre


def ranked(stories: Sequence[Story], *, now: datetime, outlets: Mapping[str, Outlet]) -> list[Story]:
    """The stories, best first: by grade, then by the points of `rank_of`.

    ``outlets`` are by source; one that is missing weighs 1.0; ``now`` is aware. Ties are broken by the canonical URL of
    the first article, so that the order does not depend on that of ``stories``.
    """

    def place(story: Story) -> tuple[object, ...]:
        rank = rank_of(story, now=now, outlets=outlets)
        return -rank.grade, -rank.points, _identity(story)

    return sorted(stories, key=place)


def rank_of(story: Story, *, now: datetime, outlets: Mapping[str, Outlet]) -> Rank:
    """Why a story stands where it stands.

    Independent sources, the heaviest of them, a maker's own word, freshness, and whether anybody reports it as news.
    """
    sources = {article.source for article in story.articles}
    found = [outlets.get(source, _UNKNOWN) for source in sources]
    return Rank(
        grade=grade_of(story),
        sources=_SOURCE * (min(len(sources), _MOST_SOURCES) - 1),
        weight=_WEIGHT * max((outlet.weight for outlet in found), default=0.0),
        own=_OWN if any(outlet.own for outlet in found) else 0.0,
        freshness=_FRESHNESS * _freshness(story, now),
        genre=0.0 if is_news(story) else _ESSAY,
    )


def fronted(story: Story, *, outlets: Mapping[str, Outlet]) -> Story:
    """The story with the article to print at its front; the others stay in their order.

    Among those of the best grade: the maker's own announcement before its echo, news before essays, what says more than
    a headline; then what has a page of its own, then the heaviest source, then the earliest.
    """

    def place(article: Article) -> tuple[object, ...]:
        outlet = outlets.get(article.source, _UNKNOWN)
        says_little = not (article.summary or article.text)
        is_echo = says_little or not outlet.own
        at = _time(article) or _NO_TIME
        return -_grade(article), is_echo, is_essay(article), says_little, article.of_digest, -outlet.weight, at

    first = min(range(len(story.articles)), key=lambda number: (place(story.articles[number]), number))
    return Story(_to_front(story.articles, first), story.reason, _to_front(story.reasons, first))


def _to_front(values: tuple[_T, ...], place: int) -> tuple[_T, ...]:
    return (*values[place : place + 1], *values[:place], *values[place + 1 :])


def grade_of(story: Story) -> int:
    """The best grade of its articles."""
    return max(map(_grade, story.articles), default=0)


def is_news(story: Story) -> bool:
    """Whether any of its articles of the best grade is news, and not an essay."""
    best = grade_of(story)
    return any(_grade(article) == best and not is_essay(article) for article in story.articles)


def _grade(article: Article) -> int:
    return article.judgement.grade if article.judgement else 0


def _freshness(story: Story, now: datetime) -> float:
    """1 for a story that began now, half of it a day later; a story counts from its first article.

    Counting from the last would let every late reprint renew an old story.
    """
    times = [at for at in map(_time, story.articles) if at is not None]
    if not times:
        return 0.0
    age = max(0.0, (now - min(times)).total_seconds() / 3600)
    return float(0.5 ** (age / _HALF_LIFE_HOURS))


def _time(article: Article) -> datetime | None:
    return article.published or article.first_seen


def _identity(story: Story) -> tuple[str, ...]:
    first = story.articles[0]
    return first.canonical_url or first.url, first.title, repr(first)
