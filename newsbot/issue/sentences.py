"""The sentences of an article with their clauses, and where in them a clause of a line stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsbot.issue.harmless import Place, reach
from newsbot.issue.scope import BREAK
from newsbot.issue.tokens import Token

# What a line may have that its article has not; 达 only before a figure, and not of what rises or falls.
_PLAIN_WORDS = frozenset({"了", "的", "并", "~、"})
_REACHING = "~达"
_RISE_OR_FALL = frozenset("涨升降跌调增减高落滑缩翻长加少大小至到") | {"~上涨", "~下跌"}


class Clause(NamedTuple):
    """A stretch of a sentence between marks; ``mark`` is what ends it."""

    start: int
    end: int
    mark: str

    @property
    def introduces(self) -> bool:
        """Whether it says who speaks, or what of."""
        return "：" in self.mark or ":" in self.mark

    @property
    def asks(self) -> bool:
        return "？" in self.mark or "?" in self.mark


class Passage(NamedTuple):
    """The clauses ``first`` to ``last`` of a sentence."""

    first: int
    last: int


@dataclass(frozen=True)
class Sentence:
    """A sentence, folded, with its tokens."""

    text: str
    tokens: Sequence[Token]

    @cached_property
    def clauses(self) -> list[Clause]:
        found, start = [], 0
        for mark in BREAK.finditer(self.text):
            found.append(Clause(start, mark.start(), mark[0]))
            start = mark.end()
        found.append(Clause(start, len(self.text), ""))
        return [clause for clause in found if self.words(clause).strip(" ”’」』》）)")]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(token.word for token in self.tokens)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(token.word for token in self.tokens if token.is_name)

    def words(self, clause: Clause) -> str:
        return self.text[clause.start : clause.end]

    def tokens_of(self, clause: Clause) -> list[Token]:
        return [token for token in self.tokens if clause.start <= token.start < clause.end]

    def clause_at(self, place: int) -> int:
        return next((n for n, clause in enumerate(self.clauses) if place < clause.end), len(self.clauses) - 1)

    def head(self, clause: Clause) -> tuple[str, ...]:
        """What a clause begins with, harmless words apart."""
        begins = max(reach(self.text, clause.start, Place.FIRST))
        return head_of([token for token in self.tokens if token.start >= begins])

    def passages(self, said: Sequence[Token], *, first: bool, asks: bool) -> Iterator[Passage]:
        """Where the tokens of a line stand in their order, with nothing but harmless words left away.

        ``first``: no other clause of the line stands before; ``asks``: a question is told as one.
        """
        if not said or not {token.word for token in said} - _PLAIN_WORDS - {_REACHING} <= self.vocabulary:
            return
        named = said[0].is_name
        place = (Place.FIRST_NAMED if named else Place.FIRST) if first else Place.NEXT_NAMED if named else Place.NEXT
        for number, clause in enumerate(self.clauses):
            begins = reach(self.text, clause.start, place)
            starts = [
                n for n, token in enumerate(self.tokens) if token.word == said[0].word and self._begins(n, begins)
            ]
            for last in {self.clause_at(end) for start in starts for end in self._ends(start, said)}:
                if last >= number and asks == self.clauses[last].asks:
                    yield Passage(number, last)

    def _begins(self, place: int, begins: set[int]) -> bool:
        """Whether a clause may begin with a token: what is only left away before it is harmless, or whose it is."""
        token = self.tokens[place]
        if token.start in begins:
            return True
        before = [each.word for each in self.tokens[max(0, place - 4) : place]]
        owned = 3 if before[-2:] == ["旗", "下"] else 4 if before[-3:] == ["旗", "下", "的"] else 0
        return (
            bool(owned)
            and token.is_name
            and place >= owned
            and (self.tokens[place - owned].is_name and self.tokens[place - owned].start in begins)
        )

    def _ends(self, start: int, said: Sequence[Token]) -> Iterator[int]:
        """The last characters of all ways to tell the tokens from a place on, up to the end of a clause."""
        at = {start}
        for number, token in enumerate(said[1:], start=1):
            onward = {place for here in at for place in self._following(here) if self.tokens[place].word == token.word}
            at = onward | at if _may_be_added(number, said) else onward
        for place in at:
            end = self.tokens[place].end
            if self.clauses[self.clause_at(end - 1)].end in reach(self.text, end, Place.BEHIND):
                yield end - 1

    def _following(self, place: int) -> list[int]:
        """The tokens that may follow one with only harmless words left away in between."""
        reached = reach(self.text, self.tokens[place].end, Place.BETWEEN)
        return [n for n in range(place + 1, min(place + 40, len(self.tokens))) if self.tokens[n].start in reached]


def _may_be_added(number: int, said: Sequence[Token]) -> bool:
    word = said[number].word
    if word != _REACHING:
        return word in _PLAIN_WORDS
    return number + 1 < len(said) and said[number + 1].is_figure and said[number - 1].word not in _RISE_OR_FALL


def head_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """A name, or two characters: what tells one subject from another."""
    return tuple(token.word for token in tokens[: 1 if tokens and tokens[0].is_name else 2])
