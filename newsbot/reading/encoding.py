"""Bytes to text, whatever encoding a document has and whichever it claims."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first two characters of a document without a BOM: "<" or "{" or "[" and an ASCII one, or white space.
_WIDE = (
    (re.compile(rb"[<{\[\s]\0\0\0[\x09-\x7e]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<{\[\s]\0\0\0[\x09-\x7e]"), "utf-32-be"),
    (re.compile(rb"[<{\[\s]\0[\x09-\x7e]\0"), "utf-16-le"),
    (re.compile(rb"\0[<{\[\s]\0[\x09-\x7e]"), "utf-16-be"),
)
# What is declared, by Python's name for it, and the superset that such documents are really written in.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "big5": "big5hkscs"}
# The codecs that documents are written in; Python has others, such as "hex", "idna" and "unicode_escape".
_CHARACTER_SETS = tuple("ascii big5 cp euc gb hz iso johab koi8 kz1048 mac shift tis utf-8 utf-16 utf-32".split())  # noqa: SIM905 -- reads better so
_FALLBACKS = ("gb18030", "cp1252")
# Encodings that write other scripts in ASCII bytes, told from ASCII by their escapes. UTF-7 is not read: no feed has
# it, and it smuggles markup past whoever looks at the bytes.
_SEVEN_BIT = {"iso2022_jp": b"\x1b$", "iso2022_kr": b"\x1b$", "hz": b"~{"}

_XML_DECLARATION = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_EBCDIC_DECLARATION = "<?xml".encode("cp037")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_GB2312_PAIRS = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_ASCII_BYTES = bytes(range(0x80))


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a document, without its byte order mark; bytes that mean nothing come out as U+FFFD.

    A byte order mark decides; then the bytes themselves, where they are UTF-8 or nearly so (a stray byte turns nothing
    else into mojibake); then the charset of the HTTP header, the XML declaration, GB 18030 and Windows-1252.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    for pattern, name in _WIDE:
        if pattern.match(body):
            return body.decode(name, "replace")
    declared = _declared(body, content_type)
    if any(mark in body for name, mark in _SEVEN_BIT.items() if declared and declared[0] == name):
        return body.decode(declared[0], "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(body) or _first_fitting(body, declared)


def _declared(body: bytes, content_type: str) -> list[str]:
    names = [match[1] for match in [_CHARSET.search(content_type[:1000])] if match]
    if body.startswith(_EBCDIC_DECLARATION):
        names.append("cp037")
    elif match := _XML_DECLARATION.search(body[:1024]):
        names.append(match[1].decode("ascii"))
    codecs_found = []
    for name in names:
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            continue
        if codec.startswith(_CHARACTER_SETS):
            codecs_found.append(_SUPERSETS.get(codec, codec))
    return codecs_found


def _nearly_utf8(body: bytes) -> str:
    """The text if most of the characters that are not ASCII are good UTF-8; else empty."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    good = len(text) - bad - len(body.translate(None, bytes(range(0x80, 0x100))))
    return text if good > 4 * bad else ""


def _first_fitting(body: bytes, declared: list[str]) -> str:
    usable = [name for name in declared if not name.startswith("utf-")]
    if usable and usable[0] == "cp1252" and _looks_like_gb2312(body):
        usable = []  # a server that labels everything Latin-1
    for name in (*usable, *_FALLBACKS):
        text = body.decode(name, "replace")
        # An honest label with a few bad bytes is better than a guess.
        if text.count("\N{REPLACEMENT CHARACTER}") * 100 <= len(text):
            return text
    return body.decode("utf-8", "replace")


def _looks_like_gb2312(body: bytes) -> bool:
    """Whether nearly all high bytes stand in pairs, as they do in Chinese and do not in Western European text."""
    high = len(body.translate(None, _ASCII_BYTES))
    single = len(_GB2312_PAIRS.sub(b"", body).translate(None, _ASCII_BYTES))
    return high > 0 and single * 20 <= high
