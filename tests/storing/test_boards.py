from dataclasses import replace
from datetime import date, datetime, timedelta

from newsbot.items import Leaderboard, Score
from newsbot.storing import boards
from newsbot.storing.database import Database

SCORES = (
    Score(1, "gemini-2.5-pro", 1446.4, "google", 1440.0, 1452.0, 9000),
    Score(2, "deepseek-v3-0324", 1368.25),
)


def _board(noon: datetime, day: int = 22, scores: tuple[Score, ...] = SCORES, publisher: str = "p") -> Leaderboard:
    return Leaderboard(
        "lmarena", publisher, "https://example.com", "text", "overall", date(2025, 5, day), noon, scores, False
    )


def test_a_snapshot_comes_back_as_it_was_kept_newest_first(database: Database, noon: datetime) -> None:
    older, newer = _board(noon, 1), _board(noon, 22)
    with database.writing() as connection:
        boards.keep(connection, [older, newer])
        assert boards.newest(connection, board="text", category="overall", before=noon) == [newer, older]
        assert boards.newest(connection, board="vision", category="overall", before=noon) == []


def test_of_two_snapshots_of_a_day_the_deeper_one_stays(database: Database, noon: datetime) -> None:
    deep, short = _board(noon), _board(noon, scores=SCORES[:1])
    with database.writing() as connection:
        boards.keep(connection, [short, deep, short])
        assert boards.newest(connection, board="text", category="overall", before=noon) == [deep]


def test_publishers_have_snapshots_of_their_own(database: Database, noon: datetime) -> None:
    mine, theirs = _board(noon, publisher="a"), replace(_board(noon), publisher="b")
    with database.writing() as connection:
        boards.keep(connection, [theirs, mine])
        assert boards.newest(connection, board="text", category="overall", before=noon) == [mine, theirs]


def test_a_board_read_again_is_still_known_to_an_earlier_day(database: Database, noon: datetime) -> None:
    tomorrow = noon + timedelta(days=1)
    with database.writing() as connection:
        boards.keep(connection, [_board(noon)])
        boards.keep(connection, [_board(tomorrow)])
        assert boards.newest(connection, board="text", category="overall", before=noon) == [_board(noon)]
        assert boards.newest(connection, board="text", category="overall", before=tomorrow) == [_board(tomorrow)]
        assert boards.newest(connection, board="text", category="overall", before=noon - timedelta(1)) == []
