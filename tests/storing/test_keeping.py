"""What is known of a list, out of all that was read of it, in whatever order, and at which time it was known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations

import pytest

from newsbot.items import BEIJING, Leaderboard, Score
from newsbot.storing import boards
from newsbot.storing.database import Database

MARCH = date(2026, 3, 1)


def rows(count: int, up: int = 0, votes: int = 100) -> tuple[Score, ...]:
    return tuple(Score(rank, f"m{rank}", 1500.0 - rank + up, votes=votes) for rank in range(1, count + 1))


def on(day: int, hour: int = 16) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=BEIJING)


def read(day: int, scores: tuple[Score, ...], of: int | None = None, *, at: datetime | None = None) -> Leaderboard:
    """A list shown on that day of March, dated ``of`` (None: not dated), and fetched then or ``at`` another time."""
    seen = date(2026, 3, day)
    published = seen if of is None else date(2026, 3, of)
    return Leaderboard(
        "lmarena", "p", "u", "text", "overall", published, at or on(day), scores, False, of is not None, seen
    )


LAST = on(31)


def known(database: Database, before: datetime = LAST) -> list[tuple[int, bool, tuple[Score, ...]]]:
    """The lists: their day of March, whether it is their date, and their rows."""
    with database.reading() as connection:
        found = boards.newest(connection, board="text", category="overall", before=before)
    return [((each.published - MARCH).days + 1, each.dated, each.scores) for each in found]


def keep(database: Database, *found: Leaderboard) -> None:
    for each in found:
        with database.writing() as connection:
            boards.keep(connection, [each])


def test_undated_list_has_the_date_of_the_list_with_its_rows(database: Database) -> None:
    keep(database, read(19, rows(30), of=18), read(20, rows(30)), read(21, rows(20)), read(22, rows(50)))
    assert known(database, on(21)) == [(18, True, rows(30))]
    assert known(database) == [(18, True, rows(50))]


def test_date_that_is_told_later_holds_from_then_on(database: Database) -> None:
    keep(database, read(27, rows(50)), read(28, rows(30)), read(29, rows(71), of=26))
    assert known(database, on(27)) == known(database, on(28)) == [(27, False, rows(50))]
    assert known(database) == [(26, True, rows(71))]


@pytest.mark.parametrize("told", [30, 50, 71])
def test_date_told_of_a_shorter_list_dates_the_longer_one(database: Database, told: int) -> None:
    keep(database, read(27, rows(50)), read(29, rows(told), of=26))
    assert known(database) == [(26, True, rows(max(told, 50)))]


def test_same_rows_for_sixty_days_are_one_list_of_the_first(database: Database) -> None:
    first = on(1)
    for day in range(60):
        at = first + timedelta(days=day)
        keep(database, replace(read(1, rows(50)), published=at.date(), seen=at.date(), fetched_at=at))
    assert known(database, first + timedelta(days=60)) == [(1, False, rows(50))]
    with database.reading() as connection:
        assert boards.last_new(connection, before=first + timedelta(days=60)) == {"lmarena": first}


def test_undated_list_with_other_votes_is_another_list(database: Database) -> None:
    keep(database, read(19, rows(30), of=18), read(22, rows(30, votes=101)))
    assert known(database) == [(22, False, rows(30, votes=101)), (18, True, rows(30))]


def test_undated_list_is_not_of_a_date_that_had_not_come(database: Database) -> None:
    keep(database, read(25, rows(30, 1), of=24), read(20, rows(30, 1), at=on(26)))
    assert known(database)[-1] == (20, False, rows(30, 1))


def test_list_dated_by_its_publisher_goes_before_one_that_is_not(database: Database) -> None:
    undated, dated = read(20, rows(71)), read(22, rows(30, 5), of=20)
    keep(database, undated, dated)
    assert known(database) == [(20, True, rows(30, 5))]
    keep(database, undated)
    assert known(database) == [(20, True, rows(30, 5))]
    # What goes on being shown is seen again on the next day.
    keep(database, read(21, rows(71)))
    assert known(database) == [(21, False, rows(71)), (20, True, rows(30, 5))]


def test_of_two_lists_of_one_date_the_one_shown_later_is_right_whatever_its_depth(database: Database) -> None:
    deep, corrected = read(19, rows(71), of=18), read(20, rows(20, 3), of=18)
    keep(database, deep, corrected)
    assert known(database, on(19)) == [(18, True, rows(71))]
    assert known(database) == [(18, True, rows(20, 3))]
    keep(database, read(21, rows(71), of=18))
    assert known(database) == [(18, True, rows(71))]


def test_model_that_is_withdrawn_is_gone(database: Database) -> None:
    without = tuple(score for score in rows(12) if score.rank != 5)
    keep(database, read(19, rows(12), of=18), read(20, without, of=18))
    assert known(database) == [(18, True, without)]


def test_last_model_of_a_complete_list_can_be_withdrawn(database: Database) -> None:
    first, second = (replace(read(day, rows(count), of=18), complete=True) for day, count in ((19, 12), (20, 11)))
    keep(database, first, second)
    assert known(database) == [(18, True, rows(11))]


def test_order_of_reading_changes_nothing(database: Database) -> None:
    found = [
        read(1, rows(50, 9), of=1),
        read(19, rows(71), of=18),
        read(20, rows(20)),
        read(22, rows(20, 3), of=18),
        read(23, rows(30, 3), of=18),
    ]
    for number, order in enumerate(permutations(found)):
        publisher = f"p{number}"
        keep(database, *(replace(each, publisher=publisher, fetched_at=on(30)) for each in order))
    with database.reading() as connection:
        lists = boards.newest(connection, board="text", category="overall", before=on(31))
    assert {(str(each.published), each.dated, each.scores) for each in lists} == {
        ("2026-03-01", True, rows(50, 9)),
        ("2026-03-18", True, rows(30, 3)),
    }
    assert len(lists) == 2 * 120


def _fetched(database: Database, before: datetime) -> Sequence[datetime]:
    with database.reading() as connection:
        return [each.fetched_at for each in boards.newest(connection, board="text", category="overall", before=before)]


def test_time_of_fetching_is_the_last_that_was_known_then(database: Database) -> None:
    keep(database, *(read(day, rows(30), of=18) for day in (19, 21, 23)), read(24, rows(20), of=18))
    assert _fetched(database, on(18)) == []
    assert _fetched(database, on(20)) == [on(19)]
    assert _fetched(database, on(21)) == [on(21)]
    assert _fetched(database, on(31)) == [on(23)]


def test_rows_of_a_past_day_stay_what_they_were(database: Database) -> None:
    keep(database, read(19, rows(12), of=18), read(21, rows(12, -100), of=18))
    assert (known(database, on(20)), _fetched(database, on(20))) == ([(18, True, rows(12))], [on(19)])
    assert (known(database), _fetched(database, on(31))) == ([(18, True, rows(12, -100))], [on(21)])


def test_board_as_it_would_be_kept_has_the_date_of_its_list(database: Database) -> None:
    keep(database, read(19, rows(30), of=18), read(22, rows(30, 5)))
    with database.reading() as connection:
        published = [
            boards.as_kept(connection, read(25, each)).published.day for each in (rows(20), rows(50, 5), rows(9, 7))
        ]
    assert published == [18, 22, 25]
