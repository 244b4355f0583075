"""Where known words stand in a text.

One Aho–Corasick pass finds every word, overlaps included; what is a real occurrence is decided here. The text is folded
for case and full-width forms character by character, so that a position in the folded text is one in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise, product
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

# Full-width letters, digits and what stands inside names; commas and colons are no part of any, and in every sentence.
# "İ" is the one character whose lower case is two characters long; half of a surrogate pair cannot be searched.
_IN_NAMES = "".join(chr(code) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()) + "＋－．＿＇＃＆＠"
_FOLDED = {
    **{ord(wide): ord(wide) - 0xFEE0 for wide in _IN_NAMES},
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    0x3000: 0x20,
    0x130: 0x69,
}
_NEEDS_FOLDING = re.compile(f"[{_IN_NAMES}\u3000\u0130\ud800-\udfff]")
_PART = re.compile(r"[a-z0-9.+_']+|[^\sa-z0-9.+_'-]+")
_LONG_HEAD = re.compile(r"[a-z][a-z0-9]{3}")
_START_AND_LENGTH = itemgetter(0, 1)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
MARKS = "@#"  # what a companion begins with that is no word
_VERSION = re.compile(r"[a-z]{1,2}[0-9]")
_NUMBER = re.compile(r"(?: |[- ]?[a-z])?-?[0-9]")


class Kind(StrEnum):
    """What a word of the lexicon stands for."""

    VENDOR = "vendor"
    PERSON = "person"
    PRODUCT = "product"
    TOPIC = "topic"
    CONTEXT = "context"
    CATEGORY = "category"
    GROUP = "group"


# What neither hides other words nor is hidden: what happened, and what a user follows.
_APART = frozenset({Kind.CATEGORY, Kind.GROUP})
_OF_VENDORS = frozenset({Kind.VENDOR, Kind.PERSON, Kind.PRODUCT})


@dataclass(frozen=True, slots=True)
class Term:
    """One word with what it stands for: ``owner`` is the entry's id, ``name`` what is printed.

    ``beside`` are words of which one must stand in the same text; "@id" is any unconditional word of that vendor, and
    "#" a number right behind the word, as versions and sizes have it: Ling-3.0, Ring-1T. With ``apart`` that is asked
    only where one of these words stands in the text.
    """

    word: str
    kind: Kind
    owner: str
    name: str
    beside: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


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


@dataclass(slots=True)
class _Spelling:
    """What one string of the automaton stands for, and which of its edges must not touch their own kind."""

    opens: bool
    closes: bool
    terms: list[Term] = field(default_factory=list)
    shows: set[str] = field(default_factory=set)  # companions of other words that are there where this is


class Matcher:
    """Finds the words of a lexicon; built once, used for many texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._index: dict[str, int] = {}
        self._spellings: list[_Spelling] = []
        for term in terms:
            for spelling in self._add(term.word):
                if term not in spelling.terms:
                    spelling.terms.append(term)
                if term.kind in _OF_VENDORS and not (term.beside or term.apart):
                    spelling.shows.add(f"@{term.owner}")
            for word in (*term.beside, *term.apart):
                if word[0] not in MARKS:
                    for spelling in self._add(word):
                        spelling.shows.add(word)
        self._automaton = AhoCorasick(list(self._index))

    def _add(self, word: str) -> Iterator[_Spelling]:
        for spelling in variants(fold(word)):
            place = self._index.setdefault(spelling, len(self._index))
            if place == len(self._spellings):
                self._spellings.append(_Spelling(spelling[0] in _LATIN, spelling[-1] in _LATIN))
            yield self._spellings[place]

    def matches(self, text: str) -> list[Match]:
        """All occurrences in order of position, without those inside a longer one."""
        return _outermost(self._found(text))

    def matches_and_hidden(self, text: str) -> tuple[list[Match], list[Match]]:
        """`matches`, and the occurrences inside a longer one."""
        found = self._found(text)
        kept = _outermost(found)
        counted = set(kept)
        return kept, [
            match for match in (Match(start, -end, term) for start, end, term in found) if match not in counted
        ]

    def _found(self, text: str) -> list[tuple[int, int, Term]]:
        """All occurrences that stand free and beside their companions: start, the end's negative, term."""
        folded = fold(text)
        length = len(folded)
        spellings = self._spellings
        found: list[tuple[int, int, Term]] = []
        present: set[str] = set()
        conditional = False
        for place, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            spelling = spellings[place]
            # Nearly all edges stand beside something else than a Latin letter or digit: seen without a call.
            if (spelling.opens and start and folded[start - 1] in _LATIN and not _opens(folded, text, start, end)) or (
                spelling.closes and end < length and folded[end] in _LATIN and not _closes(folded, text, start, end)
            ):
                continue
            if spelling.shows:
                present |= spelling.shows
            for term in spelling.terms:
                found.append((start, -end, term))
                if term.beside or term.apart:
                    conditional = True
        if conditional:
            # Who is not taken for a namesake vouches for others of the vendor.
            told = {term for _, _, term in found if term.apart and term.kind in _OF_VENDORS}
            present |= {f"@{term.owner}" for term in told if present.isdisjoint(term.apart)}
            found = [each for each in found if _counts(each[2], present, folded, -each[1])]
        return found


def _counts(term: Term, present: set[str], folded: str, end: int) -> bool:
    """Whether a word counts among the companions that are there."""
    if present.isdisjoint(term.apart) if term.apart else not term.beside:
        return True
    return any(_NUMBER.match(folded, end) is not None if word == "#" else word in present for word in term.beside)


def _outermost(found: list[tuple[int, int, Term]]) -> list[Match]:
    """Without those inside a longer one."""
    kept: list[Match] = []
    covered = (-1, -1)
    for start, negative_end, term in sorted(found, key=_START_AND_LENGTH):
        end = -negative_end
        if term.kind not in _APART:
            if end <= covered[1] and (start, end) != covered:
                continue
            covered = (start, end)
        kept.append(Match(start, end, term))
    return kept


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


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
