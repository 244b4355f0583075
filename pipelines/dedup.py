"""No article twice."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.clock import Clock, clock_of
from newsbot.items import BEIJING, Article
from newsbot.storing import articles
from newsbot.storing.database import Database


class DedupPipeline:
    """Claim each article's canonical URL; drop it when another source, or this run, already has it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._seen: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Database.open(crawler.settings["NEWSBOT_DATABASE"]), clock_of(crawler.settings))

    async def process_item(self, item: object) -> object:
        if not isinstance(item, Article):
            return item
        if item.canonical_url in self._seen:
            raise DropItem(f"twice in this run: {item.canonical_url}")
        self._seen.add(item.canonical_url)
        # In a thread: another process may be writing, and other spiders share the reactor.
        first_seen = await asyncio.to_thread(self._claim, item)
        if first_seen is None:
            raise DropItem(f"another source has it: {item.canonical_url}")
        item.first_seen = first_seen.astimezone(BEIJING)
        return item

    def _claim(self, article: Article) -> datetime | None:
        with self._database.sharing() as connection:
            return articles.claim(connection, article.canonical_url, source=article.source, at=self._clock())

    def close_spider(self) -> None:
        self._database.close()
