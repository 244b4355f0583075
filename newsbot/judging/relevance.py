"""How much an article is about Chinese large models: points for known words, by what they are and where they stand.

The sums are plain, so that every grade can be recomputed from `Judgement.reasons`; the points are the lexicon's.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.columns import column
from newsbot.items import Judgement
from newsbot.judging.digests import digest_grade
from newsbot.judging.evidence import Evidence, Place, Reading, evidence_of, reading_of
from newsbot.judging.following import graded, groups_hit
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind, Match
from newsbot.judging.scoring import Tally, score


def judge(title: str, text: str, lexicon: Lexicon) -> Judgement:
    """Grade an article by its title and plain text, either of which may be empty.

    Vendors and products are those of the title and the first sentence. A digest is never core; it is related where
    most of the stories named in its title are.
    """
    reading = reading_of(title, text)
    matches = _matches(reading, lexicon)
    evidence = evidence_of(matches, reading, lexicon)
    groups = groups_hit(matches, reading, lexicon)
    name = column(reading.headline, lexicon.columns)
    if name:
        grade = digest_grade(reading.headline, name, lambda story: _graded(story, lexicon)[0])
        reasons = [f"汇总：{name.strip('｜|丨【】：: ')}"]
    else:
        grade, tally = score(evidence, lexicon)
        reasons = [*tally.reasons, _total(tally, lexicon)] if tally.reasons else []
    given = graded(grade, groups)
    return Judgement(
        grade=min(given, 1) if name else given,
        category=_category(evidence, lexicon),
        vendors=tuple(lexicon.vendors[key].name for key in _prominent(evidence.vendors)),
        products=tuple(_prominent(evidence.products)),
        roundup=bool(name),
        reasons=(*reasons, *(_followed(group.name, group.grade) for group in groups)),
        groups=tuple(group.name for group in groups),
    )


def _matches(reading: Reading, lexicon: Lexicon) -> list[Match]:
    """Words everywhere, expressions in the headline, in order of position.

    Where a context takes no points off, what its expressions find hides known words, as a longer word does.
    """
    found = lexicon.matcher.matches(reading.whole)
    expressions = lexicon.patterns.matches(reading.headline)
    if not expressions:
        return found
    hiding = [match for match in expressions if match.term.owner in lexicon.hiding and match.term.kind is Kind.CONTEXT]
    kept = (match for match in found if not any(each.start <= match.start and match.end <= each.end for each in hiding))
    return sorted((*expressions, *kept), key=lambda match: match.start)


def _graded(headline: str, lexicon: Lexicon) -> tuple[int, Tally]:
    reading = reading_of(headline, "")
    return score(evidence_of(_matches(reading, lexicon), reading, lexicon), lexicon)


def _total(tally: Tally, lexicon: Lexicon) -> str:
    weights = lexicon.weights
    core, related = round(tally.core, 3) + 0.0, round(tally.related, 3) + 0.0  # no "-0"
    return f"合计：核心 {core:.4g}（满 {weights.core:g} 为 2 级），相关 {related:.4g}（满 {weights.related:g} 为 1 级）"


def _followed(name: str, grade: int | None) -> str:
    effect = {None: "", 0: "，不收", 1: "，至少 1 级", 2: "，2 级"}[grade]
    return f"关注组：{name}{effect}"


def _category(evidence: Evidence, lexicon: Lexicon) -> str:
    cues = evidence.categories
    best = max(lexicon.categories, key=lambda key: cues.get(key, 0.0), default="")
    return lexicon.categories[best].name if cues.get(best) else ""


def _prominent(places: Mapping[str, Place]) -> list[str]:
    return sorted(places, key=lambda key: -places[key])
