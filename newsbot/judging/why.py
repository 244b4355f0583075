"""Why articles were brought together, in words for a reader."""

from __future__ import annotations

from collections.abc import Sequence

from newsbot.judging.figures import shared
from newsbot.judging.rarity import weight
from newsbot.judging.traits import Traits
from newsbot.judging.vetoes import same_occasion

_NAMES = 3
_FIGURES = 2


def shared_by_all(told: Sequence[Traits]) -> str:
    """What all articles of a story share: names, figures of the first two, or only the words."""
    first, *others = told
    common = first.named.intersection(*(other.named for other in others))
    return _phrase(common, first, others[0], copies=all(other.title == first.title for other in others))


def reason(one: Traits, other: Traits) -> str:
    """What two articles share."""
    return _phrase(one.named & other.named, one, other, copies=one.title == other.title)


def _phrase(names: frozenset[str], one: Traits, other: Traits, *, copies: bool) -> str:
    rarest = sorted(names, key=lambda name: (-weight(name), name))[:_NAMES]
    told = shared(one.figures, other.figures)
    figures = [str(figure) for figure in told if not figure.is_bare][:_FIGURES]
    versions = [str(figure) for figure in told if figure.is_bare][:_FIGURES]
    occasion = same_occasion(one, other)
    parts = ["标题相同"] if copies else []
    mentioned = [*rarest, *versions]
    parts += [f"同提 {'、'.join(mentioned)}"] if mentioned else []
    parts += [f"数字一致 {'、'.join(figures)}"] if figures else []
    parts += [f"同一场合 {occasion}"] if occasion else []
    return "；".join(parts) or "用词相近"
