"""What two articles have in common beyond whom and which product they are about.

A launch, a lawsuit and a price of one model all name it, its maker and its version. That is one thing they share, however
many words it is written in; so two articles that share nothing else tell of one model, not of one event.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from newsbot.judging.figures import shared
from newsbot.judging.rarity import weight
from newsbot.judging.traits import Traits
from newsbot.judging.vetoes import same_occasion
from newsbot.judging.wording import COMMON

_DECISIVE = 12.0  # nats: a figure, an occasion, a kind of event that a version has once
_NAME = 4.0  # for any name in common
# What a product has again and again; of the others, two reports about one version are seldom two events.
_OFTEN = frozenset({"上线", "观点"})


def beyond(left: Traits, right: Traits) -> float:
    """The weight, in nats, of what they have in common beside the product that both are about.

    A phrase counts as its rarest part, and words of the field that name nothing do not count; a figure, an occasion, or
    one kind of event told of one version decides.
    """
    here = left.title_tokens & right.tokens | right.title_tokens & left.tokens | left.named & right.named
    about = left.known | right.known | left.marks | right.marks | _begun_with(left, right)
    named = _NAME if left.named & right.named else 0.0
    told = _decisive(left, right)
    return named + told + math.fsum(_phrases(token for token in here - about - COMMON if token.lower() not in about))


def _begun_with(left: Traits, right: Traits) -> frozenset[str]:
    """Whom both headlines are about, by how they begin."""
    return frozenset({left.subject}) if left.subject == right.subject else frozenset()


def _decisive(left: Traits, right: Traits) -> float:
    of_one_version = left.title_versions & right.title_versions and left.events & right.events - _OFTEN
    return _DECISIVE if of_one_version or has_common_figure(left, right) or same_occasion(left, right) else 0.0


def has_common_figure(left: Traits, right: Traits) -> bool:
    """Whether the figure of a headline stands in the other article; bare ones below ten are versions as often."""
    told = (*shared(left.title_figures, right.figures), *shared(right.title_figures, left.figures))
    return any(figure.unit or figure.value >= 10 for figure in told)


def _phrases(tokens: Iterable[str]) -> Iterable[float]:
    """The weight of each token; of pairs of characters that overlap to one phrase, the heaviest."""
    pairs: list[str] = []
    for token in sorted(tokens):
        if len(token) == 2 and not token.isascii():
            pairs.append(token)
        else:
            yield weight(token)
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        behind[pair[0]].append(pair)
        behind[pair[1]].append(pair)
    waiting = set(pairs)
    for pair in pairs:
        if pair in waiting:
            waiting.discard(pair)
            phrase = [pair]
            for part in phrase:
                joined = [other for end in part for other in behind[end] if other in waiting]
                joined = [o for o in dict.fromkeys(joined) if o[0] == part[1] or o[1] == part[0]]
                waiting.difference_update(joined)
                phrase += joined
            yield max(map(weight, phrase))
