"""Judging what is labelled, as articles are judged, and what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsbot.items import Article
from newsbot.judging.evaluation import (
    Rates,
    at_threshold,
    bcubed,
    best_threshold,
    confusion,
    flags,
    grades,
    kappa,
    pairwise,
)
from newsbot.judging.grouping import JOIN
from newsbot.judging.labels import Graded, Labels, Pair, Told
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.likeness import Rarity, likeness
from newsbot.judging.relevance import judge
from newsbot.judging.stories import Story, stories
from newsbot.judging.traits import traits


@dataclass(frozen=True, slots=True)
class Miss:
    """One labelled line that came out otherwise: what was due and found, in words, and why."""

    key: str
    due: str
    found: str
    titles: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What judging one file of labels gave.

    ``figures`` are shares from 0 to 1 by name, such as "core.f1"; ``table`` counts labels (rows) by grades (columns);
    ``cases`` has the wrong and all lines of each case that the file names.
    """

    kind: str
    count: int
    figures: Mapping[str, float]
    misses: tuple[Miss, ...]
    table: tuple[tuple[int, ...], ...] = ()
    cases: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def trial(labels: Labels, lexicon: Lexicon) -> Trial:
    """Judge all of a file's lines, and compare."""
    match labels.kind:
        case "relevance":
            return _relevance(labels.graded, lexicon)
        case "stories":
            return _stories(labels.told, lexicon)
        case kind:
            return _pairs(kind, labels.pairs, lexicon)


def _named(name: str, rates: Rates) -> dict[str, float]:
    return {f"{name}.precision": rates.precision, f"{name}.recall": rates.recall, f"{name}.f1": rates.f1}


def _by_case(cases: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    wrong: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case, missed in cases:
        total[case] += 1
        wrong[case] += missed
    return {case: (wrong[case], total[case]) for case in sorted(total) if case}


def _relevance(graded: Sequence[Graded], lexicon: Lexicon) -> Trial:
    judged = [(item, judge(item.title, item.summary, lexicon)) for item in graded]
    outcomes = [(item.grade, judgement.grade) for item, judgement in judged]
    figures = _named("related", grades(outcomes, 1)) | _named("core", grades(outcomes, 2))
    figures["grades.kappa"] = kappa(outcomes)
    said = [(item.roundup, judgement.roundup) for item, judgement in judged if item.roundup is not None]
    if any(due for due, _ in said):
        figures |= _named("roundup", flags(said))
    misses = [
        Miss(item.key, str(item.grade), str(judgement.grade), (item.title,), "；".join(judgement.reasons))
        for item, judgement in judged
        if item.grade != judgement.grade
    ]
    digests = {True: "digest", False: "no digest"}
    misses += [
        Miss(item.key, digests[item.roundup], digests[judgement.roundup], (item.title,))
        for item, judgement in judged
        if item.roundup is not None and item.roundup != judgement.roundup
    ]
    table = tuple(map(tuple, confusion(outcomes)))
    cases = _by_case((item.case, item.grade != judgement.grade) for item, judgement in judged)
    return Trial("relevance", len(graded), figures, tuple(misses), table, cases)


def _judged(article: Article, lexicon: Lexicon) -> Article:
    return replace(article, judgement=judge(article.title, article.summary, lexicon))


def _stories(told: Sequence[Told], lexicon: Lexicon) -> Trial:
    judged = {item.article.canonical_url: replace(item, article=_judged(item.article, lexicon)) for item in told}
    found = stories([item.article for item in judged.values()])
    into = {article.canonical_url: place for place, story in enumerate(found) for article in story.articles}
    loose = [(item.story, into[url]) for url, item in judged.items()]
    strict = [((item.story, item.facet), into[url]) for url, item in judged.items()]
    figures: dict[str, float] = {}
    for name, clusters in (("loose", loose), ("strict", strict)):
        figures |= _named(f"{name}.pairwise", pairwise(clusters)) | _named(f"{name}.bcubed", bcubed(clusters))
    misses = (*_merged(found, judged), *_parted(judged, into))
    return Trial("stories", len(told), figures, misses)


def _merged(found: Sequence[Story], judged: Mapping[str, Told]) -> Iterable[Miss]:
    """Items in a story that is mostly another event's: one each, however large the story is."""
    for story in found:
        members = [judged[article.canonical_url] for article in story.articles]
        events = Counter(item.story for item in members)
        if len(events) > 1:
            main = next(item for item in members if item.story == events.most_common(1)[0][0])
            for item in members:
                if item.story != main.story:
                    titles = item.article.title, main.article.title
                    yield Miss(item.key, item.story, f"merged with {main.story}", titles, story.reason)


def _parted(judged: Mapping[str, Told], into: Mapping[str, int]) -> Iterable[Miss]:
    """Items outside the story that most of their event is in."""
    events: defaultdict[str, list[Told]] = defaultdict(list)
    for item in judged.values():
        events[item.story].append(item)
    rarity = Rarity([traits(item.article) for item in judged.values()])
    for event, items in events.items():
        home = Counter(into[item.article.canonical_url] for item in items).most_common(1)[0][0]
        main = next(item for item in items if into[item.article.canonical_url] == home)
        for item in items:
            if into[item.article.canonical_url] != home:
                score = likeness(traits(item.article), traits(main.article), rarity)
                titles = item.article.title, main.article.title
                yield Miss(item.key, event, f"parted from {main.key}", titles, f"likeness {score:.2f}")


def _pairs(kind: str, pairs: Sequence[Pair], lexicon: Lexicon) -> Trial:
    judged = [tuple(traits(_judged(side, lexicon)) for side in (pair.left, pair.right)) for pair in pairs]
    rarity = Rarity(list({(each.title, each.at): each for both in judged for each in both}.values()))
    scored = [(pair.same, likeness(left, right, rarity)) for pair, (left, right) in zip(pairs, judged, strict=True)]
    threshold, best = best_threshold(scored)
    figures = _named("pairs", at_threshold(scored, JOIN)) | {"pairs.threshold": JOIN}
    figures |= _named("best", best) | {"best.threshold": threshold}
    words = {True: "same", False: "different"}
    outcomes = [(pair, score, score >= JOIN) for pair, (_, score) in zip(pairs, scored, strict=True)]
    misses = tuple(
        Miss(pair.key, words[pair.same], words[found], (pair.left.title, pair.right.title), _why(pair, score))
        for pair, score, found in outcomes
        if pair.same != found
    )
    return Trial(
        kind, len(pairs), figures, misses, cases=_by_case((pair.case, pair.same != f) for pair, _, f in outcomes)
    )


def _why(pair: Pair, score: float) -> str:
    return "；".join(part for part in (pair.case, f"likeness {score:.2f}") if part)
