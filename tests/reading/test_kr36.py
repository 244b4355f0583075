import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.kr36 import channel, hot_list, newsflashes


def page(state: object) -> str:
    return f"<html><script>window.initialState={json.dumps(state)}</script></html>"


def flashes(*items: object) -> str:
    return page({"newsflashCatalogData": {"code": 0, "data": {"newsflashList": {"data": {"itemList": list(items)}}}}})


def articles(*items: object) -> str:
    return page({"information": {"informationList": {"itemList": list(items), "hasNextPage": 1}}})


def item(kind: str = "article", **material: Any) -> dict[str, Any]:
    return {
        "itemId": 31,
        "itemType": {"article": 10, "newsflash": 20}.get(kind, 60),
        "templateMaterial": {"itemId": 31, "widgetTitle": "样例", "publishTime": 1768880000123} | material,
        "route": f"detail_{kind}?itemId=31",
    }


def test_a_flash_is_read() -> None:
    assert newsflashes(
        flashes(item("newsflash", widgetContent="36氪获悉，样例。", sourceUrlRoute="webview?url=x"))
    ) == [Entry("样例", "https://36kr.com/newsflashes/31", "1768880000123", content="36氪获悉，样例。")]


def test_an_article_is_read() -> None:
    assert channel(articles(item(summary="导语。", authorName="甲"))) == [
        Entry("样例", "https://36kr.com/p/31", "1768880000123", summary="导语。", author="甲")
    ]


def test_a_flash_in_a_channel_keeps_its_own_address() -> None:
    entries = channel(articles(item("newsflash"), item()))
    assert [entry.link for entry in entries] == ["https://36kr.com/newsflashes/31", "https://36kr.com/p/31"]


@pytest.mark.parametrize(
    ("about", "link"),
    [
        ({"route": "detail_article?itemId=5"}, "https://36kr.com/p/5"),
        ({"route": "detail_article?from=list&itemId=5&x=1"}, "https://36kr.com/p/5"),
        ({"itemType": 20, "itemId": 6}, "https://36kr.com/newsflashes/6"),
        ({"itemType": 10}, "https://36kr.com/p/31"),
        ({"itemType": 10, "itemId": "7"}, "https://36kr.com/p/7"),
    ],
)
def test_the_address_follows_from_the_route_or_from_the_type(about: dict[str, object], link: str) -> None:
    entries = channel(articles({"templateMaterial": item()["templateMaterial"]} | about))
    assert [entry.link for entry in entries] == [link]


@pytest.mark.parametrize(
    "other",
    [
        item("video"),
        {"itemId": 1, "itemType": 5000},
        item() | {"route": "webview?url=https%3A%2F%2Fexample.com"},
        item() | {"route": "detail_article?itemId=../../x"},
        item() | {"route": None, "itemType": 10, "itemId": "1/../2"},
        {"templateMaterial": item()["templateMaterial"], "itemType": 10, "itemId": "1/../2"},
        item() | {"templateMaterial": []},
        item(widgetTitle=None),
        "item",
        None,
    ],
)
def test_what_is_no_article_is_passed_over(other: object) -> None:
    assert [entry.link for entry in channel(articles(other, item()))] == ["https://36kr.com/p/31"]


@pytest.mark.parametrize("time", [None, True, [], {}, 1.5])
def test_a_time_of_a_wrong_type_is_none(time: object) -> None:
    assert [entry.published for entry in channel(articles(item(publishTime=time)))] == [""]


def test_the_hot_list_is_read() -> None:
    row = {"rank": 1, "title": "样例", "author": "甲", "publishTime": "2026-01-19 10:30:22", "content": "简介。"}
    link = "https://36kr.com/p/9?channel=openclaw"
    document = {"date": "2026-01-20", "time": 1, "data": [row | {"url": link}, {"rank": 2, "title": "无链接"}, 7]}
    assert hot_list(document) == [Entry("样例", link, "2026-01-19 10:30:22", summary="简介。", author="甲")]


def test_an_empty_list_is_empty() -> None:
    assert (newsflashes(flashes()), channel(articles()), hot_list({"data": []})) == ([], [], [])


@pytest.mark.parametrize("read", [newsflashes, channel])
@pytest.mark.parametrize("state", [{}, {"information": {"informationList": []}}, {"newsflashCatalogData": {"data": 1}}])
def test_a_page_of_another_shape_is_named(read: Any, state: object) -> None:
    with pytest.raises(ReadingError, match="in the page: the site has changed it") as caught:
        read(page(state))
    assert caught.value.outcome is Outcome.PARSE_ERROR


@pytest.mark.parametrize(
    ("document", "outcome", "why"),
    [
        (None, Outcome.PARSE_ERROR, "no list data in the document: the site has changed it"),
        ([], Outcome.PARSE_ERROR, "no list data in the document: the site has changed it"),
        ({"data": {}}, Outcome.PARSE_ERROR, "no list data in the document: the site has changed it"),
        ({"data": [{"rank": 1}]}, Outcome.PARSE_ERROR, "data: 1 rows, none with a title and a link"),
        (
            {"data": [{"title": "样例", "url": "https://36kr.com/p/9", "time": "2026-01-19"}] * 3},
            Outcome.PARSE_ERROR,
            "data: no dates in 3 rows: the site has changed it",
        ),
        ({"code": 403, "msg": "无权限", "data": []}, Outcome.BLOCKED, "refused: code 403 无权限"),
    ],
)
def test_a_hot_list_of_another_shape_is_named(document: object, outcome: Outcome, why: str) -> None:
    with pytest.raises(ReadingError) as caught:
        hot_list(document)
    assert (caught.value.outcome, str(caught.value)) == (outcome, why)


KEYS = ["data", "title", "url", "publishTime", "templateMaterial", "widgetTitle", "route", "itemType", "itemId"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("detail_article?itemId=1"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)


@given(VALUES)
def test_no_value_breaks_it(value: object) -> None:
    for read in (lambda: hot_list(value), lambda: channel(articles(value)), lambda: newsflashes(flashes(value))):
        with contextlib.suppress(ReadingError):
            read()
