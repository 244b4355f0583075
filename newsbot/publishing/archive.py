"""All issues by year and month, the newest first, small enough to be one page for years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

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

    ``told`` says whether each issue is listed with its line.
    """

    first: date
    issues: tuple[Listed, ...]
    search: str
    told: bool


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    months: tuple[Month, ...]


def years_of(listed: Iterable[Listed], searches: Mapping[date, str]) -> tuple[Year, ...]:
    """The archive; ``searches`` are the paths of the search's files, by the first day of the month."""
    newest_first = sorted(listed, key=lambda each: each.day, reverse=True)
    by_month = [(month, tuple(issues)) for month, issues in groupby(newest_first, lambda each: each.day.replace(day=1))]
    months = [
        Month(month, issues, searches.get(month, ""), number < TOLD_MONTHS)
        for number, (month, issues) in enumerate(by_month)
    ]
    return tuple(Year(number, tuple(each)) for number, each in groupby(months, lambda month: month.first.year))
