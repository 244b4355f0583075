"""Groups of like articles that do not chain."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from newsbot.judging.likeness import SAME
from newsbot.judging.traits import Traits
from newsbot.judging.vetoes import veto

# Likeness from which an article is taken into a group, and two groups become one: the more articles a wrong merge would
# hide, the more has to speak for it. Cross-validated on three labelled days (424 articles): P .93, R .90 of pairs.
JOIN_GROUP = 0.5
JOIN_GROUPS = 0.6

Links = Mapping[int, Mapping[int, float]]
_Queue = list[tuple[float, int, int, int, int]]


def grouped(members: Sequence[int], links: Links, traits: Mapping[int, Traits]) -> list[list[int]]:
    """The members by event: the most alike are joined first, as long as no two of a group exclude each other.

    ``links`` are the likenesses of pairs, none where a pair has none to speak of. How alike two groups are is the mean,
    over all their articles, of the likeness to the nearest one of the other group: a long report and a line of news
    need not be alike to belong to one event, but each has to be like some. Ties go by the order of ``members``.
    """
    groups = {place: [member] for place, member in enumerate(members)}
    places = {member: place for place, member in enumerate(members)}
    owner = dict(places)
    queue: _Queue = [
        (-likeness, place, places[other], 1, 1)
        for member, place in places.items()
        for other, likeness in links.get(member, {}).items()
        if likeness >= SAME and other in places and place < places[other]
    ]
    heapq.heapify(queue)
    while queue:
        negative, left, right, *sizes = heapq.heappop(queue)
        if sizes != [len(groups.get(left, ())), len(groups.get(right, ()))] or -negative < _needed(*sizes):
            continue
        if any(veto(traits[one], traits[other]) for one in groups[left] for other in groups[right]):
            continue
        owner |= dict.fromkeys(groups[right], left)
        groups[left] += groups.pop(right)
        for other in sorted(_around(groups[left], links, owner) - {left}):
            low, high = sorted((left, other))
            closeness = _closeness(groups[low], groups[high], links)
            heapq.heappush(queue, (-closeness, low, high, len(groups[low]), len(groups[high])))
    return list(groups.values())


class Parting(NamedTuple):
    """What keeps two groups apart: how alike they are and would have to be, or two members with what rules them out."""

    closeness: float
    needed: float
    pair: tuple[int, int] | None = None
    veto: str = ""


def parting(left: Sequence[int], right: Sequence[int], links: Links, traits: Mapping[int, Traits]) -> Parting:
    """Why two groups of `grouped` are not one."""
    closeness, needed = _closeness(left, right, links), _needed(len(left), len(right))
    for one in left:
        for other in right:
            if against := veto(traits[one], traits[other]):
                return Parting(closeness, needed, (one, other), against)
    return Parting(closeness, needed)


def _needed(size: int, other: int) -> float:
    if size > 1 and other > 1:
        return JOIN_GROUPS
    return JOIN_GROUP if size > 1 or other > 1 else SAME


def _around(members: Collection[int], links: Links, owner: Mapping[int, int]) -> set[int]:
    """The groups that any of the members is linked to."""
    return {owner[other] for member in members for other in links.get(member, ()) if other in owner}


def _closeness(left: Collection[int], right: Collection[int], links: Links) -> float:
    best: defaultdict[int, float] = defaultdict(float)
    for one in left:
        near = links.get(one, {})
        for other in right:
            likeness = near.get(other, 0.0)
            best[one] = max(best[one], likeness)
            best[other] = max(best[other], likeness)
    return sum(sorted(best.values())) / len(best)
