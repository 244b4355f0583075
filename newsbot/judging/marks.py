"""Which one of a product a text means: its version, its size, its variant, and the name of a product nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.judging.wording import Wording, words

_UNCOUNTED = r"(?![\d.]*\s?[亿万%％倍元年月日款个家项种位次名天周条\d])"  # a number that counts nothing
_NUMBER = re.compile(r"[ -]?v?(\d{1,3}(?:\.\d{1,3}){0,2})" + _UNCOUNTED)
_NUMBERED = re.compile(r"([\u3400-\u9fff]{2})\s?(?:[a-z]{1,3}-?\d|\d{1,2}\.\d)" + _UNCOUNTED)
_VARIANT = re.compile(r"\d[a-z]?(?:-([a-z]+)| (air|flash|turbo|lite|ultra|preview|thinking))(?![a-z0-9])")
_MAKING = frozenset({"vendor", "product", "products"})


def marks(text: Wording) -> Iterator[str]:
    """The tokens that say which one of a product is meant: versions, sizes, variants, and an unknown product's name."""
    yield from models(text)
    for kind, joint, (name, own) in zip(("", *(kind for _, kind in text.names)), text.parts, text.names, strict=False):
        if own == "words" and kind in _MAKING and not joint.strip():
            yield name  # "豆包 App"
    for part in text.parts:
        yield from (found[1] or found[2] for found in _VARIANT.finditer(part))
        yield from _NUMBERED.findall(part)


def models(text: Wording) -> Iterator[str]:
    """The tokens with a digit, and the numbers right behind a product's name."""
    for part in text.parts:
        yield from (word for word in words(part) if word.isascii() and any(map(str.isdigit, word)))
    for (_, kind), part in zip(text.names, text.parts[1:], strict=True):
        if kind in _MAKING and (found := _NUMBER.match(part)):
            yield found[1]
