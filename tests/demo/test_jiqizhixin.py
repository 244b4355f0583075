import json
from collections import defaultdict

import pytest
from lxml import html

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.jiqizhixin import jiqizhixin
from newsbot.demo.pieces import pieces, published_by

EVE, DAY = SAMPLE_DAYS
LIST = "/api/article_library/articles.json"


def ask(target, now=DAY):
    return jiqizhixin(now)["https://www.jiqizhixin.com"].respond(target)


def test_list_gives_naive_beijing_times_and_slugs():
    page = json.loads(ask(f"{LIST}?sort=time&page=1&per=20").body)
    assert page["articles"][6] == {
        "id": "sample-2026-01-20",
        "title": "「扣子」2.0来了：从搭智能体到让智能体长期干活，还会拍视频",
        "coverImageUrl": "https://image.jiqizhixin.com/sample/2026-01-20.jpg",
        "category": "industry",
        "slug": "2026-01-20",
        "tagList": ["扣子", "字节跳动", "智能体"],
        "author": "机器之心",
        "publishedAt": "2026/01/20 10:23",
        "content": "",
        "source": "机器之心",
    }
    assert (page["success"], page["totalCount"], page["hasNextPage"]) == (True, 14, False)


@pytest.mark.parametrize("now", [EVE, DAY])
def test_list_has_what_was_out(now):
    articles = json.loads(ask(LIST, now).body)["articles"]
    assert [article["slug"] for article in articles] == [piece.id for piece in published_by(now, "jiqizhixin")]


def test_list_is_paged():
    pages = [json.loads(ask(f"{LIST}?sort=time&page={page}&per=5").body) for page in (1, 2, 3, 4)]
    slugs = [article["slug"] for page in pages for article in page["articles"]]
    assert slugs == [piece.id for piece in pieces("jiqizhixin")]
    assert [page["hasNextPage"] for page in pages] == [True, True, False, False]


@pytest.mark.parametrize(
    "query", ["", "?page=0&per=0", "?page=-1&per=x", "?page=" + "9" * 5000, "?page=²", "?page=%31"]
)
def test_senseless_page_numbers_read_as_the_first_page(query):
    assert ask(LIST + query) == ask(f"{LIST}?page=1&per=20")


def test_some_entries_have_no_summary_so_that_the_page_is_needed():
    empty = [piece.id for piece in pieces("jiqizhixin") if not piece.summary]
    assert empty == ["2026-01-20-7", "2026-01-20-4", "2026-01-20-3", "2026-01-20", "2026-01-19-8"]


def test_detail_has_the_article_as_html_with_an_author_object():
    detail = json.loads(ask("/api/article_library/articles/2026-01-20-2.json").body)
    assert {key: detail[key] for key in ("author", "published_at", "description")} == {
        "author": {"id": "sample", "name": "机器之心"},
        "published_at": "2026-01-20 10:40:00",
        "description": "「WAIC UP!」首次在香港举办全球年终活动，沪港两地的研究者与企业将讨论模型、应用与治理。",
    }
    (piece,) = (piece for piece in pieces("jiqizhixin") if piece.id == "2026-01-20-2")
    assert tuple(p.text for p in html.fromstring(detail["content"]).iter("p")) == piece.body


@pytest.mark.parametrize("target", ["/articles/2026-01-20", "/articles", "/rss"])
def test_pages_are_a_shell_without_content(target):
    shell = ask(target)
    page = html.fromstring(shell.body)
    assert (shell.status, shell.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert [(element.tag, element.get("id"), element.text) for element in page.find("body")][:1] == [
        ("div", "root", None)
    ]
    assert [piece.title for piece in pieces("jiqizhixin") if piece.title in shell.body.decode()] == []
    assert '"/api/article_library/articles"' in page.findtext(".//script")


def test_slugs_follow_the_order_of_their_day():
    slugs = defaultdict(list)
    for piece in reversed(pieces("jiqizhixin")):
        day, number = piece.id[:10], piece.id[11:]
        assert day == f"{piece.published:%Y-%m-%d}"
        slugs[day].append(int(number or 1))
    assert slugs == {"2026-01-19": [1, 2, 6, 7, 8, 9, 10], "2026-01-20": [1, 2, 3, 4, 5, 6, 7]}


@pytest.mark.parametrize(
    ("target", "content_type"),
    [
        ("/articles/2026-01-20-8", "text/html; charset=utf-8"),
        ("/api/article_library/articles/2026-01-20-8.json", "application/json; charset=utf-8"),
    ],
)
def test_missing_pages_are_html_and_missing_data_is_json(target, content_type):
    missing = ask(target)
    assert (missing.status, missing.headers) == (404, {"Content-Type": content_type})
