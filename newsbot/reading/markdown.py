"""Markdown as plain text: what a reader of the rendered page would see, one line at a time. Linear in its input."""

from __future__ import annotations

import re

from newsbot.reading.text import one_line, to_text

_LONGEST_LINE = 4000  # characters; a paragraph of a changelog has some hundred

_QUOTE = re.compile(r"\s{0,20}(?:>\s{0,3}){1,5}")
_ITEM = re.compile(r"\s{0,40}(?:[*+-]|[0-9]{1,3}[.)])\s{1,20}(?=\S)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})[ \t]{1,20}(\S.*?)(?:[ \t]{1,20}#{1,20})?[ \t]{0,20}")
# Neither links nor the brackets around their texts are looked for beyond the next one.
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}+\]\([^()]{0,2000}+\)")
_LINK = re.compile(r"\[([^\[\]]{0,500}+)\]\([^()]{0,2000}+\)")
# The components of MDX, which is Markdown with JSX; HTML's elements have names in lower case, types often one letter.
_COMPONENT = re.compile(r"</?[A-Z][a-z][\w.]{0,40}+(?:\s[^<>]{0,1000}+)?/?>")
# A backslash makes the next mark a character. Marks at the edge of a word emphasise it; inside, they belong to it.
_MARK = re.compile(
    r"\\([!-/:-@\[-`{-~])|`{1,3}|~~|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|\*{2,3}"
    r"|(?<![A-Za-z0-9*])\*(?=\S)|(?<=\S)\*(?![A-Za-z0-9*])"
)

# What is not shown as it stands there, and where it ends.
_COMMENT_ENDS = {"<!--": "-->", "{/*": r"\*/\}"}
_HIDDEN = re.compile(r"<!--|\{/\*|^[ \t>]{0,20}(?P<fence>`{3,20}|~{3,20})", re.MULTILINE)
_OPENING_TAG, _CLOSING_TAG = r"<[A-Z][a-z]{1,20}(?=[\s/>])", r"</[A-Z][a-z]{1,20}(?=[\s>])"


def without_hidden(markdown: str) -> str:
    """Markdown without comments (HTML's and MDX's) and blocks of code; one that does not end is left as it is."""
    shown: list[str] = []
    done = position = 0
    ahead = _Ahead(markdown)
    while match := _HIDDEN.search(markdown, position):
        position = match.end()
        fence = match["fence"]
        end = ahead.end(_closing_fence(fence) if fence else _COMMENT_ENDS[match[0]], position)
        # A component that ends inside did not begin there: then the mark that was found begins another block.
        closed, opened = (ahead.end(tag, position, end) for tag in (_CLOSING_TAG, _OPENING_TAG))
        if end < 0 or (fence and closed < min(end, opened)):
            continue
        shown += [markdown[done : match.start()], "\n\n" if "\n" in markdown[match.start() : end] else ""]
        done = position = end
    return "".join(shown) + markdown[done:]


class _Ahead:
    """Where patterns are found next: each is looked for once up to there, however often it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, tuple[int, int]] = {}

    def end(self, pattern: str, position: int, otherwise: int = -1) -> int:
        """The end of the first match that begins at ``position`` or behind it; ``otherwise`` where there is none."""
        start, end = self._found.get(pattern, (-1, -1))
        if (start < position and end >= 0) or pattern not in self._found:
            match = re.compile(pattern, re.MULTILINE).search(self._text, position)
            start, end = self._found[pattern] = match.span() if match else (-1, -1)
        return end if end >= 0 else otherwise


def _closing_fence(opening: str) -> str:
    """How a block of code ends: with as many of the characters with which it begins, or more."""
    return rf"^[ \t>]{{0,20}}{re.escape(opening[0])}{{{len(opening)},20}}[ \t]{{0,20}}$"


def plain(markdown: str) -> str:
    """A line of Markdown as plain text, without the marks of a quotation or a list item in front of it."""
    line = markdown[:_LONGEST_LINE]
    if match := _QUOTE.match(line):
        line = line[match.end() :]
    if match := _ITEM.match(line):
        line = line[match.end() :]
    line = _COMPONENT.sub("", _LINK.sub(r"\1", _IMAGE.sub("", line)))
    return one_line(to_text(_MARK.sub(lambda match: match[1] or "", line)))


def is_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return _ITEM.match(line) is not None


def heading(line: str) -> tuple[int, str] | None:
    """The level (1 to 6) and the plain text of a line that is a heading."""
    match = _HEADING.fullmatch(line[:_LONGEST_LINE])
    return (len(match[1]), plain(match[2])) if match else None
