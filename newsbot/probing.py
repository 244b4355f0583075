"""Looking at an address before it becomes a source: one crawl that stores and publishes nothing."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings

from newsbot.commandline import checked
from newsbot.crawling.probe import Seen, probe_of, watched

# A process gives its own settings to each crawler, and of two of one priority its own would win: those of "-s".
_OVER_ALL = SETTINGS_PRIORITIES["cmdline"] + 1


def probe(process: CrawlerProcessBase | None, settings: BaseSettings | None, url: str) -> Seen:
    """What an address answers, and the articles newsbot would make of it; runs the process's reactor to its end."""
    assert process is not None  # noqa: S101 (Scrapy sets both before it calls a command)
    assert settings is not None  # noqa: S101
    looking = Settings()
    looking.update(settings)
    with TemporaryDirectory() as folder:
        # A store of its own, so that nothing is claimed, remembered or held back.
        places = {"NEWSBOT_DATABASE": f"sqlite:///{folder}/probe.db", "NEWSBOT_REPORTS": folder}
        pipelines = {"ITEM_PIPELINES": {"pipelines.classify.ClassifyPipeline": 200}}
        # Nothing is remembered of this crawl that could answer the next one: only servers say when to come again.
        looking.setdict(places | pipelines | {"NEWSBOT_POLL_INTERVAL": 0}, priority=_OVER_ALL)
        checked(looking)
        crawler = Crawler(probe_of(url), looking)
        seen = watched(crawler)
        process.crawl(crawler)
        process.start()
    return seen
