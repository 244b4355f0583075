"""Which sentences and clauses of an article a line goes back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsbot.issue.figures import figures
from newsbot.judging.matching import fold

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_CLAUSE_END = re.compile(r"[，；;：。！？!?\n]|[,:](?!\d)")
_WORD = re.compile(r"[a-z][a-z0-9.+-]*|\d+(?:\.\d+)?")
_LEAD = 120  # characters of the text behind the headline that tell what the article is about


class Source(NamedTuple):
    """What may be said: the sentences of an article, its headline first, and folded all in one."""

    sentences: tuple[str, ...]
    folded: str


def clauses_of(line: str) -> list[str]:
    """The clauses of a line, but for mere marks."""
    return [clause for clause in _CLAUSE_END.split(line) if clause.strip("。 ”’」")]


def statements(clause: str, near: Sequence[str]) -> list[str]:
    """What the nearest sentences say in the words of the clause, whatever figures they give.

    A clause with several figures may have drawn two clauses together.
    """
    counted = [figure for figure in figures(clause) if not figure.is_word]
    worded = clause
    for figure in reversed(counted):
        worded = f"{worded[: figure.start]}，{worded[figure.end :]}"
    found = [part for sentence in near for part in nearest(worded, clauses_of(sentence))]
    if len(counted) > 1:
        pairs = [pair for sentence in near for pair in pairwise(clauses_of(sentence))]
        found += [second for first, second in pairs if first in found]
    return found or list(near)


def nearest(text: str, others: Sequence[str]) -> list[str]:
    """Those that share most with the text, at least four tenths of it."""
    pairs = _tokens(text)
    if not pairs:
        return []
    shares = [(len(pairs & _tokens(other)) / len(pairs), other) for other in others]
    best = max((share for share, _ in shares), default=0.0)
    return [other for share, other in shares if share >= 0.4 and share >= 0.95 * best]


def is_on_subject(line: str, source: Source) -> bool:
    """Whether at least half of the line is about what headline and opening are about."""
    title, *rest = source.sentences
    subject = _tokens(f"{title}\n{chr(10).join(rest)[:_LEAD]}")
    said = _tokens(line)
    return bool(said) and 2 * len(said & subject) >= len(said)


@lru_cache(maxsize=1024)  # the sentences of an article, each compared several times
def _tokens(text: str) -> frozenset[str]:
    """Pairs of Chinese characters, Latin words, and figures however they are written."""
    folded, counted = fold(text), []
    for figure in reversed(figures(folded)):
        if not figure.is_word:
            counted.append(f"{figure.value}{figure.unit}")
            folded = f"{folded[: figure.start]}，{folded[figure.end :]}"
    pairs = {run[at : at + 2] for run in _HAN_RUN.findall(folded) for at in range(len(run) - 1)}
    return frozenset(pairs.union(_WORD.findall(folded), counted))
