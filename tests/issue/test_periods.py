from datetime import date

import pytest

from newsbot.issue.periods import Kind, Period, last_whole, named, period_of


@pytest.mark.parametrize(
    ("kind", "day", "name", "first", "last"),
    [
        (Kind.WEEK, date(2026, 1, 20), "2026-W04", date(2026, 1, 19), date(2026, 1, 25)),
        (Kind.WEEK, date(2027, 1, 3), "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        (Kind.WEEK, date(2025, 12, 29), "2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        (Kind.MONTH, date(2026, 1, 31), "2026-01", date(2026, 1, 1), date(2026, 1, 31)),
        (Kind.MONTH, date(2024, 2, 1), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (Kind.MONTH, date(2025, 12, 31), "2025-12", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_a_day_is_in_a_period_with_a_name(kind: Kind, day: date, name: str, first: date, last: date) -> None:
    period = Period(kind, first, last)
    assert (period_of(kind, day), period.name, named(name)) == (period, name, period)
    assert (min(period.days), max(period.days), len(list(period.days))) == (first, last, (last - first).days + 1)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026",
        "2026-W00",
        "2025-W53",
        "2026-W4",
        "2026-13",
        "2026-00",
        "2026-1",
        "0000-W01",
        "0000-01",
        "２０２６-01",
    ],
)
def test_anything_else_names_none(name: str) -> None:
    assert named(name) is None


@pytest.mark.parametrize(
    ("today", "week", "month"),
    [
        (date(2026, 1, 18), "2026-W02", "2025-12"),
        (date(2026, 1, 19), "2026-W03", "2025-12"),
        (date(2026, 2, 1), "2026-W04", "2026-01"),
    ],
)
def test_the_last_whole_one_ended_before_today(today: date, week: str, month: str) -> None:
    assert (last_whole(Kind.WEEK, today).name, last_whole(Kind.MONTH, today).name) == (week, month)
