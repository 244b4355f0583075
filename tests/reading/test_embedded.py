import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.embedded import embedded_lists

ROWS = [{"title": '他说："好"', "href": "/blog/a", "tags": [1, None, "</script>"]}, {"title": "二"}]


def _streamed(text: str, *cuts: int) -> str:
    """What Next.js makes of a text: pieces, each a string in a call."""
    edges = [0, *cuts, len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    return "".join(
        f"<script>self.__next_f.push([1,{json.dumps(piece, ensure_ascii=False)}])</script>" for piece in pieces
    )


def test_a_list_is_found_in_the_json_of_a_script() -> None:
    html = f'<script id="__NEXT_DATA__">{{"props": {{"articleList" : {json.dumps(ROWS)}}}}}</script>'
    assert list(embedded_lists(html, "articleList")) == [ROWS]


@given(st.lists(st.integers(0, 120), max_size=4).map(sorted))
def test_a_list_is_found_in_a_stream_wherever_that_is_cut(cuts: list[int]) -> None:
    text = f'8:["$","$L5",null,{{"locale":"zh","articleList":{json.dumps(ROWS, ensure_ascii=False)}}}]\n'
    assert list(embedded_lists(_streamed(text, *cuts), "articleList")) == [ROWS]


@pytest.mark.parametrize(
    "html",
    [
        '<script>{"articleList": [{"title": "x"}</script>',
        '<script>{"articleList": [NaN]}</script>',
        '<script>{"articleList": {"0": []}}</script>',
        '<script>{"otherList": []}</script>',
        '<script>self.__next_f.push([1,"\\"articleList\\":[1]</script>',
        '"articleList":' + "[" * 100_000,
        "",
    ],
    ids=["cut", "no JSON", "no list", "another", "never closed", "deep", "nothing"],
)
def test_what_is_broken_is_passed_over(html: str) -> None:
    assert list(embedded_lists(html, "articleList")) == []


def test_lone_surrogates_are_dropped_as_in_every_json() -> None:
    assert list(embedded_lists(r'"articleList":["a\ud83d"]', "articleList")) == [["a"]]


@pytest.mark.parametrize("piece", ['"articleList":[', '{"articleList":[1,', 'self.__next_f.push([1,"', '\\"', '"', "["])
def test_a_megabyte_of_junk_in_front_ends_soon(piece: str) -> None:
    # Quadratic work on these would take minutes.
    assert isinstance(list(embedded_lists(piece * (1_000_000 // len(piece)), "articleList")), list)
