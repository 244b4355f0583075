"""A crawl as a JSON Feed: against the specification, and read back by our own reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

from newsbot.crawling.exporting import JsonFeedItemExporter
from newsbot.items import Article, Judgement, Leaderboard, Score
from newsbot.reading.feeds import read_feed
from tests.publishing.test_feeds import valid_json_feed

Make = Callable[..., Article]


def exported(*items: object) -> bytes:
    file = BytesIO()
    exporter = JsonFeedItemExporter(file, title="量子位", encoding="gb18030")
    exporter.start_exporting()
    for item in items:
        exporter.export_item(item)
    exporter.finish_exporting()
    return file.getvalue()


def test_a_crawl_without_items_is_a_feed_without_items() -> None:
    written = exported()
    assert valid_json_feed(written).items == []
    assert json.loads(written) == {"version": "https://jsonfeed.org/version/1.1", "title": "量子位", "items": []}


def test_an_article_as_a_whole(article: Make, noon: datetime) -> None:
    full = article(
        author="样例作者",
        canonical_url="https://example.com/p",
        judgement=Judgement(2, "发布", ("智谱",), ("智谱", "GLM")),
    )
    bare = article("b", published=None, summary="", text="", judgement=None)
    written = exported(full, bare)
    valid_json_feed(written)
    assert json.loads(written)["items"] == [
        {
            "id": "https://example.com/p",
            "url": "https://example.com/a",
            "title": "样例标题 a",
            "content_text": "一句完整的话。还有一句。",
            "summary": "一句完整的话。",
            "date_published": "2026-01-20T10:00:00+08:00",
            "authors": [{"name": "样例作者"}],
            "tags": ["发布", "智谱", "GLM"],
        },
        {
            "id": "https://example.com/b",
            "url": "https://example.com/b",
            "title": "样例标题 b",
            "content_text": "样例标题 b",
        },
    ]


def test_a_leaderboard_is_one_item(noon: datetime) -> None:
    scores = (Score(1, "gemini-sample", 1446.5), Score(2, "glm-sample", 1400.0))
    board = Leaderboard(
        "lmarena", "官方数据集", "https://example.com/rows", "text", "overall", date(2026, 1, 19), noon, scores
    )
    written = exported(board)
    valid_json_feed(written)
    assert json.loads(written)["items"] == [
        {
            "id": "https://example.com/rows#text/overall/2026-01-19",
            "url": "https://example.com/rows",
            "title": "官方数据集 text/overall 2026-01-19",
            "content_text": "1. gemini-sample 1446.5\n2. glm-sample 1400",
            "date_published": "2026-01-19T00:00:00Z",
            "tags": ["text", "overall"],
        }
    ]


def test_an_id_stands_once_and_what_is_no_item_of_ours_is_left_out(article: Make) -> None:
    assert [
        each.title for each in valid_json_feed(exported(article(), article(), {"url": "x"}, article("b"))).items
    ] == [
        "样例标题 a",
        "样例标题 b",
    ]


def test_hostile_text_leaves_the_feed_whole(article: Make) -> None:
    bad = '“\ud800\x00\u2028</script>"\\'
    read = valid_json_feed(exported(article(title=bad, text=bad))).items[0]
    assert read.title == read.content_text == bad.replace("\ud800", "?")


def test_our_own_reader_reads_it_back(article: Make) -> None:
    items = [article("a", author="甲"), article("b")]
    read = read_feed(exported(*items), url="https://example.org/x.jsonfeed").entries
    assert [(e.title, e.link, e.author, e.content) for e in read] == [(a.title, a.url, a.author, a.text) for a in items]
