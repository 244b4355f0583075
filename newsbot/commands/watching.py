"""Following crawls from outside: what each source did, and whether the issue was published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler

from newsbot.crawling import signals
from newsbot.crawling.routed import RoutedSpider
from newsbot.items import ARTICLE_PAGES, Attempt, Outcome
from newsbot.storing.holding import Busy


@dataclass(slots=True)
class SourceRun:
    """One source's run. ``published`` is what the exporter said: a path, "nothing", "failed", "" before the end.

    ``fault`` is why it has nothing to tell, in words; ``elsewhere`` says that it was being crawled already, and ``by``
    by whom.
    """

    name: str
    title: str
    attempts: list[Attempt] = field(default_factory=list)
    requests: int = 0
    items: int = 0
    ended: bool = False
    published: str = ""
    fault: str = ""
    elsewhere: bool = False
    by: str = ""

    @property
    def routes(self) -> list[Attempt]:
        """The attempts at the source itself, without those at article pages."""
        return [attempt for attempt in self.attempts if attempt.route != ARTICLE_PAGES]

    @property
    def working(self) -> bool:
        """Whether it delivered, and what it delivered is stored."""
        return bool(self.routes) and self.routes[-1].outcome.usable and self.published != "failed"

    @property
    def lacks_browser(self) -> bool:
        return any(attempt.outcome is Outcome.NO_BROWSER for attempt in self.attempts)


def watch(crawler: Crawler, changed: Callable[[SourceRun], None] = lambda _: None) -> SourceRun:
    """Follow a crawler that is about to start; ``changed`` is called at every step."""
    spider = crawler.spidercls
    run = SourceRun(spider.name, spider.title if issubclass(spider, RoutedSpider) else spider.name)

    def attempt_made(attempt: Attempt) -> None:
        run.attempts.append(attempt)

    def already_running(busy: Busy) -> None:
        run.elsewhere, run.by = True, busy.by

    def response_received() -> None:
        run.requests += 1
        changed(run)

    def item_scraped() -> None:
        run.items += 1
        changed(run)

    def spider_closed() -> None:
        assert crawler.stats is not None  # noqa: S101 (it is made before the spider)
        run.ended, run.published = True, crawler.stats.get_value("newsbot/published", "")
        changed(run)

    for receiver, signal in (
        (attempt_made, signals.attempt_made),
        (already_running, signals.already_running),
        (response_received, scrapy_signals.response_received),
        (item_scraped, scrapy_signals.item_scraped),
        (spider_closed, scrapy_signals.spider_closed),
    ):
        crawler.signals.connect(receiver, signal, weak=False)
    return run
