"""The words the project knows: vendors and their products, topics, counter-contexts, digests, categories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Self

from newsbot.judging.lexicon_file import Sections, read_sections
from newsbot.judging.matching import Kind, Matcher, Term
from newsbot.judging.patterns import Patterns
from newsbot.judging.vocabulary import Context, Group, LexiconError, Topic, Vendor, Weights, WordGroup

__all__ = ["Lexicon", "LexiconError", "bundled_lexicon", "load_lexicon"]

# The bundled file has 20 kB; a megabyte is no word list any more.
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All entries by id, in the order of the file. Immutable, and cheap to pass around."""

    vendors: Mapping[str, Vendor]
    topics: Mapping[str, Topic]
    contexts: Mapping[str, Context]
    roundups: Mapping[str, WordGroup]
    categories: Mapping[str, WordGroup]
    groups: Mapping[str, Group]
    weights: Weights

    @classmethod
    def parse(cls, text: str, name: str) -> Self:
        """Read a whole lexicon from TOML; ``name`` is the file's name in messages. Raises LexiconError."""
        return cls._read(text, name, None)

    @classmethod
    def _read(cls, text: str, name: str, base: Lexicon | None) -> Self:
        found = read_sections(text, name, None if base is None else base._sections())
        return cls(
            MappingProxyType(found.vendors),
            MappingProxyType(found.topics),
            MappingProxyType(found.contexts),
            MappingProxyType(found.roundups),
            MappingProxyType(found.categories),
            MappingProxyType(found.groups),
            found.weights,
        )

    def extended(self, text: str, name: str) -> Lexicon:
        """This lexicon with the entries of another file.

        An entry with a new id is added. For a known one the values given replace the old and the words are added;
        with ``replace = true`` nothing old is kept. A word given to another entry moves there. Raises LexiconError.
        """
        return Lexicon._read(text, name, self)

    def _sections(self) -> Sections:
        return Sections(
            dict(self.vendors),
            dict(self.topics),
            dict(self.contexts),
            dict(self.roundups),
            dict(self.categories),
            dict(self.groups),
            self.weights,
        )

    def terms(self) -> Iterator[Term]:
        """Every word with what it stands for."""
        for vendor in self.vendors.values():
            for kind, words in ((Kind.VENDOR, vendor.aliases), (Kind.PERSON, vendor.people)):
                yield from (Term(word.text, kind, vendor.id, vendor.name, word.beside, word.apart) for word in words)
            for name, words in vendor.products:
                yield from (Term(word.text, Kind.PRODUCT, vendor.id, name, word.beside, word.apart) for word in words)
        sections: tuple[tuple[Kind, Mapping[str, Topic | Context | WordGroup]], ...] = (
            (Kind.TOPIC, self.topics),
            (Kind.CONTEXT, self.contexts),
            (Kind.CATEGORY, self.categories),
        )
        for kind, section in sections:
            for entry in section.values():
                yield from (
                    Term(word.text, kind, entry.id, entry.name, word.beside, word.apart) for word in entry.words
                )
        for group in self.groups.values():
            for word in (*group.words, *group.exclude, *(word for words in group.require for word in words)):
                yield Term(word.text, Kind.GROUP, group.id, group.name, word.beside, word.apart)

    def expressions(self) -> Iterator[tuple[str, Term]]:
        """Every expression of a topic or context with what it stands for; the term's word is the expression."""
        sections: tuple[tuple[Kind, Mapping[str, Topic | Context]], ...] = (
            (Kind.TOPIC, self.topics),
            (Kind.CONTEXT, self.contexts),
        )
        for kind, section in sections:
            for entry in section.values():
                yield from ((each, Term(each, kind, entry.id, entry.name)) for each in entry.patterns)

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher of all terms, built at first use."""
        return Matcher(self.terms())

    @cached_property
    def patterns(self) -> Patterns:
        """The expressions of topics and contexts, compiled at first use."""
        return Patterns(list(self.expressions()))

    @cached_property
    def group_patterns(self) -> Patterns:
        """The expressions of groups, compiled at first use."""
        terms = ((each, group) for group in self.groups.values() for each in group.patterns)
        return Patterns([(each, Term(each, Kind.GROUP, group.id, group.name)) for each, group in terms])

    @property
    def limits(self) -> Mapping[str, int]:
        """How many stories of a group an issue prints in detail, by the group's name; the stricter of two alike."""
        limits: dict[str, int] = {}
        for group in self.groups.values():
            if group.limit is not None:
                limits[group.name] = min(group.limit, limits.get(group.name, group.limit))
        return limits

    @cached_property
    def hiding(self) -> frozenset[str]:
        """The ids of contexts that take no points off: all that they do is to hide what they find."""
        return frozenset(key for key, each in self.contexts.items() if not (each.core or each.related))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of digests that `newsbot.columns` does not know."""
        return tuple(word.text for entry in self.roundups.values() for word in entry.words)

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change when the content does; comments and layout of the file do not count."""
        entries = (entry for section in self._sections()[:-1] for entry in section.values())
        content = "\n".join([*map(repr, entries), repr(self.weights)])
        return hashlib.sha256(content.encode()).hexdigest()[:16]


@cache
def bundled_lexicon() -> Lexicon:
    """The lexicon that comes with the project."""
    return Lexicon.parse((files("newsbot.judging") / "lexicon.toml").read_text("utf-8"), "lexicon.toml")


def load_lexicon(path: Path | None) -> Lexicon:
    """The bundled lexicon, extended by the user's file where one is given. Raises LexiconError."""
    if path is None:
        return bundled_lexicon()
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LexiconError(f"{path}: file: cannot be read ({reason}); check the path and its permissions") from None
    if len(content) > _MAX_BYTES:
        raise LexiconError(f"{path}: file: larger than {_MAX_BYTES} bytes; split off what is not words")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise LexiconError(f"{path}: line {line}: not UTF-8; save the file as UTF-8") from None
    return bundled_lexicon().extended(text, path.name)
