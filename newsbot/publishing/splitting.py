"""Text in parts, each within a limit; joined again, the parts are the text.

What a limit counts differs: bytes, UTF-16 units, bytes of JSON. A cost is therefore a function that adds up: that of a
text is the sum of those of its characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise

Cost = Callable[[str], int]

LEAST = 16  # no limit is lower: a single character has to fit, and the dearest one costs 12

LINK = r"https?://[^\s]+"
# What is cut nowhere, in plain text and in each of the languages that messages are written in. Each of them is found
# in time linear in the text, whatever the text.
PLAIN = re.compile(LINK)
MARKDOWN = re.compile(rf"\[(?:\\.|[^\\\[\]\n])*\]\((?:\\.|[^\\()\s])*\)|\\.|&#?\w{{1,32}};|{LINK}")
MARKUP = re.compile(r"<(a|b)\b[^<>]*>[^<>]*</\1>|<[^<>]*>|&#?\w{1,32};")

_JOINER = "\u200d"
_BREAKS = " \t，。；、！？"


def utf8(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def utf16(text: str) -> int:
    """Units of UTF-16: what Telegram and JavaScript call the length."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def escaped(text: str) -> int:
    """Bytes of JSON that keeps to ASCII, in which a Chinese character takes six."""
    return sum(map(_escaped, text))


def _escaped(char: str) -> int:
    if char in '"\\\n\r\t\b\f':
        return 2
    return 1 if " " <= char <= "~" else 6 * utf16(char)


def split(text: str, limit: int, cost: Cost, whole: re.Pattern[str]) -> list[str]:
    """The text in parts that cost at most ``limit`` each, cut where a line ends if one does, else where a clause does.

    Never is it cut inside a character (with its accents, its joined emoji) nor inside what matches ``whole``, unless
    that alone costs more than the limit. An empty text has no parts. Raises ValueError for a limit under `LEAST`.
    """
    if limit < LEAST:
        raise ValueError(f"{limit} is too low a limit; the lowest is {LEAST}")
    places = list(_places(text, limit, cost, whole))
    reached = list(accumulate((cost(text[start:end]) for start, end in pairwise(places)), initial=0))
    # For each place, the nearest one at or before it that ends a line, or a clause.
    lines = _last(places, lambda at: text[at - 1] == "\n")
    clauses = _last(places, lambda at: text[at - 1] in _BREAKS)
    parts: list[str] = []
    first = 0
    while first < len(places) - 1:
        last = bisect_right(reached, reached[first] + limit) - 1
        if last < len(places) - 1:
            last = next((found for found in (lines[last], clauses[last]) if found > first), last)
        parts.append(text[places[first] : places[last]])
        first = last
    return parts


def _last(places: list[int], is_one: Callable[[int], bool]) -> list[int]:
    """For each place, the index of the last one up to it that is such; 0 where none is."""
    return list(accumulate((index if at and is_one(at) else 0 for index, at in enumerate(places)), max))


def _places(text: str, limit: int, cost: Cost, whole: re.Pattern[str]) -> Iterator[int]:
    """Where the text may be cut, its beginning and end included; no two are further apart than the limit."""
    yield 0
    for start, end in pairwise(_ends(text, whole)):
        if cost(text[start:end]) <= limit:
            yield end
            continue
        for inner, outer in pairwise([start, *_characters(text, start, end)]):
            yield from [outer] if cost(text[inner:outer]) <= limit else range(inner + 1, outer + 1)


def _ends(text: str, whole: re.Pattern[str]) -> Iterator[int]:
    """The beginning, and where characters end that are in nothing whole."""
    yield 0
    spans = whole.finditer(text)
    span = next(spans, None)
    for end in _characters(text, 0, len(text)):
        while span is not None and span.end() <= end:
            span = next(spans, None)
        if span is None or end <= span.start():
            yield end


def _characters(text: str, start: int, end: int) -> Iterator[int]:
    """Where the characters, as a reader sees them, end."""
    flags = 0  # regional indicators in a row: two of them are one flag
    for at in range(start + 1, end):
        before, char = text[at - 1], text[at]
        flags = flags + 1 if _is_regional(before) else 0
        if not _is_joined(before, char) and not (flags % 2 and _is_regional(char)):
            yield at
    if end > start:
        yield end


def _is_joined(before: str, char: str) -> bool:
    """Whether two neighbours are one character: more are taken for one than Unicode's rules (UAX 29) join."""
    if char < "\u0300":
        return before == "\r" and char == "\n"
    return (
        before == _JOINER
        or char in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= char <= "\U000e007f"  # tags behind a flag
        or ("\u1160" <= char <= "\u11ff" and "\u1100" <= before <= "\ud7a3")  # a Korean syllable in letters
        or unicodedata.category(char)[0] == "M"
    )


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
