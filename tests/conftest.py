import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler, CrawlerRunner
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from newsbot.crawling import signals
from newsbot.crawling.browser import is_installed, system_browser
from newsbot.demo.sample import moment_settings, rerouted
from newsbot.demo.server import Respond, serving
from newsbot.items import BEIJING, Article, Attempt, Judgement, Outcome
from newsbot.storing.database import Database
from tests import postgresql as postgresql_server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write expected results anew; read what git diff says")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "CI" in os.environ or system_browser() or _playwright_browser():
        return  # in CI a missing browser is a failure, not a reason to skip
    skip = pytest.mark.skip(reason="no Chromium on this machine; 'make browser' installs one")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


def _playwright_browser() -> bool:
    with sync_playwright() as playwright:
        return is_installed(playwright.chromium.executable_path)


NOON = datetime(2026, 1, 20, 12, 0, tzinfo=BEIJING)


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgresql_server.Server]:
    """A server of this test run's own; in CI a missing one is a failure, not a reason to skip."""
    if postgresql_server.program("initdb") is None and "CI" not in os.environ:
        pytest.skip("no PostgreSQL on this machine; 'make postgres' installs one")
    with postgresql_server.running() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: postgresql_server.Server) -> Iterator[str]:
    """A database of the test's own, empty."""
    with postgresql.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a test keeps its data: once in SQLite, once in PostgreSQL."""
    url: str = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    return url or f"sqlite:///{tmp_path}/newsbot.db"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes articles that differ only in what a test says."""

    def make(key: str = "a", **changes: Any) -> Article:
        url = f"https://example.com/{key}"
        values: dict[str, Any] = {
            "source": "kr36",
            "url": url,
            "canonical_url": url,
            "title": f"样例标题 {key}",
            "published": NOON - timedelta(hours=2),
            "first_seen": NOON - timedelta(hours=1),
            "summary": "一句完整的话。",
            "text": "一句完整的话。还有一句。",
            "route": "RSS",
            "judgement": Judgement(2, "发布", ("智谱",), ("GLM",), reasons=("标题含智谱",)),
        }
        return Article(**values | changes)

    return make


@dataclass(frozen=True)
class Answer:
    """What a loopback server says to one address."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Crawled:
    """What came out of a crawl."""

    items: list[Any] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    stats: dict[str, Any] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    @property
    def outcomes(self) -> list[tuple[str, Outcome]]:
        return [(attempt.route, attempt.outcome) for attempt in self.attempts]


class Crawl:
    """Runs a spider of the project, as it is, against answers served on loopback."""

    def __init__(self, folder: Path) -> None:
        self.database = f"sqlite:///{folder}/newsbot.db"
        self.reports = folder / "reports"

    async def __call__(self, spider: str, answers: Mapping[str, Answer], now: datetime = NOON, **more: Any) -> Crawled:
        crawled = Crawled()
        origins: dict[str, Respond] = {}
        for url in answers:
            origin = "/".join(url.split("/", 3)[:3])
            origins[origin] = partial(self._respond, answers, origin, crawled.requests)
        with serving(origins) as reroute:
            project = get_project_settings()
            project.setdict({"NEWSBOT_DATABASE": self.database, "NEWSBOT_REPORTS": str(self.reports)}, "cmdline")
            settings = moment_settings(rerouted(project), now, reroute)
            settings.setdict({"NEWSBOT_SAMPLE": False, "RETRY_TIMES": 0, "NEWSBOT_POLL_INTERVAL": 0} | more, "cmdline")
            await self._run(spider, settings, crawled)
        return crawled

    async def _run(self, spider: str, settings: Settings, crawled: Crawled) -> None:
        crawler = Crawler(get_spider_loader(settings).load(spider), settings)

        def keep_item(item: object) -> None:
            crawled.items.append(item)

        def keep_attempt(attempt: Attempt) -> None:
            crawled.attempts.append(attempt)

        crawler.signals.connect(keep_item, scrapy_signals.item_scraped)
        crawler.signals.connect(keep_attempt, signals.attempt_made)
        await CrawlerRunner(settings).crawl(crawler)
        assert crawler.stats is not None
        crawled.stats = crawler.stats.get_stats()

    @staticmethod
    def _respond(answers: Mapping[str, Answer], origin: str, requests: list[str], target: str) -> Answer:
        requests.append(origin + target)
        return answers.get(origin + target, Answer(b"not here", 404, {"Content-Type": "text/plain"}))


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    return Crawl(tmp_path)
