"""Whether a line is its article with only harmless words left away.

Each clause of it goes back to one of a sentence, is told of whom the sentence tells it, and of nothing that turns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsbot.issue.harmless import ANAPHOR, Place, reach
from newsbot.issue.sentences import Passage, Sentence, head_of
from newsbot.issue.tokens import Token, counted, known, tokens
from newsbot.issue.turning import TURNING
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import fold

_CLAUSE = re.compile(r"[^，；;。？?]+")
# What begins so goes on with whoever acted before.
_GOES_ON = re.compile(
    r"并|还|也|又|均|都|将|同时|此外|其|该|最高|最低|首次|发布|推出|开源|上线|支持|采用|基于|拥有|具备|提供|完成|获|拿下|投资|宣布|面向|覆盖|融资"
    r"|实现|达|参数|上下文|推理|训练|成本|价格|定价|售价|输入|输出|单价|免费|显存|延迟|时长|日活|月活|下载|累计|市值|毛利|研发|激活|总参数|发行价|开盘|收盘|涨幅|跌幅|性能|速度|得分|准确率|用户|营收|收入|净利|估值|金额|权重|代码|权限|许可|今|已|较|同比|环比|在|可|能|为"
)
_SPEAKS = re.compile(
    r"(?:称|说|认为|希望|表示|介绍|指出|透露|相信|预测|预计|建议|呼吁|要求|报道|显示|目标是?|计划|以为|质疑|警告|强调)\W*\Z"
)
_OWN_VOICE = re.compile(r"(?:公司|团队|官方).{0,16}(?:表示|介绍|透露|指出)\W*\Z")
_MOST_CLAUSES = 8
_FEWEST = 3  # tokens of a clause that may stand in the headline by chance


class _Said(NamedTuple):
    """A clause of a line; ``asks``: a question mark ends it."""

    tokens: Sequence[Token]
    asks: bool

    @classmethod
    def of(cls, words: Sequence[Token], part: re.Match[str]) -> _Said:
        asks = part.string[part.end() : part.end() + 1] in {"？", "?"}
        return cls([each for each in words if part.start() <= each.start < part.end()], asks)


class _Step(NamedTuple):
    """Clauses of a line, as one, and where they stand."""

    said: Sequence[Token]
    sentence: int
    passage: Passage


def untraced(line: str, told: Sequence[str], lexicon: Lexicon) -> str:
    """Where the line leaves the sentences ``told``, the headline first: the clause it does not have from there."""
    folded, everything, counts = fold(line), "\n".join(told), counted(line, *told)
    sentences = [Sentence(fold(each), tokens(each, known(each, lexicon, everything), counts)) for each in told]
    words = tokens(line, known(line, lexicon, everything), counts)
    parts = [_Said.of(words, part) for part in _CLAUSE.finditer(folded)]
    clauses = [part for part in parts if part.tokens]
    if not clauses or len(clauses) > _MOST_CLAUSES:
        return folded[:12]
    turning = TURNING.search(folded) is not None  # and so told
    if against := _against_headline(clauses, sentences[0], turning=turning):
        return folded[against.tokens[0].start :][:12]
    farthest = 0
    for steps, place in _ways((), clauses, sentences):
        farthest = max(farthest, min(place, len(clauses) - 1))
        if place == len(clauses) and (turning or not _is_turned(steps, sentences)):
            return ""
    return folded[clauses[farthest].tokens[0].start :][:12]


def _ways(
    steps: tuple[_Step, ...],
    clauses: Sequence[_Said],
    sentences: Sequence[Sentence],
    at: int = 0,
) -> Iterator[tuple[tuple[_Step, ...], int]]:
    """The ways to have the clauses from ``at`` on from the sentences, and how far each goes."""
    yield steps, at
    for end in range(len(clauses), at, -1):
        said = [token for clause in clauses[at:end] for token in clause.tokens]
        for number, sentence in enumerate(sentences):
            for passage in sentence.passages(said, first=not steps, asks=clauses[end - 1].asks):
                step = _Step(said, number, passage)
                if _follows(steps, step, sentences):
                    yield from _ways((*steps, step), clauses, sentences, end)


def _follows(steps: tuple[_Step, ...], step: _Step, sentences: Sequence[Sentence]) -> bool:
    """Whether a step tells of the same subject as those before it, or names its own."""
    sentence, (first, _) = sentences[step.sentence], step.passage
    named = step.said[0].is_name
    if first and sentence.clauses[first - 1].introduces and not _is_kept(first - 1, steps, step.sentence):
        # Before a colon stands who speaks: himself, if he is the subject anyway.
        if not (steps and sentence.head(sentence.clauses[first - 1]) in _heads(steps)):
            return False
    if not steps:
        return first == 0 or named
    if step.sentence == steps[-1].sentence and first > steps[-1].passage.last:
        between = range(steps[-1].passage.last + 1, first)
        return named or all(_goes_on(sentence, number, steps) for number in between)
    if named:
        return True
    if first == 0:
        return not _is_of_another(sentence, 0) or _is_known(step.sentence, steps, sentences)
    return _begins_with_it(step.sentence, steps, sentences) and all(
        _goes_on(sentence, number, steps) for number in range(1, first)
    )


def _is_kept(clause: int, steps: tuple[_Step, ...], sentence: int) -> bool:
    return any(step.sentence == sentence and step.passage.first <= clause <= step.passage.last for step in steps)


def _heads(steps: tuple[_Step, ...]) -> set[tuple[str, ...]]:
    """What may be the subject of what follows: what the line's clauses begin with, and the names in them."""
    return {head_of(step.said) for step in steps} | {(t.word,) for step in steps for t in step.said if t.is_name}


def _goes_on(sentence: Sentence, number: int, steps: tuple[_Step, ...]) -> bool:
    clause = sentence.clauses[number]
    begins = reach(sentence.text, clause.start, Place.NEXT)
    return (
        clause.end in begins
        or any(_GOES_ON.match(sentence.text, place) for place in begins)
        or sentence.head(clause) in _heads(steps)
    )


def _is_of_another(sentence: Sentence, number: int) -> bool:
    """Whether a clause is told of somebody that another one names."""
    begins = reach(sentence.text, sentence.clauses[number].start, Place.FIRST)
    return any(p.match(sentence.text, place) for place in begins for p in (_GOES_ON, ANAPHOR))


def _begins_with_it(number: int, steps: tuple[_Step, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence begins with a subject of the line, or with a word for it."""
    sentence = sentences[number]
    if sentence.head(sentence.clauses[0]) in _heads(steps):
        return True
    return _is_of_another(sentence, 0) and _is_known(number, steps, sentences)


def _is_known(number: int, steps: tuple[_Step, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether "it" of a sentence is a subject of the line: so it is where the sentence before begins with it."""
    return number <= 1 or _begins_with_it(number - 1, steps, sentences)


def _is_turned(steps: tuple[_Step, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether a clause that was left away turns what is kept of its sentence, or says who says it."""
    for number in {step.sentence for step in steps}:
        sentence = sentences[number]
        last = max(step.passage.last for step in steps if step.sentence == number)
        for place, clause in enumerate(sentence.clauses):
            words = sentence.words(clause)
            if _is_kept(place, steps, number) or clause.end in reach(sentence.text, clause.start, Place.FIRST):
                continue
            if TURNING.search(words) or clause.asks and place < last:
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
    named = sentence.head(sentence.clauses[spoken + 1])[0]
    return named in headline.vocabulary or _is_of_another(sentence, spoken + 1)


def _against_headline(clauses: Sequence[_Said], headline: Sentence, *, turning: bool) -> _Said | None:
    """A clause that the headline has with more words between, or in a sentence that turns it.

    What the text says as the line does counts for less: it tells at length what the headline tells whole.
    """
    found: list[_Step] = []
    for clause in clauses:
        passages = [*headline.passages(clause.tokens, first=False, asks=clause.asks)]
        found += [_Step(clause.tokens, 0, passage) for passage in passages]
        if (
            not passages
            and len(clause.tokens) >= _FEWEST
            and any(_is_within(clause.tokens, headline.tokens_of(each)) for each in headline.clauses)
        ):
            return clause
    return clauses[0] if found and not turning and _is_turned(tuple(found), [headline]) else None


def _is_within(said: Sequence[Token], told: Sequence[Token]) -> bool:
    rest = iter(each.word for each in told)
    return all(token.word in rest for token in said)
