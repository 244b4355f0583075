"""Whether two articles tell one event: what they have in common, and what speaks against it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from newsbot.judging.beyond import has_common_figure, lacking, same_deed
from newsbot.judging.rarity import heaviest, total, weight
from newsbot.judging.traits import Traits
from newsbot.judging.vetoes import WINDOW, same_occasion, veto

# Chance from which two articles are taken for one event. Cross-validated, pairs with openings are told apart best at
# .38, bare headlines at .46.
SAME = 0.4


class Signal(NamedTuple):
    """One kind of evidence: its ``name`` as printed, and its ``weight`` in nats where it is fully there."""

    name: str
    weight: float


# A logistic model of labelled pairs: 292 with openings, 204 of bare headlines, and all candidates of three labelled
# days; cross-validated by story. What does not stand here (the cosine, the longest common subsequence, the token-set
# ratio, figures that differ, moves up and down, a sentence embedding) brought nothing beside these.
SIGNALS = {
    "contained": Signal("标题见于对方", 3.0),  # how much of each headline stands in the other article
    "deeds": Signal("所说之事相同", 1.4),  # the same without names: other news of a company names it too
    "rare": Signal("罕见词相同", 0.8),  # the second rarest word both have: the rarest is often a product's name
    "names": Signal("名称相同", 3.6),  # companies, people, products, whatever is quoted
    "other deeds": Signal("所说之事不同", -1.0),  # beside names, hardly a rare word in common
    "lacking": Signal("除名称外少有共同之处", -2.5),  # a model's launch and its price both name it
    "figures": Signal("数字一致", 1.4),  # one headline's figure stands in the other article
    "occasion": Signal("同一场合", 3.5),  # results and the call on them, a first day on the market
    "subjects": Signal("主体不同", -2.2),  # neither headline has what the other begins with
    "speakers": Signal("冒号前不同", -1.4),  # "甲厂：…" and "乙厂：…"
    "missing": Signal("各有专名", -1.2),  # each headline names what the other article does not
    "kinds": Signal("事件类型不同", -1.6),  # a financing and a release
    "same kind": Signal("事件类型相同", -1.0),  # two financings share the words of all financings
    "places": Signal("地点不同", -0.7),
    "bare": Signal("只有标题", -0.6),  # of both: what they share is a larger part of what there is
    # Both count time, and neither can do for both: without one, fitted anew and cross-validated, stories lose .08.
    "gap": Signal("相隔时间", -2.4),  # of the window
    "day": Signal("不在同一天", -2.7),  # more than 20 hours apart
}
BIAS = -1.5


class Comparison(NamedTuple):
    """How alike two articles are: the chance from 0 to 1 that they tell one event, 0 where there is a ``veto``.

    ``veto`` says in words what rules it out. ``parts`` are the names of the signals with what each adds to the sum
    (in nats, the largest first), those that add nothing left out.
    """

    likeness: float
    veto: str
    parts: tuple[tuple[str, float], ...]

    @property
    def evidence(self) -> float:
        """The sum of the parts: what the likeness would come from without a veto."""
        return math.fsum(worth for _, worth in self.parts)


def likeness(left: Traits, right: Traits) -> float:
    """The chance, from 0 to 1, that the two tell one event; 0 where something rules it out."""
    return 0.0 if veto(left, right) else _chance(signals(left, right))


def compared(left: Traits, right: Traits) -> Comparison:
    """The likeness with its reasons."""
    found = signals(left, right)
    adding = ((SIGNALS[key].name, SIGNALS[key].weight * value) for key, value in found.items() if value)
    against = veto(left, right)
    parts = tuple(sorted(adding, key=lambda part: (-abs(part[1]), part[0])))
    return Comparison(0.0 if against else _chance(found), against, parts)


def _chance(found: dict[str, float]) -> float:
    evidence = (SIGNALS[key].weight * value for key, value in found.items())
    return 1.0 / (1.0 + math.exp(-BIAS - math.fsum(evidence)))


def signals(left: Traits, right: Traits) -> dict[str, float]:
    """The evidence by the keys of SIGNALS, each from 0 to 1."""
    return dict(_text_signals(left, right)) | dict(_other_signals(left, right))


def _text_signals(left: Traits, right: Traits) -> Iterator[tuple[str, float]]:
    yield "contained", (_contained(left, right) + _contained(right, left)) / 2
    yield "deeds", (_deeds_contained(left, right) + _deeds_contained(right, left)) / 2
    deeds = min(total(left.title_deeds & right.deeds), total(right.title_deeds & left.deeds))
    yield "other deeds", 1.0 - min(deeds, _SOME_DEEDS) / _SOME_DEEDS
    known = left.known | right.known
    shared = left.title_tokens & right.title_tokens
    yield "rare", _second(_worth(token, known) for token in shared) / heaviest()
    names = math.fsum(_worth(name, known) for name in left.named & right.named)
    yield "names", min(names, _MANY_NAMES) / _MANY_NAMES


def _worth(token: str, known: frozenset[str]) -> float:
    """The weight of a shared token; the names of the lexicon are what all is about here, however rare elsewhere."""
    return min(weight(token), _LEXICON_NAME) if token in known else weight(token)


def _contained(part: Traits, whole: Traits) -> float:
    """Which share of a headline, by weight, stands in the other article."""
    return total(part.title_tokens & whole.tokens) / part.title_weight if part.title_weight > 0 else 0.0


def _deeds_contained(part: Traits, whole: Traits) -> float:
    return total(part.title_deeds & whole.deeds) / part.deeds_weight if part.deeds_weight > 0 else 0.0


def _second(values: Iterable[float]) -> float:
    """The second largest; 0 where there are not two."""
    first = second = 0.0
    for value in values:
        if value > second:
            first, second = max(first, value), min(first, value)
    return second


def _other_signals(left: Traits, right: Traits) -> Iterator[tuple[str, float]]:
    gap = abs(left.at - right.at) if left.at and right.at else _UNKNOWN_GAP
    yield "figures", float(has_common_figure(left, right))
    yield "lacking", lacking(left, right)
    yield "occasion", float(bool(same_occasion(left, right)))
    yield "subjects", float(_others(left.subject, right.subject, left, right))
    yield "speakers", (_unheard(left, right) + _unheard(right, left)) / 2
    yield "missing", min(_missing(left, right), _missing(right, left), _MUCH_MISSING) / _MUCH_MISSING
    yield "kinds", float(bool(left.events and right.events) and not left.events & right.events)
    yield "same kind", float(bool(left.events & right.events) and not same_deed(left, right))
    yield "places", float(bool(left.places and right.places) and not left.places & right.places)
    yield "bare", float(left.bare and right.bare)
    yield "gap", min(1.0, gap / WINDOW)
    yield "day", float(bool(left.at and right.at) and gap > timedelta(hours=20))


_MANY_NAMES = 20.0  # nats in common, about three rare names
_LEXICON_NAME = 4.0
_MUCH_MISSING = 10.0
_SOME_DEEDS = 12.0  # about two rare pairs of characters
_UNKNOWN_GAP = timedelta(hours=24)


def _others(subject: str, other: str, left: Traits, right: Traits) -> bool:
    """Neither headline speaks of whom the other begins with."""
    return bool(subject and other) and subject not in right.title and other not in left.title


def _unheard(one: Traits, other: Traits) -> int:
    """Whether not even two characters of what stands before a headline's colon stand in the other headline."""
    if not one.speaker or one.speaker in other.title:
        return 0
    return int(not any(one.speaker[at : at + 2] in other.title for at in range(len(one.speaker) - 1)))


def _missing(one: Traits, other: Traits) -> float:
    """The weight of the names of a headline that the other article does not have."""
    return total(name for name in one.title_entities if name not in other.named and name.lower() not in other.title)
