"""``scrapy daily``: every source in one process, then the issue."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlsplit

from rich.console import Console
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from newsbot.clock import clock_of
from newsbot.commandline import NewsbotCommand, checked, fail
from newsbot.commands import EXIT_USAGE
from newsbot.commands.concluding import Ending, conclude, printed_on
from newsbot.commands.progress import Screen
from newsbot.commands.reactor import run_to_end
from newsbot.commands.watching import SourceRun, watch
from newsbot.configuration import asking_of, chosen_sources, names_of
from newsbot.crawling.loader import source_loader
from newsbot.crawling.routed import RoutedSpider
from newsbot.storing.database import Database


class Command(NewsbotCommand):
    """Crawl all sources (or those named), publish the day's issue, say how each source did."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Crawl every source and publish today's issue"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--strict", action="store_true", help="exit with 3 when any source failed")
        parser.add_argument("--push", action="store_true", help="then tell the channels of NEWSBOT_PUSH what is new")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = checked(self.settings)
        loader = source_loader(settings)
        names = names_of(loader)
        if unknown := [name for name in args if name not in names]:
            fail(f"no source is called {unknown[0]!r}; there are: {', '.join(names)}", EXIT_USAGE)
        console = Console()
        clock = clock_of(settings)
        day = clock().date()
        database = Database.open(settings["NEWSBOT_DATABASE"])
        before = printed_on(database, day)
        asking = asking_of(settings)
        # The issue of all sources is what a model is asked about, once: not that of each crawl on the way there.
        settings.set("NEWSBOT_LLM_ASK", False, priority="cmdline")
        chosen = args or chosen_sources(settings)
        screen = Screen(console)
        runs = [
            SourceRun(name, name, ended=True, fault=f"无法载入（{why}）")
            for name, why in loader.broken.items()
            if name in chosen
        ]
        for run in runs:
            screen.changed(run)
        runs += self._crawl([name for name in chosen if name not in loader.broken], screen)
        ending = Ending(day, before, strict=opts.strict, push=opts.push)
        self.exitcode = conclude(console, settings, database, runs, ending, asking=asking, now=clock)

    def _crawl(self, names: list[str], screen: Screen) -> list[SourceRun]:
        process = self.crawler_process
        assert isinstance(process, AsyncCrawlerProcess)  # noqa: S101 (what Scrapy makes for the project's reactor)
        crawlers = [process.create_crawler(name) for name in names]
        runs = [watch(crawler, screen.changed) for crawler in crawlers]
        sites: dict[str, list[Crawler]] = {}
        for crawler in crawlers:
            sites.setdefault(_host(crawler), []).append(crawler)
        with screen.showing():
            run_to_end(process, _crawl_all(process, sites.values()))
        return runs


async def _crawl_all(process: AsyncCrawlerProcess, sites: Iterable[list[Crawler]]) -> None:
    """Crawl all sites at once, and the sources of one site one after the other, as one crawl's requests are."""

    async def crawl_site(crawlers: list[Crawler]) -> None:
        for crawler in crawlers:
            await process.crawl(crawler)
            assert crawler.stats is not None  # noqa: S101 (it is made before the spider)
            if crawler.stats.get_value("finish_reason") == "shutdown":
                return  # somebody has asked the process to end

    await asyncio.gather(*map(crawl_site, sites))


def _host(crawler: Crawler) -> str:
    """Where a source is asked first."""
    spider = crawler.spidercls
    return urlsplit(spider.routes[0].url).netloc if issubclass(spider, RoutedSpider) else spider.name
