"""What an article names, counts and says: what it is compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from newsbot.items import Article
from newsbot.judging.events import events, occasions
from newsbot.judging.figures import Figure, figures
from newsbot.judging.matching import fold
from newsbot.judging.names import names
from newsbot.judging.rarity import total

_HYPHENS = dict.fromkeys(range(0x2010, 0x2014), "-")

# What is compared: the headline and the opening, so that an article of any length costs the same.
_TITLE_LENGTH = 120
_LEAD_LENGTH = 200

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

# By-lines and calls of the publishers, words of hearsay, and the tails of companies' full names.
_BOILERPLATE = re.compile(
    r"36氪(?:获悉|首发|独家)?|硬氪|点击查看原文>?|#?欢迎关注\S*|(?:作者|编辑|文)\s*[|｜丨]\s*\S+|据悉|近日|今日|消息称?|报道称?"
    r"|(?:集团|控股)?(?:股份)?有限(?:责任)?公司|--\s*快科技.*|^show hn[:：]"
)
# Latin words of this field that name nothing.
_COMMON = frozenset({
    *("ai", "agent", "agents", "agentic", "api", "token", "tokens", "app", "ceo", "cto", "cfo", "ipo", "llm", "gpu"),
    *("pro", "max", "plus", "mini", "new", "vs", "pc", "q1", "q2", "q3", "q4", "waic", "wrc", "aicon", "pre-a"),
    *("the", "of", "and", "to", "in", "for", "on", "with", "is", "a", "an", "it", "at", "by", "from", "as"),
})  # fmt: skip


_ACTING = {"vendor", "companies", "people"}
_NAMING = _ACTING | {"product", "products"}


class Traits(NamedTuple):
    """What is compared of one article.

    ``title`` is its letters and digits alone, ``subject`` what it begins with: a name, a Latin word or two characters;
    ``speaker`` what stands before its colon. ``tokens`` are names, Latin words and pairs of Chinese characters, of
    title and opening; ``deeds`` are these without the names and the Latin words; the weights are sums over the title.
    ``named`` are names of title and opening, guesses included, ``title_entities`` those of the title, ``title_names``
    those of them that the project knows, ``known`` vendors and products of the lexicon. ``actors`` are the companies
    and people of the title, ``mentioned`` those of the opening, too. ``events`` is what kinds of event the title tells,
    ``places`` where; ``occasions`` on what occasion it was said, as title or opening have it.
    """

    title: str
    title_tokens: frozenset[str]
    tokens: frozenset[str]
    title_weight: float
    title_deeds: frozenset[str]
    deeds_weight: float
    deeds: frozenset[str]
    title_entities: frozenset[str]
    title_names: frozenset[str]
    named: frozenset[str]
    figures: tuple[Figure, ...]
    title_figures: tuple[Figure, ...]
    versions: Mapping[str, frozenset[str]]
    events: frozenset[str]
    title_occasions: frozenset[str]
    occasions: frozenset[str]
    places: frozenset[str]
    actors: frozenset[str]
    mentioned: frozenset[str]
    subject: str
    speaker: str
    known: frozenset[str]
    roundup: bool
    page: str
    at: datetime | None


class _Text(NamedTuple):
    """A text under its names: ``plain`` has the names as printed, ``parts`` the stretches between them."""

    plain: str
    parts: tuple[str, ...]
    names: tuple[tuple[str, str], ...]  # name and kind


def traits(article: Article) -> Traits:
    """What is compared of the article; its judgement, where it has one, adds the lexicon's names."""
    headline = _BOILERPLATE.sub("", _folded(article.title[: 2 * _TITLE_LENGTH]))[:_TITLE_LENGTH].strip()
    opening = _BOILERPLATE.sub("", _folded((article.summary or article.text)[: 2 * _LEAD_LENGTH]))[:_LEAD_LENGTH]
    title, lead = _named(headline), _named(opening)
    judgement = article.judgement
    known = frozenset((*judgement.vendors, *judgement.products)) if judgement else frozenset()
    known |= {name for name, kind in title.names if kind in {"vendor", "product"}}
    title_tokens = frozenset(_tokens(title))
    whole = title_tokens | frozenset(_tokens(lead))
    title_entities = frozenset(_entities(title))
    named = title_entities | frozenset(_entities(lead)) | known
    title_deeds = _deeds(title_tokens, named)
    preamble = _PREAMBLE.match(title.plain)
    subject = _SUBJECT.match(title.plain, preamble.end() if preamble else 0)
    speaker = _SPEAKER.match(title.plain, preamble.end() if preamble else 0)
    return Traits(
        title=_letters(title.plain),
        title_tokens=title_tokens,
        tokens=whole,
        title_weight=total(title_tokens),
        title_deeds=title_deeds,
        deeds_weight=total(title_deeds),
        deeds=_deeds(whole, named),
        title_entities=title_entities,
        title_names=_of_kind(title, _NAMING),
        named=named,
        figures=tuple(figures(f"{headline}\n{opening}")),
        title_figures=tuple(figures(headline)),
        versions=_versions(headline),
        events=events(headline),
        title_occasions=occasions(headline),
        occasions=occasions(f"{headline}\n{opening}"),
        places=frozenset(name for name, kind in title.names if kind == "places"),
        actors=_of_kind(title, _ACTING),
        mentioned=_of_kind(title, _ACTING) | _of_kind(lead, _ACTING),
        subject=_letters(subject.group()) if subject else "",
        speaker=_letters(speaker.group()) if speaker else "",
        known=known,
        roundup=bool(judgement and judgement.roundup),
        page=article.page,
        at=article.published or article.first_seen,
    )


def _folded(text: str) -> str:
    return fold(text).translate(_HYPHENS)


def _named(text: str) -> _Text:
    plain: list[str] = []
    parts: list[str] = []
    found: list[tuple[str, str]] = []
    end = 0
    for name in names(text):
        plain += (text[end : name.start], fold(name.name))
        parts.append(text[end : name.start])
        found.append((name.name, name.kind))
        end = name.end
    return _Text("".join((*plain, text[end:])), (*parts, text[end:]), tuple(found))


def _of_kind(text: _Text, kinds: set[str]) -> frozenset[str]:
    return frozenset(name for name, kind in text.names if kind in kinds)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _tokens(text: _Text) -> Iterator[str]:
    yield from (name for name, _ in text.names)
    for part in text.parts:
        yield from tokens(part)


def tokens(text: str) -> Iterable[str]:
    """Latin words and pairs of Chinese characters of a folded text."""
    yield from _LATIN.findall(text)
    for run in _HAN_RUN.findall(text):
        yield from (run[start : start + 2] for start in range(max(1, len(run) - 1)))


def _entities(text: _Text) -> Iterator[str]:
    yield from (name for name, kind in text.names if kind not in {"words", "places"})
    for part in text.parts:
        yield from (word for word in _LATIN.findall(part) if len(word) > 1 and word not in _COMMON)
    yield from (name.strip() for name in _QUOTED.findall(text.plain))


def _deeds(tokens: frozenset[str], named: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens - named if not token.isascii() or token in _COMMON)


def _versions(text: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, version in _VERSION.findall(text):
        found.setdefault(name, set()).add(version)
    for numerals in _QUARTER.findall(text):
        chinese, latin, fiscal = numerals
        found.setdefault("季度", set()).add(latin or str("一二三四".index(chinese or fiscal) + 1))
    found.pop("q", None)
    return {name: frozenset(versions) for name, versions in found.items()}
