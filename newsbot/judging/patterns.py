"""Regular expressions of a lexicon, run by RE2: in time linear in the text, whatever is written in them."""

from __future__ import annotations

from collections.abc import Sequence

import re2

from newsbot.judging.matching import Match, Term, fold

MAX_LENGTH = 300  # characters of one expression; all of the bundled ones are shorter
# Bytes. RE2 refuses an expression that needs more; all of them together may keep as many states as that while they run.
_MEMORY = 1 << 20
_MEMORY_OF_ALL = 1 << 26


def fault_of(pattern: str) -> str:
    """What is wrong with an expression, "" where nothing is."""
    if len(pattern) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH} characters"
    try:
        compiled = re2.compile(pattern, _options())
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return "matches the empty text, that is everything" if compiled.search("") is not None else ""


class Patterns:
    """Expressions with what each stands for; one pass tells which of them hit."""

    def __init__(self, patterns: Sequence[tuple[str, Term]]) -> None:
        self._terms = [term for _, term in patterns]
        self._each = [re2.compile(pattern, _options()) for pattern, _ in patterns]
        self._set = re2.Set.SearchSet(_options(_MEMORY_OF_ALL))
        for pattern, _ in patterns:
            self._set.Add(pattern)
        if patterns:
            self._set.Compile()

    def matches(self, text: str) -> list[Match]:
        """The first occurrence of each expression, in their order.

        Case, full-width forms and blanks beside a Chinese character do not matter.
        """
        if not self._terms:
            return []
        folded = fold(text)
        kept = [place for place, blank in enumerate(folded) if blank != " " or not _is_beside_chinese(folded, place)]
        tight = "".join(folded[place] for place in kept)
        matches = []
        for place in sorted(self._set.Match(tight) or ()):
            found = self._each[place].search(tight)
            matches.append(Match(kept[found.start()], kept[found.end() - 1] + 1, self._terms[place]))
        return matches


def _is_beside_chinese(text: str, place: int) -> bool:
    return not (text[max(0, place - 1) : place].isascii() and text[place + 1 : place + 2].isascii())


def _options(memory: int = _MEMORY) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False  # or it writes to stderr beside raising
    options.max_mem = memory
    return options
