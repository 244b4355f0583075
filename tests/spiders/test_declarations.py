"""What every source says of itself, found through the loader, so that none is forgotten."""

from collections import Counter

import pytest
from scrapy.utils.project import get_project_settings

from newsbot.crawling.addresses import Gate
from newsbot.crawling.loader import source_loader
from newsbot.crawling.routed import RoutedSpider
from newsbot.crawling.routes import Page
from newsbot.crawling.source import SourceSpider

LOADER = source_loader(get_project_settings())
CLASSES = {name: LOADER.load(name) for name in sorted(LOADER.list())}


def test_every_module_can_be_loaded() -> None:
    assert LOADER.broken == {}


@pytest.mark.parametrize("name", CLASSES)
def test_a_source_is_named_like_its_module_and_says_what_it_is(name: str) -> None:
    spider = CLASSES[name]
    assert issubclass(spider, RoutedSpider)
    assert (spider.__module__, spider.__name__) == (
        f"spiders.{name}",
        "".join(part.capitalize() for part in name.split("_")) + "Spider",
    )
    assert spider.title
    assert spider.kind in {"media", "lab", "registry", "leaderboard"}
    assert 0 < spider.weight <= 2
    # What is read from a private network says so, and nothing else may be.
    gate = Gate.of(spider.allowed_addresses)
    assert [objection for route in spider.routes if (objection := gate.objection(route.url))] == []


@pytest.mark.parametrize("name", CLASSES)
def test_the_routes_of_a_source_can_be_told_apart_and_copies_come_last(name: str) -> None:
    routes = CLASSES[name].routes
    assert len({route.label for route in routes}) == len(routes)
    assert [route.mirror for route in routes] == sorted(route.mirror for route in routes)
    assert [route.mirror for route in routes] == [route.label.startswith("第三方镜像") for route in routes]


@pytest.mark.parametrize("name", [name for name, spider in CLASSES.items() if issubclass(spider, SourceSpider)])
def test_a_source_has_a_browser_if_its_pages_need_one(name: str) -> None:
    spider = CLASSES[name]
    rendered = any(isinstance(route, Page) and route.wait_for for route in spider.routes)
    assert spider.uses_browser == (rendered or bool(spider.article_selector))


def test_no_two_sources_are_printed_alike() -> None:
    assert [title for title, count in Counter(spider.title for spider in CLASSES.values()).items() if count > 1] == []
