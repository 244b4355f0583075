"""``scrapy daily``: every source in one process, then the issue."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit

from rich.console import Console
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from newsbot.clock import clock_of
from newsbot.commandline import NewsbotCommand, checked, fail
from newsbot.commands import EXIT_FAILED, EXIT_KEPT, EXIT_PUBLISHED, EXIT_SOURCES_FAILED, EXIT_USAGE
from newsbot.commands.progress import Screen, failed_titles, show_failures, show_missing_browser, source_table
from newsbot.commands.push import pushed
from newsbot.commands.reactor import run_to_end
from newsbot.commands.watching import SourceRun, watch
from newsbot.configuration import asking_of, chosen_sources, names_of, press_of
from newsbot.crawling.loader import source_loader
from newsbot.crawling.routed import RoutedSpider
from newsbot.press import NothingToPrintError, Published, publish
from newsbot.storing import issues
from newsbot.storing.database import Database, DatabaseError


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
        before = _printed(database, day)
        asking = asking_of(settings)
        # The issue of all sources is what a model is asked about, once: not that of each crawl on the way there.
        settings.set("NEWSBOT_LLM_ASK", False, priority="cmdline")
        chosen = args or chosen_sources(settings)
        screen = Screen(console)
        runs = [SourceRun(name, name, ended=True, fault=why) for name, why in loader.broken.items() if name in chosen]
        for run in runs:
            screen.changed(run)
        runs += self._crawl([name for name in chosen if name not in loader.broken], screen)
        try:
            issue = publish(press_of(settings), database, day=day, now=clock(), asking=asking)
        except NothingToPrintError as error:
            show_failures(console, runs)
            fail(error, EXIT_FAILED)
        except DatabaseError as error:
            fail(error, EXIT_FAILED)
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}; the items are stored: mend it and run again", EXIT_FAILED)
        console.print(source_table(issue.daily))
        show_missing_browser(console, runs)
        is_new = not before or bool(_printed(database, day) - before)
        self.exitcode = _verdict(console, runs, issue, is_new=is_new, strict=opts.strict)
        if opts.push:
            for line in pushed(settings, database, day):
                console.print(line, soft_wrap=True, markup=False)

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


def _printed(database: Database, day: date) -> set[str]:
    with database.reading() as connection:
        return issues.printed_on(connection, day)


def _verdict(console: Console, runs: list[SourceRun], issue: Published, *, is_new: bool, strict: bool) -> int:
    """The last lines and the exit code."""
    daily, failed = issue.daily, failed_titles(runs)
    console.print(f"{len(daily.items)} 条精选，共 {daily.total} 条相关资讯：{issue.path}", soft_wrap=True, markup=False)
    if issue.remark:
        console.print(issue.remark, soft_wrap=True, markup=False)
    if failed:
        console.print(f"异常信源：{'、'.join(failed)}", soft_wrap=True, markup=False)
    if len(failed) == len(runs):
        console.print("所有信源都失败了；日报只含以前存下的内容。", style="red")
        return EXIT_FAILED
    if strict and failed:
        return EXIT_SOURCES_FAILED
    if not is_new:
        console.print("没有新的相关资讯，日报的条目不变。")
        return EXIT_KEPT
    return EXIT_PUBLISHED
