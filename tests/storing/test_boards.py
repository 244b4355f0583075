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


def test_publishers_have_snapshots_of_their_own(database: Database, noon: datetime) -> None:
    mine, theirs = _board(noon, publisher="a"), replace(_board(noon), publisher="b")
    with database.writing() as connection:
        boards.keep(connection, [theirs, mine])
        assert boards.newest(connection, board="text", category="overall", before=noon) == [mine, theirs]


def test_each_publisher_has_its_newest_snapshots(database: Database, noon: datetime) -> None:
    mine = [_board(noon, day, publisher="a") for day in (1, 2, 3)]
    theirs = [_board(noon, day, publisher="b") for day in (20, 21, 22)]
    with database.writing() as connection:
        boards.keep(connection, mine + theirs)
        newest = boards.newest(connection, board="text", category="overall", before=noon, limit=2)
        days = boards.days_of(connection, board="text", category="overall", before=noon)
    assert newest == [theirs[2], theirs[1], mine[2], mine[1]]
    assert days == [(each.publisher, each.published) for each in mine + theirs]


def test_history_has_the_lists_that_are_asked_for(database: Database, noon: datetime) -> None:
    rows = (Score(5, "a", 1400), Score(6, "b", 1390, "maker"), Score(7, "c", 1380))
    kept = [_board(noon, day, rows, publisher=publisher) for day in (1, 2) for publisher in ("p", "q")]
    vision = replace(kept[0], board="vision")
    chosen = [("p", date(2025, 5, 2)), ("q", date(2025, 5, 1))]
    with database.writing() as connection:
        boards.keep(connection, [*kept, vision])
        found = boards.history(connection, chosen, board="text", category="overall", before=noon)
        earlier = noon - timedelta(seconds=1)
        assert boards.history(connection, chosen, board="text", category="overall", before=earlier) == []
        newest = boards.newest_models(connection)
    assert found == [kept[1], kept[2]]
    named = (("a", ""), ("b", "maker"), ("c", ""))
    assert newest == [(model, organization, board) for model, organization in named for board in ("text", "vision")]


def test_last_lists_with_a_model_are_found_however_long_ago(database: Database, noon: datetime) -> None:
    rows = {1: ("a", "b"), 2: ("a",), 3: ("b", "c"), 4: ("c",), 5: ("a", "b", "c")}
    kept = {
        day: _board(noon, day, tuple(Score(rank, model, 1400 - rank) for rank, model in enumerate(models, start=1)))
        for day, models in rows.items()
    }
    with database.writing() as connection:
        boards.keep(connection, kept.values())

        def found(*models: str, publisher: str = "p", before: datetime = noon) -> list[Leaderboard]:
            return boards.last_with(
                connection,
                models,
                publisher=publisher,
                board="text",
                category="overall",
                published=date(2025, 5, 4),
                before=before,
            )

        assert found("a", "b", "x") == [kept[3], kept[2]]
        assert found("x") == found() == found("a", publisher="q") == []
        assert found("a", before=noon - timedelta(seconds=1)) == []


def test_newest_models_are_those_of_what_is_known_last(database: Database, noon: datetime) -> None:
    corrected = _board(noon, scores=SCORES[:1])
    undated = replace(_board(noon, 26, SCORES), dated=False, seen=date(2025, 5, 26))
    with database.writing() as connection:
        boards.keep(connection, [_board(noon), replace(corrected, complete=True, seen=date(2025, 5, 27)), undated])
        assert [model for model, _, _ in boards.newest_models(connection)] == ["gemini-2.5-pro"]
