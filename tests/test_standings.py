from __future__ import annotations

from datetime import date, datetime, timedelta

from newsbot.items import BEIJING, Leaderboard, Score
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.names import BoardName
from newsbot.standings import standing_of
from newsbot.storing import boards
from newsbot.storing.database import Database

FIRST = date(2026, 1, 1)
NOW = datetime(2026, 4, 20, 13, 46, tzinfo=BEIJING)
WITH = (Score(1, "gpt-1", 1500.0), Score(2, "qwen-back", 1480.0), Score(3, "gpt-3", 1300.0))
WITHOUT = (WITH[0], Score(2, "gpt-3", 1300.0))


def listed(number: int, scores: tuple[Score, ...]) -> Leaderboard:
    day = FIRST + timedelta(days=number)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=BEIJING)
    return Leaderboard("lmarena", "p", "u", "text", "overall", day, at, scores)


def test_model_that_was_away_for_long_is_not_new(database: Database) -> None:
    away = [listed(number, WITHOUT) for number in range(1, 46)]
    with database.writing() as connection:
        boards.keep(connection, [listed(0, WITH), *away, listed(60, WITH)])
    with database.reading() as connection:
        back, _ = standing_of(connection, BoardName(), now=NOW)
        new, _ = standing_of(connection, BoardName("vision"), now=NOW)
    assert back is not None
    assert [row.movement for row in back.chinese] == [Movement(FIRST)]
    assert new is None


def test_model_that_never_was_there_is_new(database: Database) -> None:
    with database.writing() as connection:
        boards.keep(connection, [*(listed(number, WITHOUT) for number in range(46)), listed(60, WITH)])
    with database.reading() as connection:
        found, _ = standing_of(connection, BoardName(), now=NOW)
    assert found is not None
    assert [row.movement for row in found.chinese] == [Movement(new=True)]
