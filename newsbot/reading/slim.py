"""Web pages reduced to what a reader of them needs, so that no page can exhaust the libraries behind."""

from __future__ import annotations

import re
from html import escape

from newsbot.reading.markup import Token, tokens, with_entities_decoded

# What the readers of pages and readability look at, and how many characters of it. libxml2 and readability are
# quadratic in a tag's attributes. No style: some sites show their articles only once a script has run.
_ATTRIBUTES = {"content": 2000, "href": 2000, "title": 500, "class": 120} | dict.fromkeys(
    ("datetime", "id", "itemprop", "name", "property", "role"), 80
)
_MAX_ATTRIBUTES = 4000
_BLANKS = re.compile(r"[^\S\n]{2,}")
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])([A-Za-z][A-Za-z-]{0,20}+)(?:\s{0,3}=\s{0,3}("[^"]*+"|'[^']*+'|[^\s"'<>]++))?(?![A-Za-z-])"""
)


def slimmed(html: str, max_elements: int) -> str | None:
    """A page without comments, scripts, styles and needless attributes; None if it has too many elements."""
    pieces: list[str] = []
    elements = 0
    for token in tokens(html, whole=True):
        if token.kind == "text":
            pieces.append(_BLANKS.sub(" ", token.value).replace("<", "&lt;"))
        elif token.kind == "close":
            pieces.append(f"</{token.value}>")
        else:
            elements += 1
            if elements > max_elements:
                return None
            pieces.append(f"<{token.value}{_attributes(token)}{' hidden' if token.kind == 'hidden' else ''}>")
    return "".join(pieces)


def _attributes(token: Token) -> str:
    kept: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(token.attributes[:_MAX_ATTRIBUTES]):
        if longest := _ATTRIBUTES.get(name.lower()):
            written = value[1:-1] if value[:1] in {'"', "'"} else value
            kept.setdefault(name.lower(), with_entities_decoded(written)[:longest])
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
