"""JSON that a source answers with: strict, and bounded."""

from __future__ import annotations

import re

import msgspec

from newsbot.items import Outcome
from newsbot.reading.documents import read_text
from newsbot.reading.errors import ReadingError
from newsbot.reading.sniffing import refuse_web_page

# An escaped backslash and a whole pair are passed over; what is left is one half.
_LONE_SURROGATE = re.compile(
    r"(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


def read_json(body: bytes, *, content_type: str = "") -> object:
    """The value of a JSON document: dicts, lists, strings, numbers, booleans and None.

    NaN, infinities and nesting beyond the interpreter's own depth are refused; of duplicate keys the last counts; half
    of a character cut in two (a lone surrogate) is dropped. Raises `ReadingError`.
    """
    text = read_text(body, content_type=content_type, due="JSON")
    if text[0] == "<":
        refuse_web_page(text, "JSON")
    return decoded_json(text)


def decoded_json(text: str) -> object:
    """The value of JSON text. Raises `ReadingError`."""
    try:
        return _decoded(text)
    except msgspec.DecodeError as error:
        raise ReadingError(Outcome.PARSE_ERROR, f"no valid JSON: {error}") from None
    except (RecursionError, ValueError):
        raise ReadingError(Outcome.PARSE_ERROR, "no valid JSON: nested too deeply, or a number too long") from None


def _decoded(text: str) -> object:
    try:
        return msgspec.json.decode(text.encode("utf-8", "replace"))
    except msgspec.DecodeError:
        if r"\ud" not in text and r"\uD" not in text:
            raise
        return msgspec.json.decode(_LONE_SURROGATE.sub(r"\1", text).encode("utf-8", "replace"))
