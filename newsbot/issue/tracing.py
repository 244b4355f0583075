"""Whether a line is its article with only harmless words left away.

Each clause of it goes back to one of a sentence, is told of whom the sentence tells it, and of nothing that turns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from newsbot.issue.remainder import is_turned
from newsbot.issue.sentences import Sentence
from newsbot.issue.standing import is_overtaken
from newsbot.issue.succession import Step, follows, names_two
from newsbot.issue.tokens import Span, Token, counted, known, tokens
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import fold

_CLAUSE = re.compile(r"[^，；;。？?]+")
_MOST_CLAUSES = 8
_MOST_WAYS = 2000
_MOST_SENTENCES, _LONGEST_SENTENCE = 300, 500  # characters; nobody writes longer ones
_FEWEST = 3  # tokens of a clause that may stand in the headline by chance


class _Said(NamedTuple):
    """A clause of a line; ``asks``: a question mark ends it."""

    tokens: Sequence[Token]
    asks: bool

    @classmethod
    def of(cls, words: Sequence[Token], part: re.Match[str]) -> _Said:
        asks = part.string[part.end() : part.end() + 1] in {"？", "?"}
        return cls([each for each in words if part.start() <= each.start < part.end()], asks)


def untraced(line: str, told: Sequence[str], lexicon: Lexicon) -> str:
    """Where the line leaves the sentences ``told``, the headline first: the clause it does not have from there."""
    folded = fold(line)
    sentences, words = _read(line, [each[:_LONGEST_SENTENCE] for each in told[:_MOST_SENTENCES]], lexicon)
    parts = [_Said.of(words, part) for part in _CLAUSE.finditer(folded)]
    clauses = [part for part in parts if part.tokens]
    if not clauses or len(clauses) > _MOST_CLAUSES:
        return folded[:12]
    if against := _against_headline(clauses, sentences[0]):
        return folded[against.tokens[0].start :][:12]
    farthest = 0
    for steps, place in islice(_ways(clauses, sentences), _MOST_WAYS):
        farthest = max(farthest, min(place, len(clauses) - 1))
        whole = place == len(clauses)
        if whole and not is_turned(steps, sentences) and not is_overtaken(folded, steps, sentences):
            return ""
    return folded[clauses[farthest].tokens[0].start :][:12]


def _read(line: str, told: Sequence[str], lexicon: Lexicon) -> tuple[list[Sentence], list[Token]]:
    """The sentences, and the tokens of the line."""
    everything, counts = "\n".join(told), counted(line, *told)
    named = known(everything, lexicon)
    sentences, start = [], 0
    for text in told:
        end = start + len(text)
        spans = [Span(n.start - start, n.end - start, n.word) for n in named if start <= n.start and n.end <= end]
        sentences.append(Sentence(fold(text), tokens(text, spans, counts)))
        start = end + 1
    return sentences, tokens(line, known(line, lexicon, everything), counts)


def _ways(clauses: Sequence[_Said], sentences: Sequence[Sentence]) -> Iterator[tuple[tuple[Step, ...], int]]:
    """The ways to have the clauses from the sentences, one step after the other, and how far each goes."""

    @cache
    def steps_between(start: int, end: int, *, first: bool) -> list[Step]:
        said = [token for clause in clauses[start:end] for token in clause.tokens]
        # Of "it" nothing may be told without saying so where two may be meant.
        first = first or names_two(clause.tokens for clause in clauses[:start])
        return [
            Step(said, number, passage)
            for number, sentence in enumerate(sentences)
            for passage in sentence.passages(said, first=first, asks=clauses[end - 1].asks)
        ]

    def onward(steps: tuple[Step, ...], at: int) -> Iterator[tuple[tuple[Step, ...], int]]:
        yield steps, at
        for end in range(len(clauses), at, -1):
            for step in steps_between(at, end, first=not steps):
                if follows(steps, step, sentences):
                    yield from onward((*steps, step), end)

    return onward((), 0)


def _against_headline(clauses: Sequence[_Said], headline: Sentence) -> _Said | None:
    """A clause that the headline has with more words between, or in a sentence that turns it.

    What the text says as the line does counts for less: it tells at length what the headline tells whole.
    """
    found: list[Step] = []
    for clause in clauses:
        passages = [*headline.passages(clause.tokens, first=False, asks=clause.asks)]
        found += [Step(clause.tokens, 0, passage) for passage in passages]
        if (
            not passages
            and len(clause.tokens) >= _FEWEST
            and any(_is_within(clause.tokens, headline.tokens_of(each)) for each in headline.clauses)
        ):
            return clause
    return clauses[0] if found and is_turned(tuple(found), [headline]) else None


def _is_within(said: Sequence[Token], told: Sequence[Token]) -> bool:
    rest = iter(each.word for each in told)
    return all(token.word in rest for token in said)
