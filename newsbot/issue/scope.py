"""Where in a sentence nothing may be left away: with fewer words, what is denied, limited or compared is another thing.

"GLM-6已全面开放" says that it is open; "GLM-6未全面开放" does not say that it is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsbot.issue.turning import TURNING

BREAK = re.compile(r"(?:[，；;：。！？!?\n]|[,:](?!\d)|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff]))+")
# Beside what turns a statement: what ends or forbids something, what compares, and what is said of all or of none.
_NARROWS = re.compile(
    r"不|莫(?!言|斯|尔)|停|关[停闭掉]|下[架线]|[中阻]断|终[结止]|废[除止弃]|放弃|弃用|禁|阻[止挠]|防止|免[于除]|杜绝|解[散除约]|淘汰|退[出役]|剥离|缺乏|尚|从(?=未|来)"
    r"|远(?=超|低|高)|超[过越出]|高于|低于|多于|少于|大于|小于|优于|劣于|强于|弱于|逊|不[及如]|领先|落后|击败|胜过|不敌|追平|媲美|相当于|接近|[较比](?!例|赛|如|上一代|上代|前代|上年|去年)"
    r"|所有|全部|一切|任何|每[个款家位项名]|各[个家大类地]|凡|唯一|唯独|除|以外|之外|几乎|大多|部分|均|[很极](?=少)|少数|少有|罕"
)
_TIME = (
    r"今[天日晚早年]|昨[天日晚]|前[天日](?!后)|明[天日年晚]|去年|当[天日年]|近[日期]|日前|刚刚|最近|目前|如今|此前|现[在已]|\d{1,2}月(?!活)(?:\d{1,2}日)?|\d{1,2}日|20\d\d年"
    r"|(?:周|星期)[一二三四五六日天]|[上下本][周月年]|[上下]半年|[一二三四]季度|首日|次日|同[日期]|[上下中]午|凌晨|晚间|早间"
)
_TIMES = re.compile(rf"(?:{_TIME})+")
# Who has made it tells of it, or a reporter does; what a clause begins with turns the one before.
_TOLD_PLAINLY = re.compile(r"据介绍|\A(?:不过|但是?|然而)|(?<=日)(?:消息|电|讯)(?=[，,])")


class Scope(NamedTuple):
    """What holds in a sentence: from the clause that begins at ``narrow`` on, nothing may be left away.

    ``has_times``: it tells of more than one time, so that none may be left away.
    """

    narrow: int
    has_times: bool


@lru_cache(maxsize=1024)  # the sentences of an article, each asked for many times
def scope_of(text: str) -> Scope:
    """The scope of a folded sentence."""
    starts = [0, *(mark.end() for mark in BREAK.finditer(text))]
    clauses = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    narrow = (start for start, clause in zip(starts, clauses, strict=True) if is_narrow(clause))
    return Scope(next(narrow, len(text)), len(times(text)) > 1)


def is_narrow(clause: str) -> bool:
    """Whether something in a clause denies, limits, doubts, compares or tells of all."""
    plain = _TOLD_PLAINLY.sub("", clause)
    return _NARROWS.search(plain) is not None or TURNING.search(plain) is not None


def times(text: str) -> set[str]:
    """The days and times that a text names."""
    return {found[0] for found in _TIMES.finditer(text)}
