"""Which stories are printed in detail, and which of these are the news of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from newsbot.judging.ranking import grade_of
from newsbot.judging.stories import Story

DETAILED = 10
PER_VENDOR = 3  # as long as others have stories of the same grade
PER_SOURCE = 5
# Lines at the head of an issue that stories which are merely related may fill up to, where there is a core story.
FILLED = 5
_CORE = 2


def chosen(ranked: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """Split stories, ranked with better grades first, into those printed in detail and the rest, both in that order.

    A story over its vendor's or source's share waits behind the others of its grade, but before those of a lower one:
    a fourth story of a launch day is still more to the point than one that is merely related.
    """
    vendors: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    order: list[Story] = []
    for _, equals in groupby(ranked, key=grade_of):
        waiting: list[Story] = []
        for story in equals:
            vendor, source = _vendor(story), story.articles[0].source
            if (vendor and vendors[vendor] >= PER_VENDOR) or sources[source] >= PER_SOURCE:
                waiting.append(story)
                continue
            order.append(story)
            vendors[vendor] += 1
            sources[source] += 1
        order += waiting
    taken = {id(story) for story in order[:DETAILED]}
    return [s for s in ranked if id(s) in taken], [s for s in ranked if id(s) not in taken]


def headlined(detailed: Sequence[Story]) -> list[Story]:
    """The stories that are told at the head of the issue: the core ones, and a few others beside them.

    None on a day without core stories: it is better to say that it was quiet than to make much of what is at hand.
    """
    core = [story for story in detailed if grade_of(story) == _CORE]
    others = [story for story in detailed if grade_of(story) != _CORE]
    return core + others[: max(0, FILLED - len(core))] if core else []


def _vendor(story: Story) -> str:
    judgement = story.articles[0].judgement
    return judgement.vendors[0] if judgement is not None and judgement.vendors else ""
