"""What the stories of an issue can be filtered by: their categories, and the vendors they tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsbot.issue.daily import Daily, Line
from newsbot.publishing.plain import one_line

MOST_VENDORS = 12  # those with the most stories: a longer list helps nobody choose
FEWEST = 4  # stories that are worth a filter


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: its key in the page, its name, how many stories it has."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Kind:
    """Choices of one kind, those with the most stories first; ``name`` is what it is called in an address."""

    name: str
    label: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The choices of an issue; empty for one that is too short to need any."""

    kinds: tuple[Kind, ...] = ()

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(chip for kind in self.kinds for chip in kind.chips)

    def of(self, line: Line) -> str:
        """The keys of a story, with blanks between."""
        names = {"category": {one_line(line.category)}, "vendor": set(map(one_line, line.vendors))}
        return " ".join(chip.key for kind in self.kinds for chip in kind.chips if chip.name in names[kind.name])


def facets_of(daily: Daily) -> Facets:
    lines = [*(item.line for item in daily.items), *daily.others]
    if len(lines) < FEWEST:
        return Facets()
    categories = _chips("c", (line.category for line in lines))
    vendors = _chips("v", (vendor for line in lines for vendor in dict.fromkeys(line.vendors)))[:MOST_VENDORS]
    kinds = (Kind("category", "分类", categories), Kind("vendor", "厂商", vendors))
    return Facets(tuple(kind for kind in kinds if len(kind.chips) > 1))


def _chips(prefix: str, names: Iterable[str]) -> tuple[Chip, ...]:
    counts = Counter(name for each in names if (name := one_line(each)))
    return tuple(Chip(f"{prefix}{number}", name, count) for number, (name, count) in enumerate(counts.most_common()))
