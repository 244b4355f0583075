"""How right grades, stories and likenesses are, measured against labels: counts and shares, no judging.

B-cubed: Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model", COLING-ACL 1998.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each from 0 to 1; all 0 where nothing was found that should be."""

    precision: float
    recall: float
    f1: float


def _rates(precision: float, recall: float) -> Rates:
    total = precision + recall
    return Rates(precision, recall, 2 * precision * recall / total if total else 0.0)


def counted(right: int, found: int, due: int) -> Rates:
    """The rates of ``right`` hits among ``found``, where ``due`` were to be found.

    Where nothing was to be found and nothing was, all is well: 1.
    """
    if not found and not due:
        return Rates(1.0, 1.0, 1.0)
    return _rates(right / found if found else 0.0, right / due if due else 0.0)


def flags(outcomes: Iterable[tuple[bool, bool]]) -> Rates:
    """The rates of yes-or-no decisions, given as (due, found)."""
    counts = Counter(outcomes)
    right = counts[True, True]
    return counted(right, right + counts[False, True], right + counts[True, False])


def grades(outcomes: Sequence[tuple[int, int]], least: int) -> Rates:
    """The rates of "this grade or a higher one", given (label, grade)."""
    return flags((label >= least, grade >= least) for label, grade in outcomes)


def confusion(outcomes: Iterable[tuple[int, int]]) -> list[list[int]]:
    """How often each label (row, 0 to 2) got each grade (column, 0 to 2)."""
    counts = Counter(outcomes)
    return [[counts[label, grade] for grade in range(3)] for label in range(3)]


def kappa(outcomes: Sequence[tuple[int, int]]) -> float:
    """Agreement beyond chance (Cohen 1960) of two gradings; 1 where there is but one grade."""
    total = len(outcomes)
    if not total:
        return 1.0
    left, right = Counter(one for one, _ in outcomes), Counter(other for _, other in outcomes)
    chance = sum(left[grade] * right[grade] for grade in left) / total**2
    agreed = sum(one == other for one, other in outcomes) / total
    return (agreed - chance) / (1.0 - chance) if chance < 1.0 else 1.0


def pairwise(clusters: Sequence[tuple[Hashable, Hashable]]) -> Rates:
    """The rates over all pairs of items, each item given as (its event, the story it was put into)."""
    due, found = Counter(event for event, _ in clusters), Counter(story for _, story in clusters)
    both = Counter(clusters)
    return counted(_pairs(both), _pairs(found), _pairs(due))


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(comb(size, 2) for size in sizes.values())


def bcubed(clusters: Sequence[tuple[Hashable, Hashable]]) -> Rates:
    """The rates over items: how much of its story is of its event, and how much of its event is in its story."""
    due, found = Counter(event for event, _ in clusters), Counter(story for _, story in clusters)
    both = Counter(clusters)
    precision = sum(count * count / found[story] for (_, story), count in both.items())
    recall = sum(count * count / due[event] for (event, _), count in both.items())
    return _rates(precision / len(clusters), recall / len(clusters)) if clusters else Rates(1.0, 1.0, 1.0)


def at_threshold(scored: Sequence[tuple[bool, float]], threshold: float) -> Rates:
    """The rates of pairs, given as (same, score), of which those that score at least the threshold are found."""
    return flags((same, score >= threshold) for same, score in scored)


def best_threshold(scored: Sequence[tuple[bool, float]]) -> tuple[float, Rates]:
    """The score from which F1 is best, the highest such, and the rates there; (1, all 0) where no pair is the same.

    It is fitted to these very pairs, so it says what a score can do, not what it will.
    """
    due = sum(same for same, _ in scored)
    best, rates = 1.0, Rates(0.0, 0.0, 0.0)
    right = found = 0
    for score, tied in groupby(sorted(scored, key=lambda each: -each[1]), key=lambda each: each[1]):
        sames = [same for same, _ in tied]
        right, found = right + sum(sames), found + len(sames)
        if (now := counted(right, found, due)).f1 > rates.f1:
            best, rates = score, now
    return best, rates
