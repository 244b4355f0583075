"""The official dataset's rows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsbot.items import Leaderboard, Outcome, Score
from newsbot.reading.boards import BoardError, RowsPage, next_offset, read_rows_page, rows_board

READ_AT = datetime(2026, 5, 28, 1, 0, tzinfo=UTC)
URL = "https://datasets.test/rows"


def row(model: str, rank: float | None, rating: object, category: str = "overall", **more: object) -> dict[str, object]:
    day = {"leaderboard_publish_date": "2026-05-27"}
    return {"model_name": model, "rank": rank, "rating": rating, "category": category, **day, **more}


def page(*rows: dict[str, object], total: int = 9000) -> RowsPage:
    body: dict[str, Any] = {
        "rows": [{"row_idx": i, "row": each} for i, each in enumerate(rows)],
        "num_rows_total": total,
    }
    return read_rows_page(json.dumps(body).encode())


def board(*pages: RowsPage, category: str = "overall") -> Leaderboard:
    return rows_board(pages, category=category, fetched_at=READ_AT, url=URL)


def refusal(*rows: dict[str, object]) -> tuple[Outcome, str]:
    with pytest.raises(BoardError) as caught:
        board(page(*rows))
    return caught.value.outcome, str(caught.value)


def test_pages_are_one_board_that_ends_where_the_next_category_begins() -> None:
    more = {"organization": "maker", "rating_lower": 1490.5, "rating_upper": 1502.5, "vote_count": 3000.0}
    first = page(row("model-a", 1.0, 1496.25, **more), row("model-b", 2, 1480))
    second = page(row("model-c", 3, 1470), row("model-c", 1, 1510, "chinese"))
    assert board(first, second) == Leaderboard(
        source="lmarena",
        publisher="lmarena-ai/leaderboard-dataset",
        url=URL,
        board="text",
        category="overall",
        published=date(2026, 5, 27),
        fetched_at=READ_AT,
        scores=(
            Score(1, "model-a", 1496.25, "maker", 1490.5, 1502.5, 3000),
            Score(2, "model-b", 1480.0),
            Score(3, "model-c", 1470.0),
        ),
        complete=True,
    )


def test_later_category_is_found_behind_the_first() -> None:
    rows = page(row("a", 1, 1500), row("b", 1, 1400, "coding"), row("c", 2, 1300, "coding"), row("d", 1, 1200, "math"))
    assert [score.model for score in board(rows, category="coding").scores] == ["b", "c"]


def test_board_without_its_end_is_not_complete() -> None:
    assert not board(page(row("a", 1, 1500))).complete
    assert board(page(row("a", 1, 1500), total=1)).complete


def test_reading_goes_on_until_the_category_has_ended() -> None:
    first, second = page(row("a", 1, 1500), row("b", 2, 1490)), page(row("c", 3, 1480), row("a", 1, 1500, "coding"))
    assert next_offset([], category="overall") == 0
    assert next_offset([first], category="overall") == 2
    assert next_offset([first, second], category="overall") is None
    assert next_offset([first, second], category="math") == 4
    assert next_offset([page(row("a", 1, 1500), total=1)], category="math") is None
    assert next_offset([page(*[row("a", 1, 1500)] * 100)] * 50, category="overall") is None


def test_model_that_two_pages_both_show_counts_once() -> None:
    scores = board(page(row("a", 1, 1500), row("b", 2, 1490)), page(row("b", 2, 1490), row("c", 3, 1480))).scores
    assert [(score.rank, score.model) for score in scores] == [(1, "a"), (2, "b"), (3, "c")]


def test_rows_in_any_order_come_out_by_rank_then_rating_then_name() -> None:
    scores = board(page(row("d", 3, 1400), row("c", 2, 1450), row("b", 2, 1460), row("a", 2, 1450))).scores
    assert [score.model for score in scores] == ["b", "a", "c", "d"]


def test_unprintable_name_leaves_a_gap_in_the_ranks() -> None:
    rows = [
        row(name, rank, 1500 - rank) for rank, name in enumerate(["a", "b\u202egnp", "c\nd", "x" * 121, " ", "e"], 1)
    ]
    assert board(page(*rows)).scores == (Score(1, "a", 1499.0), Score(6, "e", 1494.0))


def test_unprintable_organization_is_left_out() -> None:
    assert board(page(row("a", 1, 1500, organization="o\x00"))).scores == (Score(1, "a", 1500.0),)


def test_row_without_a_rating_is_not_on_the_board() -> None:
    assert board(page(row("a", 1, 0.0), row("b", None, None), row("c", 1, 1400))).scores == (Score(1, "c", 1400.0),)


def test_interval_that_does_not_hold_its_rating_is_dropped() -> None:
    odd = row("a", 1, 1500, rating_lower=1510, rating_upper=1520, vote_count=-3)
    assert board(page(odd)).scores == (Score(1, "a", 1500.0),)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row("m", 1, -5.0), "rows: text/overall: 'm': rating -5 is outside 100 to 3000"),
        (row("m", 1, 3000.5), "rows: text/overall: 'm': rating 3000.5 is outside 100 to 3000"),
        (row("m\u202e", 1, 1e30), "rows: text/overall: 'm\\u202e': rating 1e+30 is outside 100 to 3000"),
        (row("m", None, 1500), "rows: text/overall: 'm': no rank"),
        (row("m", 1.5, 1500), "rows: text/overall: 'm': rank 1.5 is no place in a list"),
        (row("m", 0, 1500), "rows: text/overall: 'm': rank 0 is no place in a list"),
    ],
)
def test_impossible_figure_refuses_the_board(bad: dict[str, object], message: str) -> None:
    assert refusal(row("a", 1, 1500), bad) == (Outcome.PARSE_ERROR, message)


@pytest.mark.parametrize("day", ["2026-05-26", "2026-05-28T00:00:00", "soon", ""])
def test_board_of_two_dates_is_refused(day: str) -> None:
    outcome, message = refusal(row("a", 1, 1500), row("b", 2, 1490, leaderboard_publish_date=day))
    assert outcome == Outcome.PARSE_ERROR
    assert message.endswith("one past day was due; read the pages again")


@pytest.mark.parametrize("day", ["2026-05-29", "9999-12-31", "2026-02-30", "20260", "../../etc"])
def test_board_of_no_past_day_is_refused(day: str) -> None:
    outcome, message = refusal(row("a", 1, 1500, leaderboard_publish_date=day))
    assert (outcome, message) == (
        Outcome.PARSE_ERROR,
        f"rows: text/overall: publish date {day!r}: one past day was due; read the pages again",
    )


def test_publish_date_may_carry_a_time() -> None:
    assert board(page(row("a", 1, 1500, leaderboard_publish_date="2026-05-27T00:00:00"))).published == date(2026, 5, 27)


def test_category_that_is_not_there_is_empty() -> None:
    assert refusal(row("a", 1, 1500, "math")) == (Outcome.EMPTY, "rows: text/overall: no row on 1 pages")


def test_board_without_a_single_usable_row_is_empty() -> None:
    expected = (Outcome.EMPTY, "rows: text/overall: no model with a rating and a name")
    assert refusal(row("\u200b", 1, 1500), row("a", 2, None)) == expected


def test_more_models_than_any_board_has_are_refused() -> None:
    outcome, _ = refusal(*[row(f"m{i}", 1, 1500) for i in range(5001)])
    assert outcome == Outcome.TOO_LARGE


@pytest.mark.parametrize("total", [-1, 0, 1])
def test_page_with_more_rows_than_there_are_in_all_is_refused(total: int) -> None:
    with pytest.raises(BoardError, match=f"rows: 2 on this page, {total} in all"):
        page(row("a", 1, 1500), row("b", 2, 1490), total=total)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b"", Outcome.EMPTY),
        (b" \n", Outcome.EMPTY),
        (b'{"rows":[],"num_rows_total":0}', Outcome.EMPTY),
        (b"  <!DOCTYPE html><p>wait", Outcome.BOT_WALL),
        (b'{"error":"busy"}', Outcome.PARSE_ERROR),
        (b"[]", Outcome.PARSE_ERROR),
        (b"\xff\xfe", Outcome.PARSE_ERROR),
        (b'{"rows":' + b"[" * 100_000, Outcome.PARSE_ERROR),
        (b'{"x":' + b'{"x":' * 100_000, Outcome.PARSE_ERROR),
        (b'{"rows":[{"row":{"model_name":null}}],"num_rows_total":1}', Outcome.PARSE_ERROR),
        (b" " * ((2 << 20) + 1), Outcome.TOO_LARGE),
    ],
)
def test_what_is_no_page_of_rows_is_refused_by_name(body: bytes, outcome: Outcome) -> None:
    with pytest.raises(BoardError) as caught:
        read_rows_page(body)
    assert caught.value.outcome == outcome
    assert str(caught.value).startswith("rows: ")
    assert len(str(caught.value).splitlines()) == 1
