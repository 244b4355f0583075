"""The data that pages carry in their scripts: JSON-LD, and the state that a site's own code starts from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

_MAX_SCRIPTS = 400
_MAX_VALUES = 8  # of one script: a mistake in the first of them must not cost a hundred more
_MAX_NODES = 20_000  # dicts and lists of one value that are looked at

_OPEN = re.compile(r"<script(?=[\s>])([^<>]{0,500})>", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
_JSON_TYPE = re.compile(r"application/(?:ld\+)?json", re.IGNORECASE)
_BEGINNING = re.compile(r"[^{\[]{0,40}(?:<!\[CDATA\[[^{\[]{0,10})?(?=[{\[](?!CDATA))")
# window.initialState={…}; var data = […]; window.__DATA__ = JSON.parse("…")
_ASSIGNED = re.compile(r"""[\w$\])"']\s{0,3}=\s{0,3}(?:JSON\.parse\(\s{0,3}(?=")|(?=[{\[]))""")
_UNDEFINED = re.compile(r"(?<=[:,\[])\s?(?:undefined|void 0)(?=\s?[,}\]])")
# Next.js sends the state of a page in pieces, each a line "number:JSON" of a text that is cut anywhere.
_FLIGHT = re.compile(r"self\.__next_f\.push\(\s{0,3}(?=\[)")
_FLIGHT_ROW = re.compile(r"^[0-9a-f]{1,6}:(?:I|HL)?(?=[\[{])", re.MULTILINE)
_DECODER = json.JSONDecoder(strict=False)  # line breaks in strings are a common mistake


class Script(NamedTuple):
    """A script of a page: the attributes of its tag as written, and its body."""

    attributes: str
    body: str

    @property
    def is_linked_data(self) -> bool:
        return "ld+json" in self.attributes.lower()


def scripts(html: str) -> Iterator[Script]:
    """The scripts of a page in order; one that does not end is none."""
    position = 0
    for _ in range(_MAX_SCRIPTS):
        found = _OPEN.search(html, position)
        end = _CLOSE.search(html, found.end()) if found else None
        if found is None or end is None:
            return
        if body := html[found.end() : end.start()].strip():
            yield Script(found[1], body)
        position = end.end()


def values(found: Iterable[Script]) -> Iterator[object]:
    """The decoded data of scripts; what is no JSON is passed over. Nuxt's references are resolved."""
    flight: list[str] = []
    for script in found:
        if _JSON_TYPE.search(script.attributes):
            yield from _whole(script.body)
        elif _FLIGHT.search(script.body):
            flight += _flight_pieces(script.body)
        else:
            yield from _assigned(script.body)
    rows = "".join(flight)
    for row in islice(_FLIGHT_ROW.finditer(rows), _MAX_SCRIPTS):
        yield from (value for value, _ in _decoded(rows, row.end()))


def objects(value: object) -> Iterator[tuple[dict[str, object], tuple[str, ...]]]:
    """Every dict in a value with the keys that lead to it ("[]" for a list), the outermost first, up to a bound."""
    level: list[tuple[object, tuple[str, ...]]] = [(value, ())]
    looked_at = 0
    while level:
        deeper: list[tuple[object, tuple[str, ...]]] = []
        for item, path in level:
            looked_at += 1
            if looked_at > _MAX_NODES or len(path) > 30:
                return
            if isinstance(item, dict):
                yield item, path
                deeper += [(each, (*path, str(key))) for key, each in item.items() if isinstance(each, dict | list)]
            elif isinstance(item, list):
                deeper += [(each, (*path, "[]")) for each in item if isinstance(each, dict | list)]
        level = deeper


def _whole(body: str) -> Iterator[object]:
    text = unquote(body) if body.startswith("%7B") else body  # as ByteDance's sites write it
    if found := _BEGINNING.match(text):
        for value, _ in _decoded(text, found.end()):
            yield _resolved(value) if isinstance(value, list) else value


def _assigned(body: str) -> Iterator[object]:
    if "undefined" in body or "void 0" in body:
        body = _UNDEFINED.sub("null", body)
    position = 0
    for _ in range(_MAX_VALUES):
        found = _ASSIGNED.search(body, position)
        if found is None:
            return
        position = found.end()
        for value, end in _decoded(body, position):
            position = end
            if isinstance(value, str):
                yield from (each for each, _ in _decoded(value, 0))
            else:
                yield value


def _flight_pieces(body: str) -> Iterator[str]:
    for found in islice(_FLIGHT.finditer(body), _MAX_VALUES):
        for value, _ in _decoded(body, found.end()):
            match value:
                case [1, str(piece)]:
                    yield piece


def _decoded(text: str, start: int) -> list[tuple[object, int]]:
    """The JSON value that begins at ``start`` with its end, or none."""
    try:
        return [_DECODER.raw_decode(text, start)]
    except (ValueError, RecursionError):  # a number may be too long, and nesting too deep
        return []


def _resolved(rows: list[object]) -> object:
    """Nuxt 3's state: one list, in which the values of each dict are places in the list."""

    def at(place: object) -> object:
        if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < len(rows):
            return None
        match rows[place]:
            case ["Date", str(written)]:
                return written
            case value:
                return value

    if not all(isinstance(place, int) for row in rows if isinstance(row, dict) for place in row.values()):
        return rows
    return [{key: at(place) for key, place in row.items()} for row in rows if isinstance(row, dict)]
