"""Digests, the columns that tell many stories under one headline: taken apart into their items.

A wrong split is worse than none: where the structure of a body is not clear, it stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from statistics import median

from newsbot.items import ITEM_MARK
from newsbot.reading.boilerplate import without_boilerplate
from newsbot.reading.chapters import is_aside, is_part, tells_one_story
from newsbot.reading.headings import (
    BOLD,
    LINK,
    NUMBERS,
    Heading,
    Style,
    heading_styles,
    is_headline,
    is_sentence,
    is_statement,
    rank_of,
)
from newsbot.reading.lines import Line, marked_lines

MOST_SECTIONS = 60
_MOST_LINES = 3000
_FEWEST = 3
_COVERED = 0.6  # of the text, by the sections found
# Characters. The names of groups (大公司, 投融资) are shorter than headlines, and the parts of an essay are longer than
# the items of a digest.
_HEADLINE = 10
_SURE_HEADLINE = 15
_MARKED_HEADLINE = 6  # where numbers or heading elements say that they are headings: "阿里开源新模型"
_LONGEST_ITEM = 1000
# Other styles may list what a section says.
_LISTS = frozenset({"item", "bullet", "words"})
# What heads a table of contents, a group or a list of sources.
_GROUP = re.compile(
    r"(?:今日|本周|本期|本日)?(?:AI)?(?:热点|要闻|内容|新闻|头条)?(?:导览|导读|目录|概览|一览|速览|看点|要点|提要)"
    r"|TOP ?\d+ ?大?(?:新闻|事件)|大公司.{0,4}|写在最后|其他.{0,8}|更多.{0,8}|(?:推荐|延伸|往期).{2,4}"
    r"|(?:相关|详情|原文|参考|来源)(?:链接|阅读|报道|资料)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^：:]{0,8}[：:]? ?https?://\S+")
# A caption stands in the middle of an item; other lines that say nothing stand between items.
_CAPTION = re.compile(r"[(（\[【]?(?:图|视频|题图|头图|封面)")


@dataclass(frozen=True, slots=True)
class Section:
    """One item of a digest: both are pieces of its plain text, ``text`` one paragraph a line."""

    heading: str
    text: str


def item_url(digest_url: str, heading: str) -> str:
    """The identity of an item: the digest's canonical URL with a mark that its heading makes.

    No page has such a one, because canonical URLs have no fragments but for "#!…". Punctuation, blanks and case of the
    heading do not matter, nor do its place and its text: editors change them.
    """
    return f"{digest_url}{ITEM_MARK}{sha256(_letters(heading).encode()).hexdigest()[:12]}"


def sections(body: str, patterns: Sequence[re.Pattern[str]] = ()) -> list[Section]:
    """The items of a digest's body (HTML or text), in order; none where its structure is not clear.

    ``patterns`` are the source's own boilerplate. The style that stands out most is the column's: heading elements,
    bold lines, links, then what only begins with a number, a bracket, a bullet or bold words. One whose sections begin
    with headings of another is that of its groups. Points of a story are its text; adverts and notices are of no item.
    """
    lines = marked_lines(body)
    styles = {style: headings for style, headings in heading_styles(lines).items() if len(headings) >= _FEWEST}
    if len(lines) > _MOST_LINES or not styles:
        return []
    labels = {place for style, headings in styles.items() if not style.marker for place in _labels(headings)}
    read = _Body(lines, patterns, labels)
    found = {style: read.sections(style, headings) for style, headings in styles.items()}
    clear = {style: found[style] for style in found if read.is_clear(found[style], style)}
    for style in sorted(clear, key=lambda each: (each.rank, not each.marker, each.marker)):
        below = {other: clear[other].keys() - styles[style].keys() for other in clear if other.rank >= style.rank}
        if _begun_by(clear[style], [places for other, places in below.items() if other.marker not in _LISTS]):
            continue
        in_lists = _begun_by(clear[style], list(below.values()))
        if in_lists and median(len(section.heading) for section in clear[style].values()) < _SURE_HEADLINE:
            return []  # groups of items, or items of points
        return [] if read.is_one_story(styles[style]) else list(clear[style].values())
    return []


def _begun_by(found: Mapping[int, Section], others: Sequence[AbstractSet[int]]) -> bool:
    """Whether half the sections begin with a heading of another style."""
    return 2 * sum(any(place + 1 in places for places in others) for place in found) >= len(found)


class _Body:
    """The lines of a body, read by one style after the other; ``labels`` are places of lines that stand out in vain."""

    def __init__(self, lines: Sequence[Line], patterns: Sequence[re.Pattern[str]], labels: AbstractSet[int]) -> None:
        self._lines = lines
        self._patterns = patterns
        self._labels = labels
        self._aside = [is_aside(line.text) for line in lines]
        self._idle = [_is_idle(line, patterns) for line in lines]
        said = [line.text for line, *rest in zip(lines, self._idle, self._aside, strict=True) if not any(rest)]
        self._length = sum(map(len, said))

    def sections(self, style: Style, headings: Mapping[int, Heading]) -> dict[int, Section]:
        """The sections that say something, by the place of their headings; of two with one heading the first.

        A section ends where another line stands out as much, and at a line that says nothing.
        """
        aside = self._labels | _labels(headings) | _emphasised(style, headings)
        found: dict[str, tuple[int, Section]] = {}
        for place, heading, texts in self._parts(style.rank, headings, aside):
            text = without_boilerplate("\n".join(texts), self._patterns) or (heading if is_statement(heading) else "")
            if is_headline(heading) and _is_prose(text) and not _GROUP.fullmatch(heading):
                found.setdefault(_letters(heading), (place, Section(heading.removesuffix("。"), text)))
        return dict(found.values())

    def _parts(
        self, rank: int, headings: Mapping[int, Heading], aside: AbstractSet[int]
    ) -> list[tuple[int, str, list[str]]]:
        parts: list[tuple[int, str, list[str]]] = []
        texts: list[str] = []
        for place, line in enumerate(self._lines):
            if place in headings and place not in aside:
                heading, rest = headings[place]
                if is_part(heading):
                    texts.append(line.text)
                    continue
                texts = [rest] if rest else []
                if not is_aside(heading):
                    parts.append((place, heading, texts))
            elif self._aside[place]:
                continue
            elif self._idle[place] or (rank_of(line) <= min(rank, LINK) and place not in aside):
                texts = []  # of no section
            else:
                texts.append(line.text)
        return parts

    def is_one_story(self, headings: Mapping[int, Heading]) -> bool:
        """Whether headings are the chapters or points of one article, by themselves or by the sentences before them."""
        first = min(headings)
        lead_in = [line.text for line in self._lines[:first] if is_sentence(line.text)]
        texts = [text for place, (text, _) in headings.items() if place not in self._labels and not is_aside(text)]
        return tells_one_story(texts, "\n".join(lead_in))

    def is_clear(self, found: Mapping[int, Section], style: Style) -> bool:
        """Whether these can be the items of a digest: neither few, nor groups, nor the chapters of an essay."""
        if not _FEWEST <= len(found) <= MOST_SECTIONS:
            return False
        headings = [len(section.heading) for section in found.values()]
        texts = [len(section.text) for section in found.values()]
        covered = sum(headings) + sum(texts) >= _COVERED * self._length
        marked = style.rank < BOLD or style.marker in NUMBERS
        least = _MARKED_HEADLINE if marked else _HEADLINE
        return covered and median(headings) >= least and median(texts) <= _LONGEST_ITEM


def _labels(headings: Mapping[int, Heading]) -> set[int]:
    """Where what looks like a heading comes again and again, as a label that every item has."""
    often = Counter(heading.text for heading in headings.values())
    return {place for place, (text, _) in headings.items() if often[text] > (1 if len(text) < _HEADLINE else 2)}


def _emphasised(style: Style, headings: Mapping[int, Heading]) -> set[int]:
    """Where what looks like a heading is a sentence of the text, put in bold, unless all headings are sentences."""
    found = {place for place, (text, _) in headings.items() if is_statement(text)}
    return found if style in {Style(BOLD), Style(LINK)} and 2 * len(found) < len(headings) else set()


def _is_prose(text: str) -> bool:
    """Whether most of a text are sentences: a table of contents is none."""
    return 2 * sum(len(line) for line in text.split("\n") if is_sentence(line)) > len(text)


def _is_idle(line: Line, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether a line says nothing: a by-line, an advert for the publisher, a rule, an address, the name of a list."""
    if _GROUP.fullmatch(line.text.rstrip("：: ")) or _ADDRESS.fullmatch(line.text):
        return True
    return not _CAPTION.match(line.text) and not without_boilerplate(line.text, patterns)


def _letters(heading: str) -> str:
    return "".join(character for character in heading.casefold() if character.isalnum())
