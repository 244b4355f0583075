"""arena-ai-leaderboards' files of a day."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from newsbot.items import Leaderboard, Outcome, Score
from newsbot.reading.boards import BoardError, read_board, read_latest

READ_AT = datetime(2026, 3, 19, 15, 0, tzinfo=UTC)
DAY = date(2026, 3, 19)
URL = "https://files.test/data/2026-03-19/text.json"
MODELS = [
    {"rank": 1, "model": "model-a", "vendor": "Maker", "license": "open", "score": 1502, "ci": 6, "votes": 11_000},
    {"rank": 2, "model": "model-b", "vendor": None, "license": None, "score": 1490, "ci": None, "votes": None},
]


def body(updated: object = None, models: object = MODELS, name: object = "text") -> bytes:
    return json.dumps({"meta": {"leaderboard": name, "last_updated": updated}, "models": models}).encode()


def read(document: bytes) -> Leaderboard:
    return read_board(document, day=DAY, fetched_at=READ_AT, url=URL)


def test_board_is_read_and_never_called_complete() -> None:
    assert read(body("Mar 18, 2026")) == Leaderboard(
        source="lmarena",
        publisher="arena-ai-leaderboards",
        url=URL,
        board="text",
        category="overall",
        published=date(2026, 3, 18),
        fetched_at=READ_AT,
        scores=(Score(1, "model-a", 1502.0, "Maker", 1496.0, 1508.0, 11_000), Score(2, "model-b", 1490.0)),
        complete=False,
        seen=DAY,
    )


@pytest.mark.parametrize(
    ("updated", "published"),
    [
        ("Mar 8, 2026", date(2026, 3, 8)),
        ("March 18, 2026", date(2026, 3, 18)),
        ("2026-03-17", date(2026, 3, 17)),
        ("Mar 19, 2026", DAY),
    ],
)
def test_date_is_the_one_written(updated: str, published: date) -> None:
    board = read(body(updated))
    assert (board.published, board.dated, board.seen) == (published, True, DAY)


@pytest.mark.parametrize(
    "updated", [None, "", "yesterday", "Mrz 18, 2026", "Feb 30, 2026", "Mar 25, 2026", "Jan 1, 9999"]
)
def test_day_of_the_folder_is_no_date_of_the_rows(updated: str | None) -> None:
    board = read(body(updated))
    assert (board.published, board.dated, board.seen) == (DAY, False, DAY)


def test_folder_of_a_day_to_come_is_refused() -> None:
    with pytest.raises(BoardError, match="dated 2026-03-21, after the day it was read") as caught:
        read_board(body(), day=date(2026, 3, 21), fetched_at=READ_AT, url=URL)
    assert caught.value.outcome == Outcome.PARSE_ERROR


def test_day_counts_in_beijing() -> None:
    late = datetime(2026, 3, 19, 16, 0, tzinfo=UTC)
    assert read_board(body(), day=date(2026, 3, 20), fetched_at=late, url=URL).published == date(2026, 3, 20)


@pytest.mark.parametrize("name", ["../text", "TEXT", "", "t" * 41, "text\n"])
def test_board_with_an_odd_name_is_refused(name: str) -> None:
    with pytest.raises(BoardError, match="not the name of a board"):
        read(body(name=name))


@pytest.mark.parametrize(
    ("document", "outcome"),
    [
        (body(models=[]), Outcome.EMPTY),
        (body(models=[{"rank": 1, "model": "m", "score": None}]), Outcome.EMPTY),
        (body(models=[{"rank": 1, "model": "m", "score": True}]), Outcome.PARSE_ERROR),
        (body(models=[{"rank": 1, "model": "m", "score": "1500"}]), Outcome.PARSE_ERROR),
        (body(models=[{"rank": 1, "model": "m", "score": 15000}]), Outcome.PARSE_ERROR),
        (body(models=[{"rank": "1", "model": "m", "score": 1500}]), Outcome.PARSE_ERROR),
        (body(models={"m": 1500}), Outcome.PARSE_ERROR),
        (b"<html>", Outcome.BOT_WALL),
        (b"{}", Outcome.PARSE_ERROR),
    ],
)
def test_what_is_no_board_is_refused_by_name(document: bytes, outcome: Outcome) -> None:
    with pytest.raises(BoardError) as caught:
        read(document)
    assert caught.value.outcome == outcome


def test_latest_names_the_folder_of_the_day() -> None:
    assert read_latest(b'{"date":"2026-04-19","path":"2026-04-19"}') == "2026-04-19"


@pytest.mark.parametrize(
    "path", ["../2026-04-19", "2026-04-19/..", "2026-13-01", "20260419", "", "2026-04-19\n", "//x.test", "2026-04-19x"]
)
def test_latest_that_is_no_day_is_refused(path: str) -> None:
    with pytest.raises(BoardError, match="is not a day"):
        read_latest(json.dumps({"path": path}).encode())
