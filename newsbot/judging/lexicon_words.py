"""The words of a lexicon file: each checked, and in one list only.

Places are written as in ``vendors.zhipu.aliases[3]``; positions in a list count from 0.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.judging.matching import fold, parts
from newsbot.judging.patterns import fault_of
from newsbot.judging.toml_checks import Checks, Table, kind
from newsbot.judging.vocabulary import Context, Topic, Vendor, Word

_MAX_PARTS = 4  # each joint between parts multiplies the spellings by three
_MAX_WORDS = 2000
_MAX_PATTERNS = 100


class WordChecks(Checks):
    """Lists of words and expressions of one file. ``name`` is what faults call the file."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        # Which list of this file holds a word, by the layer it is looked up in (see `_layer`).
        self._places: dict[tuple[str, str], str] = {}
        self._references: dict[str, str] = {}

    def words(self, place: str, table: Table, key: str, old: tuple[Word, ...]) -> tuple[Word, ...]:
        values = table.get(key, [])
        if not isinstance(values, list):
            raise self.fault(place, f"{kind(values)} where a list of words was due", 'write ["…", "…"]')
        if len(values) > _MAX_WORDS:
            raise self.fault(place, f"more than {_MAX_WORDS} words", "split it into several entries")
        new = [self.word(f"{place}[{position}]", value, place) for position, value in enumerate(values)]
        given = {fold(word.text) for word in new}
        return (*(word for word in old if fold(word.text) not in given), *new)

    def word(self, place: str, value: object, owner: str) -> Word:
        beside: tuple[str, ...] = ()
        apart: tuple[str, ...] = ()
        if isinstance(value, dict):
            self.known_keys(place, value, ("word", "with", "without"))
            if "without" in value:
                apart = self.companions(f"{place}.without", value["without"])
            if "with" in value or not apart:
                beside = self.companions(f"{place}.with", value.get("with"))
            value = value.get("word")
        word = self.text(place, value)
        layer = _layer(owner)
        if len(word) < 2 and layer != "categories":
            raise self.fault(place, f'"{word}" is a single character', "write a longer word: this one is everywhere")
        if len(parts(fold(word))) > _MAX_PARTS:
            raise self.fault(place, f"more than {_MAX_PARTS} parts", "shorten it to the name itself")
        earlier = self._places.get((layer, fold(word)))
        if earlier is not None:
            raise self.fault(place, f'"{word}" is already in {earlier}', "remove one of the two")
        self._places[layer, fold(word)] = owner
        return Word(word, beside, apart)

    def companions(self, place: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise self.fault(
                place, "no list of words", f'write {place.rpartition(".")[2]} = ["…"], or the word as a plain string'
            )
        if len(value) > _MAX_WORDS:
            raise self.fault(place, f"more than {_MAX_WORDS} words", "keep the telling ones")
        for position, word in enumerate(value):
            here = f"{place}[{position}]"
            if self.text(here, word) == "#":
                if place.endswith(".without"):
                    raise self.fault(here, "a number, which only with can ask for", "name words in with")
                continue
            if word.startswith("@"):
                self._references.setdefault(word[1:], here)
            elif len(parts(fold(word))) > _MAX_PARTS:
                raise self.fault(here, f"more than {_MAX_PARTS} parts", "shorten it to the name itself")
        return tuple(value)

    def required_words(self, place: str, table: Table, old: tuple[Word, ...]) -> tuple[Word, ...]:
        words = self.words(f"{place}.words", table, "words", old)
        if not words:
            raise self.fault(f"{place}.words", "no words", 'write words = ["…"]')
        return words

    def words_and_patterns(
        self, place: str, table: Table, old: Topic | Context
    ) -> tuple[tuple[Word, ...], tuple[str, ...]]:
        words = self.words(f"{place}.words", table, "words", old.words)
        patterns = self.patterns(place, table, old.patterns)
        if not (words or patterns):
            raise self.fault(f"{place}.words", "no words", 'write words = ["…"]')
        return words, patterns

    def patterns(self, place: str, table: Table, old: tuple[str, ...]) -> tuple[str, ...]:
        """Regular expressions, those of an extended entry first."""
        place = f"{place}.patterns"
        values = table.get("patterns", [])
        if not isinstance(values, list):
            raise self.fault(place, f"{kind(values)} where a list was due", "write ['…', '…']")
        if len(values) > _MAX_PATTERNS:
            raise self.fault(place, f"more than {_MAX_PATTERNS} expressions", "join some of them, or list words")
        for position, value in enumerate(values):
            here = f"{place}[{position}]"
            if not isinstance(value, str):
                raise self.fault(here, f"{kind(value)} where a string was due", "put it in single quotes: '…'")
            if fault := fault_of(value):
                raise self.fault(here, f"no usable regular expression ({fault})", "correct it; RE2's syntax holds")
        return (*(each for each in old if each not in values), *values)

    def requirements(self, place: str, table: Table, old: tuple[tuple[Word, ...], ...]) -> tuple[tuple[Word, ...], ...]:
        """A word, or a list of words of which one is enough, for each element of the list."""
        if "require" not in table:
            return old
        values = table["require"]
        if not isinstance(values, list):
            raise self.fault(place, f"{kind(values)} where a list of words was due", 'write ["…", ["…", "…"]]')
        found: list[tuple[Word, ...]] = []
        for position, value in enumerate(values):
            here = f"{place}[{position}]"
            if not isinstance(value, list):
                found.append((self.word(here, value, here),))
            elif not value:
                raise self.fault(here, "no words", "write words of which one has to be there, or remove it")
            else:
                found.append(tuple(self.word(f"{here}[{each}]", word, here) for each, word in enumerate(value)))
        return tuple(found)

    def check_references(self, vendors: Mapping[str, Vendor]) -> None:
        for key, place in self._references.items():
            if key not in vendors:
                raise self.fault(place, f'no vendor "{key}"', "write the id of an entry under vendors")

    def kept(self, owner: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(word for word in words if self._places.get((_layer(owner), fold(word.text)), owner) == owner)


def _layer(owner: str) -> str:
    """Where a word may stand once: what an article is about, what happened, each list of a group."""
    section = owner.partition(".")[0]
    return {"categories": section, "groups": owner}.get(section, "subjects")
