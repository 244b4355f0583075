"""What a lexicon is made of."""

from __future__ import annotations

from dataclasses import dataclass


class LexiconError(ValueError):
    """A lexicon file that cannot be used: the message names the file, the place, the fault and the remedy."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and the companions of which one must be there: words, "@vendor", "#" for a number right behind it.

    With ``apart`` they are asked for only where one of these words stands, which mark another thing of that name.
    """

    text: str
    beside: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vendor:
    """A maker of models. ``pure`` is whether models are its whole business; ``products`` are by printed name."""

    id: str
    name: str
    pure: bool = False
    aliases: tuple[Word, ...] = ()
    people: tuple[Word, ...] = ()
    products: tuple[tuple[str, tuple[Word, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: ``weight`` in points for the title; the flags are explained in the lexicon file."""

    id: str
    name: str
    weight: float = 1.0
    core: bool = False
    link: bool = False
    foreign: bool = False
    words: tuple[Word, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What an article is about instead: points taken off the core and the related score.

    One of ``market`` merely names a stock market: it takes nothing off a maker of models that is listed there.
    """

    id: str
    name: str
    core: float = 0.0
    related: float = 0.0
    words: tuple[Word, ...] = ()
    patterns: tuple[str, ...] = ()
    market: bool = False


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words under one printed name: a category, or the titles of digests."""

    id: str
    name: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a user follows: any of its words or patterns, all of what it requires, nothing of what it excludes.

    Of each tuple in ``require`` one word has to be there. ``grade`` is what a hit gives (0: keep out; None: nothing),
    ``limit`` how many of its stories an issue prints in detail (None: no limit).
    """

    id: str
    name: str
    words: tuple[Word, ...] = ()
    patterns: tuple[str, ...] = ()
    require: tuple[tuple[Word, ...], ...] = ()
    exclude: tuple[Word, ...] = ()
    grade: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of relevance, as ``[weights]`` of the lexicon file explains them."""

    subject: float = 1.0
    title: float = 0.9
    lead: float = 0.3
    body: float = 0.05
    product: float = 3.0
    maker: float = 3.0
    person: float = 2.0
    conglomerate: float = 1.2
    conglomerate_related: float = 0.5
    link: float = 0.8
    foreign_subject: float = 1.6
    enumeration: float = 1.0
    core: float = 2.0
    related: float = 1.0


Entry = Vendor | Topic | Context | WordGroup | Group
