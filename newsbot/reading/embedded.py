"""Lists that a page hands to its own scripts, as JSON in a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from json import JSONDecodeError, JSONDecoder

from newsbot.reading.errors import ReadingError
from newsbot.reading.jsonlists import decoded_json

_MOST_PLACES = 20
# What Next.js sends in pieces, cut anywhere: each is a string of JavaScript that is one of JSON too.
_PIECE = re.compile(r'self\.__next_f\.push\(\[1,\s{0,5}("(?:[^"\\]++|\\.)*+")\s{0,5}\]\)', re.DOTALL)
_DECODER = JSONDecoder()


def embedded_lists(html: str, key: str) -> Iterator[list[object]]:
    """The lists that stand under ``key`` in the JSON of a page's scripts, in order; what is broken is passed over.

    The JSON may stand there as it is, or in the strings that Next.js streams (``self.__next_f.push``).
    """
    named = re.compile(rf'"{re.escape(key)}"\s{{0,5}}:\s{{0,5}}(?=\[)')
    for text in (_streamed(html), html):
        for match in islice(named.finditer(text), _MOST_PLACES):
            value = _value_at(text, match.end())
            if isinstance(value, list):
                yield value


def _streamed(html: str) -> str:
    return "".join(piece for match in _PIECE.finditer(html) if isinstance(piece := _decoded(match[1]), str))


def _value_at(text: str, start: int) -> object:
    try:
        _, end = _DECODER.raw_decode(text, start)
    except (JSONDecodeError, RecursionError, ValueError):
        return None
    return _decoded(text[start:end])


def _decoded(text: str) -> object:
    try:
        return decoded_json(text)
    except ReadingError:
        return None
