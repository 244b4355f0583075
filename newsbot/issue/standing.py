"""Whether what a line tells is still so where the article ends: it may be denied, put off or undone further down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.issue.scope import times
from newsbot.issue.sentences import Sentence
from newsbot.issue.succession import Step
from newsbot.issue.turning import REVERSED

# What denies something told before, whoever does.
_THE_SAME = re.compile(r"不实|失实|属实|谣|伪造|子虚乌有|误传|[该此]|这[一个项]|上述|消息|说法|报道|传闻")
_NEAR = 2  # sentences behind


def is_overtaken(line: str, steps: Sequence[Step], sentences: Sequence[Sentence]) -> bool:
    """Whether the article goes back on what the line has from its text, and the line does not say so.

    What the headline tells is the news itself: it stands by what it says. Sentences of whom neither line nor headline
    names are of another matter, unless they speak of what was told.
    """
    numbers = {step.sentence for step in steps} - {0}
    said = {found[0] for found in REVERSED.finditer(line)}
    known = sentences[0].names | {token.word for step in steps for token in step.said if token.is_name}
    for place in {0, *(place for number in numbers for place in range(number, number + _NEAR + 1))} if numbers else ():
        if place >= len(sentences) or not (sentences[place].names <= known or _THE_SAME.search(sentences[place].text)):
            continue
        if any(found[0] not in said for found in REVERSED.finditer(sentences[place].text)):
            return True
    return any(_is_of_one_of_several_days(line, number, sentences) for number in numbers)


def _is_of_one_of_several_days(line: str, number: int, sentences: Sequence[Sentence]) -> bool:
    """Whether a line leaves away the day of a sentence while those around it tell of another."""
    told = times(sentences[number].text) - times(line)
    beside = {day for other in sentences[max(1, number - 1) : number + 2] for day in times(other.text)}
    return bool(told) and len(beside) > 1
