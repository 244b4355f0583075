"""A source is crawled by one process at a time: nobody is to be asked twice because two jobs were started."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any, Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from newsbot.crawling import signals
from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.holding import Busy, Held

ALREADY_RUNNING = "already running"  # why a spider is closed
_STEP = 0.5  # seconds between two tries

logger = logging.getLogger(__name__)


class RunningMiddleware:
    """Before its first request a spider holds its source, until all it found is stored and published.

    Where another one holds it, it waits for ``patience`` seconds, and then is closed as ``already running``.
    """

    def __init__(self, source: str, database: Database, patience: float, refused: Callable[[Busy], object]) -> None:
        self._source = source
        self._database = database
        self._patience = patience
        self._refused = refused
        self._held: Held | None = None
        self._closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings

        def refused(busy: Busy) -> None:
            crawler.signals.send_catch_log(signals.already_running, busy=busy)

        database = Database.open(settings["NEWSBOT_DATABASE"])
        middleware = cls(crawler.spidercls.name, database, settings.getfloat("NEWSBOT_WAIT"), refused)
        crawler.signals.connect(middleware.spider_closed, scrapy_signals.spider_closed)
        return middleware

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        try:
            busy = await self._begin()
        except DatabaseError as error:
            logger.error("%s", error)
            raise CloseSpider("database cannot be locked") from error
        if busy is not None:
            by = f" ({busy.by})" if busy.by else ""
            logger.warning("%s: already running in another crawl%s; nothing is asked for", self._source, by)
            self._refused(busy)
            raise CloseSpider(ALREADY_RUNNING)
        async for each in start:
            yield each

    def spider_closed(self) -> None:
        # Sent when the pipelines have closed: who waits for the source finds in the store what this crawl found.
        self._closed = True
        if self._held is not None:
            self._held.release()
        self._database.close()

    async def _begin(self) -> Busy | None:
        """Hold the source; who has it, where that cannot be done in time."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        while (busy := await asyncio.to_thread(self._try)) is not None and not self._closed:
            left = until - loop.time()
            if left <= 0:
                return busy
            await asyncio.sleep(min(_STEP, left))
        return busy

    def _try(self) -> Busy | None:
        """In a thread: a server may have to be asked, and other spiders share the reactor."""
        found = self._database.hold(f"source {self._source}")
        if isinstance(found, Busy):
            return found
        self._held = found
        if self._closed:  # while it was asked for
            found.release()
        return None
