from datetime import datetime, timedelta

import pytest

from newsbot.issue.health import Health, Level, Past, health_of
from newsbot.items import ARTICLE_PAGES, Attempt, Outcome

DAY = timedelta(days=1)


def _attempt(at: datetime, outcome: Outcome, route: str = "RSS", **more: int) -> Attempt:
    return Attempt("s", route, "https://example.com/feed", outcome, at, "", **more)  # type: ignore[arg-type]


def test_a_source_that_delivers_as_it_used_to_is_well(noon: datetime) -> None:
    past = Past(
        [_attempt(noon, Outcome.OK, entries=20, undated=1)],
        turned=noon - DAY,
        days=[10, 12, 0, 11, 9, 30, 14, 12],
        recent=3,
    )
    assert health_of(past, now=noon) == Health(Level.OK, noon - DAY, 11.5, 0.05, ())


def test_a_source_that_brings_a_quarter_of_the_usual_is_weak(noon: datetime) -> None:
    past = Past([_attempt(noon, Outcome.OK)], days=[12] * 7, recent=2)
    assert health_of(past, now=noon) == Health(Level.WEAK, None, 12, None, ("24 小时内新条目 2 条，平日约 12 条",))


def test_when_a_source_without_a_flaw_began_to_bring_little_is_not_known(noon: datetime) -> None:
    lacking = Past([_attempt(noon, Outcome.OK)], turned=noon - 9 * DAY, days=[12] * 7, recent=2)
    assert health_of(lacking, now=noon).since is None


@pytest.mark.parametrize(("days", "recent"), [([12] * 6, 0), ([3] * 20, 0), ([12] * 7, 3), ([], 0), ([12] * 7, None)])
def test_too_little_to_tell_is_no_remark(noon: datetime, days: list[int], recent: int | None) -> None:
    assert health_of(Past([_attempt(noon, Outcome.OK)], days=days, recent=recent), now=noon).level is Level.OK


@pytest.mark.parametrize(
    ("outcome", "entries", "undated", "expected"),
    [
        (Outcome.OK, 10, 5, Health(Level.OK, None, None, 0.5, ())),
        (Outcome.OK, 10, 6, Health(Level.WEAK, None, None, 0.6, ("60% 的条目没有时间",))),
        (Outcome.UNDATED, 10, 10, Health(Level.WEAK, None, None, 1.0, ())),
        (Outcome.UNDATED, 1, 1, Health(Level.WEAK, None, None, None, ())),
        (Outcome.OK, 5, 6, Health(Level.WEAK, None, None, 1, ("100% 的条目没有时间",))),
        (Outcome.NOT_MODIFIED, 3, 2, Health(Level.OK, None, None, None, ())),
    ],
)
def test_a_source_most_or_all_of_whose_entries_are_undated_is_weak(
    noon: datetime, outcome: Outcome, entries: int, undated: int, expected: Health
) -> None:
    past = Past([_attempt(noon, outcome, entries=entries, undated=undated)])
    assert health_of(past, now=noon) == expected


def test_a_source_that_delivers_by_another_route_is_weak(noon: datetime) -> None:
    run = [_attempt(noon, Outcome.BOT_WALL), _attempt(noon, Outcome.OK, "JSON")]
    found = health_of(Past(run, turned=noon - 4 * DAY), now=noon)
    assert found == Health(Level.WEAK, noon - 4 * DAY, None, None, ())


def test_pages_do_not_count(noon: datetime) -> None:
    run = [_attempt(noon, Outcome.OK), _attempt(noon, Outcome.BLOCKED, ARTICLE_PAGES)]
    assert health_of(Past(run), now=noon).level is Level.OK


def test_a_source_that_does_not_deliver_is_failing(noon: datetime) -> None:
    past = Past([_attempt(noon, Outcome.GONE)], turned=noon - DAY)
    assert health_of(past, now=noon) == Health(Level.FAILING, noon - DAY, None, None, ())


@pytest.mark.parametrize(("rest", "level"), [(25, Level.OK), (26, Level.UNKNOWN)])
def test_a_source_that_nobody_runs_is_not_known(noon: datetime, rest: int, level: Level) -> None:
    ran = noon - timedelta(hours=rest)
    assert health_of(Past([_attempt(ran, Outcome.OK)]), now=noon).level is level
    assert health_of(Past(), now=noon) == Health(Level.UNKNOWN, None, None, None, ())
