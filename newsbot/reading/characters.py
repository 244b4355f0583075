"""Characters that text may not carry, and white space."""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width characters, directional overrides, interlinear marks, the replacement character,
# lone surrogates and tag characters: none can be seen, and all can make a text read differently from what it is.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n[ \n]*+")


def clean(text: str) -> str:
    """The text without invisible characters, its blanks single, its lines stripped and none of them empty."""
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    return _BLANK_LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
