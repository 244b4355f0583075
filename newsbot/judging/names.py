"""Who and what a text names, under one name however it is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.matching import Kind, Matcher, Term

_VERSION = re.compile(r"[ -]?[A-Za-z]?\d[\d.]*\Z")
_NAMING = (Kind.VENDOR, Kind.PERSON, Kind.PRODUCT)


class Name(NamedTuple):
    """One occurrence: characters ``start`` to ``end`` of the text, and the name as printed.

    ``kind`` is "vendor" or "product" of the lexicon, or a section of names.toml: "companies", "people", "products",
    "words" (which name nobody) or "places".
    """

    start: int
    end: int
    name: str
    kind: str


def names(text: str) -> list[Name]:
    """The names in the order of the text; of those that overlap, the one that begins first, of these the longest."""
    found: list[Name] = []
    end = 0
    for match in _matcher().matches(text):
        if match.start >= end:
            end = match.end
            if version := _VERSION.search(text, match.start + 1, match.end):
                # "Kimi K3" is a word of the lexicon, but the name is Kimi: its versions are told apart elsewhere.
                end = match.end if match.term.name[-1:].isdigit() else version.start()
            found.append(Name(match.start, end, match.term.name, match.term.owner))
    return found


@cache
def _matcher() -> Matcher:
    return Matcher(_terms())


def _terms() -> Iterator[Term]:
    # A person of a vendor stands for himself: other news of the company does not name him.
    for term in bundled_lexicon().terms():
        if term.kind in _NAMING:
            person = term.kind is Kind.PERSON
            name, section = (term.word, "people") if person else (term.name, str(term.kind))
            yield Term(term.word, term.kind, section, name, _words(term.beside), _words(term.apart))
    rows = tomllib.loads((files("newsbot.judging") / "names.toml").read_text("utf-8"))
    for section, groups in rows.items():
        for group in groups:
            yield from (Term(word, Kind.TOPIC, section, group[0]) for word in group)


def _words(beside: tuple[str, ...]) -> tuple[str, ...]:
    """The conditions as words: references to vendors are looked up, because these terms know no owners."""
    vendors = bundled_lexicon().vendors
    resolved: list[str] = []
    for word in beside:
        if word.startswith("@"):
            resolved += (alias.text for alias in vendors[word[1:]].aliases if alias.apart or not alias.beside)
        else:
            resolved.append(word)
    return tuple(resolved)
