"""Which stories are printed in detail, and which of these are the news of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from newsbot.judging.offering import offering
from newsbot.judging.ranking import grade_of, is_news
from newsbot.judging.stories import Story

DETAILED = 10
PER_VENDOR = 3  # as long as others have stories of the same grade
PER_SOURCE = 5
# Lines at the head of an issue that stories which are merely related may fill up to, where there is a core story.
FILLED = 5
_CORE = 2


class Turn(NamedTuple):
    """A story where it is its turn to be printed in detail.

    ``waits`` is why it comes behind others of its grade, ``shut`` why it is not printed in detail at all; "" otherwise.
    """

    story: Story
    waits: str = ""
    shut: str = ""


def chosen(ranked: Sequence[Story], limits: Mapping[str, int] | None = None) -> tuple[list[Story], list[Story]]:
    """Split stories, ranked with better grades first, into those printed in detail and the rest, both in that order."""
    open_to = [turn.story for turn in turns(ranked, limits) if not turn.shut]
    taken = {id(story) for story in open_to[:DETAILED]}
    return [s for s in ranked if id(s) in taken], [s for s in ranked if id(s) not in taken]


def turns(ranked: Sequence[Story], limits: Mapping[str, int] | None = None) -> list[Turn]:
    """The stories, ranked with better grades first, in the order in which they are taken to be printed in detail.

    A story over its vendor's or source's share, and one of a product of which another is taken already, waits behind
    the others of its grade, but before those of a lower one: a fourth story of a launch day is still more to the point
    than one that is merely related. ``limits`` are how many stories of a user's group, by its name, are printed in
    detail at most, whatever else there is.
    """
    vendors: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    products: set[tuple[str, str, str]] = set()
    order: list[Turn] = []
    for _, equals in groupby(ranked, key=grade_of):
        waiting: list[Turn] = []
        for story in equals:
            vendor, source, product = _vendor(story), story.articles[0].source, offering(story.articles[0])
            waits = ""
            if vendor and vendors[vendor] >= PER_VENDOR:
                waits = f"同一厂商（{vendor}）已有 {PER_VENDOR} 条"
            elif sources[source] >= PER_SOURCE:
                waits = f"同一信源已有 {PER_SOURCE} 条"
            elif product in products:
                waits = "同一产品已有一条"
            if waits:
                waiting.append(Turn(story, waits))
                continue
            order.append(Turn(story))
            vendors[vendor] += 1
            sources[source] += 1
            if product is not None:
                products.add(product)
        order += waiting
    return list(_shut(order, limits or {}))


def _shut(order: Sequence[Turn], limits: Mapping[str, int]) -> Iterator[Turn]:
    """The stories with the limit of a group that they are over."""
    counts: Counter[str] = Counter()
    for turn in order:
        groups = {name for article in turn.story.articles if article.judgement for name in article.judgement.groups}
        full = min((name for name in groups & limits.keys() if counts[name] >= limits[name]), default="")
        if full:
            yield turn._replace(shut=f"分组「{full}」至多 {limits[full]} 条")
        else:
            counts.update(groups)
            yield turn


def headlined(detailed: Sequence[Story], told: Callable[[Story], bool] = bool) -> list[Story]:
    """The stories that are told at the head of the issue: the news among the core ones, and a few others beside them.

    The others are core before related, and news before essays. One that cannot be ``told`` in a line leaves its place
    to the next. None on a day without core stories: it is better to say that it was quiet than to make much of what is
    at hand.
    """
    if not any(grade_of(story) == _CORE for story in detailed):
        return []
    order = sorted(filter(told, detailed), key=lambda story: (-grade_of(story), not is_news(story)))
    news = sum(grade_of(story) == _CORE and is_news(story) for story in order)
    printed = {id(story) for story in order[: max(FILLED, news)]}
    return [story for story in detailed if id(story) in printed]


def _vendor(story: Story) -> str:
    judgement = story.articles[0].judgement
    return judgement.vendors[0] if judgement is not None and judgement.vendors else ""
