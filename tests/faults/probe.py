"""The sources that are read: a feed, an article page or a board of a scenario, by the project's own means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from email.utils import formatdate
from typing import ClassVar

from scrapy.settings import BaseSettings

from newsbot.crawling.routed import RoutedSpider
from newsbot.crawling.routes import Feed, Route
from newsbot.crawling.source import SourceSpider
from newsbot.demo.origin import TEXT, XML, Answer, answer
from spiders.lmarena import LmarenaSpider

# What only the site that a feed is asked of may learn.
SECRETS = {
    "X-Api-Key": "key-of-the-probe",
    "Authorization": "Bearer word-of-the-probe",
    "Cookie": "id=visit-of-the-probe",
}
ON_TOPIC = "DeepSeek 发布新一代开源大模型"


class Probe(SourceSpider):
    name = "probe"
    title = "探针"
    routes: ClassVar[Sequence[Route]] = ()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        handlers = settings.getdict("DOWNLOAD_HANDLERS")
        if cls.uses_browser:
            # Real article pages are on https; those of the scenarios are not.
            settings.set("DOWNLOAD_HANDLERS", handlers | {"http": handlers["https"]}, "spider")


class BoardProbe(LmarenaSpider):
    name = "board_probe"
    routes: ClassVar[Sequence[Route]] = ()  # type: ignore[assignment]  # the spider's own are three


def feed_source(url: str) -> type[RoutedSpider]:
    """The source whose one feed is at ``url``."""
    Probe.routes = [Feed(url, headers=SECRETS)]
    return Probe


def page_source(feed: str, *, in_browser: bool) -> type[RoutedSpider]:
    """The source whose feed, as `page_feed` gives it, leads to an article page."""
    Probe.routes = [Feed(feed)]
    if in_browser:
        Probe.uses_browser, Probe.article_selector = True, "article"
    return Probe


def board_source(url: str) -> type[RoutedSpider]:
    """The leaderboard whose one route is its history, at ``url``."""
    [history] = [route for route in LmarenaSpider.routes if route.parse == "parse_history"]
    BoardProbe.routes = (replace(history, url=url),)
    return BoardProbe


def allow(source: type[RoutedSpider], addresses: Sequence[str]) -> None:
    """Let a source connect to addresses (host:port) that are not of the public web."""
    source.allowed_addresses = tuple(addresses)


def page_feed(target: str, article: str) -> Answer:
    """What a site answers that has nothing but a feed of one entry, on topic and without a word about ``article``."""
    if target != "/feed.xml":
        return answer("not here", TEXT, 404)
    entry = f"<title>{ON_TOPIC}</title><link>{article}</link><pubDate>{formatdate(usegmt=True)}</pubDate>"
    feed = f'<rss version="2.0"><channel><title>feed</title><item>{entry}</item></channel></rss>'
    return answer(feed, XML)
