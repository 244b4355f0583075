import pytest

from newsbot.items import Outcome
from newsbot.reading.aihot import items
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError

PAGE = "https://aihot.virxact.com/items/c1"


def test_an_item_links_to_the_page_of_its_publisher_and_names_its_source() -> None:
    row = {
        "id": "c1",
        "title": "样例",
        "originalTitle": "Sample",
        "summary": "样例摘要。",
        "source": {"name": "甲报"},
        "links": {"aihot": PAGE, "original": "https://example.com/1"},
        "publishedAt": "2026-01-20T01:00:00.000Z",
        "discoveredAt": "2026-01-20T01:20:00.000Z",
    }
    assert items({"schemaVersion": 1, "items": [row]}) == [
        Entry("样例", PAGE, "2026-01-20T01:00:00.000Z", "样例摘要。", author="甲报")
    ]


def test_an_item_of_the_older_interface_is_the_same() -> None:
    row = {
        "title": "样例",
        "url": "https://example.com/1",
        "permalink": PAGE,
        "source": "甲报",
        "summary": "样例摘要。",
    }
    assert items({"count": 1, "items": [row]}) == [Entry("样例", PAGE, "", "样例摘要。", author="甲报")]


def test_an_item_without_a_date_of_its_own_has_that_of_its_discovery() -> None:
    row = {"title": "样例", "links": {"aihot": PAGE}, "publishedAt": None, "discoveredAt": "2026-01-20T01:20:00.000Z"}
    assert items({"items": [row]}) == [Entry("样例", PAGE, "2026-01-20T01:20:00.000Z")]


def test_a_date_may_be_a_number() -> None:
    row = {"title": "样例", "links": {"aihot": PAGE}, "publishedAt": 1768872600000}
    assert items({"items": [row]}) == [Entry("样例", PAGE, "1768872600000")]


@pytest.mark.parametrize(
    "other", [None, "x", {}, {"title": "样例", "url": "https://example.com"}, {"title": None, "links": {"aihot": PAGE}}]
)
def test_what_is_no_item_is_passed_over(other: object) -> None:
    assert items({"items": [other, {"title": "样例", "links": {"aihot": PAGE}}]}) == [Entry("样例", PAGE)]


def test_an_empty_list_is_empty() -> None:
    assert items({"items": []}) == []


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (None, "no list items in the document: the site has changed it"),
        ([], "no list items in the document: the site has changed it"),
        ({"items": {}}, "no list items in the document: the site has changed it"),
        ({"items": [{"name": "x"}]}, "items: 1 rows, none with a title and a link"),
        (
            {"items": [{"title": "样例", "permalink": PAGE, "published": "2026-01-20"}] * 3},
            "items: no dates in 3 rows: the site has changed it",
        ),
        ({"error": {"code": "rate_limited", "message": "too many"}}, "refused: too many"),
    ],
)
def test_another_shape_is_named(document: object, why: str) -> None:
    with pytest.raises(ReadingError) as caught:
        items(document)
    assert (caught.value.outcome, str(caught.value)) == (Outcome.PARSE_ERROR, why)


def test_the_time_of_discovery_counts_where_the_item_s_own_cannot_be_read() -> None:
    row = {"title": "样例", "permalink": PAGE, "publishedAt": "Jan 2025", "discoveredAt": "2025-01-20T01:20:00.000Z"}
    assert items({"items": [row]}) == [Entry("样例", PAGE, "2025-01-20T01:20:00.000Z")]
