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


def test_each_publisher_has_its_newest_snapshots(database: Database, noon: datetime) -> None:
    mine = [_board(noon, day, publisher="a") for day in (1, 2, 3)]
    theirs = [_board(noon, day, publisher="b") for day in (20, 21, 22)]
    with database.writing() as connection:
        boards.keep(connection, mine + theirs)
        newest = boards.newest(connection, board="text", category="overall", before=noon, limit=2)
        days = boards.days_of(connection, board="text", category="overall", before=noon)
    assert newest == [theirs[2], theirs[1], mine[2], mine[1]]
    assert days == [(each.publisher, each.published) for each in mine + theirs]


def test_history_has_the_first_rows_and_those_of_the_named_models(database: Database, noon: datetime) -> None:
    rows = (Score(5, "a", 1400), Score(6, "b", 1390, "maker"), Score(7, "c", 1380))
    kept = [_board(noon, day, rows, publisher=publisher) for day in (1, 2) for publisher in ("p", "q")]
    vision = replace(kept[0], board="vision")
    with database.writing() as connection:
        boards.keep(connection, [*kept, vision])
        chosen = [("p", date(2025, 5, 2)), ("q", date(2025, 5, 1))]
        found = boards.history(connection, chosen, board="text", category="overall", models={"c", "x"})
        named = boards.models_of(connection, board="text", category="overall")
        newest = boards.newest_models(connection)
    assert found == [replace(kept[1], scores=(rows[0], rows[2])), replace(kept[2], scores=(rows[0], rows[2]))]
    assert named == [("a", ""), ("b", "maker"), ("c", "")]
    assert newest == [(model, organization, board) for model, organization in named for board in ("text", "vision")]
