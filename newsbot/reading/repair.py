"""Feeds that are not well-formed XML, made so. Each repair is linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:rss|feed|rdf|channel)(?=[\s>])", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}>", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<[A-Za-z_]")
_INTERNAL_SUBSET_END = re.compile(r"\]\s*>")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMPERSAND = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_BARE_LESS_THAN = re.compile(r"<(?!/?[A-Za-z_]|!--|!\[CDATA\[|\?[A-Za-z])")
_VOID_TAG = re.compile(r"<(br|hr|img)(?=[\s/>])([^<>]*)(?<!/)>", re.IGNORECASE)
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_TEXT_FIELDS = ("title", "description", "summary", "content", "content:encoded", "subtitle", "tagline")
_TEXT_FIELD = re.compile(rf"<({'|'.join(_TEXT_FIELDS)})(?:\s[^<>]*)?(?<!/)>", re.IGNORECASE)

# What ends a text field, protects it, or shows that it was never closed.
_FIELD_EDGES = {
    name: re.compile(rf"</{name}\s*>|<!\[CDATA\[|</?(?:item|entry)[\s>]|<{name}[\s>]", re.IGNORECASE)
    for name in _TEXT_FIELDS
}


def without_prolog(text: str) -> str:
    """The text from its root element on: no declaration, no document type, no junk in front.

    With the document type go all entity definitions; libxml2 never sees one.
    """
    text = _DECLARATION.sub("", text, count=1) if _DECLARATION.match(text) else text
    root = _FIRST_ELEMENT.search(text)
    doctype = text.find("<!DOCTYPE", 0, root.start() if root else None)
    if doctype >= 0:
        text = text[_end_of_doctype(text, doctype) :]
    match = _ROOT.search(text, 0, 100_000)
    return text[match.start() :] if match else text.lstrip()


def repaired(text: str) -> str:
    """The text without forbidden characters, bare "&" and "<" escaped, and HTML's named entities resolved."""
    text = _ILLEGAL.sub("", text)
    return "".join(part if is_cdata else _with_good_marks(part) for part, is_cdata in _parts(text))


def with_text_fields_escaped(text: str) -> str:
    """The text with what stands in titles, summaries and the like escaped, so that broken HTML stays in them."""
    pieces: list[str] = []
    position = 0
    while match := _TEXT_FIELD.search(text, position):
        pieces.append(text[position : match.end()])
        position = match.end()
        name = match[1].lower()
        edge = _FIELD_EDGES[name].search(text, position)
        if edge and edge[0].lower().startswith(f"</{name}"):
            pieces.append(text[position : edge.start()].replace("<", "&lt;").replace(">", "&gt;"))
            position = edge.start()
        elif edge and edge[0] == "<![CDATA[":
            end = text.find("]]>", edge.end())
            pieces.append(text[position : end if end >= 0 else None])
            position = end if end >= 0 else len(text)
    return "".join((*pieces, text[position:]))


def _end_of_doctype(text: str, start: int) -> int:
    end = text.find(">", start)
    subset = text.find("[", start, end if end >= 0 else None)
    if subset >= 0:
        match = _INTERNAL_SUBSET_END.search(text, subset)
        return match.end() if match else len(text)
    return end + 1 if end >= 0 else len(text)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a CDATA section."""
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        yield text[position:start], False
        yield text[start : end + 3], True
        position = end + 3
    yield text[position:], False


def _with_good_marks(part: str) -> str:
    part = _BARE_LESS_THAN.sub("&lt;", _AMPERSAND.sub(_reference, part))
    return _VOID_TAG.sub(r"<\1\2/>", part)


def _reference(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        legal = code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
        return f"&#{code};" if legal else ""
    if name in _XML_ENTITIES:
        return match[0]
    character = html5.get(f"{name};") if name else None
    return character.replace("&", "&amp;").replace("<", "&lt;") if character else "&amp;" + match[0][1:]
