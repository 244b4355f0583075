"""By-lines and stock phrases at the ends of an article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.reading.bylines import is_by_line, without_opening, without_origin
from newsbot.reading.characters import clean
from newsbot.reading.stocklines import is_stock_line, without_closing, without_other_pages

# A line longer than this says something, whatever it begins with.
_MAX_LINE = 200
# "……推出的Window......" and then "本文来自微信公众号：某号，作者：某人": 虎嗅's brief, with captions glued in.
_ORIGIN = re.compile(r"本文来自(?:微信)?公众号")
_CUT_OFF = re.compile(r"(?:\.{3,6}|…{1,2})$")
_MOST_BEFORE = 3  # lines


def without_boilerplate(text: str, patterns: Sequence[re.Pattern[str]] = ()) -> str:
    """The text without by-lines and stock phrases at its beginning and end; empty if it is nothing else.

    ``text`` is plain, one paragraph a line; ``patterns`` are a source's own phrases, removed wherever they stand.
    Inside the text nothing else is touched, so that a source named in a sentence stays.
    """
    for pattern in patterns:
        text = pattern.sub("", text)
    lines = _without_brief(without_other_pages(clean(text).split("\n")))
    first, last = 0, len(lines)
    while last > first:
        line = without_closing(lines[last - 1])
        if last - 1 == first:
            line = without_opening(line)  # or a note at its beginning is taken for all it says
        if line and not _is_boilerplate(line):
            lines[last - 1] = line
            break
        last -= 1
    while first < last:
        line = without_origin(without_opening(lines[first]))
        if line and not _is_boilerplate(line):
            lines[first] = line
            break
        first += 1
    return "\n".join(lines[first:last])


def _without_brief(lines: list[str]) -> list[str]:
    """The lines behind an article's own beginning, cut off and without its breaks, that stands before its origin."""
    for place, line in enumerate(lines[1 : _MOST_BEFORE + 1], start=1):
        if _ORIGIN.match(line) and _CUT_OFF.search(lines[place - 1][-10:]) and any(lines[place + 1 :]):
            return lines[place:]
    return lines


def _is_boilerplate(line: str) -> bool:
    return len(line) <= _MAX_LINE and (is_by_line(line) or is_stock_line(line))
