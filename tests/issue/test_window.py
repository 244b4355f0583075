from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from newsbot.issue.daily import Window
from newsbot.issue.window import belongs, end_of, reach_of, time_of, window_of
from newsbot.items import BEIJING, Article, Judgement

DAY = date(2026, 1, 20)


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("now", "previous_end", "expected"),
    [
        (_at(20, 13, 47), None, Window(_at(19, 13, 47), _at(20, 13, 47), _at(19, 13, 47))),
        (_at(20, 13, 47), _at(19, 8), Window(_at(19, 8), _at(20, 13, 47), _at(18, 20))),
        (_at(20, 13, 47), _at(17, 13, 47), Window(_at(17, 13, 47), _at(20, 13, 47), _at(17, 1, 47))),
        (_at(20, 13, 47), _at(17, 13, 46), Window(_at(19, 13, 47), _at(20, 13, 47), _at(19, 13, 47))),
        (_at(20, 13, 47), _at(20, 9), Window(_at(20, 9), _at(20, 13, 47), _at(19, 1, 47))),
        (_at(25, 9), _at(19, 8), Window(_at(19, 8), _at(21, 0), _at(18, 20))),
    ],
    ids=["first issue", "goes on", "72 hours", "longer ago", "just before", "a past day ends at its midnight"],
)
def test_window(now: datetime, previous_end: datetime | None, expected: Window) -> None:
    assert window_of(DAY, now=now, previous_end=previous_end) == expected


def test_a_window_in_another_zone_is_the_same_in_beijing_time() -> None:
    window = window_of(DAY, now=_at(20, 13, 47).astimezone(UTC), previous_end=None)
    assert (window, window.ends.tzinfo) == (Window(_at(19, 13, 47), _at(20, 13, 47), _at(19, 13, 47)), BEIJING)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"published": _at(19, 1, 47)}, True),
        ({"published": _at(19, 1, 46)}, False),
        ({"published": None}, True),
        ({"published": None, "first_seen": _at(19, 1, 46)}, False),
        ({"first_seen": _at(20, 13, 48)}, False),
        ({"published": _at(20, 14, 47)}, True),
        ({"published": _at(20, 14, 48)}, False),
        ({"judgement": Judgement(1)}, True),
        ({"judgement": Judgement(0)}, False),
        ({"judgement": Judgement(1, roundup=True)}, False),
        ({"judgement": None}, False),
        ({"canonical_url": "https://example.com/printed"}, False),
    ],
)
def test_what_belongs_to_an_issue(article: Callable[..., Article], changes: dict[str, object], expected: bool) -> None:
    window = Window(_at(19, 13, 47), _at(20, 13, 47), _at(19, 1, 47))
    values = {"published": _at(20, 9), "first_seen": _at(20, 10)} | changes
    assert belongs(article(**values), window, window.since, {"https://example.com/printed"}) is expected


@pytest.mark.parametrize(
    ("now", "ends"),
    [(_at(20, 23, 59), _at(20, 23, 59)), (_at(21, 2, 59), _at(21, 2, 59)), (_at(21, 3), _at(21, 0))],
    ids=["the day itself", "a crawl that began before midnight", "a past day"],
)
def test_when_the_issue_of_a_day_ends(now: datetime, ends: datetime) -> None:
    assert end_of(DAY, now) == ends


@pytest.mark.parametrize(
    ("last_success", "expected"),
    [(None, _at(18, 20)), (_at(19, 8), _at(18, 20)), (_at(18, 8), _at(17, 20)), (_at(10, 8), _at(17, 1, 47))],
    ids=["new source", "worked last time", "failed last time", "failed for long"],
)
def test_a_source_that_failed_reaches_further_back(last_success: datetime | None, expected: datetime) -> None:
    assert reach_of(Window(_at(19, 8), _at(20, 13, 47), _at(18, 20)), last_success) == expected


def test_an_undated_article_counts_from_when_it_was_first_seen(article: Callable[..., Article], noon: datetime) -> None:
    assert time_of(article(published=None, first_seen=noon)) == noon
    assert time_of(article(published=noon - timedelta(hours=1), first_seen=noon)) == noon - timedelta(hours=1)
