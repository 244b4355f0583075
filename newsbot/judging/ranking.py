"""The order of stories in an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from newsbot.items import Article
from newsbot.judging.stories import Story

# Points within one grade. A second source says more than any weight; the fourth hardly more than the third.
_SOURCE = 1.0
_MOST_SOURCES = 4
_WEIGHT = 1.0
_FRESHNESS = 1.5
_HALF_LIFE_HOURS = 24.0
_NEUTRAL_WEIGHT = 1.0


def ranked(stories: Sequence[Story], *, now: datetime, weights: Mapping[str, float]) -> list[Story]:
    """The stories, best first: by grade, then by independent sources, the weight of the best source, and freshness.

    ``weights`` are by source, 1.0 where one is missing; ``now`` is aware. Ties are broken by the canonical URL of the
    first article, so that the order does not depend on that of ``stories``.
    """
    return sorted(stories, key=lambda story: (-grade_of(story), -_points(story, now, weights), _identity(story)))


def grade_of(story: Story) -> int:
    """The best grade of its articles."""
    return max((article.judgement.grade for article in story.articles if article.judgement), default=0)


def _points(story: Story, now: datetime, weights: Mapping[str, float]) -> float:
    sources = {article.source for article in story.articles}
    best = max((weights.get(source, _NEUTRAL_WEIGHT) for source in sources), default=0.0)
    further = min(len(sources), _MOST_SOURCES) - 1
    return _SOURCE * further + _WEIGHT * best + _FRESHNESS * _freshness(story, now)


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
