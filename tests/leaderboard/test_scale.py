from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsbot.items import Leaderboard, Score
from newsbot.leaderboard.scale import is_rescaled, parts_of

AT = datetime(2026, 4, 1, tzinfo=UTC)


def listed(*ratings: float, publisher: str = "p", first: int = 0) -> Leaderboard:
    rows = tuple(Score(rank, f"m{first + rank}", rating) for rank, rating in enumerate(ratings, start=1))
    return Leaderboard("lmarena", publisher, "u", "text", "overall", date(2026, 4, 1), AT, rows)


BEFORE = listed(1500, 1490, 1480, 1470, 1460)


@pytest.mark.parametrize(
    ("later", "rescaled"),
    [
        (listed(1521, 1511, 1501, 1470, 1460), True),
        (listed(1479, 1469, 1459, 1449, 1439), True),
        (listed(1520, 1510, 1500, 1490, 1480), False),
        (listed(1600, 1590, 1480, 1470, 1460), False),
        (listed(1600, 1590, 1580, 1570), False),
        (listed(1600, 1590, 1580, 1570, 1560, first=3), False),
        (listed(), False),
    ],
)
def test_scale_has_changed_where_most_shared_models_leap(later: Leaderboard, *, rescaled: bool) -> None:
    assert is_rescaled(BEFORE, later) is rescaled


def test_parts_are_of_one_publisher_and_one_scale() -> None:
    higher = listed(1600, 1590, 1580, 1570, 1560)
    other = listed(1700, 1690, 1680, 1670, 1660, publisher="q")
    assert parts_of([BEFORE, other, BEFORE, higher, higher, other, BEFORE]) == [0, 1, 0, 2, 2, 1, 3]
    assert parts_of([]) == []
