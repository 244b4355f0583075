"""Which stories are printed in detail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsbot.judging.stories import Story

DETAILED = 10
PER_VENDOR = 3  # so that one maker's launch day does not fill the issue
PER_SOURCE = 5


def chosen(ranked: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """Split ranked stories into those printed in detail and the rest, both in rank order.

    A story over its vendor's or source's share waits; when the others do not fill the ten, it is printed after all.
    """
    vendors: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    within: list[Story] = []
    for story in ranked:
        vendor, source = _vendor(story), story.articles[0].source
        if (vendor and vendors[vendor] >= PER_VENDOR) or sources[source] >= PER_SOURCE:
            continue
        within.append(story)
        vendors[vendor] += 1
        sources[source] += 1
        if len(within) == DETAILED:
            break
    taken = {id(story) for story in within}
    for story in ranked:
        if len(taken) == DETAILED:
            break
        taken.add(id(story))
    return [s for s in ranked if id(s) in taken], [s for s in ranked if id(s) not in taken]


def _vendor(story: Story) -> str:
    judgement = story.articles[0].judgement
    return judgement.vendors[0] if judgement is not None and judgement.vendors else ""
