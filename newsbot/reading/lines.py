"""The lines of an article's body, each with what makes it stand out."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsbot.reading.characters import clean
from newsbot.reading.markup import Token, breaks_line, plain, visible, with_entities_decoded
from newsbot.reading.text import to_text

_MAX_CHARACTERS = 1_000_000
_MAX_PASSES = 5  # feeds escape twice, rarely three times

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements that say something about the words in them; no others are counted, of which there can be any number.
_COUNTED = frozenset({*_HEADINGS, "a", "b", "strong", "em", "span", "font", "p", "div", "section"})
_BOLD_STYLE = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.IGNORECASE)
# What may stand beside the bold words of a line that is bold: the colon behind a heading, the number before it.
_MARKS = 6
_MERE_MARKS = re.compile(rf"[\W\d_①-⑳]{{0,{_MARKS}}}")


class Line(NamedTuple):
    """A line of plain text: ``text`` is as `newsbot.reading.text.to_text` gives it.

    ``heading`` is the level of the heading element it stands in (1 to 6, 0 for none). ``bold`` are the bold words it
    begins with, behind a number or a mark perhaps; ``is_bold`` and ``is_link`` say that it is nothing else,
    ``begins_item`` that it begins an item of a list.
    """

    text: str
    heading: int = 0
    bold: str = ""
    is_bold: bool = False
    is_link: bool = False
    begins_item: bool = False


class _Run(NamedTuple):
    text: str
    bold: bool
    link: bool


def marked_lines(body: str) -> list[Line]:
    """The lines of HTML or plain text; what is beyond a million characters is not read."""
    text = clean(body[:_MAX_CHARACTERS])
    found = visible(text, whole=True)
    for _ in range(_MAX_PASSES):
        if "&" not in text or any(map(breaks_line, found)):
            break
        text = with_entities_decoded(text)
        found = visible(text, whole=True)
    return _Reader(found).lines


class _Reader:
    """Goes through the tokens once, counting which elements are open."""

    def __init__(self, found: list[Token]) -> None:
        self.lines: list[Line] = []
        self._runs: list[_Run] = []
        self._open: dict[str, list[bool]] = {name: [] for name in _COUNTED}  # does each make its words bold?
        self._bold = 0
        self._begins_item = False
        in_blocks = any(map(breaks_line, found))
        for token in found:
            if token.kind == "text":
                self._text(plain(token, in_blocks=in_blocks))
            else:
                self._element(token)
        self._end_line()

    def _text(self, text: str) -> None:
        first, *others = text.split("\n")
        self._run(first)
        for other in others:
            self._end_line()
            self._run(other)

    def _run(self, text: str) -> None:
        self._runs.append(_Run(text, self._bold > 0, bool(self._open["a"])))

    def _element(self, token: Token) -> None:
        if breaks_line(token):
            self._end_line()
        elif space := plain(token, in_blocks=True):
            self._run(space)
        name = token.value
        self._begins_item = self._begins_item or (token.kind == "open" and name == "li")
        if name not in _COUNTED or token.attributes.endswith("/"):
            return
        if token.kind == "open":
            makes_bold = name in {"b", "strong"} or bool(_BOLD_STYLE.search(token.attributes[:500]))
            self._open[name].append(makes_bold)
            self._bold += makes_bold
        elif token.kind == "close" and self._open[name]:
            self._bold -= self._open[name].pop()

    def _end_line(self) -> None:
        runs, self._runs = self._runs, []
        texts = to_text("".join(run.text for run in runs)).split("\n") if runs else [""]
        if not any(texts):
            return
        level = next((level for level, name in enumerate(_HEADINGS, start=1) if self._open[name]), 0)
        bold = _leading(runs)
        is_bold = _all_but_marks(runs, [run.bold for run in runs])
        is_link = _all_but_marks(runs, [run.link for run in runs])
        for place, text in enumerate(texts):
            opening = bold if bold in text[: len(bold) + _MARKS] else ""
            begins = self._begins_item and place == 0
            self.lines.append(Line(text, level, text if is_bold else opening, is_bold, is_link, begins))
        self._begins_item = False


def _leading(runs: list[_Run]) -> str:
    """The bold words at the front, behind nothing but marks."""
    front: list[str] = []
    for run in runs:
        if run.bold or (front and not run.text.strip()):
            front.append(run.text)
        elif front or not _MERE_MARKS.fullmatch(run.text.strip()):
            break
    return to_text("".join(front))


def _all_but_marks(runs: list[_Run], marked: list[bool]) -> bool:
    """Whether all words of a line are marked."""
    words = [(run.text, mark) for run, mark in zip(runs, marked, strict=True) if run.text.strip()]
    return any(mark for _, mark in words) and all(mark or _MERE_MARKS.fullmatch(text.strip()) for text, mark in words)
