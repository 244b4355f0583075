"""HTML as it is found in feeds: its tags taken out, its entities decoded. Linear in its input, whatever that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

_INLINE = frozenset(
    """
    a abbr acronym applet area b basefont bdi bdo big blink canvas cite code col data datalist del dfn em embed
    font i img input ins kbd label link map mark marquee meta nobr object param picture progress q rp rt ruby s
    samp small source span strike strong sub sup time track tt u var video audio wbr math path g rect circle
    """.split()  # noqa: SIM905 -- a hundred names read better so
)
_BLOCK = frozenset(
    """
    address article aside blockquote body br button caption center colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li
    main menu nav ol optgroup option output p pre search section summary table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905 -- a hundred names read better so
)
_CELLS = frozenset({"td", "th"})
_DROPPED = frozenset(
    """
    iframe noframes noscript script select style svg template textarea title
    """.split()  # noqa: SIM905 -- a hundred names read better so
)
_KNOWN = _INLINE | _BLOCK | _CELLS | _DROPPED
_VOID = frozenset(
    """
    area br col embed hr img input link meta param source track wbr
    """.split()  # noqa: SIM905 -- a hundred names read better so
)

# A tag ends at the first ">" outside quotes. Quoted values that hold "<" or ">" are bounded, and so is the number of
# pieces: a tag that never ends costs the same wherever it stands, so that many of them stay linear.
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:._-]{0,40}+)(?=[\s/>])"""
    r"""((?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+'|"[^"]{0,2000}+"|'[^']{0,2000}+'|["']){0,400}+)>"""
)
_DECLARATION = re.compile(r"<[!?][A-Za-z][^<>]{0,2000}+>")
_CUT_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20}+)(?:\s[^<>]*+)?\Z")
_NEXT = re.compile(r"<(?:!--|!\[CDATA\[|[!?/A-Za-z])")
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)|display\s*:\s*none", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z][A-Za-z0-9]{1,31};)")
_BARE_ENTITY = re.compile(r"&(nbsp|amp|lt|gt|quot)(?![A-Za-z0-9=;])")


class Token(NamedTuple):
    """A piece of HTML: ``kind`` is text, open, close or hidden; ``value`` the text or the element's name."""

    kind: str
    value: str
    attributes: str = ""


def without_tags(html: str, *, whole: bool) -> str:
    """The text of HTML with a line break for every block element; entities are left as they are.

    Only what looks like an HTML element counts as one, so that "a < b" and "Vec<T>" stay. With ``whole`` the input is
    the document as it came: then line breaks are mere blanks wherever block elements are used, and a script that does
    not end is dropped up to the end.
    """
    found = visible(html, whole=whole)
    in_blocks = whole and any(map(breaks_line, found))
    return "".join(plain(token, in_blocks=in_blocks) for token in found)


def plain(token: Token, *, in_blocks: bool) -> str:
    """What a token is in plain text; ``in_blocks``: block elements alone break lines."""
    if token.kind == "text":
        return token.value.replace("\n", " ") if in_blocks else token.value
    return "\n" if breaks_line(token) else " " if token.value in _CELLS else ""


def breaks_line(token: Token) -> bool:
    """Whether what follows stands on a line of its own."""
    return token.kind != "text" and token.value in _BLOCK


def visible(html: str, *, whole: bool) -> list[Token]:
    """The tokens of HTML but for the insides of hidden elements; ``whole`` as above."""
    found = list(tokens(html, whole=whole))
    unclosed: set[str] = set()
    shown: list[Token] = []
    position = 0
    while position < len(found):
        shown.append(found[position])
        if found[position].kind == "hidden" and found[position].value not in unclosed:
            position = _end_of_element(found, position, unclosed)
        position += 1
    return shown


def with_entities_decoded(text: str) -> str:
    """The text with every entity that has a meaning replaced by its character; all others stay."""
    if "&" not in text:
        return text
    return _BARE_ENTITY.sub(lambda match: html5[match[1] + ";"], _ENTITY.sub(_character, text))


def _character(match: re.Match[str]) -> str:
    entity = match[0]
    if entity[1] != "#":
        return html5.get(entity[1:], entity)
    return unescape(entity) if len(entity) < 12 else ""  # the largest code point has seven digits


def _end_of_element(found: list[Token], start: int, unclosed: set[str]) -> int:
    """Where the element that opens at ``start`` is closed; ``start`` itself if it never is, which is remembered."""
    name = found[start].value
    depth = 0
    for position in range(start, len(found)):
        kind, value, _ = found[position]
        if kind != "text" and value == name:
            depth += -1 if kind == "close" else 1
            if depth == 0:
                return position
    unclosed.add(name)
    return start


def tokens(html: str, *, whole: bool) -> Iterator[Token]:
    """The text and the tags of HTML in order, without comments, scripts and the like; ``whole`` as above."""
    done = position = 0
    in_cdata = False
    unclosed: set[str] = set()
    last_comment_end = html.rfind("-->")
    while found := _NEXT.search(html, position):
        start = found.start()
        end, token = _markup_at(html, start, last_comment_end)
        if end == start:
            position = start + 1
            continue
        yield Token("text", _text_of(html[done:start], in_cdata=in_cdata))
        in_cdata = in_cdata or html.startswith("<![CDATA[", start)
        if token and token.value not in _DROPPED:
            yield token
        elif token and token.kind != "close":
            end = _end_of_dropped(html, end, token.value, unclosed, whole=whole)
        done = position = end
    yield Token("text", _text_of(html[done:], in_cdata=in_cdata))


def _text_of(text: str, *, in_cdata: bool) -> str:
    return text.replace("]]>", "") if in_cdata else text


def _markup_at(html: str, start: int, last_comment_end: int) -> tuple[int, Token | None]:
    """Where the piece of markup at ``start`` ends and the tag it is; ``start`` if it is only text."""
    if html.startswith("<!--", start):
        return (html.find("-->", start + 4) + 3 if last_comment_end >= start + 4 else start + 4), None
    if html.startswith("<![CDATA[", start):
        return start + 9, None
    if match := _TAG.match(html, start):
        token = _tag(match)
        return (match.end() if token else start), token
    if match := _DECLARATION.match(html, start):
        return match.end(), None
    match = _CUT_TAG.match(html, start)
    return (len(html) if match and match[1].lower() in _KNOWN else start), None


def _tag(match: re.Match[str]) -> Token | None:
    """The tag of an element; None for what only looks like one."""
    name, attributes = match[2].lower(), match[3]
    if name not in _KNOWN and not ("-" in name or ":" in name or "=" in attributes):
        return None
    if match[1]:
        return Token("close", name)
    hidden = name not in _VOID and not attributes.endswith("/") and _HIDDEN.search(attributes)
    return Token("hidden" if hidden else "open", name, attributes)


def _end_of_dropped(html: str, start: int, name: str, unclosed: set[str], *, whole: bool) -> int:
    if name not in unclosed:
        if match := re.compile(rf"</{name}(?=[\s/>])[^<>]*+>?", re.IGNORECASE).search(html, start):
            return match.end()
        unclosed.add(name)
    return len(html) if whole else start
