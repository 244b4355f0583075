"""lmarena-history's scores.json."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Leaderboard, Outcome, Score
from newsbot.reading.boards import BoardError, Refused, read_scores

READ_AT = datetime(2026, 1, 20, 5, 46, tzinfo=UTC)
URL = "https://files.test/scores.json"


def body(days: object) -> bytes:
    return json.dumps(days).encode()


def day(ratings: object) -> dict[str, object]:
    return {"text": {"overall": ratings}}


def read(document: bytes, *, dates: int | None = 2, category: str = "overall") -> list[Leaderboard]:
    """The boards of one category; what is refused there is raised."""
    boards = read_scores(document, fetched_at=READ_AT, url=URL, dates=dates, category=category)
    found = []
    for board in boards:
        if (board.board, board.category) == ("text", category):
            if isinstance(board, Refused):
                raise board.error
            found.append(board)
    if not found:
        raise BoardError(Outcome.EMPTY, "scores.json: no board")
    return found


def names(document: bytes) -> list[list[str]]:
    return [[score.model for score in board.scores] for board in read(document)]


def expected(published: date, *scores: Score, category: str = "overall") -> Leaderboard:
    return Leaderboard("lmarena", "lmarena-history", URL, "text", category, published, READ_AT, scores)


def test_newest_dates_come_first_and_ratings_make_the_ranks() -> None:
    history = {
        "20250520": day({"old": 1000.0}),
        "20250521": day({"b": 1300, "a": 1290.5}),
        "20250522": day({"c": 1250.25, "a": 1291.5, "b": 1300.0}),
    }
    assert read(body(history)) == [
        expected(date(2025, 5, 22), Score(1, "b", 1300.0), Score(2, "a", 1291.5), Score(3, "c", 1250.25)),
        expected(date(2025, 5, 21), Score(1, "b", 1300.0), Score(2, "a", 1290.5)),
    ]


def test_another_category_can_be_asked_for() -> None:
    history = {"20250522": {"text": {"overall": {"a": 1300}, "chinese": {"b": 1200}}}}
    assert read(body(history), category="chinese") == [
        expected(date(2025, 5, 22), Score(1, "b", 1200.0), category="chinese")
    ]


def test_equal_ratings_stand_in_the_order_of_their_names() -> None:
    assert names(body({"20250522": day({"c": 1300, "a": 1300, "b": 1300})})) == [["a", "b", "c"]]


def test_zero_and_null_mean_absent() -> None:
    assert read(body({"20250522": day({"a": 0.0, "b": 1300, "c": None})})) == [
        expected(date(2025, 5, 22), Score(1, "b", 1300.0))
    ]


def test_dates_to_come_and_keys_that_are_no_date_are_passed_over() -> None:
    good = {"20250522": day({"a": 1300})}
    odd = {"99991231": day({"x": 1400}), "20260121": day({"x": 1400}), "20250230": 0, "zzzz": [], "../../x": None}
    assert read(body({**odd, **good})) == [expected(date(2025, 5, 22), Score(1, "a", 1300.0))]


def test_day_without_the_board_is_passed_over() -> None:
    history = {"20250524": {"vision": {}}, "20250523": {"text": {}}, "20250522": day({"a": 1300}), "20250521": day({})}
    assert names(body(history)) == [["a"]]


def test_older_days_that_are_not_asked_for_may_be_of_any_shape() -> None:
    history = {"20250522": day({"a": 1300}), "20230101": day({"b": "high"})}
    assert len(read(body(history), dates=1)) == 1


def test_byte_order_mark_is_no_fault() -> None:
    assert names(b"\xef\xbb\xbf" + body({"20250522": day({"a": 1300})})) == [["a"]]


def test_unprintable_name_leaves_a_gap_in_the_ranks() -> None:
    ratings = {
        "a": 1500,
        "b\u202e": 1490,
        "": 1480,
        "\u200b": 1470,
        "c\nd": 1460,
        "x" * 121: 1450,
        "z ": 1440,
        "e": 1430,
    }
    assert read(body({"20250522": day(ratings)})) == [
        expected(date(2025, 5, 22), Score(1, "a", 1500.0), Score(8, "e", 1430.0))
    ]


@pytest.mark.parametrize(
    "literal", ["NaN", "Infinity", "-Infinity", "1e400", '"9999"', "true", "[1]", "-1e9", "1e30", "9" * 5000]
)
def test_impossible_rating_refuses_the_document(literal: str) -> None:
    document = body({"20250522": day({"a": 1300, "b": 7777})}).replace(b"7777", literal.encode())
    with pytest.raises(BoardError) as caught:
        read(document)
    assert caught.value.outcome == Outcome.PARSE_ERROR


@pytest.mark.parametrize("rating", [-1300, 99.9, 3000.1])
def test_message_says_which_rating_where(rating: float) -> None:
    with pytest.raises(BoardError) as caught:
        read(body({"20250522": day({"m": rating})}))
    message = f"scores.json: 20250522.text.overall: 'm': rating {rating:g} is outside 100 to 3000"
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (b'{"20250522": {}, "2025\\u0030522": {}}', "scores.json: '20250522'"),
        (b'{"20250522": 1, "20250522": 2, "20250521": {}}', "scores.json: '20250522'"),
        (b'{"20250522": {"text": {}, "text": {}}}', "scores.json: 20250522: 'text'"),
        (b'{"20250522": {"text": {"full": {}, "full": {}}}}', "scores.json: 20250522.text: 'full'"),
        (
            b'{"20250522": {"text": {"full": {"a": 1300, "b": 1200, "a": 1300}}}}',
            "scores.json: 20250522.text.full: a model",
        ),
        (b'{"20250522": {"text": {"full": {"\\"": 1300, "\\"": 1200}}}}', "scores.json: 20250522.text.full: a model"),
    ],
)
def test_what_stands_there_twice_is_refused(document: bytes, place: str) -> None:
    with pytest.raises(BoardError) as caught:
        read(document)
    assert caught.value.outcome == Outcome.PARSE_ERROR
    assert str(caught.value).startswith(f"{place} stands there twice; which")


def test_names_with_quotes_and_braces_are_no_repetition() -> None:
    ratings = {'a"b': 1500, 'a\\"b': 1490, '{"20250522": {': 1480, "]}a": 1470}
    assert len(read(body({"20250522": day(ratings)}))[0].scores) == 4


def test_category_in_two_spellings_is_refused() -> None:
    with pytest.raises(BoardError, match="stands there in two spellings"):
        read(body({"20250522": {"text": {"full": {"a": 1300}, "overall": {"a": 1300}}}}))


def test_every_board_and_category_of_a_day_is_read_under_one_name_each() -> None:
    a = {"a": 1300}
    history = {
        "20250522": {"text": {"full": a, "full_style_control": a, "hard_6": a, "Odd Name": a}, "vision": {"full": a}}
    }
    assert [(each.board, each.category) for each in everything(body(history))] == [
        ("text", "overall"),
        ("text_style_control", "overall"),
        ("text", "hard_prompts"),
        ("vision", "overall"),
    ]


def test_category_that_cannot_be_believed_loses_no_other() -> None:
    history = {"20250522": {"text": {"full": {"a": 1300}, "chinese": {"a": 9999}}, "vision": []}}
    good, chinese, vision = everything(body(history))
    assert good == expected(date(2025, 5, 22), Score(1, "a", 1300.0))
    assert isinstance(chinese, Refused)
    assert isinstance(vision, Refused)
    assert [str(chinese.error), str(vision.error)] == [
        "scores.json: 20250522.text.chinese: 'a': rating 9999 is outside 100 to 3000",
        "scores.json: 20250522.vision: no object",
    ]


def test_reading_ends_after_the_days_that_have_the_wanted_board() -> None:
    only_vision = {"vision": {"full": {"a": 1300}}}
    history = {
        "20250523": only_vision,
        "20250522": day({"a": 1300}),
        "20250521": only_vision,
        "20250520": day({"a": 1}),
    }
    newest = read_scores(body(history), fetched_at=READ_AT, url=URL, dates=1)
    assert [(each.board, str(each.published)) for each in newest if isinstance(each, Leaderboard)] == [
        ("vision", "2025-05-23"),
        ("text", "2025-05-22"),
    ]


def test_whole_history_is_read_on_request() -> None:
    history = {f"2025{month:02}01": day({"a": 1300}) for month in range(1, 13)}
    assert len(read(body(history), dates=None)) == 12


def everything(document: bytes) -> list[Leaderboard | Refused]:
    return list(read_scores(document, fetched_at=READ_AT, url=URL))


@pytest.mark.parametrize(
    ("document", "outcome"),
    [
        (b"", Outcome.EMPTY),
        (b"{}", Outcome.EMPTY),
        (body({"20250522": day({})}), Outcome.EMPTY),
        (body({"20250522": {"text": {}}}), Outcome.EMPTY),
        (body({"20250522": day({"a": 0.0})}), Outcome.EMPTY),
        (body({"99991231": day({"a": 1300})}), Outcome.EMPTY),
        (b"<html>not found</html>", Outcome.BOT_WALL),
        (b"[]", Outcome.PARSE_ERROR),
        (body({"leaderboard": []}), Outcome.PARSE_ERROR),
        (body({"20250522": day([1300])}), Outcome.PARSE_ERROR),
        (body({"20250522": [1300]}), Outcome.PARSE_ERROR),
        (body({"20250522": day({"x" * 100 + str(i): 1300 for i in range(9999)})}), Outcome.TOO_LARGE),
        (body({f"k{i}": 1 for i in range(10_001)}), Outcome.TOO_LARGE),
        (body({"20250522": {"text": {f"k{i}": {} for i in range(10_001)}}}), Outcome.TOO_LARGE),
        (body({"20250522": day({"a": 1300})})[:-5], Outcome.PARSE_ERROR),
        (body({"20250522": day({"a": 1300})}) + b" x", Outcome.PARSE_ERROR),
        (b"// note\n" + body({"20250522": day({"a": 1300})}), Outcome.PARSE_ERROR),
        (b'{"20250522":{"text":{"overall":{"\\ud800":1300}}}}', Outcome.PARSE_ERROR),
        (b'{"20250522":{"text":{"overall":{"\xff":1300}}}}', Outcome.PARSE_ERROR),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, Outcome.PARSE_ERROR),
        (b'{"20250522":{"text":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_002, Outcome.PARSE_ERROR),
        (b"[" * 200_000, Outcome.PARSE_ERROR),
        (body({"20250522": day({f"m{i}": 1300 for i in range(5001)})}), Outcome.TOO_LARGE),
        (b" " * ((20 << 20) + 1), Outcome.TOO_LARGE),
        (body({"20250522": {"text": {"full": [[]] * 9_000}}}), Outcome.TOO_LARGE),
        (body({"20250522": {"text": {"full": [""] * 9_000}}}), Outcome.TOO_LARGE),
    ],
)
def test_what_is_no_history_is_refused_by_name(document: bytes, outcome: Outcome) -> None:
    with pytest.raises(BoardError) as caught:
        read(document)
    assert caught.value.outcome == outcome
    assert str(caught.value).startswith("scores.json")
    assert len(str(caught.value).splitlines()) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["20250522", "20250521", "text", "overall", "a", "\u202e", "2025"]), inner)
    ),
    max_leaves=20,
)


@given(JSON | JSON.map(day).map(lambda value: {"20250522": value}))
def test_whatever_stands_there_is_a_board_or_a_refusal(document: object) -> None:
    try:
        boards = everything(body(document))
    except BoardError:
        return
    for board in boards:
        if isinstance(board, Refused):
            continue
        assert board.scores
        assert all(100 <= score.rating <= 3000 and score.model.isprintable() for score in board.scores)
        assert list(board.scores) == sorted(board.scores, key=lambda score: -score.rating)
