"""``scrapy demo``: a daily from the bundled day, without network or keys."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from newsbot.commandline import NewsbotCommand, checked, fail
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.commands.progress import Screen, show_missing_browser, source_table
from newsbot.commands.reactor import run_to_end
from newsbot.commands.watching import SourceRun, watch
from newsbot.configuration import press_of
from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.sample import crawl_sample, sample_settings
from newsbot.press import reprint
from newsbot.storing.database import Database


class Command(NewsbotCommand):
    """Crawl the bundled site as of two moments, a day apart, and publish both issues."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Publish a sample issue from the bundled day, offline"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--output", metavar="DIR", help="folder of the sample (default: demo-output)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 (Scrapy sets it)
        if args:
            fail(f"unexpected {args[0]!r}; a folder is given as --output DIR", EXIT_USAGE)
        folder = Path(opts.output or Path(self.settings["NEWSBOT_HOME"]) / "demo-output").resolve()
        settings = sample_settings(self.settings, folder)
        try:
            _forget_last_sample(folder)
        except OSError as error:
            fail(f"--output: {error.filename}: {error.strerror}; name a folder that can be written", EXIT_USAGE)
        checked(settings)
        process = self.crawler_process
        assert isinstance(process, AsyncCrawlerProcess)  # noqa: S101 (what Scrapy makes for the project's reactor)
        console = Console()
        screen = Screen(console)
        runs: list[SourceRun] = []
        with screen.showing():
            crawling = crawl_sample(settings, process, lambda crawler: runs.append(watch(crawler, screen.changed)))
            run_to_end(process, crawling)
        _show(console, settings)
        show_missing_browser(console, runs[-len(runs) // 2 :])


def _forget_last_sample(folder: Path) -> None:
    """Begin with an empty store: an issue that was printed before would take its articles out of this one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("sample.db", "sample.db-wal", "sample.db-shm"):
        (folder / name).unlink(missing_ok=True)


def _show(console: Console, settings: Settings) -> None:
    issue = reprint(press_of(settings), Database.open(settings["NEWSBOT_DATABASE"]), day=SAMPLE_DAYS[-1].date())
    if issue is None:
        fail("the sample gave no issue; run again with -L INFO to see why", EXIT_FAILED)
    daily = issue.daily
    console.print(source_table(daily))
    console.print(f"样例日报：{len(daily.items)} 条精选，共 {daily.total} 条相关资讯", markup=False)
    console.print(str(issue.path), soft_wrap=True, markup=False)
