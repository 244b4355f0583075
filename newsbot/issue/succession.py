"""Whether what one clause of a line is told of is what the article tells it of: a subject is not always repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsbot.issue.harmless import ANAPHOR, Place, reach
from newsbot.issue.sentences import Passage, Sentence, head_of
from newsbot.issue.tokens import Token

# What begins so goes on with whoever acted before.
_GOES_ON = re.compile(
    r"并|还|也|又|均|都|将|同时|此外|其|该|最高|最低|首次|发布|推出|开源|上线|支持|采用|基于|拥有|具备|提供|完成|获|拿下|投资|宣布|面向|覆盖|融资"
    r"|实现|达|参数|上下文|推理|训练|成本|价格|定价|售价|输入|输出|单价|免费|显存|延迟|时长|日活|月活|下载|累计|市值|毛利|研发|激活|总参数|发行价|开盘|收盘|涨幅|跌幅"
    r"|性能|速度|得分|准确率|用户|营收|收入|净利|估值|金额|权重|代码|权限|许可|今|已|较|同比|环比|在|可|能|为"
)

_MADE = re.compile(r"(?:~发布|开 源|升 级|更 新) (?:(?![@a-z])\S+ )*([@a-z]\S*)")

# What one does to, or with, another.
_DEALS = re.compile(
    r"投资|领投|跟投|参投|入股|收购|并购|控股|诉|状告|控告|合作|联合|联手|携手|签|授权|出售|转让|抄袭|侵权|击败|胜|牵手|竞购|旗下|母公司|子公司|~、"
)


class Step(NamedTuple):
    """Clauses of a line, as one, and where they stand."""

    said: Sequence[Token]
    sentence: int
    passage: Passage


def follows(steps: tuple[Step, ...], step: Step, sentences: Sequence[Sentence]) -> bool:
    """Whether a step tells of the same subject as those before it, or names its own."""
    sentence, (first, _) = sentences[step.sentence], step.passage
    named = step.said[0].is_name
    introduced = first > 0 and sentence.clauses[first - 1].introduces and not is_kept(first - 1, steps, step.sentence)
    # Before a colon stands who speaks: himself, if he is the subject anyway.
    if introduced and sentence.head(sentence.clauses[first - 1]) not in _heads(steps):
        return False
    if not steps:
        return first == 0 or named
    if step.sentence == steps[-1].sentence and first > steps[-1].passage.last:
        between = range(steps[-1].passage.last + 1, first)
        return named or all(_goes_on(sentence, number, steps) for number in between)
    if named:
        return True
    if names_two(each.said for each in steps):
        return False
    if first == 0:
        return not is_of_another(sentence, 0) or _is_known(step.sentence, steps, sentences)
    return _begins_with_it(step.sentence, steps, sentences) and all(
        _goes_on(sentence, number, steps) for number in range(1, first)
    )


def names_two(told: Iterable[Sequence[Token]]) -> bool:
    """Whether clauses name two of whom what follows may be told: not a maker and what it has made."""
    for said in told:
        words = "".join(token.word for token in said)
        parties = [token for token in said if token.is_name and token.word[0] == "@"]
        made = _MADE.search(" ".join(token.word for token in said))
        if _DEALS.search(words) or len(parties) > (3 if made else 2):
            return True
    return False


def is_kept(clause: int, steps: tuple[Step, ...], sentence: int) -> bool:
    return any(step.sentence == sentence and step.passage.first <= clause <= step.passage.last for step in steps)


def _heads(steps: tuple[Step, ...]) -> set[tuple[str, ...]]:
    """What may be the subject of what follows: what the line's clauses begin with, and what they say was made.

    Not what is merely named: of whom somebody is better than, or whom somebody buys, other things are told.
    """
    found = set()
    for said in (step.said for step in steps):
        found.add(head_of(said))
        made = _MADE.search(" ".join(token.word for token in said))
        if made:
            found.add((made[1],))
    return found


def _goes_on(sentence: Sentence, number: int, steps: tuple[Step, ...]) -> bool:
    clause = sentence.clauses[number]
    begins = reach(sentence.text, clause.start, Place.NEXT)
    return (
        clause.end in begins
        or any(_GOES_ON.match(sentence.text, place) for place in begins)
        or sentence.head(clause) in _heads(steps)
    )


def is_of_another(sentence: Sentence, number: int) -> bool:
    """Whether a clause is told of somebody that another one names."""
    begins = reach(sentence.text, sentence.clauses[number].start, Place.FIRST)
    return any(p.match(sentence.text, place) for place in begins for p in (_GOES_ON, ANAPHOR))


def _begins_with_it(number: int, steps: tuple[Step, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence begins with a subject of the line, or with a word for it."""
    sentence = sentences[number]
    if sentence.head(sentence.clauses[0]) in _heads(steps):
        return True
    return is_of_another(sentence, 0) and _is_known(number, steps, sentences)


def _is_known(number: int, steps: tuple[Step, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether "it" of a sentence is a subject of the line: so it is where the sentence before begins with it."""
    return number <= 1 or _begins_with_it(number - 1, steps, sentences)
