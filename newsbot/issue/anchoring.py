"""The anchors of an issue's stories: what was shared once leads to the same story, however often the issue is made.

Only the first making numbers the stories as they are printed. Whoever is new to a later one comes behind all numbers
that were ever given, and a number whose story is gone is not given again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsbot.issue.daily import Daily, Line
from newsbot.judging.stories import Story

_NUMBERED = re.compile(r"item-([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Given:
    """The anchors that a day's issue has given: ``places`` of its articles, by canonical URL.

    ``leads`` are the addresses that its stories were told by, ``formerly`` the further anchors that lead to them; both
    are by anchor. ``last`` is the highest number that was given.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    formerly: Mapping[str, Sequence[str]] = field(default_factory=dict)
    last: int = 0


@dataclass(frozen=True, slots=True)
class Anchored:
    """The anchors of stories, in their order: the one each is printed under, those that also lead to it, the last."""

    anchors: Sequence[str]
    formerly: Sequence[tuple[str, ...]]
    last: int


def given(places: Mapping[str, str], earlier: Daily | None) -> Given:
    """What an issue gave that printed its articles at these ``places``; None for one that cannot be read any more."""
    lines: list[Line] = [*(item.line for item in earlier.items), *earlier.others] if earlier is not None else []
    formerly = {line.anchor: line.formerly for line in lines if line.formerly}
    numbers = map(_number, [*places.values(), *(anchor for each in formerly.values() for anchor in each)])
    last = max((earlier.last_anchor if earlier is not None else 0, *numbers))
    return Given(places, {line.anchor: line.url for line in lines}, formerly, last)


def anchored(stories: Sequence[Story], before: Given) -> Anchored:
    """The anchors of an issue's stories, given in the order printed.

    Of stories that were one before, the one with the article that it was told by keeps the anchor. One that was several
    has the anchors of all.
    """
    kept: list[list[str]] = [[] for _ in stories]
    for anchor, claims in _claims(stories, before).items():
        kept[min(claims)[-1]].append(anchor)
    last = before.last
    anchors, formerly = [], []
    for own in kept:
        if not own:
            last += 1
            own = [f"item-{last}"]
        first, *others = sorted(own, key=lambda anchor: (_number(anchor), anchor))
        anchors.append(first)
        formerly.append(
            tuple(dict.fromkeys([*others, *(old for each in own for old in before.formerly.get(each, ()))]))
        )
    return Anchored(anchors, formerly, last)


def _claims(stories: Sequence[Story], before: Given) -> dict[str, list[tuple[bool, int, int]]]:
    """For each anchor the stories that have articles of it, the one with the best claim being the least."""
    claims: dict[str, list[tuple[bool, int, int]]] = {}
    for place, story in enumerate(stories):
        theirs = [(before.places[a.canonical_url], a.url) for a in story.articles if a.canonical_url in before.places]
        for anchor in dict.fromkeys(anchor for anchor, _ in theirs):
            urls = [url for each, url in theirs if each == anchor]
            claims.setdefault(anchor, []).append((before.leads.get(anchor) not in urls, -len(urls), place))
    return claims


def _number(anchor: str) -> int:
    match = _NUMBERED.fullmatch(anchor)
    return int(match[1]) if match else 0
