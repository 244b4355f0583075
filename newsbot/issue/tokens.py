"""A text as what it is compared by: names, figures and Chinese characters, however they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import NamedTuple

from newsbot.issue.figures import Figure, figures
from newsbot.issue.wording import LIKE
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind, fold

# Of one word for another, the longest counts: 达到 before 达.
_LIKE = {word: f"~{like[0]}" for like in (*LIKE, ("、", "和", "与", "及", "以及")) for word in like}
_PIECE = re.compile(
    rf"(?P<like>{'|'.join(sorted(_LIKE, key=len, reverse=True))})|(?P<latin>[a-z]+)|(?P<digits>\d+(?:\.\d+)*)"
    r"|(?P<colon>：|:(?!\d))|[^\W_]|[+%/~～<>≥≤=×±]|(?<=[\d%）)])[-–−](?=\d|\Z)"
)


class Token(NamedTuple):
    """``word`` is what it is compared by: "@…" for a vendor or product, "#…" a figure, "~…" a word with synonyms."""

    word: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        return self.word[0] == "@" or "a" <= self.word[0] <= "z"

    @property
    def is_figure(self) -> bool:
        return self.word[0] == "#" or self.word[0].isdigit()


class Span(NamedTuple):
    """A stretch of a text that is one token."""

    start: int
    end: int
    word: str


def counted(*texts: str) -> frozenset[tuple[Fraction, str, str]]:
    """What the figures of texts mean, but for numerals that may be part of a word."""
    return frozenset(figure.meaning for text in texts for figure in figures(text) if not figure.is_word)


def known(text: str, lexicon: Lexicon, beside: str = "") -> list[Span]:
    """The vendors and products of a text, as the lexicon finds them in it together with what stands ``beside`` it.

    A vendor is one by whichever of its names; a product is what it is called, and its version stands behind it.
    """
    found = []
    for start, end, term in lexicon.matcher.matches(f"{text}\n{beside}"):
        word = fold(text[start:end])
        if end <= len(text) and term.kind is Kind.VENDOR:
            whole = fold(term.name)  # which may be longer than the word that is looked for: 字节, 字节跳动
            longer = start + len(whole) if fold(text).startswith(whole, start) else end
            found.append(Span(start, max(end, longer), f"@{term.owner}"))
        elif end <= len(text) and term.kind is Kind.PRODUCT and not any(map(str.isdigit, word)):
            found.append(Span(start, end, f"@{word}"))
    return found


def tokens(text: str, named: Sequence[Span], counts: Collection[tuple[Fraction, str, str]]) -> list[Token]:
    """The tokens of a text in order; marks, blanks and brackets are none, but a colon is: before it stands who speaks.

    A numeral that may be part of a word is a figure where one of ``counts`` means the same.
    """
    folded = fold(text)
    spans = [*named]
    for figure in figures(text):
        if (not figure.is_word or figure.meaning in counts) and not _within(figure.start, spans):
            spans.append(Span(figure.start, figure.end, _word(figure)))
    found: list[Token] = []
    at = 0
    for span in (*sorted(spans, key=lambda each: (each.start, -each.end)), Span(len(folded), len(folded), "")):
        for piece in _PIECE.finditer(folded, at, max(at, span.start)):
            word = _LIKE.get(piece[0]) or ("：" if piece["colon"] else piece[0])
            found.append(Token(word, *piece.span()))
        if span.word and span.start >= at:
            found.append(Token(span.word, span.start, span.end))
        at = max(at, span.end)
    return found


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _word(figure: Figure) -> str:
    """A bare number is written as the end of a name is: "Sample 3" and "Sample-3" are one."""
    if not (figure.unit or figure.bound) and figure.value.denominator == 1 and figure.value >= 0:
        return str(figure.value)
    return f"#{figure.value} {figure.unit} {figure.bound}"
