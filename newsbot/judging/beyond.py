"""What two articles have in common beyond whom and which product they are about.

A launch, a lawsuit and a price of one model all name it, its maker and its version. That is one thing they share, in
however many words; two articles that share nothing else tell of one model, not of one event.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from newsbot.judging.figures import shared
from newsbot.judging.rarity import weight
from newsbot.judging.traits import Traits
from newsbot.judging.vetoes import same_occasion
from newsbot.judging.wording import COMMON

_DECISIVE = 12.0  # nats: a figure, an occasion, a kind of event that a version has once
_SECOND_MAKER = 10.0
_ENOUGH = 8.0  # nats beyond a common name, a little more than one rare word
_UNNAMED = 3.0  # more where no name is common
_ESSAY = 7.0  # and more where one of them is an essay: its subject is many others', too
# What a product has again and again; of the others, two reports about one version are seldom two events.
_OFTEN = frozenset({"上线", "观点"})
_LAUNCH = "发布"


def lacking(left: Traits, right: Traits) -> float:
    """How much is lacking, beyond the product that both are about, to one event: from 0 to 1."""
    if left.chinese != right.chinese:
        return 0.0  # two languages have names in common, and nothing else
    found = beyond(left, right)
    if not left.named & right.named:
        found -= _UNNAMED + _ESSAY * (left.essay or right.essay)
    return min(1.0, max(0.0, 1.0 - found / _ENOUGH))


def beyond(left: Traits, right: Traits) -> float:
    """The weight, in nats, of what they have in common beside the product that both are about.

    Words of the field that name nothing do not count. A figure, an occasion, or one kind of event told of one version
    decides.
    """
    here = left.title_tokens & right.tokens | right.title_tokens & left.tokens | left.named & right.named
    about = left.known | right.known | left.marks | right.marks
    if left.subject == right.subject:
        about |= {left.subject}
    if left.makers & right.makers:
        about |= left.people | right.people  # who speaks for a maker
    rest = frozenset(token for token in here - about - COMMON if token.lower() not in about)
    makers = max(0, len(left.makers & right.makers) - 1) * _SECOND_MAKER
    return _decisive(left, right) + makers + math.fsum(weight(token) for token in _apart(rest))


def _decisive(left: Traits, right: Traits) -> float:
    told = has_common_figure(left, right) or same_occasion(left, right) or same_deed(left, right)
    return _DECISIVE if told else 0.0


def same_deed(left: Traits, right: Traits) -> bool:
    """Whether both headlines tell one kind of event of one version, or one its launch and the other what it is like."""
    if not left.title_versions & right.title_versions:
        return False
    tried = (left.essay and _LAUNCH in right.events) or (right.essay and _LAUNCH in left.events)
    return tried or bool(left.events & right.events - _OFTEN)


def has_common_figure(left: Traits, right: Traits) -> bool:
    """Whether the figure of a headline stands in the other article; bare ones below ten are versions as often."""
    told = (*shared(left.title_figures, right.figures), *shared(right.title_figures, left.figures))
    return any(figure.unit or figure.value >= 10 for figure in told)


def _apart(tokens: frozenset[str]) -> Iterator[str]:
    """The tokens, but of pairs of characters that overlap (文科, 科生) only the rarest: they are of one word."""
    taken: set[str] = set()
    for token in sorted(tokens, key=lambda token: (-weight(token), token)):
        if token.isascii() or len(token) != 2:
            yield token
        elif not any(token[0] == other[1] or token[1] == other[0] for other in taken):
            taken.add(token)
            yield token
