"""How much an article is about Chinese large models: points for known words, by what they are and where they stand.

The sums are plain, so that every grade can be explained: see `Judgement.reasons`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsbot.items import Judgement
from newsbot.judging.digests import digest, digest_grade
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind, Match

# What is read: a headline and the opening. Later words are mentions, and cost time in articles of any length.
_TITLE_LENGTH = 200
_TEXT_LENGTH = 800
_LEAD_LENGTH = 120

# Share of a word's points by place: what the title begins with is nearly always the subject.
_SUBJECT, _TITLE, _LEAD, _BODY = 1.0, 0.9, 0.3, 0.05
_PLACE_NAMES = {_SUBJECT: "标题主体", _TITLE: "标题", _LEAD: "首句", _BODY: "正文"}
_SUBJECT_LENGTH = 12

_PRODUCT = 3.0
_PURE_VENDOR = 3.0
_PERSON = 2.0  # of a maker of models, who does other things too: enough only where he is the subject
_VENDOR = 1.2  # a conglomerate; becomes core with a linking topic beside it
_LINK = 0.8  # share of that topic's points
_FOREIGN_SUBJECT = 1.6  # taken off when a foreign lab is the subject and a Chinese model its yardstick
_ENUMERATION = 1.0  # taken off when several vendors are named and none is the subject
_CONGLOMERATE_RELATED = 0.4  # what the name alone says about being related
_ADAPTATION = "partnership"  # the category of news in which a third party takes a Chinese model up
_CORE = 2.0
_RELATED = 1.0

_COLUMN = re.compile(r"^(?:【[^】]{1,12}】|[^｜|丨]{1,12}[｜|丨])\s*")
_CLAUSE_END = re.compile(r"[，,！!？?；;]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")


@dataclass(slots=True)
class _Evidence:
    """The best place of each vendor, product, topic and context of one article."""

    vendors: dict[str, float] = field(default_factory=dict)
    products: dict[str, float] = field(default_factory=dict)
    topics: dict[str, tuple[float, str]] = field(default_factory=dict)
    contexts: dict[str, tuple[float, str]] = field(default_factory=dict)
    categories: dict[str, float] = field(default_factory=dict)
    points: dict[str, float] = field(default_factory=dict)  # by vendor id
    foreign_subject: bool = False


def judge(title: str, text: str, lexicon: Lexicon) -> Judgement:
    """Grade an article by its title and plain text, either of which may be empty.

    Vendors and products are those of the title and the first sentence. A digest is never core; it is related where
    most of the stories named in its title are.
    """
    headline = " ".join(title[: 4 * _TITLE_LENGTH].split())[:_TITLE_LENGTH]
    whole = f"{headline}\n{text[:_TEXT_LENGTH].strip()}"
    matches = lexicon.matcher.matches(whole)
    column = digest(headline, matches)
    evidence = _evidence(matches, whole, len(headline), lexicon)
    if column:
        grade, reasons = digest_grade(headline, matches, lexicon), [f"汇总：{column}"]
    else:
        grade, reasons = _grade(evidence, lexicon)
    return Judgement(
        grade=grade,
        category=_category(evidence, lexicon),
        vendors=_prominent(evidence.vendors, lexicon),
        products=tuple(sorted(evidence.products, key=lambda name: -evidence.products[name])),
        roundup=bool(column),
        reasons=tuple(reasons),
    )


def _evidence(matches: Sequence[Match], whole: str, title_end: int, lexicon: Lexicon) -> _Evidence:
    evidence = _Evidence()
    column = _COLUMN.match(whole[:title_end])
    subject_start = column.end() if column else 0
    clause = _CLAUSE_END.search(whole, subject_start, title_end)
    subject_end = min(subject_start + _SUBJECT_LENGTH, clause.start() if clause else title_end)
    sentence = _SENTENCE_END.search(whole, title_end + 1)
    lead_end = min(title_end + 1 + _LEAD_LENGTH, sentence.start() if sentence else len(whole))
    for match in matches:
        if match.start >= title_end:
            place = _LEAD if match.start < lead_end else _BODY
        else:
            place = _SUBJECT if subject_start <= match.start < subject_end else _TITLE
        _note(evidence, match, place, lexicon)
    return evidence


def _note(evidence: _Evidence, match: Match, place: float, lexicon: Lexicon) -> None:
    term = match.term
    if term.kind in {Kind.VENDOR, Kind.PERSON, Kind.PRODUCT}:
        worth = _worth(term.kind, pure=lexicon.vendors[term.owner].pure)
        evidence.points[term.owner] = max(evidence.points.get(term.owner, 0.0), worth * place)
        if place > _BODY:
            evidence.vendors[term.owner] = max(evidence.vendors.get(term.owner, 0.0), place)
            if term.kind is Kind.PRODUCT:
                evidence.products[term.name] = max(evidence.products.get(term.name, 0.0), place)
    elif term.kind is Kind.TOPIC:
        if lexicon.topics[term.owner].foreign and place == _SUBJECT and not evidence.vendors:
            evidence.foreign_subject = True
        evidence.topics[term.owner] = max(evidence.topics.get(term.owner, (0.0, "")), (place, term.word))
    elif term.kind is Kind.CONTEXT:
        evidence.contexts[term.owner] = max(evidence.contexts.get(term.owner, (0.0, "")), (place, term.word))
    elif term.kind is Kind.CATEGORY:
        cue = 3.0 if place >= _TITLE else 1.0 if place == _LEAD else 0.0
        evidence.categories[term.owner] = evidence.categories.get(term.owner, 0.0) + cue


def _worth(kind: Kind, *, pure: bool) -> float:
    if kind is Kind.PRODUCT:
        return _PRODUCT
    if not pure:
        return _VENDOR
    return _PERSON if kind is Kind.PERSON else _PURE_VENDOR


def _grade(evidence: _Evidence, lexicon: Lexicon) -> tuple[int, list[str]]:
    core, related, reasons = _vendor_points(evidence, lexicon)
    about_china = False
    for key, (place, word) in sorted(evidence.topics.items(), key=lambda item: -item[1][0]):
        topic = lexicon.topics[key]
        related += topic.weight * place
        if topic.core:
            core += topic.weight * place
            about_china = about_china or place >= _TITLE
        if place > _BODY:
            reasons.append(f"{_PLACE_NAMES[place]}：{word}")
    if evidence.foreign_subject and not about_china and _ADAPTATION not in evidence.categories:
        core -= _FOREIGN_SUBJECT
        reasons.append("主体为海外公司")
    if _is_enumeration(evidence):
        core -= _ENUMERATION
        reasons.append("多家并列")
    against_core, against_related, against = _counter_points(evidence, lexicon)
    core -= against_core
    related -= against_related
    return (2 if core >= _CORE else 1 if related >= _RELATED else 0), reasons + against


def _counter_points(evidence: _Evidence, lexicon: Lexicon) -> tuple[float, float, list[str]]:
    """What the contexts take off the core and the related points: the strongest counts, not how many there are."""
    core = related = 0.0
    reasons = []
    for key, (place, word) in evidence.contexts.items():
        context = lexicon.contexts[key]
        # An opening tells the circumstances too: there a context says nothing about the core.
        core = max(core, context.core if place >= _TITLE else 0.0)
        share = 1.0 if place >= _TITLE else place if place == _LEAD else 0.0
        related = max(related, context.related * share)
        if place > _BODY and (context.core or context.related):
            reasons.append(f"{context.name}：{word}")
    return core, related, reasons


def _vendor_points(evidence: _Evidence, lexicon: Lexicon) -> tuple[float, float, list[str]]:
    """Core and related points of the most prominent vendor."""
    if not evidence.points:
        return 0.0, 0.0, []
    best = max(evidence.points, key=lambda key: (evidence.points[key], key))
    core = related = evidence.points[best]
    place = evidence.vendors.get(best, _BODY)
    if core <= _VENDOR:
        related *= _CONGLOMERATE_RELATED
        if place >= _TITLE:
            core += _LINK * _linking_points(evidence, lexicon)
    return core, related, [f"{_PLACE_NAMES[place]}：{lexicon.vendors[best].name}"] if place > _BODY else []


def _linking_points(evidence: _Evidence, lexicon: Lexicon) -> float:
    topics = ((lexicon.topics[key], place) for key, (place, _) in evidence.topics.items() if place >= _TITLE)
    return max((topic.weight * place for topic, place in topics if topic.link), default=0.0)


def _is_enumeration(evidence: _Evidence) -> bool:
    places = list(evidence.vendors.values())
    return places.count(_TITLE) >= 2 and _SUBJECT not in places


def _category(evidence: _Evidence, lexicon: Lexicon) -> str:
    cues = evidence.categories
    best = max(lexicon.categories, key=lambda key: cues.get(key, 0.0), default="")
    return lexicon.categories[best].name if cues.get(best) else ""


def _prominent(vendors: Mapping[str, float], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(lexicon.vendors[key].name for key in sorted(vendors, key=lambda key: -vendors[key]))
