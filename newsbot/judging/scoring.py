"""From what stands in an article to its grade: sums of points, each told in the reasons with what it is for.

Whoever adds up the points of the reasons gets the two totals, and by the thresholds the grade.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from newsbot.judging.evidence import Evidence, Place
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind

PLACE_NAMES = {Place.SUBJECT: "标题主体", Place.TITLE: "标题", Place.LEAD: "首句", Place.BODY: "正文"}
_ADAPTATION = "partnership"  # the category of news in which a third party takes a Chinese model up
_LISTING = "listing"  # the topic of companies that go public


@dataclass(slots=True)
class Tally:
    """The two sums, and a reason for each of their parts."""

    core: float = 0.0
    related: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, reason: str, *, core: float = 0.0, related: float = 0.0) -> None:
        """Count points, which may be negative; those of nought are not worth a reason."""
        self.core += core
        self.related += related
        parts = [f"{name}{points:+.4g}" for name, points in (("核心", core), ("相关", related)) if abs(points) > 1e-9]
        if parts:
            self.reasons.append(f"{reason}（{'，'.join(parts)}）")


def score(evidence: Evidence, lexicon: Lexicon) -> tuple[int, Tally]:
    """The grade by the lexicon's thresholds, and the tally that it comes from."""
    weights = lexicon.weights
    tally = Tally()
    _count_vendor(tally, evidence, lexicon)
    about_china = _count_topics(tally, evidence, lexicon)
    is_adopted = evidence.is_adopted or _ADAPTATION in evidence.categories
    if evidence.foreign_subject and evidence.named and not (about_china or is_adopted):
        tally.add("主体为海外公司", core=-weights.foreign_subject)
    if evidence.is_enumeration():
        tally.add("多家并列", core=-weights.enumeration)
    _count_contexts(tally, evidence, lexicon)
    # Decimal fractions do not add up exactly; a thousandth of a point is nobody's opinion.
    core, related = round(tally.core, 3), round(tally.related, 3)
    return (2 if core >= weights.core else 1 if related >= weights.related else 0), tally


def _count_vendor(tally: Tally, evidence: Evidence, lexicon: Lexicon) -> None:
    """The most prominent vendor; a conglomerate's name says little alone, and more beside a word of its models."""
    if not evidence.named:
        return
    weights = lexicon.weights
    best = max(evidence.named, key=lambda key: (evidence.named[key][0], key))
    points, place, term = evidence.named[best]
    vendor = lexicon.vendors[best]
    name = vendor.name
    shown = name if term.word == name else f"{name}·{term.word}"
    is_name_alone = term.kind is Kind.VENDOR and not vendor.pure
    related = points * (weights.conglomerate_related if is_name_alone else 1.0)
    tally.add(f"{PLACE_NAMES[place]}：{shown}", core=points, related=related)
    if term.kind is not Kind.PRODUCT and not vendor.pure and place >= Place.TITLE:
        shares = {Place.TITLE: weights.title, Place.SUBJECT: weights.subject}
        links = [
            (lexicon.topics[key].weight * shares[where], found)
            for key, (where, found) in evidence.topics.items()
            if where >= Place.TITLE and lexicon.topics[key].link
        ]
        if links:
            most, found = max(links)
            tally.add(f"{name}与“{found}”", core=weights.link * most)


def _count_topics(tally: Tally, evidence: Evidence, lexicon: Lexicon) -> bool:
    """All topics; returns whether one that is core on its own stands in the title."""
    weights = lexicon.weights
    shares = {Place.LEAD: weights.lead, Place.TITLE: weights.title, Place.SUBJECT: weights.subject}
    is_core = False
    in_body: list[str] = []
    of_body = core_of_body = 0.0
    for key, (place, word) in sorted(evidence.topics.items(), key=lambda item: -item[1][0]):
        topic = lexicon.topics[key]
        if place is Place.BODY:
            in_body.append(word)
            of_body += topic.weight * weights.body
            core_of_body += topic.weight * weights.body if topic.core else 0.0
            continue
        points = topic.weight * shares[place]
        tally.add(f"{PLACE_NAMES[place]}：{word}", core=points if topic.core else 0.0, related=points)
        is_core = is_core or (topic.core and place >= Place.TITLE)
    tally.add(f"正文：{'、'.join(in_body)}", core=core_of_body, related=of_body)
    return is_core


def _count_contexts(tally: Tally, evidence: Evidence, lexicon: Lexicon) -> None:
    """What the contexts take off: for each sum the strongest counts, not how many there are."""
    shares = {Place.SUBJECT: 1.0, Place.TITLE: 1.0, Place.LEAD: lexicon.weights.lead, Place.BODY: 0.0}
    core, related = (0.0, ""), (0.0, "")
    is_listed = _is_listed(evidence, lexicon)
    for key, (place, word) in evidence.contexts.items():
        context = lexicon.contexts[key]
        if context.market and is_listed:
            continue
        reason = f"{context.name}：{word}"
        # An opening tells the circumstances too: there a context says nothing about the core.
        core = max(core, (context.core if place >= Place.TITLE else 0.0, reason), key=lambda each: each[0])
        related = max(related, (context.related * shares[place], reason), key=lambda each: each[0])
    if core[1] == related[1]:
        tally.add(core[1], core=-core[0], related=-related[0])
    else:
        tally.add(core[1], core=-core[0])
        tally.add(related[1], related=-related[0])


def _is_listed(evidence: Evidence, lexicon: Lexicon) -> bool:
    """Whether a headline tells that a maker of models goes public, or a product: there a market is but a place."""
    if evidence.topics.get(_LISTING, (Place.BODY, ""))[0] < Place.TITLE:
        return False
    return any(
        place >= Place.TITLE and (term.kind is Kind.PRODUCT or lexicon.vendors[key].pure)
        for key, (_, place, term) in evidence.named.items()
    )
