"""Changelogs as web pages: headings that are dates, headings below them, and their text."""

from __future__ import annotations

import re

from newsbot.items import Outcome
from newsbot.reading.entry import Listing
from newsbot.reading.errors import ReadingError
from newsbot.reading.markup import Token, tokens, with_entities_decoded
from newsbot.reading.sections import Section, dated_listing, item
from newsbot.reading.sniffing import shown_title
from newsbot.reading.text import one_line

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKS = frozenset(
    """
    p div section article main ul ol dl dt dd br hr table tr td th details summary pre blockquote
    """.split()  # noqa: SIM905 -- twenty names read better so
)
# What stands beside and below a changelog, and no more belongs to its last entry.
_BESIDE = frozenset({"nav", "footer", "aside"})
_AROUND = frozenset({"article", "main"})
_ID = re.compile(r"""(?:^|\s)id\s{0,3}=\s{0,3}["']?([^"'\s<>]{1,200})""")
# The link to itself that stands in a heading.
_SELF_LINK = re.compile(r"\s?[#¶§]$")
_LONGEST_LINE = 4000
_LARGEST = 2_000_000  # characters; what is longer is not read to its end


def read_dated_page(html: str, *, url: str) -> Listing:
    """The entries below the headings of a page that are dates, at least one, in its order; ``url`` is the page's own.

    Dates in lines of their own are read, too (see `newsbot.reading.sections.dated_listing`).

    Raises `ReadingError` for a page without any: also a server's page for what it does not have, sent as if it had it.
    """
    listing = dated_listing(_Page(html[:_LARGEST]).sections, url=url)
    if listing.entries:
        return listing
    raise ReadingError(Outcome.PARSE_ERROR, f"no heading with a date in the page ({shown_title(html)})")


class _Page:
    """Goes through a page once, sorting its text into sections."""

    def __init__(self, html: str) -> None:
        self.sections: list[Section] = []
        self._heading = 0
        self._items = 0
        self._anchor = ""
        self._pieces: list[str] = []
        self._lines: list[str] = []  # what belongs to nothing goes nowhere
        for token in tokens(html, whole=True):
            if token.kind == "text":
                self._pieces.append(token.value)
            elif level := _HEADINGS.get(token.value):
                self._read_heading(token, level)
            elif not self._heading:
                self._read_element(token)
        self._end_line()

    def _read_heading(self, token: Token, level: int) -> None:
        if token.kind != "close":
            self._end_line()
            match = _ID.search(token.attributes[:2000])
            self._heading, self._anchor = level, match[1] if match else ""
        elif self._heading:
            title = _SELF_LINK.sub("", self._text())
            self.sections.append(Section(self._heading, title, anchor=self._anchor))
            self._lines = self.sections[-1].lines
            self._heading = 0

    def _read_element(self, token: Token) -> None:
        name, closes = token.value, token.kind == "close"
        if name == "li":
            self._end_line()
            self._items = max(0, self._items + (-1 if closes else 1))
        elif name in _BREAKS:
            self._end_line()
        if (name in _BESIDE and not closes) or (name in _AROUND and closes):
            self._end_line()
            self._lines = []

    def _end_line(self) -> None:
        if line := self._text():
            self._lines.append(item(line) if self._items else line)

    def _text(self) -> str:
        text, self._pieces = "".join(self._pieces), []
        return one_line(with_entities_decoded(text[: 2 * _LONGEST_LINE]))[:_LONGEST_LINE]
