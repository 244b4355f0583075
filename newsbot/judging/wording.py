"""How a text is worded: the names in it, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newsbot.judging.matching import fold
from newsbot.judging.names import names

_HYPHENS = dict.fromkeys(range(0x2010, 0x2014), "-")

_LATIN = re.compile(r"[a-z][a-z0-9]*(?:[.'&+-][a-z0-9]+)*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_QUOTED = re.compile(r"[“「《『\"]([^”」》』\"]{2,16})[”」》』\"]")
# A headline begins with who it is about, but for its column and words of hearsay.
_PREAMBLE = re.compile(
    r"(?:[^｜|丨]{1,12}[｜|丨])?(?:据悉|外媒|消息称?|报道称?|曝|传|据|刚刚|突发|独家|实测|对话|首批|今日起|[，,：:！!\s「“《『])*"
)
_SUBJECT = re.compile(r"[a-z][a-z0-9.&+-]*|[\u3400-\u9fff]{2}")
_SPEAKER = re.compile(r"[^：:，,。？?！!；;]{2,16}(?=[：:])")
_VERSION = re.compile(
    r"([a-z]{1,16})[ \-]?v?(\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?![a-z])"
    r"(?![\d.]*\s?[亿万%％倍元年月日款个家项种位次名天周条\d])"
)
_QUARTER = re.compile(r"([一二三四])季(?:度|报)|(?<![a-z0-9])q([1-4])(?![0-9])|第([一二三四])财季")

# The hours of a market, each with its own report; of one share, the first price and the last are one story.
_MARKET = re.compile(r"指数|恒指|沪指|三大|[美港a]股|南向|北向|概念股|板块")
_HOURS = {
    "盘前": re.compile(r"盘前"),
    "开盘": re.compile(r"开盘|[高低]开"),
    "午间": re.compile(r"午间|午盘|午后|早盘"),
    "收盘": re.compile(r"收盘|收[涨跌报]|盘后"),
}
# A company's registered name: its city, its name, its trade and its form; only the name tells it from others.
_REGISTERED = re.compile(
    r"(?:(?:北京|上海|天津|重庆|深圳|广州|杭州|苏州|南京|成都|武汉|西安|合肥|厦门|珠海|广东|浙江|江苏|安徽|山东|湖南)市?)?"
    r"([\u3400-\u9fffa-z]{2,12}?)(?:人工智能|智能|信息|网络|数字|软件|数据|云计算|机器人|半导体|电子){0,2}"
    r"(?:科技|技术)?(?:发展|服务|产业)?(?:集团|控股)?(?:股份)?有限(?:责任)?公司"
)
# By-lines and calls of the publishers, and words of hearsay.
_BOILERPLATE = re.compile(
    r"36氪(?:获悉|首发|独家)?|硬氪|点击查看原文>?|#?欢迎关注\S*|(?:作者|编辑|文)\s*[|｜丨]\s*\S+|据悉|近日|今日|消息称?|报道称?"
    r"|--\s*快科技.*|^show hn[:：]"
)
# Latin words of this field that name nothing.
COMMON = frozenset({
    *("ai", "agent", "agents", "agentic", "api", "token", "tokens", "app", "ceo", "cto", "cfo", "ipo", "llm", "gpu"),
    *("vibe", "coding", "rag", "skill", "skills", "prompt", "prompts", "saas", "demo", "bug", "chatbot", "workflow"),
    *("pro", "max", "plus", "mini", "new", "vs", "pc", "q1", "q2", "q3", "q4", "waic", "wrc", "aicon", "pre-a"),
    *("the", "of", "and", "to", "in", "for", "on", "with", "is", "a", "an", "it", "at", "by", "from", "as"),
})  # fmt: skip


class Wording(NamedTuple):
    """A text, folded and without what publishers put around it.

    ``plain`` is it with its names as printed, ``parts`` are the stretches between them, ``names`` they and their kinds.
    """

    text: str
    plain: str
    parts: tuple[str, ...]
    names: tuple[tuple[str, str], ...]

    def of_kind(self, *kinds: str) -> frozenset[str]:
        """The names of some kinds; see `newsbot.judging.names.Name`."""
        return frozenset(name for name, kind in self.names if kind in kinds)


def wording(text: str, length: int) -> Wording:
    """How the beginning of a text is worded, up to so many characters."""
    folded = fold(text[: 2 * length]).translate(_HYPHENS)
    clean = _BOILERPLATE.sub("", folded)
    if "有限" in clean:  # the expression is slow, and seldom needed
        clean = _REGISTERED.sub(r"\1", clean)
    short = clean[:length].strip()
    plain: list[str] = []
    parts: list[str] = []
    found: list[tuple[str, str]] = []
    end = 0
    for name in names(short):
        plain += (short[end : name.start], fold(name.name))
        parts.append(short[end : name.start])
        found.append((name.name, name.kind))
        end = name.end
    return Wording(short, "".join((*plain, short[end:])), (*parts, short[end:]), tuple(found))


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())


def tokens(text: Wording) -> Iterator[str]:
    """Names, and between them Latin words and pairs of Chinese characters."""
    yield from (name for name, _ in text.names)
    for part in text.parts:
        yield from words(part)


def words(text: str) -> Iterable[str]:
    """Latin words and pairs of Chinese characters of a folded text."""
    yield from _LATIN.findall(text)
    for run in _HAN_RUN.findall(text):
        yield from (run[start : start + 2] for start in range(max(1, len(run) - 1)))


def entities(text: Wording) -> Iterator[str]:
    """The names, and what may be one: a Latin word that is not common in this field, or what is quoted."""
    yield from text.of_kind("vendor", "product", "companies", "people", "products")
    for part in text.parts:
        yield from (word for word in _LATIN.findall(part) if len(word) > 1 and word not in COMMON)
    yield from (name.strip() for name in _QUOTED.findall(text.plain))


def deeds(tokens: frozenset[str], named: frozenset[str]) -> frozenset[str]:
    """The tokens that say what happened rather than to whom: no names, and no Latin words but common ones."""
    return frozenset(token for token in tokens - named if not token.isascii() or token in COMMON)


def subject(headline: Wording) -> str:
    """What the headline begins with: a name, a Latin word or two Chinese characters, their letters alone."""
    found = _SUBJECT.match(headline.plain, _beginning(headline))
    return letters(found.group()) if found else ""


def speaker(headline: Wording) -> str:
    """What stands before its colon, the letters alone; "" where there is none."""
    found = _SPEAKER.match(headline.plain, _beginning(headline))
    return letters(found.group()) if found else ""


def _beginning(headline: Wording) -> int:
    preamble = _PREAMBLE.match(headline.plain)
    return preamble.end() if preamble else 0


def versions(text: str) -> Mapping[str, frozenset[str]]:
    """The versions of a folded text by the Latin word they follow; of "季度" the quarters, of "盘" the market hours."""
    found: dict[str, set[str]] = {}
    for name, version in _VERSION.findall(text):
        found.setdefault(name, set()).add(version)
    for chinese, latin, fiscal in _QUARTER.findall(text):
        found.setdefault("季度", set()).add(latin or str("一二三四".index(chinese or fiscal) + 1))
    found.pop("q", None)
    if _MARKET.search(text):
        found["盘"] = {name for name, words in _HOURS.items() if words.search(text)}
    return {name: frozenset(versions) for name, versions in found.items() if versions}
