"""Crawling the bundled site as of its two moments, with the project's own spiders, pipelines and press."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader

from newsbot.demo import SAMPLE_DAYS, SAMPLE_SOURCES
from newsbot.demo.server import serving
from newsbot.demo.site import site

# Hosts are rerouted and the clock is set; nothing else differs from a live crawl, but that the servers are our own and
# need no pauses between requests.
_REROUTED = {
    "DOWNLOAD_HANDLERS": {
        **dict.fromkeys(("http", "https"), "newsbot.demo.reroute.ReroutingHandler"),
        **dict.fromkeys(("data", "file", "ftp", "s3")),
    },
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
}


def sample_settings(project: BaseSettings, folder: Path) -> Settings:
    """The project's settings for a sample in ``folder``, with a database and reports of its own."""
    places = {"NEWSBOT_DATABASE": f"sqlite:///{folder}/sample.db", "NEWSBOT_REPORTS": f"{folder}/reports"}
    offline = {"NEWSBOT_LLM_URL": "", "NEWSBOT_SAMPLE": True, "NEWSBOT_LEADERBOARD": "text/overall"}
    return _with(rerouted(project), places | offline | {"NEWSBOT_SOURCES": ",".join(SAMPLE_SOURCES)})


def rerouted(project: BaseSettings) -> Settings:
    """The project's settings with every request going to servers on this machine, or nowhere."""
    return _with(project, _REROUTED)


async def crawl_sample(
    settings: BaseSettings, runner: AsyncCrawlerRunner, started: Callable[[Crawler], object] = lambda _: None
) -> None:
    """Crawl every source as of each of the sample's moments, one after the other; the reactor is running.

    ``started`` is told of each crawler before it begins.
    """
    for now in SAMPLE_DAYS:
        origins = {origin: each.respond for origin, each in site(now).items()}
        with serving(origins) as reroute:
            await _crawl_all(moment_settings(settings, now, reroute), runner, started)


def moment_settings(settings: BaseSettings, now: datetime, reroute: dict[str, str]) -> Settings:
    """Settings for a crawl as of ``now`` against the servers of the table ``reroute``."""
    return _with(settings, {"NEWSBOT_NOW": now.isoformat(), "NEWSBOT_REROUTE": reroute})


async def _crawl_all(settings: Settings, runner: AsyncCrawlerRunner, started: Callable[[Crawler], object]) -> None:
    loader = get_spider_loader(settings)
    crawls = []
    for name in SAMPLE_SOURCES:
        crawler = Crawler(loader.load(name), settings)
        started(crawler)
        crawls.append(runner.crawl(crawler))
    await asyncio.gather(*crawls)


def _with(settings: BaseSettings, changes: Mapping[str, object]) -> Settings:
    changed = Settings()
    changed.update(settings)
    changed.setdict(changes, priority="cmdline")
    return changed
