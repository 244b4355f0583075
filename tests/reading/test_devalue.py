import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.devalue import flat, nuxt_data
from newsbot.reading.errors import ReadingError


def objects(*values: object) -> list[dict[str, object]]:
    return list(flat(list(values)).objects())


def test_positions_are_replaced_by_what_stands_there() -> None:
    assert objects({"a": 1, "b": 2, "c": 3, "d": 4}, "文", 30848, True, None) == [
        {"a": "文", "b": 30848, "c": True, "d": None}
    ]


def test_what_is_shared_is_read_in_both_places() -> None:
    assert objects([1, 2], {"a": 3}, {"a": 3}, "x") == [{"a": "x"}, {"a": "x"}]


def test_wrappers_are_seen_through_and_dates_are_their_text() -> None:
    assert objects(
        {"a": 1, "b": 4, "c": 5},
        ["Ref", 2],
        ["ShallowReactive", 3],
        "x",
        ["Date", "2026-01-20T00:00:00Z"],
        ["BigInt", "7"],
    ) == [{"a": "x", "b": "2026-01-20T00:00:00Z", "c": "7"}]


@pytest.mark.parametrize("position", [-1, -7, 9, 10**30, True, 1.0, "1", None, [1], {"a": 1}])
def test_a_field_that_points_nowhere_is_left_out(position: object) -> None:
    assert objects({"a": position, "b": 1}, "x")[0] == {"b": "x"}


def test_fields_that_are_objects_are_left_out_and_read_as_objects() -> None:
    assert objects({"inner": 1, "list": 2}, {"a": 3}, [1], "x") == [{}, {"a": "x"}]


def test_a_value_may_contain_itself() -> None:
    assert objects({"self": 0, "wrapped": 1, "a": 2}, ["Ref", 1], "x") == [{"a": "x"}]


@pytest.mark.parametrize(
    "tag",
    ['<script type="application/json" data-ssr="true" id="__NUXT_DATA__">', "<script id=__NUXT_DATA__ data-src='/p'>"],
)
def test_a_page_s_data_are_found(tag: str) -> None:
    html = f"<html><script>var id='__NUXT_DATA__'</script>{tag}{json.dumps([{'a': 1}, 'x'])}</script></html>"
    assert list(nuxt_data(html).objects()) == [{"a": "x"}]


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<html></html>", Outcome.PARSE_ERROR),
        ('<script id="__NUXT_DATA__">{"a":1}</script>', Outcome.PARSE_ERROR),
        ('<script id="__NUXT_DATA__">[]</script>', Outcome.PARSE_ERROR),
        ('<script id="__NUXT_DATA__">[1,</script>', Outcome.PARSE_ERROR),
        ('<script id="__NUXT_DATA__">' + "[" * 100_000, Outcome.PARSE_ERROR),
        ('<script id="__NUXT_DATA__">[' + "1," * 200_000 + "1]</script>", Outcome.TOO_LARGE),
    ],
)
def test_what_is_no_data_is_named(html: str, outcome: Outcome) -> None:
    with pytest.raises(ReadingError) as caught:
        nuxt_data(html)
    assert caught.value.outcome is outcome


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5) | st.sampled_from(["Ref", "Date"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(VALUES, max_size=8))
def test_no_array_breaks_it(values: list[object]) -> None:
    with contextlib.suppress(ReadingError):
        for each in flat(values).objects():
            assert not any(isinstance(field, dict | list) for field in each.values())
