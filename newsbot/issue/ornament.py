"""What a headline wears: names of columns, cries for attention, hype, pictures."""

from __future__ import annotations

import re

_SHORTEST = 8  # characters that must be left of a title when a column's name is taken off

# Names of columns, formats and conferences. Only these: before a bar may stand who acts, behind one that it is a hoax.
_COLUMN = (
    r"(?:[^｜|丨\s]{0,6}(?:首发|独家|快讯|早报|晚报|专访|对话|深度|焦点|观察|前线|专题|重磅|周报|直播|活动|项目|播报|速递|现场|氪)"
    r"|(?-i:[A-Z][A-Za-z]{2,9})\s?['’]?(?:20)?\d\d(?:\s?(?i:oral|spotlight)|\s?[\u4e00-\u9fff]{1,4})?"
    r"|(?:QCon|AICon|ArchSummit|GTLC)\s?[\u4e00-\u9fff]{0,4}|看财报"
    r"|(?:直击|请回答|探展|现场)\s?[A-Za-z]{2,9}\s?(?:20\d\d)?|(?:技术|最佳|工程)实践|技术干货)"
)
_CRY = (
    r"(?:刚刚|就在刚刚|突发|重磅|炸裂|官宣|深夜|凌晨|最新|快讯|独家|实锤|震惊|震撼|沸腾|炸锅|炸场|王炸|破防|绝了|燃爆|终于"
    r"|(?:真的|终于|它|他|她|这就|又|全都)?来了|[太杀卷]?[炸疯强]裂?了|封神|出大事了?|必看|速看|干货|划重点)"
)
_MARKS = r"[，,！!：:｜|丨…~～。\s]"
_BEFORE = (
    re.compile(rf"^(?:【[^】]{{1,10}}】|\[[^\]\s]{{1,6}}\]|{_COLUMN}\s*[｜|丨])\s*"),
    re.compile(rf"^(?:{_CRY}\s*{_MARKS}+)+"),
)
_BEHIND = (
    re.compile(rf"\s*[｜|丨]\s*{_COLUMN}$"),
    re.compile(r"\s*【[^】]{1,10}】$"),
    re.compile(rf"(?<=[，,！!。]){_CRY}[！!。]*$"),
)
# Hype before what somebody does; the deed stays.
_HYPE = re.compile(
    r"(?:重磅|震撼|强势|炸裂|霸气|惊艳|火爆|王炸)(?=发布|推出|上线|开源|回归|来袭|升级|亮相|登场|登陆|更新|官宣|开启|首发)"
)
_PILES = re.compile(r"([？?])[？?]+")
# Pictures, dingbats, decorative lines, and the selectors and joiners between them; arrows say from what to what.
_PICTURES = re.compile(
    "[\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\u3030\u303d\ufe0e\ufe0f\u20e3\u200d\U0001f000-\U0001faff]+"
)


def without_ornament(title: str) -> str:
    """A title without column names, sigla of conferences, cries and pictures; itself if little is left."""
    plain = re.sub(r"\s+", " ", _PICTURES.sub(" ", title)).strip() or title.strip()
    for _ in range(2):  # a column's name may stand behind a cry, and the other way round
        for pattern in _BEFORE:
            plain = pattern.sub("", plain).strip() or plain
    for pattern in _BEHIND:
        shorter = pattern.sub("", plain).strip()
        plain = shorter if len(shorter) >= _SHORTEST else plain
    return _PILES.sub(r"\1", _HYPE.sub("", plain))
