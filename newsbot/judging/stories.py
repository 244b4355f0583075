"""Articles that tell one event, brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsbot.items import Article
from newsbot.judging.grouping import joined
from newsbot.judging.likeness import Rarity, shared_numbers, vetoed
from newsbot.judging.traits import Traits, traits

_COPY_LENGTH = 8  # letters of a title from which equal titles are copies
_COPY_WINDOW = timedelta(hours=24)
_NO_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """One event: its articles, the one to print first at the front, and why they were brought together."""

    articles: tuple[Article, ...]
    reason: str = ""


def stories(articles: Sequence[Article]) -> list[Story]:
    """The articles by event, each in exactly one story; equal titles within a day count as one article.

    Neither the stories nor their order depend on the order of the articles: they are ordered by the identity of their
    first article.
    """
    ordered = sorted(articles, key=_identity)
    compared = [traits(article) for article in ordered]
    copies = _copies(compared)
    heads = [compared[group[0]] for group in copies]
    groups = [[place for head in found for place in copies[head]] for found in joined(heads, Rarity(heads))]
    printed = sorted(sorted(group, key=lambda place: (_print_order(ordered[place]), place)) for group in groups)
    return [
        Story(tuple(ordered[place] for place in group), _reason([compared[place] for place in group]))
        for group in printed
    ]


def brings_news(new: Sequence[Article], told: Sequence[Article]) -> bool:
    """Whether articles of a story give a figure or a version that those told before did not."""
    known = [traits(article) for article in told]
    for article in map(traits, new):
        shared = {number for before in known for number in shared_numbers(article.numbers, before.numbers)}
        if set(article.numbers) - shared:
            return True
        if any(versions - _versions_of(known, name) for name, versions in article.versions.items()):
            return True
    return False


def _versions_of(articles: Sequence[Traits], name: str) -> frozenset[str]:
    return frozenset().union(*(article.versions.get(name, frozenset()) for article in articles))


def _identity(article: Article) -> tuple[str, ...]:
    # What is equal in all of this may change places without a trace.
    return article.canonical_url or article.url, article.title, repr(article)


def _is_copy(left: Traits, right: Traits) -> bool:
    if len(left.title) < _COPY_LENGTH or left.title != right.title:
        return False
    return not (left.at and right.at and abs(left.at - right.at) > _COPY_WINDOW)


def _copies(compared: Sequence[Traits]) -> list[list[int]]:
    """Articles of one title within a day: thousands of them would make the index useless."""
    by_title: defaultdict[str, list[int]] = defaultdict(list)
    for position in sorted(range(len(compared)), key=lambda place: (compared[place].at or _NO_TIME, place)):
        by_title[compared[position].title].append(position)
    groups: list[list[int]] = []
    for positions in by_title.values():
        first = positions[0]
        group = [first]
        for position in positions[1:]:
            if _is_copy(compared[first], compared[position]) and not vetoed(compared[first], compared[position]):
                group.append(position)
            else:
                groups.append(group)
                first, group = position, [position]
        groups.append(group)
    return sorted(groups)


def _print_order(article: Article) -> tuple[object, ...]:
    """The best grade, then one that has more than a headline, then one with a page of its own, then the earliest."""
    at = article.published or article.first_seen
    grade = article.judgement.grade if article.judgement else 0
    return -grade, not (article.summary or article.text), article.of_digest, at is None, at or _NO_TIME


def _reason(told: list[Traits]) -> str:
    """What the articles share with the first of them, in words for a reader."""
    if len(told) < 2:
        return ""
    first, *others = told
    named = [article.known | article.entities for article in told]
    names = sorted(named[0].intersection(*named[1:]))[:3]
    figures = [_figure(unit, value) for unit, value in shared_numbers(first.numbers, others[0].numbers)][:2]
    parts = ["标题相同"] if all(other.title == first.title for other in others) else []
    parts += [f"同提 {'、'.join(names)}"] if names else []
    parts += [f"数字一致 {'、'.join(figures)}"] if figures else []
    return "；".join(parts) or "用词相近"


def _figure(unit: str, value: float) -> str:
    for scale, name in ((1e8, "亿"), (1e4, "万")):
        if value >= scale:
            return f"{value / scale:.6g}{name}{unit}"
    return f"{value:.6g}{unit}"
