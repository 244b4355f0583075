"""An article is the same by whatever route it comes, so that a fallback prints nothing again."""

from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from newsbot.reading.entry import Entry

SETTINGS = get_project_settings()
LOADER = get_spider_loader(SETTINGS)


def _identities(name: str, links: list[str]) -> set[str]:
    spider_class: Any = LOADER.load(name)
    spider = spider_class.from_crawler(Crawler(spider_class, SETTINGS))
    entries = [Entry("样例标题", link, "2026-01-19") for link in links]
    return {spider.article(entry, spider.routes[0]).canonical_url for entry in entries}


@pytest.mark.parametrize("name", ["kr36", "kr36_ai", "kr36_hot", "kr36_newsflash"])
def test_an_article_of_36kr_is_one_with_www_and_without(name: str) -> None:
    links = [
        "https://36kr.com/p/1",
        "https://www.36kr.com/p/1",
        "http://www.36kr.com/p/1?f=rss",
        "https://m.36kr.com/p/1",
    ]
    assert _identities(name, links) == {"https://36kr.com/p/1"}


def test_a_name_that_only_begins_like_36kr_s_is_left_as_it_is() -> None:
    assert _identities("kr36_hot", ["https://www.36kr.com.example.org/p/1"]) == {"https://www.36kr.com.example.org/p/1"}


def test_a_post_of_kimi_is_one_at_both_hosts_and_in_every_language() -> None:
    links = [
        "/blog/k3",
        "https://www.kimi.ai/blog/k3",
        "https://www.kimi.com/en/blog/k3",
        "https://www.kimi.ai/zh-cn/blog/k3",
    ]
    assert _identities("moonshot", links) == {"https://www.kimi.com/blog/k3"}


def test_a_post_of_minimax_is_one_at_both_sites() -> None:
    links = ["https://www.minimaxi.com/news/m3", "https://www.minimax.io/news/m3"]
    assert _identities("minimax", links) == {"https://www.minimaxi.com/news/m3"}
