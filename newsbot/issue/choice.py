"""Which stories are printed in detail, and which of these are the news of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from newsbot.judging.offering import offering
from newsbot.judging.ranking import grade_of, is_news
from newsbot.judging.stories import Story

DETAILED = 10
PER_VENDOR = 3  # as long as others have stories of the same grade
PER_SOURCE = 5
# Lines at the head of an issue that stories which are merely related may fill up to, where there is a core story.
FILLED = 5
_CORE = 2


def chosen(ranked: Sequence[Story], limits: Mapping[str, int] | None = None) -> tuple[list[Story], list[Story]]:
    """Split stories, ranked with better grades first, into those printed in detail and the rest, both in that order.

    A story over its vendor's or source's share, and one of a product of which another is taken already, waits behind
    the others of its grade, but before those of a lower one: a fourth story of a launch day is still more to the point
    than one that is merely related. ``limits`` are how many stories of a user's group, by its name, are printed in
    detail at most, whatever else there is.
    """
    vendors: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    products: set[tuple[str, str, str]] = set()
    order: list[Story] = []
    for _, equals in groupby(ranked, key=grade_of):
        waiting: list[Story] = []
        for story in equals:
            vendor, source, product = _vendor(story), story.articles[0].source, offering(story.articles[0])
            is_over = (vendor and vendors[vendor] >= PER_VENDOR) or sources[source] >= PER_SOURCE
            if is_over or product in products:
                waiting.append(story)
                continue
            order.append(story)
            vendors[vendor] += 1
            sources[source] += 1
            if product is not None:
                products.add(product)
        order += waiting
    taken = {id(story) for story in _within(order, limits or {})[:DETAILED]}
    return [s for s in ranked if id(s) in taken], [s for s in ranked if id(s) not in taken]


def _within(order: Sequence[Story], limits: Mapping[str, int]) -> list[Story]:
    """The stories without those over the limit of a group of theirs."""
    counts: Counter[str] = Counter()
    kept = []
    for story in order:
        groups = {name for article in story.articles if article.judgement for name in article.judgement.groups}
        if all(counts[name] < limits[name] for name in groups & limits.keys()):
            counts.update(groups)
            kept.append(story)
    return kept


def headlined(detailed: Sequence[Story]) -> list[Story]:
    """The stories that are told at the head of the issue: the news among the core ones, and a few others beside them.

    The others are core before related, and news before essays. None on a day without core stories: it is better to say
    that it was quiet than to make much of what is at hand.
    """
    if not any(grade_of(story) == _CORE for story in detailed):
        return []
    order = sorted(detailed, key=lambda story: (-grade_of(story), not is_news(story)))
    news = sum(grade_of(story) == _CORE and is_news(story) for story in detailed)
    told = {id(story) for story in order[: max(FILLED, news)]}
    return [story for story in detailed if id(story) in told]


def _vendor(story: Story) -> str:
    judgement = story.articles[0].judgement
    return judgement.vendors[0] if judgement is not None and judgement.vendors else ""
