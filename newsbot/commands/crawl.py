"""``scrapy crawl``: Scrapy's own, with settings tried first and an exit code that tells whether the source worked."""

from __future__ import annotations

import argparse

from scrapy.commands.crawl import Command as ScrapyCrawlCommand
from scrapy.exceptions import UsageError

from newsbot.commandline import checked, fail, refuse_secrets
from newsbot.commands import EXIT_FAILED, EXIT_RUNNING, EXIT_USAGE
from newsbot.commands.watching import watch
from newsbot.configuration import names_of
from newsbot.crawling.loader import source_loader
from newsbot.crawling.routed import RoutedSpider


class Command(ScrapyCrawlCommand):
    """Scrapy's exits with 0 even when every request failed."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        refuse_secrets(self.settings)
        settings = checked(self.settings)
        loader = source_loader(settings)
        names = names_of(loader)
        if len(args) == 1 and args[0] in loader.broken:
            fail(f"the source {args[0]!r} cannot be loaded: {loader.broken[args[0]]}", EXIT_FAILED)
        if len(args) == 1 and args[0] not in names:
            fail(f"no source is called {args[0]!r}; there are: {', '.join(names)}", EXIT_USAGE)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one source; 'scrapy list' shows them, 'scrapy daily' runs all")
        process = self.crawler_process
        assert process is not None  # noqa: S101 (Scrapy sets it before it calls run)
        crawler = self._create_crawler(args[0])
        run = watch(crawler)
        process.crawl(crawler, **opts.spargs)
        process.start()
        if process.bootstrap_failed:
            self.exitcode = 1
        elif run.elsewhere:
            by = f" ({run.by})" if run.by else ""
            fail(f"{run.name}: already running in another crawl{by}; nothing was asked for", EXIT_RUNNING)
        elif run.published == "failed" or (issubclass(crawler.spidercls, RoutedSpider) and not run.working):
            self.exitcode = EXIT_FAILED
