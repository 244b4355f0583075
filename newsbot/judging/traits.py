"""What an article names, counts and says: what it is compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from newsbot.items import Article
from newsbot.judging.matching import fold

# What is compared: the headline and the opening, so that an article of any length costs the same.
_TITLE_LENGTH = 120
_LEAD_LENGTH = 200

_LATIN = re.compile(r"[a-z][a-z0-9]*(?:[.'&+-][a-z0-9]+)*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_QUOTED = re.compile(r"[“「《『]([^”」》』]{2,16})[”」》』]")
# A headline begins with who it is about, but for its column and words of hearsay.
_PREAMBLE = re.compile(r"(?:[^｜|丨]{1,12}[｜|丨])?(?:外媒|曝|传|据|刚刚|突发|独家|实测|对话|[，,：:！!\s「“《『])*")
_SUBJECT = re.compile(r"[a-z][a-z0-9.&+-]*|[\u3400-\u9fff]{2}")
_NUMBER = re.compile(
    r"(?<![a-z0-9.\-])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万亿|千亿|百亿|十亿|亿|千万|百万|万|%|％|倍)?([年月日时点分号])?"
)
_SCALES = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4}
_VERSION = re.compile(
    r"([a-z]{1,16})[ \-]?v?(\d{1,3}(?:\.\d{1,3}){0,2})(?![\d.]*\s?[亿万%％倍元年月日款个家项种位次名天周条\d])"
)
_QUARTER = re.compile(r"([一二三四])季(?:度|报)|(?<![a-z0-9])q([1-4])(?![0-9])")

# By-lines and calls of the publishers, and words of hearsay, which make unlike articles alike.
_BOILERPLATE = re.compile(
    r"36氪(?:获悉|首发|独家)?|硬氪|点击查看原文>?|#?欢迎关注\S*|(?:作者|编辑|文)\s*[|｜丨]\s*\S+|据悉|近日|今日|消息称?|报道"
)
# Latin words of this field that name nothing.
_COMMON = frozenset({
    *("ai", "agent", "agents", "agentic", "api", "token", "tokens", "app", "ceo", "cto", "cfo", "ipo", "llm", "gpu"),
    *("pro", "max", "plus", "mini", "new", "vs", "pc", "q1", "q2", "q3", "q4", "waic", "wrc", "aicon"),
    *("the", "of", "and", "to", "in", "for", "on", "with", "is", "a", "an", "it", "at", "by", "from", "as"),
})  # fmt: skip


Numbers = tuple[tuple[str, float], ...]  # unit and value


class Traits(NamedTuple):
    """What is compared of one article.

    ``title`` is its letters and digits alone, ``subject`` what it begins with: a Latin word or two characters.
    ``entities`` are names found in title or opening, but for those of the lexicon: these are ``known``.
    """

    title: str
    title_tokens: frozenset[str]
    tokens: frozenset[str]
    title_entities: frozenset[str]
    entities: frozenset[str]
    numbers: Numbers
    title_numbers: Numbers
    versions: Mapping[str, frozenset[str]]
    subject: str
    known: frozenset[str]
    roundup: bool
    page: str
    at: datetime | None


def traits(article: Article) -> Traits:
    """What is compared of the article; its judgement, where it has one, adds the lexicon's names."""
    title = _BOILERPLATE.sub("", fold(article.title[: 2 * _TITLE_LENGTH]))[:_TITLE_LENGTH].strip()
    opening = (article.summary or article.text)[: 2 * _LEAD_LENGTH]
    lead = _BOILERPLATE.sub("", fold(opening))[:_LEAD_LENGTH]
    judgement = article.judgement
    known = {fold(name) for name in (*judgement.vendors, *judgement.products)} if judgement else set()
    title_tokens = frozenset(tokens(title))
    preamble = _PREAMBLE.match(title)
    subject = _SUBJECT.match(title, preamble.end() if preamble else 0)
    return Traits(
        title=_letters(title),
        title_tokens=title_tokens,
        tokens=title_tokens | frozenset(tokens(lead)),
        title_entities=frozenset(_names(title)),
        entities=(frozenset(_names(title)) | frozenset(_names(lead))) - known,
        numbers=tuple(_numbers(f"{title}\n{lead}")),
        title_numbers=tuple(_numbers(title)),
        versions=_versions(title),
        subject=_letters(subject.group()) if subject else "",
        known=frozenset(known),
        roundup=bool(judgement and judgement.roundup),
        page=article.page,
        at=article.published or article.first_seen,
    )


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def tokens(text: str) -> Iterable[str]:
    """Latin words and pairs of Chinese characters of a folded text."""
    yield from _LATIN.findall(text)
    for run in _HAN_RUN.findall(text):
        yield from (run[start : start + 2] for start in range(max(1, len(run) - 1)))


def _names(text: str) -> Iterable[str]:
    yield from (word for word in _LATIN.findall(text) if len(word) > 1 and word not in _COMMON)
    yield from (name.strip() for name in _QUOTED.findall(text))


def _numbers(text: str) -> Iterable[tuple[str, float]]:
    for digits, scale, calendar in _NUMBER.findall(text):
        unit = {"%": "%", "％": "%", "倍": "倍"}.get(scale, "")
        # Bare digits stand everywhere: three models, the second day.
        if not calendar and (scale or len(digits) > 1) and len(digits) <= 15:
            yield unit, float(digits.replace(",", "")) * _SCALES.get(scale, 1.0)


def _versions(text: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, version in _VERSION.findall(text):
        found.setdefault(name, set()).add(version)
    for chinese, latin in _QUARTER.findall(text):
        found.setdefault("季度", set()).add(latin or str("一二三四".index(chinese) + 1))
    found.pop("q", None)
    return {name: frozenset(versions) for name, versions in found.items()}
