"""Where in a lexicon file each word stands, as its messages name places: ``vendors.zhipu.aliases[3]``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A word or an expression of a file: its place, section, entry, list, and the companions it counts beside."""

    place: str
    section: str
    owner: str
    list_name: str
    word: str
    beside: tuple[str, ...] = ()
    is_expression: bool = False


def written_in(text: str) -> Iterator[Written]:
    """All words and expressions of a file, which has been read as a lexicon before (so its shape is known)."""
    for section, entries in tomllib.loads(text).items():
        if section in {"weights", "roundups"}:
            continue
        for owner, entry in entries.items():
            for list_name, value in entry.items():
                yield from _lists(f"{section}.{owner}.{list_name}", section, owner, list_name, value)


def _lists(place: str, section: str, owner: str, list_name: str, value: object) -> Iterator[Written]:
    if isinstance(value, Mapping):  # products, by name
        for name, words in value.items():
            yield from _lists(f"{place}.{name}", section, owner, list_name, words)
    elif isinstance(value, list):
        for position, element in enumerate(value):
            here = f"{place}[{position}]"
            match element:
                case {"word": str(word), "with": list(beside)}:
                    yield Written(here, section, owner, list_name, word, tuple(beside))
                case {"word": str(word)}:
                    yield Written(here, section, owner, list_name, word)
                case str(word):
                    yield Written(here, section, owner, list_name, word, is_expression=list_name == "patterns")
                case list(alternatives):
                    yield from _lists(here, section, owner, list_name, alternatives)
