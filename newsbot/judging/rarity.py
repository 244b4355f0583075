"""How much a shared token says: its inverse document frequency, in nats.

The frequencies are those of a background that comes with the project, not of the articles compared: so the likeness of
two articles is theirs alone, whatever else was published that day and in whatever order it came in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_UNSEEN = 1  # what a token that is not in the list is taken to have: something between none and the fewest listed


def weight(token: str) -> float:
    """The weight of one token, from 0 to `heaviest`."""
    return _weights().get(token, heaviest())


def heaviest() -> float:
    """The weight of a token that the background does not have."""
    return _background()[1]


def total(tokens: Iterable[str], power: int = 1) -> float:
    """The sum of the weights, each to a power; exact, so that the order of a set does not matter."""
    return math.fsum(weight(token) ** power for token in tokens)


def contained(part: frozenset[str], whole: frozenset[str]) -> float:
    """Which share of a set's weight stands in the other, from 0 to 1."""
    everything = total(part)
    return total(part & whole) / everything if everything > 0 else 0.0


def cosine(left: frozenset[str], right: frozenset[str]) -> float:
    """The cosine of two token sets weighted by rarity."""
    norm = total(left, 2) * total(right, 2)
    return total(left & right, 2) / math.sqrt(norm) if norm > 0 else 0.0


def _weights() -> dict[str, float]:
    return _background()[0]


@cache
def _background() -> tuple[dict[str, float], float]:
    lines = (files("newsbot.judging") / "frequencies.txt").read_text("utf-8").splitlines()
    count, *rows = (line for line in lines if not line.startswith("#"))
    articles = int(count) + 1
    weights: dict[str, float] = {}
    for row in rows:
        seen, *tokens = row.split(" ")
        weights |= dict.fromkeys((token.replace("_", " ") for token in tokens), math.log(articles / (int(seen) + 1)))
    return weights, math.log(articles / (_UNSEEN + 1))
