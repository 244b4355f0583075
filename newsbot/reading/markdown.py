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
