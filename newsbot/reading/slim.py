"""Web pages reduced to what a reader of them needs, so that no page can exhaust the libraries behind."""

from __future__ import annotations

import re
from html import escape

from newsbot.reading.markup import Token, tokens, with_entities_decoded

# What `newsbot.reading.pages` and readability look at. libxml2 and readability are quadratic in a tag's attributes.
_ATTRIBUTES = frozenset("class content datetime hidden href id itemprop name property role style title".split())  # noqa: SIM905 -- reads better so
_MAX_VALUE = 2000
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])([A-Za-z][A-Za-z-]{0,20}+)(?:\s{0,3}=\s{0,3}("[^"]*+"|'[^']*+'|[^\s"'<>]++))?(?![A-Za-z-])"""
)


def slimmed(html: str, max_elements: int) -> str:
    """A page without comments, scripts, styles and needless attributes; empty if it has too many elements."""
    pieces: list[str] = []
    elements = 0
    for token in tokens(html, whole=True):
        if token.kind == "text":
            pieces.append(token.value.replace("<", "&lt;"))
        elif token.kind == "close":
            pieces.append(f"</{token.value}>")
        else:
            elements += 1
            pieces.append(f"<{token.value}{_attributes(token)}>")
    return "".join(pieces) if elements <= max_elements else ""


def _attributes(token: Token) -> str:
    kept: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(token.attributes[: 2 * _MAX_VALUE]):
        if name.lower() in _ATTRIBUTES:
            written = value[1:-1] if value[:1] in {'"', "'"} else value
            kept.setdefault(name.lower(), with_entities_decoded(written)[:_MAX_VALUE])
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
