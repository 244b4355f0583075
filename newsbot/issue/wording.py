"""Whether a line has no Chinese words but those of its article, and what of the article counts."""

from __future__ import annotations

import re

from newsbot.issue.nearness import Source
from newsbot.judging.matching import fold

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")
_SENTENCE = re.compile(r"[^。！？!?\n]+[？?]?")  # with its question mark
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
LIKE = (
    ("发布", "推出", "上线", "亮相", "公布", "面世", "问世"),
    ("表示", "称", "透露", "指出", "说", "介绍"),
    ("上涨", "增长", "提升", "上升", "提高", "增加", "攀升", "涨", "增"),
    ("下跌", "下降", "降低", "减少", "下滑", "回落", "跌", "降"),
    ("达", "达到", "为", "共"),  # not 至: what rises to 5% has not risen by 5%
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
# A text that talks to whoever reads it for us is no witness for anything.
_INSTRUCTION = re.compile(
    r"(?:忽略|无视|不要理会|忘记|覆盖).{0,16}(?:指令|提示|要求|规则|设定|内容|以上|上述)|(?:系统|开发者)提示词?[:：]"
    r"|你(?:现在)?是一?[个名位]?(?:AI|人工智能|助手|模型|编辑)|(?:请|务必|必须|只需?)(?:直接|仅|只)?(?:输出|回复|回答|返回|写|改写)"
    r"|ignore.{0,24}(?:instruction|above|previous)|disregard|system prompt|output only|respond with|you are (?:an?|now)"
    r"|</?[a-z_]{2,20}>",
    re.IGNORECASE,
)


def source_of(title: str, summary: str, text: str) -> Source:
    """The sentences of an article, but for those that give orders to whoever reads them."""
    told = [part.strip() for body in (summary, text) for part in _SENTENCE.findall(body)]
    kept = [part for part in told if part and not _INSTRUCTION.search(part)]
    sentences = tuple(dict.fromkeys([title, *kept]))
    return Source(sentences, fold("\n".join(sentences)))


def added(line: str, source: Source) -> str:
    """The first Chinese words of the line that the source does not have; "" if it has all."""
    folded, there = _BESIDE_HAN.sub("", fold(line)), _BESIDE_HAN.sub("", source.folded)
    free = {*_FREE, *(word for like in LIKE if any(each in source.folded for each in like) for word in like)}
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
    return (
        before
        and bool(re.search(rf"[a-z0-9零一二两三四五六七八九十百千万亿]\s?[\u3400-\u9fff%]{{0,2}}{piece}", source))
    ) or (after and bool(re.search(rf"{piece}\s?[a-z0-9]", source)))
