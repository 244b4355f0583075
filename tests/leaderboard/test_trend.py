from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from newsbot.items import Leaderboard, Score
from newsbot.leaderboard.ranking import Point
from newsbot.leaderboard.trend import LONGEST, MOST_DAYS, Series, Trend, chosen_days, trend

DAY = date(2026, 4, 19)


def snapshot(day: date, *scores: Score, publisher: str = "p") -> Leaderboard:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Leaderboard("lmarena", publisher, "u", "text", "overall", day, at, scores)


def test_one_day_is_no_trend() -> None:
    assert trend([]) is None
    assert (
        trend([snapshot(DAY, Score(1, "qwen3", 1400)), snapshot(DAY, Score(1, "qwen3", 1400), publisher="q")]) is None
    )
    assert trend([snapshot(DAY - timedelta(1)), snapshot(DAY, Score(1, "qwen3", 1400))]) is None


def test_series_are_the_best_of_all_and_of_each_chinese_vendor_by_their_rating_now() -> None:
    before = DAY - timedelta(days=3)
    old = snapshot(before, Score(1, "gpt-5", 1480.4), Score(2, "glm-5", 1450.0), Score(3, "qwen3", 1440.0))
    new = snapshot(
        DAY, Score(1, "gpt-6", 1500.0), Score(2, "qwen4", 1470.0), Score(3, "glm-5", 1451.0), Score(4, "qwen3", 1440.0)
    )
    assert trend([old, new]) == Trend(
        ("p",),
        (
            Series("", "gpt-6", ((Point(before, 1480), Point(DAY, 1500)),)),
            Series("阿里", "qwen4", ((Point(before, 1440), Point(DAY, 1470)),)),
            Series("智谱", "glm-5", ((Point(before, 1450), Point(DAY, 1451)),)),
        ),
    )


def test_no_line_goes_on_from_one_publisher_to_another() -> None:
    before = DAY - timedelta(days=3)
    old, new = snapshot(before, Score(1, "qwen3", 1300), publisher="q"), snapshot(DAY, Score(1, "qwen3", 1400))
    lines = ((Point(before, 1300),), (Point(DAY, 1400),))
    assert trend([old, new]) == Trend(("q", "p"), (Series("", "qwen3", lines), Series("阿里", "qwen3", lines)))


def test_no_line_goes_on_where_a_publisher_changes_its_scale() -> None:
    days = [DAY - timedelta(days=ago) for ago in (9, 6, 3, 0)]
    models = ("gpt-5", "qwen3", "glm-5", "yi-2", "step-2")
    boards = [
        snapshot(day, *(Score(rank, model, 1400 - rank + up) for rank, model in enumerate(models, start=1)))
        for day, up in zip(days, (0, 15, 109, 110), strict=True)
    ]
    found = trend(boards)
    assert found is not None
    assert (found.publishers, found.rescaled) == (("p", "p"), (days[2],))
    assert found.series[0].lines == (
        (Point(days[0], 1399), Point(days[1], 1414)),
        (Point(days[2], 1508), Point(days[3], 1509)),
    )


def test_vendor_that_is_not_on_a_cut_list_has_no_point_there() -> None:
    days = [DAY - timedelta(days=ago) for ago in (2, 1, 0)]
    lists = [[Score(1, "gpt-5", 1500), Score(2, "qwen3", 1400)], [Score(1, "gpt-5", 1500)]]
    found = trend([snapshot(day, *lists[number % 2]) for number, day in enumerate(days)])
    assert found is not None
    assert [series.lines for series in found.series if series.name] == [((Point(days[0], 1400), Point(days[2], 1400)),)]


def test_each_day_belongs_to_one_publisher_that_of_the_table_before_all() -> None:
    days = [("old", DAY - timedelta(days=ago)) for ago in (9, 5, 1)] + [
        ("new", DAY - timedelta(days=ago)) for ago in (6, 3)
    ]
    assert chosen_days(days, publisher="new", published=DAY - timedelta(days=3)) == [
        ("old", DAY - timedelta(days=9)),
        ("new", DAY - timedelta(days=6)),
        ("new", DAY - timedelta(days=3)),
    ]


def test_a_long_past_is_thinned_out_and_ends_two_years_back() -> None:
    days = [("p", DAY - timedelta(days=ago)) for ago in range(2000)]
    chosen = chosen_days(days, publisher="p", published=DAY)
    assert (len(chosen), chosen[0], chosen[-1]) == (MOST_DAYS, ("p", DAY - LONGEST), ("p", DAY))
    assert chosen == sorted(set(chosen))
