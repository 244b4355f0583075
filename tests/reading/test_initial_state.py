import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.initial_state import initial_state

REST = "<p>一段正文。</p>" * 2000  # more than a shell


def page(script: str, rest: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>样例站</title></head><body><script>{script}</script>{rest}</body></html>"


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"a": [1, {"b": None}], "c": "文"},
        {"end": "</script><script>window.initialState={}", "quote": '"}]{[\\', "line": "\u2028"},
        {"isEncrypt": False},
    ],
)
@pytest.mark.parametrize(
    "assigned", ["window.initialState={}", "window.initialState = {};", "var a=1;window.initialState={}\n;f()"]
)
def test_the_object_is_read_to_its_own_end(state: dict[str, object], assigned: str) -> None:
    assert initial_state(page(assigned.replace("{}", json.dumps(state, ensure_ascii=False), 1))) == state


def test_half_a_character_is_dropped() -> None:
    assert initial_state(page(r'window.initialState={"a":"x\ud83d","b":"\ud83d\ude00"}')) == {"a": "x", "b": "😀"}


def test_what_is_no_assignment_is_passed_over() -> None:
    html = page('if(window.initialState=={}){}; window.initialState=f(); window.initialState={"a":1}')
    assert initial_state(html) == {"a": 1}


@pytest.mark.parametrize(
    ("html", "outcome", "message"),
    [
        (
            page('window.initialState={"state":"c2VjcmV0","isEncrypt":true}', REST),
            Outcome.BOT_WALL,
            "the page's data are encrypted (isEncrypt)",
        ),
        (page("sec_sdk_build()"), Outcome.BOT_WALL, "a web page (样例站) where a page with its data was due"),
        (page("captcha()", REST), Outcome.BOT_WALL, "a web page (样例站) where a page with its data was due"),
        (page("other()", REST), Outcome.PARSE_ERROR, "no window.initialState in the page: the site has changed it"),
        ("{}", Outcome.PARSE_ERROR, "no window.initialState in the page: the site has changed it"),
        (page('window.initialState={"a":'), Outcome.PARSE_ERROR, "window.initialState is cut off"),
        (page('window.initialState={"a":undefined}'), Outcome.PARSE_ERROR, "no valid JSON: "),
        (page('window.initialState={"a":NaN}'), Outcome.PARSE_ERROR, "no valid JSON: "),
        (
            page("window.initialState=" + '{"a":' * 300 + "1" + "}" * 300),
            Outcome.PARSE_ERROR,
            "window.initialState is nested too deeply",
        ),
    ],
)
def test_what_cannot_be_read_is_named(html: str, outcome: Outcome, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        initial_state(html)
    assert caught.value.outcome is outcome
    assert str(caught.value).startswith(message)


def test_a_page_of_three_megabytes_is_read() -> None:
    state = {"list": [{"content": '</script>"{' * 10, "id": number} for number in range(21_000)]}
    html = page(f"window.initialState={json.dumps(state)}")
    assert len(html) > 3_000_000
    assert initial_state(html) == state


@pytest.mark.parametrize("piece", ["{", '{"', '\\"', "window.initialState=", "[],", '"\\'])
def test_three_hostile_megabytes_are_refused(piece: str) -> None:
    with pytest.raises(ReadingError):
        initial_state('window.initialState={"a":[' + piece * (3_000_000 // len(piece)))


@given(st.text(alphabet='window.initialState={}[]"\\: ,1ae\n', max_size=80))
def test_no_page_breaks_it(tail: str) -> None:
    with contextlib.suppress(ReadingError):
        initial_state("window.initialState={" + tail)
