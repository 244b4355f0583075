"""Where known words stand in a text.

One Aho–Corasick pass finds every word, overlaps included; what is a real occurrence is decided here. The text is folded
for case and full-width forms character by character, so that a position in the folded text is one in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

# "İ" is the one character whose lower case is two characters long; half of a surrogate pair cannot be searched.
_FOLDED = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    0x3000: 0x20,
    0x130: 0x69,
}
_NEEDS_FOLDING = re.compile("[\uff01-\uff5e\u3000\u0130\ud800-\udfff]")
_PART = re.compile(r"[a-z0-9.+_']+|[^\sa-z0-9.+_'-]+")
_LONG_HEAD = re.compile(r"[a-z][a-z0-9]{3}")
_VERSION = re.compile(r"[a-z]{1,2}[0-9]")


class Kind(StrEnum):
    """What a word of the lexicon stands for."""

    VENDOR = "vendor"
    PERSON = "person"
    PRODUCT = "product"
    TOPIC = "topic"
    CONTEXT = "context"
    ROUNDUP = "roundup"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Term:
    """One word with what it stands for: ``owner`` is the entry's id, ``name`` what is printed.

    ``beside`` are words of which one must stand in the same text; "@id" is any unconditional word of that vendor.
    """

    word: str
    kind: Kind
    owner: str
    name: str
    beside: tuple[str, ...] = ()


class Match(NamedTuple):
    """One occurrence: the characters ``start`` to ``end`` of the text as given."""

    start: int
    end: int
    term: Term


def fold(text: str) -> str:
    """Lower case and half width, character by character."""
    return (text.translate(_FOLDED) if _NEEDS_FOLDING.search(text) else text).lower()


def parts(word: str) -> list[str]:
    """The runs of a folded word that may be written with or without something between them."""
    return _PART.findall(word)


def variants(word: str) -> list[str]:
    """The spellings of a folded word: Latin runs may be joined or apart, and so may Latin and Chinese."""
    runs = parts(word)
    if not runs:
        return [word]
    joints = [
        (" ", "-", "") if left[-1].isascii() and right[0].isascii() else (" ", "") for left, right in pairwise(runs)
    ]
    return ["".join(pair[0] + pair[1] for pair in zip(runs, (*j, ""), strict=True)) for j in product(*joints)]


class Matcher:
    """Finds the words of a lexicon; built once, used for many texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: list[list[Term | str]] = []
        index: dict[str, int] = {}
        for term in terms:
            self._add(index, term.word, term)
            for word in term.beside:
                if not word.startswith("@"):
                    self._add(index, word, fold(word))
        self._automaton = AhoCorasick(list(index))

    def _add(self, index: dict[str, int], word: str, meaning: Term | str) -> None:
        for spelling in variants(fold(word)):
            place = index.setdefault(spelling, len(index))
            if place == len(self._terms):
                self._terms.append([])
            if meaning not in self._terms[place]:
                self._terms[place].append(meaning)

    def matches(self, text: str) -> list[Match]:
        """All occurrences in order of position, without those inside a longer one."""
        folded = fold(text)
        found: list[Match] = []
        present: set[str] = set()
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _stands_free(folded, text, start, end):
                continue
            for meaning in self._terms[pattern]:
                if isinstance(meaning, str):
                    present.add(meaning)
                else:
                    found.append(Match(start, end, meaning))
                    if not meaning.beside:
                        present.add(f"@{meaning.owner}")
        return _outermost([match for match in found if _supported(match.term, present)])


def _supported(term: Term, present: set[str]) -> bool:
    return not term.beside or any((word if word[0] == "@" else fold(word)) in present for word in term.beside)


def _outermost(matches: list[Match]) -> list[Match]:
    """Without those inside a longer one; category words say what happened and neither hide nor are hidden."""
    kept: list[Match] = []
    covered = (-1, -1)
    for match in sorted(matches, key=lambda found: (found.start, -found.end)):
        if match.term.kind is not Kind.CATEGORY:
            if match.end <= covered[1] and (match.start, match.end) != covered:
                continue
            covered = (match.start, match.end)
        kept.append(match)
    return kept


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


def _stands_free(folded: str, text: str, start: int, end: int) -> bool:
    return (start == 0 or _opens(folded, text, start, end)) and (
        end == len(folded) or _closes(folded, text, start, end)
    )


def _opens(folded: str, text: str, start: int, end: int) -> bool:
    first, before = folded[start], folded[start - 1]
    if _is_digit(first):
        return not _is_digit(before)
    if not (_is_letter(first) and _is_letter(before)):
        return True
    is_capitalised_part = text[start].isupper() and text[start - 1].islower()
    return is_capitalised_part and _LONG_HEAD.match(folded, start, end) is not None


def _closes(folded: str, text: str, start: int, end: int) -> bool:
    last, after = folded[end - 1], folded[end]
    if _is_digit(last):
        return not _is_digit(after)
    if not (_is_letter(last) and _is_letter(after)):
        return True
    length = len(folded[max(start, end - 4) : end]) if folded[max(start, end - 4) : end].isascii() else 1
    if after == "s" and length >= 3 and not _is_letter(folded[end + 1 : end + 2]):
        return True
    return length >= 4 and (
        _VERSION.match(folded, end) is not None or (text[end].isupper() and text[end - 1].islower())
    )
