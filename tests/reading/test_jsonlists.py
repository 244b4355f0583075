import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.jsonlists import read_json


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"列表": [1, 2.5, true, null, "文"]}'.encode(), {"列表": [1, 2.5, True, None, "文"]}),
        (b'\xef\xbb\xbf\n{"a": 1}\n', {"a": 1}),
        ('{"标题": "星图模型今日开源了"}'.encode("gbk"), {"标题": "星图模型今日开源了"}),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (rb'["cut \ud83d", "\ud83d\ude00", "\ude00", "\\ud83d"]', ["cut ", "😀", "", r"\ud83d"]),
        (b"0", 0),
    ],
)
def test_json_is_read(body: bytes, expected: object) -> None:
    assert read_json(body) == expected


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b" ", Outcome.EMPTY),
        (b"<html><title>x</title></html>", Outcome.BOT_WALL),
        (b"<!doctype html><p>x", Outcome.BOT_WALL),
        (b"<rss/>", Outcome.PARSE_ERROR),
        (b"[NaN]", Outcome.PARSE_ERROR),
        (b"[Infinity]", Outcome.PARSE_ERROR),
        (b"[1e999]", Outcome.PARSE_ERROR),
        (b"[1" + b"0" * 100_000 + b"]", Outcome.PARSE_ERROR),
        (b"[" * 1_000_000, Outcome.PARSE_ERROR),
        (b'{"a":' * 200_000, Outcome.PARSE_ERROR),
        (b'{"a": 1} x', Outcome.PARSE_ERROR),
        (b"{'a': 1}", Outcome.PARSE_ERROR),
        (b"[" + b" " * (32 << 20), Outcome.TOO_LARGE),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value),
)
def test_anything_else_is_refused_with_its_outcome(body: bytes, outcome: Outcome) -> None:
    with pytest.raises(ReadingError) as caught:
        read_json(body)
    assert caught.value.outcome is outcome


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
        lambda c: st.lists(c) | st.dictionaries(st.text(), c),
    )
)
def test_what_json_wrote_is_read_back(value: object) -> None:
    assert read_json(json.dumps(value, ensure_ascii=True).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_reading_error(body: bytes) -> None:
    with contextlib.suppress(ReadingError):
        read_json(body)
