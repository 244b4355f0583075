"""All issues by year and month, the newest first, small enough to be one page for years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from newsbot.issue.periods import Kind, Period

TOLD_MONTHS = 12  # whose issues have their line; of those before, which would fill the page, only the days are listed


@dataclass(frozen=True, slots=True)
class Listed:
    """An issue in the archive: how many stories it has, and the line at its head ("" on a quiet day)."""

    day: date
    total: int
    lead: str


@dataclass(frozen=True, slots=True)
class Month:
    """The issues of a month, the newest first; ``search`` is the path of what the search reads of it ("": none).

    ``told`` says whether each issue is listed with its line. ``rollups`` are the month itself and its weeks, as far as
    they have a page.
    """

    first: date
    issues: tuple[Listed, ...]
    search: str
    told: bool
    rollups: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    months: tuple[Month, ...]


def years_of(
    listed: Iterable[Listed], searches: Mapping[date, str], rollups: Sequence[Period] = ()
) -> tuple[Year, ...]:
    """The archive; ``searches`` are the paths of the search's files, by the first day of the month."""
    newest_first = sorted(listed, key=lambda each: each.day, reverse=True)
    issues = {month: tuple(each) for month, each in groupby(newest_first, lambda each: each.day.replace(day=1))}
    rolled = defaultdict(list)
    for period in sorted(rollups, key=lambda each: (each.kind is Kind.MONTH, each.last), reverse=True):
        rolled[_month_of(period, newest_first)].append(period)
    months = [
        Month(month, issues.get(month, ()), searches.get(month, ""), number < TOLD_MONTHS, tuple(rolled[month]))
        for number, month in enumerate(sorted(issues.keys() | rolled.keys(), reverse=True))
    ]
    return tuple(Year(number, tuple(each)) for number, each in groupby(months, lambda month: month.first.year))


def newest_of(rollups: Iterable[Period]) -> tuple[Period, ...]:
    """The newest month and the newest week."""
    by_kind = {period.kind: period for period in sorted(rollups, key=lambda each: each.last)}
    return tuple(by_kind[kind] for kind in (Kind.MONTH, Kind.WEEK) if kind in by_kind)


def period_title(kind: Kind, first: date, *, year: bool = True) -> str:
    """A period in words: 2026 年第 4 周, 2026 年 1 月. A week belongs to the year that has its Thursday."""
    if kind is Kind.WEEK:
        number, week, _ = first.isocalendar()
        return f"{number} 年第 {week} 周" if year else f"第 {week} 周"
    return f"{first.year} 年 {first.month} 月" if year else f"{first.month} 月"


def _month_of(period: Period, newest_first: Iterable[Listed]) -> date:
    """The month that lists it: that of its last issue, so that a week leads to no month of its own."""
    last = next((each.day for each in newest_first if period.first <= each.day <= period.last), period.last)
    return last.replace(day=1)
