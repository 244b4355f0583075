"""A source that is only looked at: what an address answers, and what newsbot would make of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from scrapy import Request, Spider
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.crawling import signals
from newsbot.crawling.routes import EntryRoute, Feed
from newsbot.crawling.source import SourceSpider
from newsbot.items import Article, Attempt
from newsbot.reading.errors import ReadingError


@dataclass(frozen=True, slots=True)
class Known:
    """A source's route: how its address is read."""

    source: str
    route: EntryRoute
    uses_browser: bool


@dataclass(slots=True)
class Seen:
    """What an address answered: the attempt, the answer itself, and the articles in it, in its order."""

    attempt: Attempt | None = None
    url: str = ""
    content_type: str = ""
    body: bytes = b""
    title: str = ""  # what the feed calls itself
    future: int = 0  # entries dated ahead of the clock
    known: Known | None = None  # the route whose address it is
    articles: list[Article] = field(default_factory=list)


class ProbeSpider(SourceSpider):
    """Reads one address by one route; `probe_of` says which."""

    name = "probe"
    title = "probe"
    routes: ClassVar[Sequence[EntryRoute]]
    seen: Seen

    async def parse(self, response: Response, position: int = 0) -> AsyncIterator[Article | Request]:
        self.seen.url, self.seen.body = response.url, response.body
        self.seen.content_type = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
        with suppress(ReadingError):
            self.seen.title = self.routes[0].read(response).title
        async for found in super().parse(response, position):
            yield found


def probe_of(url: str, known: Known | None = None) -> type[ProbeSpider]:
    """A spider that looks at an address: as a feed, or as the route that is known for it."""
    route = known.route if known is not None else Feed(url)
    attributes = {"uses_browser": known is not None and known.uses_browser, "seen": Seen(known=known)}
    return type("ProbeSpider", (ProbeSpider,), {"title": url, "routes": (route,), **attributes})


def known_route(spiders: Iterable[type[Spider]], url: str, day: date) -> Known | None:
    """The route of a source that has this address on that day, and lists entries in one document."""
    for spider in spiders:
        if issubclass(spider, SourceSpider):
            for route in spider.routes:
                if isinstance(route, EntryRoute) and route.parse == "parse" and route.on(day).url == url:
                    return Known(spider.name, route, spider.uses_browser)
    return None


def watched(crawler: Crawler) -> Seen:
    """What a probe's crawl sees, filled while it runs."""
    spider = crawler.spidercls
    assert issubclass(spider, ProbeSpider)  # noqa: S101 (it is made by `probe_of`)
    seen = spider.seen

    def attempt_made(attempt: Attempt) -> None:
        seen.attempt = attempt

    def item_scraped(item: object) -> None:
        if isinstance(item, Article):
            seen.articles.append(item)

    def spider_closed() -> None:
        assert crawler.stats is not None  # noqa: S101 (it is made before the spider)
        seen.future = crawler.stats.get_value("newsbot/future_dates", 0)

    crawler.signals.connect(attempt_made, signals.attempt_made, weak=False)
    crawler.signals.connect(item_scraped, scrapy_signals.item_scraped, weak=False)
    crawler.signals.connect(spider_closed, scrapy_signals.spider_closed, weak=False)
    return seen
