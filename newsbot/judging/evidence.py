"""What of a lexicon stands where in an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind, Match, Term

# What is read: a headline and the opening. Later words are mentions, and cost time in articles of any length.
_TITLE_LENGTH = 200
_TEXT_LENGTH = 800
_LEAD_LENGTH = 120
_SUBJECT_LENGTH = 12

# What stands before the subject: a column, or a call that says nothing ("刚刚，", "突发！").
_COLUMN = re.compile(r"^(?:【[^】]{1,12}】|[^｜|丨]{1,12}[｜|丨])\s*")
_CALL = re.compile(
    r"^(?:刚刚|突发|重磅|独家|官宣|实测|快讯|最新|深夜|凌晨|昨晚|今天|定了|炸了|首发|曝|传)[，,！!：:…]+\s*"
)
_CLAUSE_END = re.compile(r"[，,！!？?；;]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
# A verb right before a vendor's name, by which somebody takes it up.
_ADOPTS = re.compile("接入|新增|支持|集成|引入|换成|改用|上架|上线|部署|默认|底座|基于|内置|调用|适配|采用")
_ADOPTED_LENGTH = 8
_VENDORS = frozenset({Kind.VENDOR, Kind.PERSON, Kind.PRODUCT})


class Place(IntEnum):
    """Where a word stands, the best last: what a title begins with is nearly always its subject."""

    BODY = 0
    LEAD = 1
    TITLE = 2
    SUBJECT = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The part of an article that is looked at: a headline, a line break, an opening; and where its parts end."""

    whole: str
    title_end: int
    subject: tuple[int, int]
    lead_end: int

    @property
    def headline(self) -> str:
        return self.whole[: self.title_end]

    def place(self, start: int) -> Place:
        """The place of the word that begins there."""
        if start >= self.title_end:
            return Place.LEAD if start < self.lead_end else Place.BODY
        return Place.SUBJECT if self.subject[0] <= start < self.subject[1] else Place.TITLE


def reading_of(title: str, text: str) -> Reading:
    """What is looked at of an article; either part may be empty."""
    headline = " ".join(title[: 4 * _TITLE_LENGTH].split())[:_TITLE_LENGTH]
    whole = f"{headline}\n{text[:_TEXT_LENGTH].strip()}"
    title_end = len(headline)
    begin = found.end() if (found := _COLUMN.match(headline)) else 0
    begin = found.end() if (found := _CALL.match(headline[begin:])) and not begin else begin
    clause = _CLAUSE_END.search(whole, begin, title_end)
    sentence = _SENTENCE_END.search(whole, title_end + 1)
    return Reading(
        whole=whole,
        title_end=title_end,
        subject=(begin, min(begin + _SUBJECT_LENGTH, clause.start() if clause else title_end)),
        lead_end=min(title_end + 1 + _LEAD_LENGTH, sentence.start() if sentence else len(whole)),
    )


@dataclass(slots=True)
class Evidence:
    """The best place of each vendor, product, topic and context, and the word that stands there."""

    named: dict[str, tuple[float, Place, Term]] = field(default_factory=dict)  # by vendor id, with the points
    vendors: dict[str, Place] = field(default_factory=dict)  # by id; those of title and opening
    products: dict[str, Place] = field(default_factory=dict)  # by name; likewise
    topics: dict[str, tuple[Place, str]] = field(default_factory=dict)
    contexts: dict[str, tuple[Place, str]] = field(default_factory=dict)
    categories: dict[str, float] = field(default_factory=dict)
    foreign_subject: bool = False
    foreign_beside: bool = False  # a foreign maker in the title, and not its subject
    is_adopted: bool = False  # a vendor that somebody takes up

    def is_enumeration(self) -> bool:
        """Whether several makers, foreign ones included, are named in the title, and no vendor is its subject."""
        places = list(self.vendors.values())
        named = places.count(Place.TITLE) + (Place.TITLE in places and self.foreign_beside)
        return named >= 2 and Place.SUBJECT not in places


def evidence_of(matches: Sequence[Match], reading: Reading, lexicon: Lexicon) -> Evidence:
    """The evidence of ``matches``, which are in order of position."""
    evidence = Evidence()
    behind: set[int] = set()
    for match in matches:
        if match.start >= reading.lead_end:
            # There once is as good as often, and an article has hundreds.
            if id(match.term) in behind:
                continue
            behind.add(id(match.term))
        kind, owner, place = match.term.kind, match.term.owner, reading.place(match.start)
        if kind in _VENDORS:
            _note_vendor(evidence, match.term, place, lexicon)
            if place is Place.TITLE and _ADOPTS.search(
                reading.whole, max(0, match.start - _ADOPTED_LENGTH), match.start
            ):
                evidence.is_adopted = True
        elif kind is Kind.TOPIC:
            if lexicon.topics[owner].foreign:
                evidence.foreign_beside = evidence.foreign_beside or place is Place.TITLE
                evidence.foreign_subject |= place is Place.SUBJECT and not evidence.vendors
            if owner not in evidence.topics or place > evidence.topics[owner][0]:
                evidence.topics[owner] = (place, _shown(match, reading))
        elif kind is Kind.CONTEXT:
            if owner not in evidence.contexts or place > evidence.contexts[owner][0]:
                evidence.contexts[owner] = (place, _shown(match, reading))
        elif kind is Kind.CATEGORY and place is not Place.BODY:
            evidence.categories[owner] = evidence.categories.get(owner, 0.0) + (1.0 if place is Place.LEAD else 3.0)
    return evidence


def _note_vendor(evidence: Evidence, term: Term, place: Place, lexicon: Lexicon) -> None:
    weights = lexicon.weights
    if term.kind is Kind.PRODUCT:
        worth = weights.product
    elif term.kind is Kind.PERSON:
        worth = weights.person
    else:
        worth = weights.maker if lexicon.vendors[term.owner].pure else weights.conglomerate
    points = worth * (weights.body, weights.lead, weights.title, weights.subject)[place]
    if term.owner not in evidence.named or points > evidence.named[term.owner][0]:
        evidence.named[term.owner] = (points, place, term)
    if place is not Place.BODY:
        evidence.vendors[term.owner] = max(evidence.vendors.get(term.owner, place), place)
        if term.kind is Kind.PRODUCT:
            evidence.products[term.name] = max(evidence.products.get(term.name, place), place)


def _shown(match: Match, reading: Reading) -> str:
    """The word; of an expression what it found."""
    word = match.term.word
    return word if word[0] not in r"^(\[" and "(" not in word else reading.whole[match.start : match.end]
