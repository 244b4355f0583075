"""Whether a line is its article with only harmless words left away.

Each clause of it goes back to one of a sentence, is told of whom the sentence tells it, and of nothing that turns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from newsbot.issue.clauses import is_adverbial
from newsbot.issue.harmless import Place, reach
from newsbot.issue.sentences import Sentence
from newsbot.issue.standing import is_overtaken
from newsbot.issue.succession import Step, follows, is_kept, is_of_another, names_two
from newsbot.issue.tokens import Span, Token, counted, known, tokens
from newsbot.issue.turning import REVERSED, TURNING, turns
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import fold

_CLAUSE = re.compile(r"[^，；;。？?]+")
_SPEAKS = re.compile(
    r"(?:称|说|认为|希望|表示|介绍|指出|透露|相信|预测|预计|建议|呼吁|要求|报道|显示|目标是?|计划|以为|质疑|警告|强调)\W*\Z"
)
_OWN_VOICE = re.compile(r"(?:公司|团队|官方).{0,16}(?:表示|介绍|透露|指出)\W*\Z")
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
        if whole and not _is_turned(steps, sentences) and not is_overtaken(folded, steps, sentences):
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


def _is_turned(steps: tuple[Step, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether a clause that was left away turns what is kept of its sentence, or says who says it."""
    for number in {step.sentence for step in steps}:
        sentence = sentences[number]
        last = max(step.passage.last for step in steps if step.sentence == number)
        for place, clause in enumerate(sentence.clauses):
            words = sentence.words(clause)
            if is_kept(place, steps, number) or clause.end in reach(sentence.text, clause.start, Place.FIRST):
                continue
            if turns(words) if place > last else TURNING.search(words) or REVERSED.search(words) or clause.asks:
                return True
            if place < last and not clause.introduces and is_adverbial(words):
                return True
            if (
                place < last
                and _SPEAKS.search(words)
                and not (_OWN_VOICE.search(words) and _is_of_headline(sentence, place, sentences[0]))
            ):
                return True
    return False


def _is_of_headline(sentence: Sentence, spoken: int, headline: Sentence) -> bool:
    """Whether somebody speaks of what the headline names, and not of a rival."""
    named = sentence.head(sentence.clauses[spoken + 1])[:1]
    return headline.vocabulary.issuperset(named) or is_of_another(sentence, spoken + 1)


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
    return clauses[0] if found and _is_turned(tuple(found), [headline]) else None


def _is_within(said: Sequence[Token], told: Sequence[Token]) -> bool:
    rest = iter(each.word for each in told)
    return all(token.word in rest for token in said)
