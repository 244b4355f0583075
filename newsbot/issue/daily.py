"""The value that every publication is rendered from. It is stored as JSON, and printed again from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import msgspec

from newsbot.leaderboard.ranking import Standing
from newsbot.leaderboard.trend import Trend


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the issue knows it: its title as printed, its kind, its weight in the ranking.

    ``fault`` is why it could not be loaded; then its title is its name, and its kind "".
    """

    name: str
    title: str
    kind: str = "media"
    weight: float = 1.0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """What an issue collects: articles first seen up to ``ends``; ``starts`` is where the previous issue ended.

    ``since`` is the earliest publication that still counts: some sources list an article hours after its time.
    """

    starts: datetime
    ends: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A further report of the same story: ``label`` is the title of its source, ``title`` its own.

    ``reason`` is why it is the same story. Issues stored before there were any have neither reason nor title.
    """

    label: str
    url: str
    reason: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The story of an item was printed before: this is its ``day_number``-th day (the first is 1).

    ``added`` are figures, versions and names that it did not have then; issues stored before there were any have none.
    """

    day_number: int
    day: date
    anchor: str
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One on-topic story: title, link, source and time. ``undated``: the time is when it was first seen.

    ``category`` and ``vendors`` are what readers may choose stories by; those of issues stored before have none.
    ``grade`` is 2 for one mainly about Chinese large models, 1 for a related one, 0 in issues stored before.
    ``aliases`` are the anchors of its other articles: one of them may have told it when a link to it was shared.
    """

    anchor: str
    title: str
    url: str
    source: str
    time: datetime
    undated: bool
    also: tuple[Link, ...]
    follow_up: FollowUp | None
    category: str = ""
    vendors: tuple[str, ...] = ()
    grade: int = 0
    aliases: tuple[str, ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """All that lead to it, its own first."""
        return (self.anchor, *self.aliases)


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen story, printed in detail. ``highlight`` is its line at the head of the issue, "" where it has none."""

    line: Line
    highlight: str
    category: str
    subjects: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source did: ``state`` is a sentence for readers; ``new`` is None for a source that has no articles.

    ``run`` is False for one that was not tried lately.
    """

    title: str
    run: bool
    working: bool
    state: str
    new: int | None
    last_success: datetime | None


@dataclass(frozen=True, slots=True)
class Condensation:
    """Which highlights (by number, from 1) ``model`` has condensed; the reasons why others are extracts, counted."""

    model: str
    condensed: tuple[int, ...]
    extracts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Daily:
    """The issue of a day. All times are Beijing time. ``condensation`` is None where no model was to be asked.

    ``first_made_at`` is when the day first had an issue, None where that is ``made_at``; ``trend`` that of the board
    whose standing is printed, None where it has no past; ``board`` that board's title, "" for the one that is meant
    where none is named. What has a default is missing in issues stored before there was such a field. As JSON it is a
    public format, see docs/formats.md; ``version`` changes when a field changes its meaning or is no longer there, not
    when one is added.
    """

    day: date
    window: Window
    made_at: datetime
    sample: bool
    items: tuple[Item, ...]
    others: tuple[Line, ...]
    standing: Standing | None
    sources: tuple[SourceState, ...]
    condensation: Condensation | None = None
    first_made_at: datetime | None = None
    version: Literal[1] = 1
    trend: Trend | None = None
    board: str = ""

    @property
    def was_read(self) -> bool:
        """Whether any source of news worked: without one, a day without news says nothing about the day."""
        return any(source.working for source in self.sources if source.new is not None)

    @property
    def total(self) -> int:
        """How many on-topic stories the issue has."""
        return len(self.items) + len(self.others)

    @property
    def lead(self) -> str:
        """The line at the head of the issue; "" on a quiet day."""
        return next((item.highlight for item in self.items if item.highlight), "")

    def to_json(self) -> str:
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, text: str) -> Daily:
        return msgspec.json.decode(text, type=cls)
