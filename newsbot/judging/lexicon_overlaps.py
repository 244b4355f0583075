"""Words of a lexicon file that other words of it leave nothing to do.

A word stands for all of its spellings (`newsbot.judging.matching.variants`), so each is asked for: "AI agent" is not
found by "agent", because that does not stand in "AIagent".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from newsbot.judging.lexicon_places import Written
from newsbot.judging.matching import Kind, Matcher, Term, fold, variants
from newsbot.judging.vocabulary import Word


def stopped_by(written: Written, excluded: Sequence[Word]) -> str:
    """Which excluded word stands in a word of the same group, however that is spelled; "" where none does.

    One that only counts beside a companion stops the word where it brings the companion along.
    """
    for word in excluded:
        if _stands_in_all(Matcher([_term(word.text, word.beside)]), written):
            return word.text
    return ""


def spelled_by_others(words: Iterable[Written]) -> Iterator[tuple[Written, Written]]:
    """Words of which each spelling is one of another word, with that one: of equals the later."""
    lists: dict[str, list[tuple[Written, frozenset[str]]]] = {}
    for written in words:
        if not written.is_expression:
            spellings = frozenset(variants(fold(written.word)))
            lists.setdefault(_list(written), []).append((written, spellings))
    for members in lists.values():
        yield from _covered(members)


def _covered(members: Sequence[tuple[Written, frozenset[str]]]) -> Iterator[tuple[Written, Written]]:
    spelled: dict[str, list[int]] = {}
    for place, (_, spellings) in enumerate(members):
        for spelling in spellings:
            spelled.setdefault(spelling, []).append(place)
    for place, (written, spellings) in enumerate(members):
        others = sorted({other for spelling in spellings for other in spelled[spelling]} - {place})
        for other in others:
            theirs, wider = members[other]
            says_as_much = not theirs.beside or theirs.beside == written.beside
            if says_as_much and (spellings < wider or (spellings == wider and _yields(written, theirs, place > other))):
                yield written, theirs
                break


def _yields(written: Written, other: Written, is_later: bool) -> bool:
    """Of two words of the same spellings: the one that counts less often, or the later."""
    return is_later or (bool(written.beside) and not other.beside)


def found_by_shorter(words: Iterable[Written]) -> Iterator[tuple[Written, Written]]:
    """Words of a group in which another of its words stands, with that one: there nothing hides, so both hit together.

    Elsewhere a longer word hides the shorter ones in it, and so is of use.
    """
    lists: dict[str, dict[str, Written]] = {}
    for written in words:
        if written.section == "groups" and written.list_name in {"words", "exclude"} and not written.beside:
            lists.setdefault(_list(written), {})[written.word] = written
    for members in lists.values():
        matcher = Matcher(_term(word) for word in members)
        for word, written in members.items():
            own = set(variants(fold(word)))
            inner = _standing_in_all(matcher, written)
            shorter = [found for found in inner if found != word and own.isdisjoint(variants(fold(found)))]
            if shorter:
                yield written, members[shorter[0]]


def _stands_in_all(matcher: Matcher, written: Written) -> bool:
    return all(matcher.matches(spelling) for spelling in variants(fold(written.word)))


def _standing_in_all(matcher: Matcher, written: Written) -> list[str]:
    """The words that stand in every spelling, in order of position."""
    first, *others = ([match.term.word for match in matcher.matches(each)] for each in variants(fold(written.word)))
    return [word for word in dict.fromkeys(first) if all(word in found for found in others)]


def _term(word: str, beside: Collection[str] = ()) -> Term:
    return Term(word, Kind.GROUP, "", "", tuple(beside))


def _list(written: Written) -> str:
    """Where a spelling is of use once: among subjects, among categories, in each list of a group."""
    match written.section:
        case "groups":
            return written.place.rpartition("[")[0]
        case "categories":
            return "categories"
        case _:
            return "subjects"
