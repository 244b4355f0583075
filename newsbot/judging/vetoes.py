"""What rules out that two articles tell one event, however alike they look."""

from __future__ import annotations

import re
from datetime import timedelta

from newsbot.judging.figures import shared
from newsbot.judging.traits import Traits

WINDOW = timedelta(hours=96)

_MODEL = re.compile(r"[0-9-]")  # what tells a model's name from a company's: a version, or parts
_ALIKE = 0.6  # of the shorter headline, from which two are one wording
_VERY_ALIKE = 0.8


def veto(left: Traits, right: Traits) -> str:
    """Why the two cannot tell one event, in words for a reader; "" where nothing speaks against it."""
    if left.roundup or right.roundup:
        return "汇总自成一篇"
    if left.page and left.page == right.page:  # no digest tells one event twice
        return "同一页面的两条"
    if left.at and right.at and abs(left.at - right.at) > WINDOW:
        return "相隔超过 96 小时"
    if left.known and right.known and not left.known & right.known:
        return f"厂商不同：{'、'.join(sorted(left.known))} / {'、'.join(sorted(right.known))}"
    return _other_versions(left, right) or _twins(left, right) or _parts_of_a_series(left, right)


def same_occasion(left: Traits, right: Traits) -> str:
    """The occasion on which both say something of one company, within a day and a half; "" where there is none."""
    if not (left.at and right.at and abs(left.at - right.at) <= timedelta(hours=36)):
        return ""
    if not (left.actors & right.mentioned or right.actors & left.mentioned):
        return ""
    named = left.occasions & right.occasions & (left.title_occasions | right.title_occasions)
    return min(named, default="")


def _other_versions(left: Traits, right: Traits) -> str:
    for name, versions in sorted(left.versions.items()):
        others = right.versions.get(name)
        if others and not versions & others:
            return f"版本不同：{name} {'、'.join(sorted(versions))} / {'、'.join(sorted(others))}"
    return ""


def _twins(left: Traits, right: Traits) -> str:
    """One wording with other figures or models: yesterday's close and today's, one entry of a list and the next."""
    if _other_models(left, right) and sequence(left, right) >= _ALIKE:
        return "同一句式，型号不同"
    if not _counted_alike(left, right) or shared(left.title_figures, right.title_figures):
        return ""
    limit = _ALIKE if conflicting_figures(left, right) else _VERY_ALIKE
    # Of one set of results, the revenue and its share of a branch are told in one wording, too.
    return "同一句式，数字不同" if sequence(left, right) >= limit and not same_occasion(left, right) else ""


def _other_models(left: Traits, right: Traits) -> bool:
    """Each headline names a model, or the like of one, that the other article does not."""
    return all(
        any(_MODEL.search(name) and name not in other.tokens for name in one.title_entities)
        for one, other in ((left, right), (right, left))
    )


def _counted_alike(left: Traits, right: Traits) -> bool:
    return bool({figure.unit for figure in left.title_figures} & {figure.unit for figure in right.title_figures})


def conflicting_figures(left: Traits, right: Traits) -> bool:
    """Both headlines count something in one unit, and neither figure stands in the other article."""
    return _counted_alike(left, right) and not (
        shared(left.title_figures, right.figures) or shared(right.title_figures, left.figures)
    )


def _parts_of_a_series(left: Traits, right: Traits) -> str:
    """ "Ten projects: the one" and "Ten projects: the other", where Chinese puts 之."""
    pairs = zip(left.title, right.title, strict=False)
    parting = next((place for place, (one, other) in enumerate(pairs) if one != other), 0)
    return "系列的不同篇" if parting > 4 and left.title[parting - 1] == "之" else ""


def sequence(left: Traits, right: Traits) -> float:
    """How much of the shorter headline stands in the other in its order, from 0 to 1."""
    return common_subsequence(left.title, right.title) / max(1, min(len(left.title), len(right.title)))


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
