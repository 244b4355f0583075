"""One crawl of one scenario, in a process of its own: it runs here from beginning to end and leaves a result."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals as scrapy_signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from newsbot.crawling import signals
from newsbot.crawling.routed import RoutedSpider
from newsbot.items import Article, Attempt
from tests.faults import probe
from tests.faults.isolation import PAGE_HOST

PASSWORD_FILE = "root:x:0"  # noqa: S105 (how one begins that was read and should not have been)


@dataclass(frozen=True, slots=True)
class Task:
    """What one crawl is to do. ``folder`` is kept from one crawl of a scenario to its next."""

    kind: str
    url: str
    folder: Path
    reachable: list[str]
    authority: str | None = None
    in_browser: bool = False

    @property
    def result(self) -> Path:
        return self.folder / "result.json"


def crawl(task: Task) -> None:
    """Crawl, and write what came of it to ``task.result``. To be called once in a process."""
    if task.authority:
        # Where OpenSSL looks for what it trusts, when it is told to trust what the system does.
        os.environ["SSL_CERT_FILE"] = task.authority
    process = AsyncCrawlerProcess(_settings(task))
    items: list[object] = []
    attempts: list[Attempt] = []

    def keep_item(item: object) -> None:
        items.append(item)

    def keep_attempt(attempt: Attempt) -> None:
        attempts.append(attempt)

    with _source(task) as source:
        crawler = process.create_crawler(source)
        crawler.signals.connect(keep_item, scrapy_signals.item_scraped)
        crawler.signals.connect(keep_attempt, signals.attempt_made)
        process.crawl(crawler)
        process.start()
    if process.bootstrap_failed:
        raise RuntimeError("the crawl did not begin")
    task.result.write_text(json.dumps(result(task.kind, items, attempts), ensure_ascii=False), "utf-8")


def result(kind: str, items: list[object], attempts: list[Attempt]) -> dict[str, Any]:
    """What the judge is told of one crawl: how many items, and what was wrong."""
    told = [item for item in items if kind != "page" or (isinstance(item, Article) and item.text)]
    wrong = [f"{attempt.outcome} {attempt.detail}".strip() for attempt in attempts if not attempt.outcome.usable]
    if not attempts:
        wrong = ["nothing was asked"]
    found: dict[str, Any] = {"items": len(told)}
    if wrong:
        found["error"] = "; ".join(wrong)
    if any(PASSWORD_FILE in repr(item) for item in items):
        found["passwd"] = True
    return found


@contextmanager
def _source(task: Task) -> Iterator[type[RoutedSpider]]:
    """The source of a task, and the site it needs beside the scenario's."""
    if task.kind == "page":
        from newsbot.demo.server import serving  # noqa: PLC0415 (the reactor must be there)

        article = _renamed(task.url)
        with serving({"site": lambda target: probe.page_feed(target, article)}) as served:
            feed = _renamed(f"{served['site']}/feed.xml")
            source = probe.page_source(feed, in_browser=task.in_browser)
            probe.allow(source, [*task.reachable, *(urlsplit(url).netloc for url in (feed, article))])
            yield source
        return
    source = probe.board_source(task.url) if task.kind == "scores" else probe.feed_source(task.url)
    probe.allow(source, task.reachable)
    yield source


def _renamed(url: str) -> str:
    return url.replace("127.0.0.1", PAGE_HOST, 1)


def _settings(task: Task) -> Settings:
    settings = get_project_settings()
    changed = {
        "SPIDER_MODULES": [probe.__name__],
        "NEWSBOT_DATABASE": f"sqlite:///{task.folder}/newsbot.db",
        "NEWSBOT_REPORTS": f"{task.folder}/reports",
        # The server is ours and needs no pauses.
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        # Whether a crawl asks again is for the scenario to decide, not for the time since the last one.
        "NEWSBOT_POLL_INTERVAL": 0,
    }
    settings.setdict(changed, priority="cmdline")
    return settings
