from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.rows import Row, entries_of, read_rows, text_of

PATH = ("data", "list")


def _entry(row: Row) -> Entry | None:
    title, link = text_of(row, "title"), text_of(row, "slug", "id")
    return Entry(title=title, link=link) if title and link else None


def test_rows_that_are_entries_come_in_order_and_others_are_left_out() -> None:
    rows = [{"title": "一", "id": 7}, None, "x", [], {"title": 3, "slug": "b"}, {"title": "没有地址"}, {"slug": "c"}]
    assert read_rows({"data": {"list": rows}}, PATH, _entry) == [Entry("一", "7"), Entry("3", "b")]


def test_an_empty_list_has_no_entries_and_is_no_fault() -> None:
    assert read_rows({"data": {"list": []}}, PATH, _entry) == []


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"data": {"items": []}}, "no list data.list in the document: the site has changed it"),
        ({"data": {"list": {"0": {}}}}, "no list data.list in the document: the site has changed it"),
        ({"data": [{"list": []}]}, "no list data.list in the document: the site has changed it"),
        ([], "no list data.list in the document: the site has changed it"),
        (None, "no list data.list in the document: the site has changed it"),
        ({"data": {"list": [{"name": "一", "slug": "a"}, 3]}}, "data.list: 2 rows, none with a title and a link"),
    ],
)
def test_a_list_of_another_shape_is_an_error_and_not_silence(document: Any, why: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_rows(document, PATH, _entry)
    assert (caught.value.outcome, str(caught.value)) == (Outcome.PARSE_ERROR, why)


def _dated(row: Row) -> Entry | None:
    return Entry(title=text_of(row, "title"), link=text_of(row, "id"), published=text_of(row, "date"))


def test_several_rows_without_one_date_have_been_changed() -> None:
    rows = [{"title": "一", "id": number, "day": "2026-01-20"} for number in range(3)]
    with pytest.raises(ReadingError) as caught:
        entries_of(rows, _dated, name="list")
    assert (caught.value.outcome, str(caught.value)) == (
        Outcome.PARSE_ERROR,
        "list: no dates in 3 rows: the site has changed it",
    )


@pytest.mark.parametrize("date", ["soon", "3", "", None, "2026-13-45"])
def test_what_is_no_date_dates_nothing(date: object) -> None:
    with pytest.raises(ReadingError, match="no dates in 4 rows"):
        entries_of([{"title": "一", "id": 1, "date": date}] * 4, _dated, name="list")


def test_two_rows_may_lack_their_dates_and_of_several_one_is_enough() -> None:
    rows = [{"title": "一", "id": number} for number in range(3)]
    assert len(entries_of(rows[:2], _dated, name="list")) == 2
    assert len(entries_of([*rows, {"title": "一", "id": 3, "date": 1787744160000}], _dated, name="list")) == 4


def test_an_empty_list_of_a_refusal_is_a_refusal_and_one_with_rows_is_a_list() -> None:
    refusal = {"code": 401, "msg": "请先登录"}
    with pytest.raises(ReadingError) as caught:
        read_rows(refusal | {"data": {"list": []}}, PATH, _entry)
    assert (caught.value.outcome, str(caught.value)) == (Outcome.BLOCKED, "refused: code 401 请先登录")
    assert read_rows(refusal | {"data": {"list": [{"title": "一", "id": 7}]}}, PATH, _entry) == [Entry("一", "7")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"a": " 文 "}, "文"),
        ({"a": 1787744160000}, "1787744160000"),
        ({"a": 1787744160000.0}, "1787744160000"),
        ({"a": "", "b": "二"}, "二"),
        ({"a": None, "b": True, "c": "三"}, "三"),
        ({"a": [1], "b": {"x": 1}, "c": 0.5}, ""),
        ({}, ""),
    ],
)
def test_a_field_is_text_whatever_it_was(row: dict[str, object], expected: str) -> None:
    assert text_of(row, "a", "b", "c") == expected


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda c: st.lists(c) | st.dictionaries(st.sampled_from(["data", "list", "title", "slug"]), c),
    )
)
def test_any_document_gives_entries_or_a_reading_error(document: object) -> None:
    try:
        entries = read_rows(document, PATH, _entry)
    except ReadingError:
        return
    assert all(entry.title and entry.link for entry in entries)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<em>DeepSeek</em> V5 &amp; more", "DeepSeek V5 & more"),
        ("&lt;b&gt;样例&lt;/b&gt;&nbsp;上线\n了", "样例 上线 了"),
        ("参数 a < b，类型 Vec<T>", "参数 a < b，类型 Vec<T>"),
        ("AT&T 与样例", "AT&T 与样例"),
    ],
)
def test_a_title_is_plain_text(written: str, title: str) -> None:
    rows = [{"title": written, "url": "https://example.com/1"}]
    made = read_rows(
        {"rows": rows}, ("rows",), lambda row: Entry(text_of(row, "title"), text_of(row, "url"), "2026-01-19")
    )
    assert made == [Entry(title, "https://example.com/1", "2026-01-19")]


def test_a_title_of_markup_alone_is_none() -> None:
    with pytest.raises(ReadingError) as caught:
        read_rows({"rows": [{}]}, ("rows",), lambda _: Entry("<img src=x>", "https://example.com/1", "2026-01-19"))
    assert str(caught.value) == "rows: 1 rows, none with a title and a link"
