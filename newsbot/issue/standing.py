"""Whether what a line tells is still so where the article ends: it may be denied, put off or undone further down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.issue.scope import times
from newsbot.issue.sentences import Sentence
from newsbot.issue.succession import Step
from newsbot.issue.turning import REVERSED

# What denies something wherever it stands; the rest of what turns a course of things does so in what stands near.
_DENIED = re.compile(r"不实|不属实|失实|辟谣|谣[言传]|误传|伪造|系假|子虚乌有|无此事|否认")
_NEAR = 2  # sentences behind


def is_overtaken(line: str, steps: Sequence[Step], sentences: Sequence[Sentence]) -> bool:
    """Whether the article goes back on what the line has from its text, and the line does not say so.

    What the headline tells is the news itself: it stands by what it says.
    """
    numbers = {step.sentence for step in steps} - {0}
    if not numbers:
        return False
    if not _DENIED.search(line) and any(_DENIED.search(sentence.text) for sentence in sentences):
        return True
    near = {0, *(place for number in numbers for place in range(number, number + _NEAR + 1))} - {len(sentences)}
    said = {found[0] for found in REVERSED.finditer(line)}
    for sentence in (sentences[place] for place in near if place < len(sentences)):
        if any(found[0] not in said for found in REVERSED.finditer(sentence.text)):
            return True
    return any(_is_of_one_of_several_days(line, number, sentences) for number in numbers)


def _is_of_one_of_several_days(line: str, number: int, sentences: Sequence[Sentence]) -> bool:
    """Whether a line leaves away the day of a sentence while those around it tell of another."""
    told = times(sentences[number].text) - times(line)
    beside = {day for other in sentences[max(1, number - 1) : number + 2] for day in times(other.text)}
    return bool(told) and len(beside) > 1
