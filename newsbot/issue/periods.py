"""Weeks and months of issues, by their names: 2026-W04, 2026-01. Days are Beijing's, weeks ISO 8601's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


class Kind(StrEnum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    kind: Kind
    first: date
    last: date

    @property
    def name(self) -> str:
        return f"{self.first:%G-W%V}" if self.kind is Kind.WEEK else f"{self.first:%Y-%m}"

    @property
    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=count) for count in range((self.last - self.first).days + 1))


def period_of(kind: Kind, day: date) -> Period:
    """The week or month that a day is in."""
    if kind is Kind.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(kind, first, first + timedelta(days=6))
    first = day.replace(day=1)
    return Period(kind, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def last_whole(kind: Kind, today: date) -> Period:
    """The newest week or month that is over."""
    return period_of(kind, period_of(kind, today).first - timedelta(days=1))


def named(name: str) -> Period | None:
    """The week or month of that name; None where there is none."""
    try:
        if match := _WEEK.fullmatch(name):
            return period_of(Kind.WEEK, date.fromisocalendar(int(match[1]), int(match[2]), 1))
        if match := _MONTH.fullmatch(name):
            return period_of(Kind.MONTH, date(int(match[1]), int(match[2]), 1))
    except (ValueError, OverflowError):
        pass
    return None
