"""Looking at an address before it becomes a source: one crawl that stores and publishes nothing."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader

from newsbot.clock import clock_of
from newsbot.commandline import checked
from newsbot.crawling.probe import Seen, known_route, probe_of, watched
from newsbot.reading.urls import absolute_url

# A process gives its own settings to each crawler, and of two of one priority its own would win: those of "-s".
_OVER_ALL = SETTINGS_PRIORITIES["cmdline"] + 1


def asked_url(url: str) -> str:
    """An address as a server is asked for it, and not a template: escaped, without what only a browser looks at.

    "" for what is no address of the web.
    """
    if not (absolute := absolute_url("", url)):
        return ""
    parts = urlsplit(Request(absolute).url)
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def probe(process: CrawlerProcessBase | None, settings: BaseSettings | None, url: str, *, routes: bool = False) -> Seen:
    """What an address answers, and the articles newsbot would make of it; runs the process's reactor to its end.

    With ``routes`` the address of a source's route is read as that; any other as a feed.
    """
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
        loader = get_spider_loader(looking)
        spiders = map(loader.load, sorted(loader.list()) if routes else ())
        known = known_route(spiders, url, clock_of(looking)().date())
        crawler = Crawler(probe_of(url, known), looking)
        seen = watched(crawler)
        process.crawl(crawler)
        process.start()
    return seen
