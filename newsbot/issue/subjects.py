"""Who and what a line is about: called as the article calls them, in its order, and with what it says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsbot.issue.figures import figures
from newsbot.issue.names import is_figure, names, pieces
from newsbot.issue.nearness import Source, clauses_of, nearest, statements
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind, Match, fold


def unknown(line: str, everything: str, lexicon: Lexicon) -> str:
    """The first name of the lexicon in the line that the article does not have; "" if it has all.

    Vendors may be called by another of their names; a product by its transcription, but never with a version.
    """
    there = lexicon.matcher.matches(everything)
    for match in lexicon.matcher.matches(line):
        if match.term.kind in {Kind.VENDOR, Kind.PERSON, Kind.PRODUCT} and not _stands(match, line, there, everything):
            return line[match.start : match.end]
    return ""


def _stands(match: Match, line: str, there: Sequence[Match], everything: str) -> bool:
    term = match.term
    for other in there:
        if other.term.kind is term.kind and other.term.owner == term.owner and other.term.name == term.name:
            words = fold(line[match.start : match.end]), fold(everything[other.start : other.end])
            transcribed = words[0].isascii() != words[1].isascii() and not any(map(_has_digit, words))
            if words[0] == words[1] or term.kind is Kind.VENDOR or (term.kind is Kind.PRODUCT and transcribed):
                return True
    return False


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def without_aliases(line: str, everything: str, lexicon: Lexicon) -> str:
    """The line without names that the article has by another of their names: these are checked by the lexicon."""
    folded = fold(everything)
    there = lexicon.matcher.matches(everything)
    for match in reversed(lexicon.matcher.matches(line)):
        word = fold(line[match.start : match.end])
        versioned = line[match.end : match.end + 2].lstrip(" -")[:1].isdigit()
        if word not in folded and not versioned and _stands(match, line, there, everything):
            line = f"{line[: match.start]}，{line[match.end :]}"
    return line


def misplaced(line: str, source: Source, lexicon: Lexicon) -> str:
    """What of the line's names and figures stands in another order or in another statement; "" if nothing.

    Whoever acts comes before whom it is done to, and the first figure of a kind before the second.
    """
    told = [_subjects(sentence, lexicon) for sentence in source.sentences]
    subjects = _subjects(line, lexicon)
    for (_, first), (_, second) in pairwise(subjects):
        if first != second and _swapped(first, second, told):
            return "名称次序有变"
    for left, right in pairwise(figures(line)):
        if left.unit == right.unit and left.meaning != right.meaning:
            counted = [[(f.start, f.meaning) for f in figures(sentence)] for sentence in source.sentences]
            if _swapped(left.meaning, right.meaning, counted):
                return "数字次序有变"
    return next((fault for clause in clauses_of(line) if (fault := _elsewhere(clause, source, lexicon))), "")


def _elsewhere(clause: str, source: Source, lexicon: Lexicon) -> str:
    """A name or figure of a clause that the sentences it is nearest to do not have.

    The names of the headline may be told of what a sentence says that names no others: "the model …".
    """
    near = nearest(clause, source.sentences)
    fault = f"另有所指：{clause[:12]}"
    counts = Counter(figure.meaning for figure in figures(clause) if not figure.is_word)
    told = [Counter(figure.meaning for figure in figures(sentence)) for sentence in near]
    here = {figure.meaning for part in statements(clause, near) for figure in figures(part)}
    if any(meaning not in here or all(count > each[meaning] for each in told) for meaning, count in counts.items()):
        return fault
    headline = {name for _, name in _subjects(source.sentences[0], lexicon)}
    said = Counter(name for _, name in _subjects(clause, lexicon))
    for sentence in near:
        there = Counter(name for _, name in _subjects(sentence, lexicon))
        if said <= there or (there.keys() <= headline and (said - there).keys() <= headline - there.keys()):
            return ""
    return fault if said else ""


def _swapped(first: object, second: object, told: Sequence[Sequence[tuple[int, object]]]) -> bool:
    """Whether sentences have both, and none of them the first before the second."""
    seen = False
    for sentence in told:
        firsts = [at for at, each in sentence if each == first]
        seconds = [at for at, each in sentence if each == second]
        if firsts and seconds:
            if min(firsts) < max(seconds):
                return False
            seen = True
    return seen


def _subjects(text: str, lexicon: Lexicon) -> list[tuple[int, object]]:
    """Who and what is named, by place: the lexicon's vendors by their identity, other names as they are written."""
    known = [m for m in lexicon.matcher.matches(text) if m.term.kind is Kind.VENDOR]
    found: list[tuple[int, object]] = [(match.start, f"@{match.term.owner}") for match in known]
    for name in names(text):
        for piece in pieces(name):
            taken = any(m.start < piece.end and piece.start < m.end for m in known)
            if not (taken or is_figure(piece)):
                found.append((piece.start, "".join(piece.atoms)))
    return sorted(found, key=lambda each: each[0])
