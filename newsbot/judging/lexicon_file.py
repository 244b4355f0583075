"""A lexicon file read and checked: TOML in, entries out, every fault reported with its place.

Places are written as in ``vendors.zhipu.aliases[3]``; positions in a list count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import NamedTuple, TypeVar

from newsbot.judging.lexicon_words import WordChecks
from newsbot.judging.toml_checks import Table
from newsbot.judging.vocabulary import Context, Entry, Group, Topic, Vendor, Weights, WordGroup

_E = TypeVar("_E", bound=Entry)
_Wordy = TypeVar("_Wordy", Topic, Context, WordGroup)

_ID = re.compile(r"[a-z0-9_]{1,40}")
_GROUP_KEYS = ("name", "words", "patterns", "require", "exclude", "grade", "limit", "replace")


class Sections(NamedTuple):
    """The entries of a lexicon by id, in the order of the file."""

    vendors: dict[str, Vendor]
    topics: dict[str, Topic]
    contexts: dict[str, Context]
    roundups: dict[str, WordGroup]
    categories: dict[str, WordGroup]
    groups: dict[str, Group]
    weights: Weights


def read_sections(text: str, name: str, base: Sections | None) -> Sections:
    """The entries of ``text``, over those of ``base`` where given. Raises LexiconError."""
    reader = _Reader(name, base or Sections({}, {}, {}, {}, {}, {}, Weights()))
    document = reader.document(text)
    reader.known_keys("", document, Sections._fields)
    found = Sections(
        reader.section(document, "vendors", reader.base.vendors, reader.vendor),
        reader.section(document, "topics", reader.base.topics, reader.topic),
        reader.section(document, "contexts", reader.base.contexts, reader.context),
        reader.section(document, "roundups", reader.base.roundups, reader.group),
        reader.section(document, "categories", reader.base.categories, reader.group),
        reader.section(document, "groups", reader.base.groups, reader.followed),
        reader.weights(document, reader.base.weights),
    )
    reader.check_references(found.vendors)
    return Sections(
        {key: reader.settled_vendor(entry) for key, entry in found.vendors.items()},
        {key: reader.settled(f"topics.{key}", entry) for key, entry in found.topics.items()},
        {key: reader.settled(f"contexts.{key}", entry) for key, entry in found.contexts.items()},
        {key: reader.settled(f"roundups.{key}", entry) for key, entry in found.roundups.items()},
        {key: reader.settled(f"categories.{key}", entry) for key, entry in found.categories.items()},
        found.groups,
        found.weights,
    )


class _Reader(WordChecks):
    def __init__(self, name: str, base: Sections) -> None:
        super().__init__(name)
        self.base = base

    def section(
        self, document: Table, section: str, base: dict[str, _E], read: Callable[[str, str, Table, _E | None], _E]
    ) -> dict[str, _E]:
        entries = dict(base)
        for key, value in self.table(section, document.get(section, {})).items():
            place = f"{section}.{key}"
            if not _ID.fullmatch(key):
                raise self.fault(place, "not an id", "use up to 40 of a-z, 0-9 and _, and print another name with name")
            table = self.table(place, value)
            fresh = self.flag(place, table, "replace", default=False)
            entries[key] = read(place, key, table, None if fresh else base.get(key))
        return entries

    def vendor(self, place: str, key: str, table: Table, old: Vendor | None) -> Vendor:
        self.known_keys(place, table, ("name", "pure", "aliases", "people", "products", "replace"))
        old = old or Vendor(key, self.text(f"{place}.name", table.get("name")))
        aliases = self.words(f"{place}.aliases", table, "aliases", old.aliases)
        people = self.words(f"{place}.people", table, "people", old.people)
        products = dict(old.products)
        for name, words in self.table(f"{place}.products", table.get("products", {})).items():
            self.text(f"{place}.products", name)
            products[name] = self.words(f"{place}.products.{name}", {name: words}, name, products.get(name, ()))
        entry = Vendor(
            key,
            self.text(f"{place}.name", table.get("name", old.name)),
            self.flag(place, table, "pure", default=old.pure),
            aliases,
            people,
            tuple(products.items()),
        )
        if not (entry.aliases or entry.products):
            raise self.fault(place, "neither aliases nor products", "give it a word to be found by")
        return entry

    def topic(self, place: str, key: str, table: Table, old: Topic | None) -> Topic:
        self.known_keys(place, table, ("name", "weight", "core", "link", "foreign", "words", "patterns", "replace"))
        old = old or Topic(key, self.text(f"{place}.name", table.get("name")))
        return Topic(
            key,
            self.text(f"{place}.name", table.get("name", old.name)),
            self.points(place, table, "weight", old.weight),
            self.flag(place, table, "core", default=old.core),
            self.flag(place, table, "link", default=old.link),
            self.flag(place, table, "foreign", default=old.foreign),
            *self.words_and_patterns(place, table, old),
        )

    def context(self, place: str, key: str, table: Table, old: Context | None) -> Context:
        self.known_keys(place, table, ("name", "core", "related", "market", "words", "patterns", "replace"))
        old = old or Context(key, self.text(f"{place}.name", table.get("name")))
        return Context(
            key,
            self.text(f"{place}.name", table.get("name", old.name)),
            self.points(place, table, "core", old.core),
            self.points(place, table, "related", old.related),
            *self.words_and_patterns(place, table, old),
            market=self.flag(place, table, "market", default=old.market),
        )

    def group(self, place: str, key: str, table: Table, old: WordGroup | None) -> WordGroup:
        self.known_keys(place, table, ("name", "words", "replace"))
        old = old or WordGroup(key, self.text(f"{place}.name", table.get("name")))
        name = self.text(f"{place}.name", table.get("name", old.name))
        return WordGroup(key, name, self.required_words(place, table, old.words))

    def followed(self, place: str, key: str, table: Table, old: Group | None) -> Group:
        self.known_keys(place, table, _GROUP_KEYS)
        old = old or Group(key, self.text(f"{place}.name", table.get("name", key)))
        group = Group(
            key,
            self.text(f"{place}.name", table.get("name", old.name)),
            self.words(f"{place}.words", table, "words", old.words),
            self.patterns(place, table, old.patterns),
            self.requirements(f"{place}.require", table, old.require),
            self.words(f"{place}.exclude", table, "exclude", old.exclude),
            self.whole(place, table, "grade", old.grade, range(3)),
            self.whole(place, table, "limit", old.limit, range(1, 101)),
        )
        if not (group.words or group.patterns or group.require):
            raise self.fault(place, "nothing to be found by", "give it words, patterns or require")
        return group

    def weights(self, document: Table, old: Weights) -> Weights:
        table = self.table("weights", document.get("weights", {}))
        names = tuple(each.name for each in fields(Weights))
        self.known_keys("weights", table, names)
        found = Weights(**{name: self.points("weights", table, name, getattr(old, name)) for name in names})
        # With a threshold of 0 everything is on topic; with a lower one for core nothing is merely related.
        for name in ("core", "related"):
            if not getattr(found, name):
                raise self.fault(f"weights.{name}", "0, which every article reaches", "write more than 0 points")
        if found.core < found.related:
            fault = f"core ({found.core:g}) below related ({found.related:g})"
            raise self.fault("weights.core", fault, "write at least as many points for core")
        return found

    def settled_vendor(self, vendor: Vendor) -> Vendor:
        """The vendor without the words that this file gives to another list."""
        place = f"vendors.{vendor.id}"
        products = ((name, self.kept(f"{place}.products.{name}", words)) for name, words in vendor.products)
        return replace(
            vendor,
            aliases=self.kept(f"{place}.aliases", vendor.aliases),
            people=self.kept(f"{place}.people", vendor.people),
            products=tuple((name, words) for name, words in products if words),
        )

    def settled(self, place: str, entry: _Wordy) -> _Wordy:
        """The entry without the words that this file gives to another list."""
        return replace(entry, words=self.kept(f"{place}.words", entry.words))
