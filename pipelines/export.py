"""The last stop: what a crawl found is stored, and the day's issue published."""

from __future__ import annotations

import asyncio
import logging
from typing import Self
from uuid import uuid4

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newsbot.clock import Clock, clock_of
from newsbot.condensation import Asking
from newsbot.configuration import asking_of, press_of
from newsbot.crawling import signals
from newsbot.items import Article, Attempt, Leaderboard
from newsbot.press import NothingToPrintError, Press, publish
from newsbot.storing import articles, attempts, boards
from newsbot.storing.database import Database, DatabaseError

logger = logging.getLogger(__name__)

# Rows of leaderboards that are held back: those of an ordinary crawl are fewer.
_MOST_ROWS = 5_000


class ExportPipeline:
    """Keep a crawl's items; when its spider closes, store them and publish the day's issue.

    Entries, the attempts that brought them and the validators they came with are one transaction: a crawl that is
    killed leaves nothing half, and its next run finds everything as if for the first time. Of the boards of years only
    the last are in it: each is whole by itself, and all together would not fit in the memory of a small machine.
    """

    def __init__(
        self, press: Press, database: Database, clock: Clock, stats: StatsCollector, asking: Asking | None = None
    ) -> None:
        self._press = press
        self._asking = asking
        self._database = database
        self._clock = clock
        self._stats = stats
        # A crawl belongs to the day it began on: one that ends behind midnight has the news of the day before.
        self._day = clock().date()
        self._lost = 0
        self._begun = True
        self._articles: list[Article] = []
        self._boards: list[Leaderboard] = []
        self._gathering = asyncio.Lock()
        self._attempts: list[Attempt] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        assert crawler.stats is not None  # noqa: S101 (it is, once components are made)
        database = Database.open(settings["NEWSBOT_DATABASE"])
        pipeline = cls(press_of(settings), database, clock_of(settings), crawler.stats, asking_of(settings))
        crawler.signals.connect(pipeline.attempt_made, signals.attempt_made)
        crawler.signals.connect(pipeline.already_running, signals.already_running)
        crawler.signals.connect(pipeline.item_error, scrapy_signals.item_error)
        return pipeline

    def attempt_made(self, attempt: Attempt) -> None:
        self._attempts.append(attempt)

    def already_running(self) -> None:
        # Whoever crawls the source stores what it finds, and publishes.
        self._begun = False

    def item_error(self) -> None:
        self._lost += 1

    async def process_item(self, item: object) -> object:
        if isinstance(item, Article):
            self._articles.append(item)
        elif isinstance(item, Leaderboard):
            # One after the other: while some are stored, no more are gathered.
            async with self._gathering:
                await self._gather(item)
        return item

    async def close_spider(self) -> None:
        if not self._begun:
            self._database.close()
            return
        # In a thread: the lock may have to be waited for, and other spiders share the reactor.
        await asyncio.to_thread(self._store_and_publish)

    def _store_and_publish(self) -> None:
        self._stats.set_value("newsbot/published", "failed")  # unless it is said otherwise below
        try:
            self._store()
            self._publish()
        except DatabaseError as error:
            logger.error("%s", error)
        finally:
            self._database.close()

    async def _gather(self, board: Leaderboard) -> None:
        self._boards.append(board)
        if sum(len(each.scores) for each in self._boards) >= _MOST_ROWS:
            found, self._boards = self._boards, []
            await asyncio.to_thread(self._store_boards, found)

    def _store_boards(self, found: list[Leaderboard]) -> None:
        with self._database.writing() as connection:
            boards.keep(connection, found)

    def _store(self) -> None:
        with self._database.writing() as connection:
            articles.keep(connection, self._articles)
            boards.keep(connection, self._boards)
            attempts.record(connection, self._attempts, run=uuid4().hex)

    def _publish(self) -> None:
        now = self._clock()
        try:
            published = publish(self._press, self._database, day=self._day, now=now, asking=self._asking)
        except NothingToPrintError as error:
            logger.warning("%s", error)
            self._stats.set_value("newsbot/published", "nothing")
        except OSError as error:
            logger.error("%s: %s; the items are stored: mend it and crawl again", error.filename, error.strerror)
        else:
            logger.info("%s: %d items of %d", published.path, len(published.daily.items), published.daily.total)
            if published.remark:
                logger.warning("%s", published.remark)
            self._stats.set_value("newsbot/published", "failed" if self._lost else str(published.path))
        if self._lost:
            logger.error("%d items could not be processed (see above); crawl again to have them", self._lost)
