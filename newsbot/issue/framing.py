"""Whether a line says of something what its article says: by hearsay or not, denied or not, in the same direction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.issue.nearness import Source, clauses_of, nearest
from newsbot.judging.matching import fold

# What a clause denies,
_NOT = re.compile(
    r"不(?!同|断|少|仅|久|错|止|但)|未(?!来)|没|无(?!人机|人驾|锡|线|界|缝)|非(?!常|洲)|勿|免(?!疫)|拒|否认|否决|停止|暂停|终止|叫停|中止|取消|撤|放弃|禁|失败|落空|告吹"
)
# and where to something goes.
_UP = re.compile(r"涨|增(?!发)|升(?!级)|提高|扩大|上调|攀|翻倍|翻番|加速|新高|高于|领先|击败|胜|赢")
_DOWN = re.compile(r"跌|减|降|下滑|回落|下调|缩|萎|腰斩|放缓|新低|低于|落后|不敌|败给|输给|亏")
# What a sentence says of all of its clauses: by hearsay, perhaps, one day, on a condition, on the other hand, not so.
_FRAMES = {
    "传闻": re.compile(
        r"(?<![宣上遗流])传(?![统媒输感奇承真递导])|疑(?!难|问)|曝|爆料|消息称|知情|据悉|据称|据.{0,12}(?:报道|消息|称)|网友"
    ),
    "可能": re.compile(r"或(?!许可|者)|可能|有望|预计|料(?=将)|也许|恐(?!怖)|(?<![类相近])似"),
    "未来": re.compile(r"拟|计划|将(?!近|军)|考虑|打算|力争|即将|筹备|准备|洽谈|寻求|谋求|有意|同意"),
    "条件": re.compile(r"如果|若|倘|一旦|除非|只有|前提|仅限|只要"),
    "转折": re.compile(r"但|然而|却|不过"),
    "否认": re.compile(r"否认|辟谣|不实|谣|不可信|并非|假消息|澄清|误传"),
}
# What may stand before whoever acts, or behind.
_WHEN = re.compile(r"今[天日年早晚]|昨[天日晚]|明[天日年]|近[日期]|日前|当[天日]|正式|已|将|首[次个]")


def turned(line: str, source: Source) -> str:
    """What the line turns, drops or adds of what frames a statement; "" if nothing."""
    for clause in clauses_of(line):
        near = nearest(clause, source.sentences)
        if not near:
            return f"没有依据：{clause[:12]}"
        if fault := _framed(line, clause, near, source) or _denied(clause, near) or _directed(clause, near):
            return fault
        if _is_inverted(clause, near):
            return f"语序有变：{clause[:12]}"
    return ""


def _framed(line: str, clause: str, near: Sequence[str], source: Source) -> str:
    # What the headline has by hearsay stays so, however often the text speaks of it.
    told = [*near, *nearest(clause, source.sentences[:1])]
    parts = _parts(clause, near)
    where: dict[str, Sequence[str]] = {
        **dict.fromkeys(("传闻", "否认"), told),
        **dict.fromkeys(("可能", "未来"), parts),
        "条件": near,
        "转折": [
            sentence[sentence.rfind(part) + len(part) :] for sentence in near for part in parts if part in sentence
        ],
    }
    for frame, words in _FRAMES.items():
        kept = clause if where[frame] is parts else line
        if not words.search(kept) and any(words.search(said) for said in where[frame]):
            return f"少了{frame}"
    return ""


def _denied(clause: str, near: Sequence[str]) -> str:
    said = len(_NOT.findall(clause))
    counts = {len(_NOT.findall(part)) for part in _parts(clause, near)}
    return "" if said in counts and (said or len(counts) == 1) else "否定有变"


def _directed(clause: str, near: Sequence[str]) -> str:
    parts = _parts(clause, near)
    for ahead, back in ((_UP, _DOWN), (_DOWN, _UP)):
        if ahead.search(clause) and not back.search(clause) and not all(map(ahead.search, parts)):
            return "方向有变"
    return ""


def _is_inverted(clause: str, near: Sequence[str]) -> bool:
    """Whether what a clause begins with comes behind what follows it there: who acts is another one then."""
    folded = _squeezed(clause)
    for sentence in map(_squeezed, near):
        first = _longest(folded, sentence)
        second = _longest(folded[len(first) :], sentence)
        if min(len(first), len(second)) < 2:
            return False
        if sentence.find(first) < sentence.rfind(second):
            return False
    return True


def _squeezed(text: str) -> str:
    return "".join(character for character in _WHEN.sub("", fold(text)) if character.isalnum())


def _longest(text: str, sentence: str) -> str:
    """The longest beginning of the text that stands in the sentence."""
    length = 0
    while length < len(text) and text[: length + 1] in sentence:
        length += 1
    return text[:length]


def _parts(clause: str, near: Sequence[str]) -> list[str]:
    """The clauses of the nearest sentences that the clause is nearest to; all of them where none is."""
    parts = [part for sentence in near for part in clauses_of(sentence)]
    return nearest(clause, parts) or parts
