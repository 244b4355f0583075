"""A week's or a month's issues as one: its stories each once, what was new on the leaderboard, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

import msgspec

from newsbot.issue.daily import Daily
from newsbot.issue.periods import Kind, Period
from newsbot.issue.running import Running, running
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Row, Standing

TOP = {Kind.WEEK: 20, Kind.MONTH: 30}
PER_VENDOR = {Kind.WEEK: 4, Kind.MONTH: 6}  # as long as others have stories of the same grade
FILLED = 5  # stories told of a period with fewer core ones: then related ones stand behind them
VENDORS = 10
PER_LIST = 6  # of a vendor's further stories
RELEASES = ("发布", "开源")
TOLD_RELEASES = {Kind.WEEK: 60, Kind.MONTH: 120}  # the most important ones; or a page would grow without bounds


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the period: how many stories it has, and the line at its head ("" on a quiet day)."""

    day: date
    total: int
    lead: str


@dataclass(frozen=True, slots=True)
class Vendor:
    """How many of the period's core stories are first of all a vendor's; ``stories`` are those not told above."""

    name: str
    total: int
    stories: tuple[Running, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The leaderboard at the end of a period, each row's movement against that of ``since``, the period's first.

    ``since`` is None where the publisher had one list only in the period. ``dated`` is False where it names no date;
    ``published`` is then the day on which its rows were first seen. ``absent`` are models that the table had
    then and has no more: it has only so many rows, so that says nothing of the list itself.
    """

    since: date | None
    published: date
    publisher: str
    url: str
    chinese: tuple[Row, ...]
    absent: tuple[str, ...]
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Failing:
    """A source that failed on ``days`` of the ``tried`` days on which it was read; ``state`` is what was said last."""

    title: str
    days: int
    tried: int
    state: str


@dataclass(frozen=True, slots=True)
class Rollup:
    """The issues of a period as one. As JSON it is a public format, see docs/formats.md.

    ``over`` is False while issues may still come or change. ``missing`` are past days without an issue, ``unreadable``
    those whose issue this version cannot read. ``reports`` counts what the issues printed, ``stories`` what that was
    about, each once. ``releases`` are core ones by day, ``further_releases`` how many there are beside them.
    """

    name: str
    kind: Kind
    first: date
    last: date
    over: bool
    sample: bool
    issues: tuple[Issue, ...]
    missing: tuple[date, ...]
    unreadable: tuple[date, ...]
    reports: int
    stories: int
    top: tuple[Running, ...]
    releases: tuple[Running, ...]
    further_releases: int
    vendors: tuple[Vendor, ...]
    leaderboard: Change | None
    failing: tuple[Failing, ...]
    version: Literal[1] = 1

    def to_json(self) -> str:
        return msgspec.json.encode(self).decode()


def rollup(period: Period, dailies: Sequence[Daily], *, today: date, unreadable: Collection[date] = ()) -> Rollup:
    """The roll-up of a period from its issues, in the order of their days, as it stands ``today``."""
    stories = running(dailies)
    top = _top(stories, period.kind)
    releases = [story for story in stories if story.core and story.category in RELEASES]
    told = releases[: TOLD_RELEASES[period.kind]]
    there = {daily.day for daily in dailies} | set(unreadable)
    return Rollup(
        name=period.name,
        kind=period.kind,
        first=period.first,
        last=period.last,
        over=period.last < today,
        sample=any(daily.sample for daily in dailies),
        issues=tuple(Issue(daily.day, daily.total, daily.lead) for daily in dailies),
        missing=tuple(day for day in period.days if day < today and day not in there),
        unreadable=tuple(sorted(unreadable)),
        reports=sum(daily.total for daily in dailies),
        stories=len(stories),
        top=tuple(top),
        releases=tuple(sorted(told, key=lambda story: story.places[0].day)),
        further_releases=len(releases) - len(told),
        vendors=tuple(_vendors(stories, top)),
        leaderboard=_change([daily.standing for daily in dailies if daily.standing is not None]),
        failing=tuple(_failing(dailies)),
    )


def _top(stories: Sequence[Running], kind: Kind) -> list[Running]:
    """The best core stories; those over their vendor's share wait behind the others of their grade."""
    order: list[Running] = []
    shares: Counter[str] = Counter()
    for _, equals in groupby(stories, key=lambda story: not story.core):
        waiting: list[Running] = []
        for story in equals:
            vendor = _vendor(story)
            shares[vendor] += 1
            (waiting if vendor and shares[vendor] > PER_VENDOR[kind] else order).append(story)
        order += waiting
    core = sum(story.core for story in order)
    return order[: min(TOP[kind], max(core, FILLED))]


def _vendors(stories: Sequence[Running], top: Sequence[Running]) -> list[Vendor]:
    by_name: dict[str, list[Running]] = {}
    for story in stories:
        if story.core and _vendor(story):
            by_name.setdefault(_vendor(story), []).append(story)
    told = {story.places for story in top}
    found = [
        Vendor(name, len(theirs), tuple(story for story in theirs if story.places not in told)[:PER_LIST])
        for name, theirs in by_name.items()
    ]
    return sorted(found, key=lambda vendor: (-vendor.total, vendor.name))[:VENDORS]


def _vendor(story: Running) -> str:
    return story.vendors[0] if story.vendors else ""


def _change(standings: Sequence[Standing]) -> Change | None:
    """From the publisher's first list to the last one shown: ratings of two publishers are not compared."""
    if not standings:
        return None
    last = standings[-1]
    first = next(each for each in standings if each.publisher == last.publisher)
    if first.published >= last.published:
        rows = tuple(replace(row, movement=Movement()) for row in last.chinese)
        return Change(None, last.published, last.publisher, last.url, rows, (), last.dated)
    before = {row.model: row for row in (*first.top, *first.chinese)}
    now = {row.model for row in (*last.top, *last.chinese)}
    return Change(
        since=first.published,
        published=last.published,
        publisher=last.publisher,
        url=last.url,
        chinese=tuple(replace(row, movement=_moved(row, before.get(row.model), first)) for row in last.chinese),
        absent=tuple(row.model for row in first.chinese if row.model not in now),
        dated=last.dated,
    )


def _moved(row: Row, before: Row | None, first: Standing) -> Movement:
    if before is None:
        return Movement()
    return Movement(first.published, before.rank - row.rank, row.rating - before.rating)


def _failing(dailies: Sequence[Daily]) -> list[Failing]:
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    states: dict[str, str] = {}
    for source in (source for daily in dailies for source in daily.sources if source.run):
        tried[source.title] += 1
        if not source.working:
            failed[source.title] += 1
            states[source.title] = source.state
    return [Failing(title, days, tried[title], states[title]) for title, days in failed.most_common()]
