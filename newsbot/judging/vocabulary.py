"""What a lexicon is made of."""

from __future__ import annotations

from dataclasses import dataclass


class LexiconError(ValueError):
    """A lexicon file that cannot be used: the message names the file, the place, the fault and the remedy."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and the words or "@vendor" references of which one must stand in the same article."""

    text: str
    beside: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Context:
    """What an article is about instead: points taken off the core and the related score."""

    id: str
    name: str
    core: float = 0.0
    related: float = 0.0
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words under one printed name: a category, or the titles of digests."""

    id: str
    name: str
    words: tuple[Word, ...] = ()


Entry = Vendor | Topic | Context | WordGroup
