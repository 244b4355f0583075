"""Whether a line says with its Chinese words what a text says: nothing added, nothing turned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsbot.issue.figures import figures
from newsbot.judging.matching import fold

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLAUSE_END = re.compile(r"[，；;：。！？!?\n]|[,:](?!\d)")
_WORD = re.compile(r"[a-z][a-z0-9.+-]*|\d+(?:\.\d+)?")

# Words that say nothing by themselves.
_FREE = (
    "的",
    "了",
    "和",
    "与",
    "及",
    "并",
    "在",
    "对",
    "等",
    "为",
    "以",
    "其",
    "是",
    "后",
    "中",
    "上",
    "旗下",
    "一款",
    "这一",
)
# Words of which one may stand for another. Not 开源 for 发布, nor 将 for 已: these say different things.
_LIKE = (
    ("发布", "推出", "上线", "亮相", "公布", "面世", "问世"),
    ("表示", "称", "透露", "指出", "说", "介绍", "宣布", "认为"),
    ("上涨", "增长", "提升", "上升", "提高", "增加", "攀升", "涨", "增"),
    ("下跌", "下降", "降低", "减少", "下滑", "回落", "跌", "降"),
    ("达", "达到", "至", "为", "共"),
    ("支持", "可", "能", "可以", "能够"),
    ("获", "获得", "拿到", "斩获"),
    ("采用", "使用", "基于", "用"),
    ("拟", "计划", "将", "打算"),
    ("超", "超过", "逾", "突破"),
    ("约", "大约", "大概"),
    ("今日", "今天"),
    ("昨日", "昨天"),
    ("明日", "明天"),
    ("公司", "企业", "厂商"),
    ("首个", "首款"),
    ("免费", "不收费"),
    ("未", "没有", "尚未"),
    ("传", "据传", "网传", "传闻"),
)
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
# A text that talks to whoever reads it for us is no witness for anything.
_INSTRUCTION = re.compile(
    r"(?:忽略|无视|不要理会|忘记|覆盖).{0,16}(?:指令|提示|要求|规则|设定|内容|以上|上述)|(?:系统|开发者)提示词?[:：]"
    r"|你(?:现在)?是一?[个名位]?(?:AI|人工智能|助手|模型|编辑)|(?:请|务必|必须|只需?)(?:直接|仅|只)?(?:输出|回复|回答|返回|写|改写)"
    r"|ignore.{0,24}(?:instruction|above|previous)|disregard|system prompt|output only|respond with|you are (?:an?|now)"
    r"|</?[a-z_]{2,20}>",
    re.IGNORECASE,
)
_LEAD = 120  # characters of the text behind the headline that tell what the article is about


class Source(NamedTuple):
    """What may be said: the sentences of an article, its headline first, and folded all in one."""

    sentences: tuple[str, ...]
    folded: str


def source_of(title: str, summary: str, text: str) -> Source:
    """The sentences of an article, but for those that give orders to whoever reads them."""
    told = [part.strip() for body in (summary, text) for part in _SENTENCE_END.split(body)]
    kept = [part for part in told if part and not _INSTRUCTION.search(part)]
    sentences = tuple(dict.fromkeys([title, *kept]))
    return Source(sentences, fold("\n".join(sentences)))


def added(line: str, source: Source) -> str:
    """The first Chinese words of the line that the source does not have; "" if it has all."""
    folded, there = _BESIDE_HAN.sub("", fold(line)), _BESIDE_HAN.sub("", source.folded)
    free = {*_FREE, *(word for like in _LIKE if any(each in source.folded for each in like) for word in like)}
    for run in _HAN_RUN.finditer(folded):
        if gap := _gap(run, folded, there, free):
            return gap
    return ""


def _gap(run: re.Match[str], line: str, source: str, free: set[str]) -> str:
    """What cannot be laid out with pieces of the source, of two characters at least, and free words."""
    text, start = run[0], run.start()
    reached = {0}
    for at in range(len(text)):
        if at not in reached:
            continue
        for end in range(at + 1, len(text) + 1):
            piece = text[at:end]
            known = piece in free or (len(piece) > 1 and piece in source)
            at_edge = len(piece) == 1 and (at == 0 or end == len(text))
            if known or (at_edge and _beside(line, start + at, piece, source)):
                reached.add(end)
    return "" if len(text) in reached else text[max(reached) : max(reached) + 4]


def _beside(line: str, at: int, piece: str, source: str) -> bool:
    """Whether a single character stands beside a Latin letter or a figure, in the source as in the line."""
    before = at > 0 and line[at - 1].isascii() and line[at - 1].isalnum()
    after = line[at + 1 : at + 2].isascii() and line[at + 1 : at + 2].isalnum()
    return (before and bool(re.search(rf"[a-z0-9零一二两三四五六七八九十百千万亿]\s?{piece}", source))) or (
        after and bool(re.search(rf"{piece}\s?[a-z0-9]", source))
    )


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


def clauses_of(line: str) -> list[str]:
    """The clauses of a line, but for mere marks."""
    return [clause for clause in _CLAUSE_END.split(line) if clause.strip("。 ”’」")]


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


def statements(clause: str, near: Sequence[str]) -> list[str]:
    """What the nearest sentences say in the words of the clause, whatever figures they give.

    A clause with several figures may have drawn two clauses together.
    """
    counted = figures(clause)
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
