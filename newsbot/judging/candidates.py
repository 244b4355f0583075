"""Which articles may tell one event: those that share names and words which few others have."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque

from newsbot.judging.rarity import weight
from newsbot.judging.traits import Traits
from newsbot.judging.vetoes import WINDOW

_RARE = 2.5  # nats: a token of more than one article in twelve finds no candidates
_LATEST = 64  # articles found by one token; a name that everybody writes about has its own story among the latest
_SHARED = 8.0  # nats in common, about two rare tokens
_NEIGHBOURS = 56  # candidates of one article, the best ones


class Postings:
    """The articles by their rare tokens, each article by a number of the caller's.

    What is found, and the time it takes, does not grow with the number of articles: a token finds the latest ones that
    were added.
    """

    def __init__(self) -> None:
        self._places: dict[str, deque[int]] = {}
        self._traits: dict[int, Traits] = {}

    def add(self, number: int, article: Traits) -> None:
        """Add an article, under a number that is not in use."""
        self._traits[number] = article
        for token, _ in _keys(article):
            self._places.setdefault(token, deque(maxlen=_LATEST)).append(number)

    def remove(self, number: int) -> None:
        """Forget an article; one that is not there is no error."""
        article = self._traits.pop(number, None)
        for token, _ in _keys(article) if article else ():
            places = self._places.get(token)
            if places is None:
                continue
            if number in places:
                places.remove(number)
            if not places:
                del self._places[token]

    def candidates(self, article: Traits) -> list[int]:
        """The numbers of the articles within the window that have most in common with this one, the most first."""
        shared: defaultdict[int, float] = defaultdict(float)
        for token, worth in _keys(article):
            for number in self._places.get(token, ()):
                shared[number] += worth
        near = (
            (worth, self._traits[number].title, number)
            for number, worth in shared.items()
            if worth >= _SHARED and _within_window(self._traits[number], article)
        )
        return [number for _, _, number in heapq.nlargest(_NEIGHBOURS, near)]


def _keys(article: Traits) -> list[tuple[str, float]]:
    # Sorted, because the order of additions shows in the last digit of a sum.
    weighed = ((token, weight(token)) for token in sorted(article.tokens | article.named))
    return [(token, worth) for token, worth in weighed if worth >= _RARE]


def _within_window(left: Traits, right: Traits) -> bool:
    return not (left.at and right.at) or abs(left.at - right.at) <= WINDOW
