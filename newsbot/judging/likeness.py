"""Whether two articles tell one event: what they have in common, and what speaks against it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from newsbot.judging.traits import Numbers, Traits, tokens

WINDOW = timedelta(hours=96)

_TOLERANCE = 0.02  # of two roundings of one figure

# A logistic model of 204 + 292 labelled pairs and of all pairs of a labelled three-day window, rounded.
WEIGHTS = (
    1.9,  # cosine of title and opening
    4.2,  # how much of each title stands in the other article
    1.2,  # the rarest token both titles have
    1.0,  # names in common, but for those of the lexicon: other news of a company names it too
    -0.9,  # titles name others
    1.9,  # figures in common
    -0.3,  # other figures
    -3.2,  # other subjects
    -6.0,  # time between them, of the window
)
_BIAS = -1.8

_MODEL = re.compile(r"[0-9-]")  # what tells its name from a company's: a version, or parts

_BACKGROUND = 200  # articles of other days, which hold none of the tokens …
_KNOWN = 20  # … but the names of the lexicon, each in one of ten


class Rarity:
    """How much a shared token says: its inverse document frequency among the articles compared, in nats.

    A background of other articles keeps a batch of a few from taking every word for a common one, and the names of the
    lexicon for rare ones: they are what the daily is about.
    """

    def __init__(self, articles: Iterable[Traits]) -> None:
        frequency: Counter[str] = Counter()
        known: set[str] = set()
        count = 0
        for article in articles:
            count += 1
            frequency.update(article.tokens | article.entities)
            known.update(article.known)
        for token in known.union(*map(tokens, known)):
            frequency[token] += _KNOWN
        self._unseen = math.log(count + _BACKGROUND)
        self._weights = {token: math.log((count + _BACKGROUND) / (seen + 1)) for token, seen in frequency.items()}
        self._sums: dict[tuple[int, frozenset[str]], float] = {}

    def weight(self, token: str) -> float:
        """The weight of one token."""
        return self._weights.get(token, self._unseen)

    def sum(self, tokens: frozenset[str], power: int = 1) -> float:
        """The sum of the weights, each to a power; exact, so that the order of a set does not matter."""
        found = self._sums.get((power, tokens))
        if found is None:
            found = math.fsum(self.weight(token) ** power for token in tokens)
            self._sums[power, tokens] = found
        return found

    def heaviest(self, tokens: Iterable[str]) -> float:
        """The weight of the rarest of them."""
        return max((self.weight(token) for token in tokens), default=0.0)

    def cosine(self, left: frozenset[str], right: frozenset[str]) -> float:
        """The cosine of two token sets weighted by rarity."""
        norm = self.sum(left, 2) * self.sum(right, 2)
        shared = math.fsum(self.weight(token) ** 2 for token in left & right)
        return shared / math.sqrt(norm) if norm > 0 else 0.0


def vetoed(left: Traits, right: Traits) -> bool:
    """Whether the two cannot tell one event, however alike they look."""
    if left.roundup or right.roundup:
        return True
    if left.page and left.page == right.page:  # no digest tells one event twice
        return True
    if left.at and right.at and abs(left.at - right.at) > WINDOW:
        return True
    if left.known and right.known and not left.known & right.known:
        return True
    return _conflicting_versions(left, right) or _template_twins(left, right) or _parts_of_a_series(left, right)


def _parts_of_a_series(left: Traits, right: Traits) -> bool:
    """ "Ten projects: the one" and "Ten projects: the other", where Chinese puts 之."""
    pairs = zip(left.title, right.title, strict=False)
    parting = next((place for place, (one, other) in enumerate(pairs) if one != other), 0)
    return parting > 4 and left.title[parting - 1] == "之"


def _template_twins(left: Traits, right: Traits) -> bool:
    """One wording with other figures or models: yesterday's close and today's, one entry of a list and the next."""
    if _other_models(left, right) and _sequence(left, right) >= 0.6:
        return True
    others = _counted_alike(left, right) and not shared_numbers(left.title_numbers, right.title_numbers)
    return others and _sequence(left, right) >= (0.6 if _conflicting_numbers(left, right) else 0.8)


def _other_models(left: Traits, right: Traits) -> bool:
    """Each headline names a model, or the like of one, that the other article does not."""
    return all(
        any(_MODEL.search(name) and name not in other.tokens for name in one.title_entities)
        for one, other in ((left, right), (right, left))
    )


def _sequence(left: Traits, right: Traits) -> float:
    return common_subsequence(left.title, right.title) / max(1, min(len(left.title), len(right.title)))


def _conflicting_versions(left: Traits, right: Traits) -> bool:
    return any(
        not (versions & right.versions[name]) for name, versions in left.versions.items() if name in right.versions
    )


def likeness(left: Traits, right: Traits, rarity: Rarity) -> float:
    """The chance, from 0 to 1, that the two tell one event; 0 where something rules it out."""
    if vetoed(left, right):
        return 0.0
    evidence = zip(WEIGHTS, signals(left, right, rarity), strict=True)
    return 1.0 / (1.0 + math.exp(-_BIAS - math.fsum(weight * signal for weight, signal in evidence)))


def signals(left: Traits, right: Traits, rarity: Rarity) -> tuple[float, ...]:
    """The evidence, each from 0 to 1, in the order of WEIGHTS."""
    gap = abs(left.at - right.at) / WINDOW if left.at and right.at else 0.25
    return (
        rarity.cosine(left.tokens, right.tokens),
        (_contained(left, right, rarity) + _contained(right, left, rarity)) / 2,
        min(8.0, rarity.heaviest(left.title_tokens & right.title_tokens)) / 8.0,
        min(rarity.sum(left.entities & right.entities), 20.0) / 20.0,
        float(bool(left.title_entities and right.title_entities) and not left.title_entities & right.title_entities),
        min(3, len(shared_numbers(left.numbers, right.numbers))) / 3,
        float(_conflicting_numbers(left, right)),
        float(_conflicting_subjects(left, right)),
        min(1.0, gap),
    )


def _contained(part: Traits, whole: Traits, rarity: Rarity) -> float:
    total = rarity.sum(part.title_tokens)
    return rarity.sum(part.title_tokens & whole.tokens) / total if total > 0 else 0.0


def _close(left: tuple[str, float], right: tuple[str, float]) -> bool:
    if left[0] != right[0]:
        return False
    tolerance = 0.0 if left[0] == "%" else _TOLERANCE  # a percentage is not rounded again
    return abs(left[1] - right[1]) <= tolerance * max(left[1], right[1])


def shared_numbers(left: Numbers, right: Numbers) -> Numbers:
    """The figures of the left that the right gives too, or rounds otherwise."""
    return tuple(sorted(one for one in set(left) if any(_close(one, other) for other in right)))


def _counted_alike(left: Traits, right: Traits) -> bool:
    return bool({unit for unit, _ in left.title_numbers} & {unit for unit, _ in right.title_numbers})


def _conflicting_numbers(left: Traits, right: Traits) -> bool:
    """Both headlines count something in one unit, and neither figure stands in the other article."""
    return _counted_alike(left, right) and not (
        shared_numbers(left.title_numbers, right.numbers) or shared_numbers(right.title_numbers, left.numbers)
    )


def _conflicting_subjects(left: Traits, right: Traits) -> bool:
    """Neither headline speaks of whom the other begins with."""
    if not (left.subject and right.subject) or left.known & right.known:
        return False
    return left.subject not in right.title and right.subject not in left.title


def common_subsequence(left: str, right: str) -> int:
    """The length of the longest common subsequence (bit-parallel; Hyyrö 2004)."""
    places: dict[str, int] = {}
    for position, character in enumerate(left):
        places[character] = places.get(character, 0) | 1 << position
    row = everything = (1 << len(left)) - 1
    for character in right:
        matches = row & places.get(character, 0)
        row = (row + matches | row - matches) & everything
    return len(left) - row.bit_count()
