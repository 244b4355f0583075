import contextlib
import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.aibase import news
from newsbot.reading.aibase import page as page_of
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError

page = partial(page_of, section="news")


def html(links: str, *values: object) -> str:
    data = json.dumps(values, ensure_ascii=False)
    return f'<html>{links}<script type="application/json" id="__NUXT_DATA__">{data}</script></html>'


ROW = {"title": 1, "oid": 2, "createTime": 3, "description": 4, "author": 5, "pv": 2}
VALUES = ("样例新闻", 31001, "2026-01-20 09:30:00", "样例摘要。", "甲")
ENTRY = Entry("样例新闻", "https://news.aibase.com/zh/news/31001", "2026-01-20 09:30:00", "样例摘要。", author="甲")


def test_what_a_page_has_data_of_and_links_to_is_read() -> None:
    recommended = {"title": 1, "oid": 7}
    assert page(html('<a href="/zh/news/31001">2 天前</a>', ROW, *VALUES, recommended, 99999)) == [ENTRY]


def test_the_link_tells_news_from_digests() -> None:
    links = '<a href="https://news.aibase.com/zh/daily/31001?from=x">'
    assert [entry.link for entry in page(html(links, ROW, *VALUES))] == ["https://news.aibase.com/zh/daily/31001"]


@pytest.mark.parametrize(
    "links",
    ['<a href="/zh/news/31001"><a href="/zh/daily/31001">', '<a href="/zh/daily/31001"><a href="/zh/news/31001">'],
)
def test_a_number_that_news_and_digests_share_is_that_of_the_page_s_own(links: str) -> None:
    text = html(links, ROW, *VALUES)
    assert [entry.link for entry in page_of(text, section="news")] == ["https://news.aibase.com/zh/news/31001"]
    assert [entry.link for entry in page_of(text, section="daily")] == ["https://news.aibase.com/zh/daily/31001"]


def test_a_page_whose_rows_have_no_dates_any_more_is_named() -> None:
    rows = [{"title": 3, "oid": at, "createdOn": 3} for at in (4, 5, 6)]
    text = html("".join(f'<a href="/zh/news/{n}">' for n in (11, 12, 13)), *rows, "样例", 11, 12, 13)
    with pytest.raises(ReadingError, match="the page's data: no dates in 3 rows: the site has changed it"):
        page(text)


def test_what_stands_twice_in_the_data_is_read_once() -> None:
    assert page(html('<a href="/zh/news/31001">', ROW, *VALUES, ROW)) == [ENTRY]


@pytest.mark.parametrize(
    "text",
    [
        html("", ROW, *VALUES),
        html('<a href="/zh/news/3100">', ROW, *VALUES),
        html('<a href="/zh/news/31001">', {"oid": 1}, 31001),
        html('<a href="/zh/news/31001">', {"title": 1, "oid": 1}, 31001),
    ],
)
def test_a_page_without_an_article_of_its_own_is_named(text: str) -> None:
    with pytest.raises(ReadingError, match="no articles in the page's data") as caught:
        page(text)
    assert caught.value.outcome is Outcome.PARSE_ERROR


def test_the_interface_s_list_is_read() -> None:
    row = {
        "title": "样例新闻",
        "oid": 31001,
        "createTime": "2026-01-20 09:30:00",
        "description": "样例摘要。",
        "author": "甲",
    }
    rows = [row, row | {"oid": "31002"}, row | {"oid": "../x"}, row | {"oid": True}, row | {"title": None}, 7]
    links = [entry.link for entry in news({"code": 200, "data": {"list": rows}})]
    assert links == ["https://news.aibase.com/zh/news/31001", "https://news.aibase.com/zh/news/31002"]
    assert news({"code": 200, "data": {"list": [row]}}) == [ENTRY]


def test_a_date_may_be_a_number_and_fields_of_wrong_types_are_left_out() -> None:
    row = {"title": "样例新闻", "oid": 31001, "createTime": 1768872600, "description": None, "author": ["甲"]}
    link = "https://news.aibase.com/zh/news/31001"
    assert news({"data": {"list": [row]}}) == [Entry("样例新闻", link, "1768872600")]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"code": 4001, "msg": "参数错误"}, "refused: code 4001 参数错误"),
        ({"code": 4001, "msg": "参数错误", "data": {"list": []}}, "refused: code 4001 参数错误"),
        ({"code": 200, "data": {"list": [{}]}}, "data.list: 1 rows, none with a title and a link"),
        ([], "no list data.list in the document: the site has changed it"),
    ],
)
def test_another_answer_is_named(document: object, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        news(document)
    assert (caught.value.outcome, str(caught.value)) == (Outcome.PARSE_ERROR, message)


KEYS = ["data", "list", "title", "oid", "code", "msg", "createTime"]
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


@given(st.lists(ANY, max_size=6))
def test_no_value_breaks_it(values: list[object]) -> None:
    for read in (lambda: news({"data": {"list": values}}), lambda: page(html('<a href="/zh/news/7">', *values))):
        with contextlib.suppress(ReadingError):
            read()
