"""Whether the clauses that a line leaves away of its sentences turn what it keeps of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.issue.clauses import is_adverbial
from newsbot.issue.harmless import Place, reach
from newsbot.issue.sentences import Sentence
from newsbot.issue.succession import Step, is_kept, is_of_another
from newsbot.issue.turning import REVERSED, TURNING, turns

_SPEAKS = re.compile(
    r"(?:称|说|认为|希望|表示|介绍|指出|透露|相信|预测|预计|建议|呼吁|要求|报道|显示|目标是?|计划|以为|质疑|警告|强调)\W*\Z"
)
_OWN_VOICE = re.compile(r"(?:公司|团队|官方).{0,16}(?:表示|介绍|透露|指出)\W*\Z")

# What is told by hearsay is neither confirmed nor answered for.
_HEARSAY = "~传"
_UNCONFIRMED = re.compile(r"(?:未|没有|不予|拒绝|不作|不做)[\u3400-\u9fff]{0,4}(?:证实|确认|回应|置评|评论)|不知情")


def is_turned(steps: tuple[Step, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether a clause that was left away turns what is kept of its sentence, or says who says it."""
    by_hearsay = any(token.word == _HEARSAY for step in steps for token in step.said)
    for number in {step.sentence for step in steps}:
        sentence = sentences[number]
        last = max(step.passage.last for step in steps if step.sentence == number)
        for place, clause in enumerate(sentence.clauses):
            if is_kept(place, steps, number) or clause.end in reach(sentence.text, clause.start, Place.FIRST):
                continue
            words = sentence.words(clause)
            if by_hearsay and place > last and _UNCONFIRMED.search(words):
                continue
            if turns(words) if place > last else _frames(sentence, place, sentences[0]):
                return True
    return False


def _frames(sentence: Sentence, place: int, headline: Sentence) -> bool:
    """Whether a clause says of those behind it when, on what condition or for whom they hold."""
    clause, words = sentence.clauses[place], sentence.words(sentence.clauses[place])
    if TURNING.search(words) or REVERSED.search(words) or clause.asks:
        return True
    if _SPEAKS.search(words):
        return not (_OWN_VOICE.search(words) and _is_of_headline(sentence, place, headline))
    return not clause.introduces and is_adverbial(words)


def _is_of_headline(sentence: Sentence, spoken: int, headline: Sentence) -> bool:
    """Whether somebody speaks of what the headline names, and not of a rival."""
    named = sentence.head(sentence.clauses[spoken + 1])[:1]
    return headline.vocabulary.issuperset(named) or is_of_another(sentence, spoken + 1)
