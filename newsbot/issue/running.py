"""The stories of several issues, each once: one that went on is joined with where it was printed first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from newsbot.issue.daily import Daily, Item, Line, Link

_NUMBER = re.compile(r" \([0-9]+\)$")  # tells the reports of one source apart
_CORE = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story was printed: the issue and its anchor there."""

    day: date
    anchor: str


@dataclass(frozen=True, slots=True)
class Running:
    """A story as a period has it: told as it was printed last, or where it was told best.

    ``summary`` is "" for one that was never printed in detail. ``grade`` is 2 for one mainly about Chinese large
    models, 1 for a related one, 0 where no issue kept it. ``outlets`` are the titles of all sources that told it,
    ``also`` their other reports. ``places`` are its printings in the period, the first one first; ``began`` is where
    it was printed before the period.
    """

    title: str
    url: str
    source: str
    time: datetime
    category: str
    vendors: tuple[str, ...]
    summary: str
    grade: int
    highlighted: bool
    outlets: tuple[str, ...]
    also: tuple[Link, ...]
    places: tuple[Place, ...]
    began: Place | None = None

    @property
    def core(self) -> bool:
        """Whether it is mainly about Chinese large models, as far as that was kept."""
        return self.grade == _CORE or (not self.grade and self.highlighted)


@dataclass(frozen=True, slots=True)
class _Printing:
    """A story as an issue printed it: ``number`` counts the stories of the issue, in their order."""

    place: Place
    number: int
    line: Line
    item: Item | None

    @property
    def rank(self) -> tuple[object, ...]:
        """What sorts first the printing that tells most, and of equal ones the latest: it knows how things went on."""
        highlight = self.item.highlight if self.item else ""
        return self.item is None, not highlight, -self.line.grade, -self.place.day.toordinal()


def running(dailies: Sequence[Daily]) -> list[Running]:
    """The stories of issues, which are in the order of their days, the most important one first."""
    roots: dict[Place, Place] = {}
    stories: dict[Place, list[_Printing]] = {}
    for daily in dailies:
        lines = [*((item.line, item) for item in daily.items), *((line, None) for line in daily.others)]
        for number, (line, item) in enumerate(lines):
            place = root = Place(daily.day, line.anchor)
            if line.follow_up is not None and line.follow_up.day < daily.day:
                first = Place(line.follow_up.day, line.follow_up.anchor)
                root = roots.get(first, first)
            roots |= dict.fromkeys((Place(daily.day, anchor) for anchor in line.anchors), root)
            stories.setdefault(root, []).append(_Printing(place, number, line, item))
    joined = [(_joined(root, printings), printings[0]) for root, printings in stories.items()]
    return [story for story, _ in sorted(joined, key=lambda each: _importance(*each))]


def _importance(story: Running, first: _Printing) -> tuple[object, ...]:
    """What sorts the most important story first: its grade, whether it led an issue, sources and days, its place."""
    resonance = len(story.outlets) + len(story.places)
    return not story.core, not story.highlighted, not story.summary, -resonance, first.number, first.place.day


def _joined(root: Place, printings: Sequence[_Printing]) -> Running:
    best = min(printings, key=lambda each: each.rank)
    line = best.line
    reports = [Link(each.line.source, each.line.url) for each in printings]
    reports += [other for each in printings for other in each.line.also]
    by_url = {each.url: each for each in reversed(reports)}
    outlets = dict.fromkeys([line.source, *(_NUMBER.sub("", each.label) for each in reports)])
    return Running(
        title=line.title,
        url=line.url,
        source=line.source,
        time=line.time,
        category=line.category or (best.item.category if best.item else ""),
        vendors=line.vendors or (best.item.subjects[:1] if best.item else ()),
        summary=best.item.summary if best.item else "",
        grade=max(each.line.grade for each in printings),
        highlighted=any(each.item is not None and bool(each.item.highlight) for each in printings),
        outlets=tuple(outlets),
        also=tuple(by_url[url] for url in dict.fromkeys(each.url for each in reports) if url != line.url),
        places=tuple(dict.fromkeys(each.place for each in printings)),
        began=root if root.day < printings[0].place.day else None,
    )
