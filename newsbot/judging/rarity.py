"""How much a shared token says: its inverse document frequency, in nats.

The frequencies are those of a background that comes with the project, not of the articles compared: so the likeness of
two articles is theirs alone, whatever else was published that day and in whatever order it came in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_UNSEEN = 1  # how many are taken to have a token that is not in the list: between none and the fewest listed


class _Weights(dict[str, float]):
    """Weights by token; what is not in the list weighs as much as any."""

    heaviest = 0.0

    def __missing__(self, token: str) -> float:
        return self.heaviest


def weight(token: str) -> float:
    """The weight of one token, from 0 to `heaviest`."""
    return _background()[token]


def heaviest() -> float:
    """The weight of a token that the background does not have."""
    return _background().heaviest


def total(tokens: Iterable[str]) -> float:
    """The sum of the weights; exact, so that the order of a set does not matter."""
    return math.fsum(map(_background().__getitem__, tokens))


@cache
def _background() -> _Weights:
    lines = (files("newsbot.judging") / "frequencies.txt").read_text("utf-8").splitlines()
    count, *rows = (line for line in lines if not line.startswith("#"))
    articles = int(count) + 1
    weights = _Weights()
    weights.heaviest = math.log(articles / (_UNSEEN + 1))
    for row in rows:
        seen, *tokens = row.split(" ")
        weights |= dict.fromkeys((token.replace("_", " ") for token in tokens), math.log(articles / (int(seen) + 1)))
    return weights
