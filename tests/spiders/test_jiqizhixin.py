from newsbot.reading.entry import Entry
from spiders.jiqizhixin import article

ROW = {"title": "样例", "slug": "2026-01-20-3", "publishedAt": "2026/01/20 09:30", "content": "摘要。", "author": "甲"}
LINK = "https://www.jiqizhixin.com/articles/2026-01-20-3"


def test_a_row_is_read() -> None:
    assert article(ROW) == Entry("样例", LINK, "2026/01/20 09:30", "摘要。", author="甲")


def test_fields_that_are_objects_are_left_out() -> None:
    odd = {"publishedAt": ["2026"], "content": {"html": "<p>文</p>"}, "author": {"name": "甲"}}
    assert article(ROW | odd) == Entry("样例", LINK)


def test_a_row_without_a_title_or_a_page_is_none() -> None:
    assert (article(ROW | {"title": ""}), article(ROW | {"slug": None})) == (None, None)
