"""The order of stories in an issue, and of the articles in a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsbot.items import Article
from newsbot.judging.stories import Story

# Points within one grade. A second source says more than any weight; the fourth hardly more than the third.
_SOURCE = 1.0
_MOST_SOURCES = 4
_WEIGHT = 1.0
_OWN = 0.5
_FRESHNESS = 1.5
_HALF_LIFE_HOURS = 24.0
_NO_TIME = datetime.max.replace(tzinfo=UTC)


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

    @property
    def points(self) -> float:
        return self.sources + self.weight + self.own + self.freshness


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
    """Why a story stands where it stands: independent sources, the heaviest of them, a maker's own word, freshness."""
    sources = {article.source for article in story.articles}
    found = [outlets.get(source, _UNKNOWN) for source in sources]
    return Rank(
        grade=grade_of(story),
        sources=_SOURCE * (min(len(sources), _MOST_SOURCES) - 1),
        weight=_WEIGHT * max((outlet.weight for outlet in found), default=0.0),
        own=_OWN if any(outlet.own for outlet in found) else 0.0,
        freshness=_FRESHNESS * _freshness(story, now),
    )


def fronted(story: Story, *, outlets: Mapping[str, Outlet]) -> Story:
    """The story with the article to print at its front; the others stay in their order.

    Among those of the best grade that say more than a headline: the maker's own announcement before its echo, then what
    has a page of its own, then the heaviest source, then the earliest.
    """

    def place(article: Article) -> tuple[object, ...]:
        outlet = outlets.get(article.source, _UNKNOWN)
        grade = article.judgement.grade if article.judgement else 0
        says_little = not (article.summary or article.text)
        return -grade, says_little, not outlet.own, article.of_digest, -outlet.weight, _time(article) or _NO_TIME

    first = min(range(len(story.articles)), key=lambda number: (place(story.articles[number]), number))
    others = story.articles[:first] + story.articles[first + 1 :]
    return Story((story.articles[first], *others), story.reason)


def grade_of(story: Story) -> int:
    """The best grade of its articles."""
    return max((article.judgement.grade for article in story.articles if article.judgement), default=0)


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
