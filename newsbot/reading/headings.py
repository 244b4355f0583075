"""What could be headings in a body, by how they stand out: the styles that a column may have chosen for its items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsbot.reading.lines import Line
from newsbot.reading.text import sentences

# Ranks below the six of heading elements.
BOLD, LINK, PLAIN = 7, 8, 9

_LONGEST = 80  # characters of a headline
_SHORTEST = 6

_NUMERALS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?:(?P<circled>[{_NUMERALS}])|[【\[(（](?P<enclosed>\d{{1,2}})[】\])）]"
    rf"|(?P<plain>\d{{1,2}}) ?(?:[、．|｜]|[.)）](?!\d))|0(?P<padded>\d) |(?P<chinese>[{_CHINESE}]{{1,3}})、) ?"
)
NUMBERS = frozenset(_NUMBER.groupindex)  # the markers of styles that count their headings
_BULLET = re.compile(r"[▶►▷▸▍▎▌●○•·・■□◆◇★☆➤➡✦✅👉📌🔹🔸🔥] ?")
_BRACKETED = re.compile(r"【([^【】]{2,80})】 ?")
# What a publisher puts behind a headline: its number, an arrow to the source.
_TRAILER = re.compile(r"(?:[ ：:|｜]|↗|#\d{1,3})+$")
_SENTENCE = re.compile("[。！？!?….][”’」』）)》】\"']{0,3}(?:[（(【\\[][^（(【\\[）)】\\]]{1,30}[）)】\\]])?$")
_STATEMENT = re.compile("。[”’」』）)》】]{0,3}$")
# "▶ headline：text"; but "X宣布：…" and "据X报道：…" are sentences.
_COLON = re.compile(r"([^：:。！？!?，,]{8,80})[：:] ?(?=\S{20})")
_BETWEEN = " ：:|｜—-。"
_GOES_ON = ("，", ",", "、", "的")
_SAYS = re.compile(r"(?:说|称|表示|宣布|指出|认为|透露|回应|强调|写道|显示|介绍|报道|获悉|消息|如下|包括)$")


class Style(NamedTuple):
    """How headings stand out: ``rank`` is 1 to 6 for heading elements, then `BOLD`, `LINK` and `PLAIN`.

    ``marker`` is what they begin with: a form of number, a bullet, a bracket, bold words, the dot of a list, or "".
    """

    rank: int
    marker: str = ""


class Heading(NamedTuple):
    """A heading, and what stands behind it in its own line."""

    text: str
    rest: str = ""


def rank_of(line: Line) -> int:
    """How much a line stands out as a whole: 1 most, `PLAIN` not at all."""
    return line.heading or (BOLD if line.is_bold else LINK if line.is_link else PLAIN)


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do; the name of an agency may stand behind: "……。（某社）"."""
    return _SENTENCE.search(text[-60:]) is not None


def is_statement(text: str) -> bool:
    """Whether a line is a whole sentence rather than a headline, which may end in "？" or "！"."""
    return _STATEMENT.search(text[-10:]) is not None


def is_headline(text: str) -> bool:
    """Whether a heading is as long as headlines are."""
    return _SHORTEST <= len(text) <= _LONGEST


def heading_styles(lines: Sequence[Line]) -> dict[Style, dict[int, Heading]]:
    """By style, the lines (by position) that would be headings if it were the column's."""
    found: defaultdict[Style, dict[int, Heading]] = defaultdict(dict)
    numbers: defaultdict[Style, list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        rank = rank_of(line)
        if rank < PLAIN:
            found[Style(rank)][position] = Heading(_trimmed(line.text))
        elif line.begins_item:
            found[Style(rank, "item")][position] = _inline(line.text, line.bold)
        if rank == PLAIN and (heading := _in_bold(line.text, line.bold)):
            found[Style(rank, "words")][position] = heading
        if match := _NUMBER.match(line.text):
            style = Style(rank, match.lastgroup or "")
            numbers[style].append(_value(match))
            found[style][position] = _marked(line, match.end())
        elif match := _BULLET.match(line.text):
            found[Style(rank, "bullet")][position] = _marked(line, match.end())
        elif rank == PLAIN and (match := _BRACKETED.match(line.text)):
            rest = line.text[match.end() :]
            # A short one says what kind of news it is: 【融资】
            heading = Heading(match[1], rest) if is_headline(match[1]) else _inline(rest, "")
            found[Style(rank, "bracket")][position] = heading
    return {style: headings for style, headings in found.items() if _counts_up(numbers[style])}


def _value(match: re.Match[str]) -> int:
    if match["circled"]:
        return _NUMERALS.index(match["circled"]) + 1
    if written := match["chinese"]:
        tens, ten, ones = written.rpartition("十")
        digits = (10 * (_CHINESE.index(tens) + 1 if tens in _CHINESE and tens else 1)) if ten else 0
        return digits + (_CHINESE.index(ones) + 1 if ones else 0)
    return int(match["enclosed"] or match["plain"] or match["padded"])


def _counts_up(numbers: Sequence[int]) -> bool:
    """Whether numbers go up by one, perhaps anew in every group."""
    return numbers[:1] in ([], [1]) and all(after in {before + 1, 1} for before, after in pairwise(numbers))


def _marked(line: Line, end: int) -> Heading:
    text = line.text[end:]
    return Heading(_trimmed(text)) if rank_of(line) < PLAIN else _inline(text, line.bold)


def _trimmed(text: str) -> str:
    """A heading without its number, bullet, brackets and what stands behind it."""
    if len(text) > 2 * _LONGEST:
        return text  # it is none
    for marker in (_NUMBER, _BULLET):
        if match := marker.match(text):
            text = text[match.end() :]
    if match := _BRACKETED.fullmatch(text):
        text = match[1]
    return _TRAILER.sub("", text)


def _inline(text: str, bold: str) -> Heading:
    """The heading of a line that has its text behind it, or is a heading only, or a sentence without one."""
    if heading := _in_bold(text, bold):
        return heading
    if not is_sentence(text):
        return Heading(_trimmed(text))
    colon = _COLON.match(text)
    if colon and not _SAYS.search(colon[1]):
        return Heading(colon[1], text[colon.end() :])
    first = next(iter(sentences(text[:2000])), "")
    rest = text[len(first) :].strip()
    return Heading(first, rest or (first if is_statement(first) else ""))


def _in_bold(text: str, bold: str) -> Heading | None:
    """The bold words that a line begins with; none where its sentence goes on behind them."""
    if len(bold) < _SHORTEST:
        return None
    rest = text.partition(bold)[2]
    return None if rest.startswith(_GOES_ON) else Heading(_trimmed(bold), rest.lstrip(_BETWEEN))
