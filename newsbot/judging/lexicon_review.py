"""What in a lexicon file does nothing, or does too much: by itself, and by what it finds in articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

import re2

from newsbot.judging.evidence import Reading, reading_of
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.lexicon_overlaps import found_by_shorter, spelled_by_others, stopped_by
from newsbot.judging.lexicon_places import Written
from newsbot.judging.matching import Kind, Match, Matcher, Term, fold, variants

_MANY_SPELLINGS = 9  # of three parts; a fourth makes 27
_LARGE_EXPRESSION = 2000  # instructions of RE2; the bundled ones have up to 700
_EVERYWHERE = 0.2  # share of the articles
_FEW_ARTICLES = 100  # below it a share says nothing


class Fault(StrEnum):
    """What is wrong with a word or an expression."""

    DEAD = "dead"  # can never count
    SHADOWED = "shadowed"  # says what another word says already
    COSTLY = "costly"
    FREQUENT = "frequent"  # in so many articles that it tells none from another
    UNSEEN = "unseen"  # in no article of the store


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its place in the file, and what to do."""

    fault: Fault
    place: str
    word: str
    advice: str


@dataclass(slots=True)
class Hits:
    """In how many of ``articles`` each word or expression counted.

    ``hidden``: in how many it only stood inside a longer word; ``lonely``: only without its companions.
    """

    articles: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    lonely: Counter[str] = field(default_factory=Counter)


def hits_in(lexicon: Lexicon, articles: Iterable[tuple[str, str]]) -> Hits:
    """What each word and expression finds in articles (title, text), as `newsbot.judging.relevance` reads them."""
    hits = Hits()
    conditional = Matcher(replace(term, beside=(), apart=()) for term in lexicon.terms() if term.beside)
    for title, text in articles:
        reading = reading_of(title, text)
        kept, hidden = lexicon.matcher.matches_and_hidden(reading.whole)
        found = {_key(match.term) for match in kept if _counts(match, reading)}
        found |= {_key(match.term) for match in lexicon.patterns.matches(reading.headline)}
        opening = reading.whole[reading.title_end + 1 : reading.lead_end]
        for part in (reading.headline, opening):
            found |= {_key(match.term) for match in lexicon.group_patterns.matches(part)}
        hits.articles += 1
        hits.counted.update(found)
        inside = {_key(match.term) for match in hidden} - found
        hits.hidden.update(inside)
        alone = {_key(match.term) for match in conditional.matches(reading.whole) if _counts(match, reading)}
        hits.lonely.update(alone - found - inside)
    return hits


def _counts(match: Match, reading: Reading) -> bool:
    """Whether a word is looked for there: those of groups in the title and the first sentence only."""
    return match.term.kind is not Kind.GROUP or match.start < reading.lead_end


def key_of(written: Written) -> str:
    """What a word is counted by in `Hits`."""
    return f"{_LAYERS.get(written.section, 'subject')} {written.owner} {fold(written.word)}"


def findings(lexicon: Lexicon, file: Iterable[Written], hits: Hits | None) -> Iterator[Finding]:
    """The faults of what a file holds, in its order; ``lexicon`` is the one that it makes together with the bundled."""
    lone = {f"@{vendor.id}" for vendor in lexicon.vendors.values() if _has_lone_word(lexicon, vendor.id)}
    words = list(file)
    for written in words:
        if written.is_expression:
            yield from _of_expression(written)
        else:
            yield from _of_word(written, lexicon, lone)
        if hits is not None:
            yield from _of_hits(written, hits)
    for written, other in spelled_by_others(words):
        advice = f'also written as "{other.word}" in {other.place}; remove one of the two'
        yield Finding(Fault.SHADOWED, written.place, written.word, advice)
    for written, inner in found_by_shorter(words):
        advice = f'"{inner.word}" of the same list is found in it anyway; remove the longer one'
        yield Finding(Fault.SHADOWED, written.place, written.word, advice)


def _of_expression(written: Written) -> Iterator[Finding]:
    size = re2.compile(written.word).programsize
    if size > _LARGE_EXPRESSION:
        yield Finding(Fault.COSTLY, written.place, written.word, f"{size} instructions; write fewer or smaller repeats")


def _of_word(written: Written, lexicon: Lexicon, lone: set[str]) -> Iterator[Finding]:
    def fault(kind: Fault, advice: str) -> Finding:
        return Finding(kind, written.place, written.word, advice)

    spellings = variants(fold(written.word))
    if len(spellings) > _MANY_SPELLINGS:
        yield fault(Fault.COSTLY, f"{len(spellings)} spellings; shorten it to the name itself")
    if written.beside and all(word[0] == "@" and word not in lone for word in written.beside):
        yield fault(Fault.DEAD, f"{written.beside[0]} has no word that counts alone; name words in with")
    group = lexicon.groups.get(written.owner) if written.section == "groups" else None
    if group is not None and written.list_name != "exclude" and (stopping := stopped_by(written, group.exclude)):
        yield fault(Fault.DEAD, f'its own group excludes "{stopping}"; remove one of the two')


def _of_hits(written: Written, hits: Hits) -> Iterator[Finding]:
    counted, hidden = hits.counted[key_of(written)], hits.hidden[key_of(written)]
    if written.section != "categories" and hits.articles >= _FEW_ARTICLES and counted > _EVERYWHERE * hits.articles:
        share = f"in {counted / hits.articles:.0%} of the articles"
        yield Finding(Fault.FREQUENT, written.place, written.word, f"{share}; write a longer word, or give it with")
    elif not counted and hidden:
        advice = f"in {hidden} articles, always inside a longer word; remove it, or the longer one"
        yield Finding(Fault.SHADOWED, written.place, written.word, advice)
    elif not counted and (lonely := hits.lonely[key_of(written)]):
        advice = f"in {lonely} articles, never beside one of its companions; give it others in with"
        yield Finding(Fault.DEAD, written.place, written.word, advice)
    elif not counted:
        part = "the title or first sentence of " if written.section == "groups" else ""
        yield Finding(Fault.UNSEEN, written.place, written.word, f"in {part}none of {hits.articles} articles")


def _has_lone_word(lexicon: Lexicon, vendor: str) -> bool:
    entry = lexicon.vendors[vendor]
    lists = (entry.aliases, entry.people, *(words for _, words in entry.products))
    return any(word.apart or not word.beside for words in lists for word in words)


_LAYERS = {"categories": "category", "groups": "group"}


def _key(term: Term) -> str:
    layer = {Kind.CATEGORY: "category", Kind.GROUP: "group"}.get(term.kind, "subject")
    return f"{layer} {term.owner} {fold(term.word)}"
