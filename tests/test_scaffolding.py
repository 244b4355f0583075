from datetime import datetime, timedelta

import pytest

from newsbot.scaffolding import longest_silence


@pytest.mark.parametrize(
    ("ages", "days"),
    [
        ([], 0),
        ([1, 2, 3], 1),
        ([9, 10], 9),
        ([1, 8, 9], 7),
        ([*range(10), 500], 1),  # one that is pinned
    ],
)
def test_a_feed_is_as_slow_as_its_newest_entries(noon: datetime, ages: list[int], days: int) -> None:
    assert longest_silence([noon - timedelta(days=age) for age in ages], now=noon) == timedelta(days=days)
