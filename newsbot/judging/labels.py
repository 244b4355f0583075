"""Labelled headlines, stories and pairs: what the judging should say."""

from __future__ import annotations

from dataclasses import dataclass

from newsbot.items import Article


class LabelError(ValueError):
    """A file of labels that cannot be used: the message names the file, the line, the fault and the remedy."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A headline with the grade it should have; ``roundup`` is None where the file does not say."""

    key: str
    title: str
    summary: str
    grade: int
    roundup: bool | None = None
    case: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An article with the event it tells, and which claim of that event."""

    key: str
    article: Article
    story: str
    facet: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles and whether they tell one event."""

    key: str
    left: Article
    right: Article
    same: bool
    case: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """A whole file: ``kind`` says which of the three is not empty."""

    kind: str
    graded: tuple[Graded, ...] = ()
    told: tuple[Told, ...] = ()
    pairs: tuple[Pair, ...] = ()
