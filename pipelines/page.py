"""The text of an article of which the feed says too little."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from newsbot.clock import Clock, clock_of
from newsbot.crawling import signals
from newsbot.crawling.browser import rendered
from newsbot.crawling.outcomes import failing
from newsbot.crawling.source import SUMMARY_LENGTH, TEXT_LENGTH, SourceSpider
from newsbot.issue.states import ARTICLE_PAGES
from newsbot.items import BEIJING, Article, Attempt, Outcome
from newsbot.reading.boilerplate import without_boilerplate
from newsbot.reading.dates import parse_date
from newsbot.reading.pages import read_page
from newsbot.reading.text import lead
from newsbot.storing import articles
from newsbot.storing.database import Database

# A description shorter than this (characters) is a slogan: it does not say what happened.
USABLE_SUMMARY = 40

Download = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class ArticlePages:
    """How a source's article pages are read. ``selector``: what JavaScript has to fill in first; "" for none."""

    source: str
    selector: str
    boilerplate: Sequence[re.Pattern[str]]


class PagePipeline:
    """Fetch the page of an article that may be printed and has no usable summary; none is read twice.

    A page that cannot be had leaves the article as it is. Each page is an attempt in the source's status.
    """

    def __init__(
        self,
        pages: ArticlePages | None,
        database: Database,
        clock: Clock,
        download: Download,
        report: Callable[[Attempt], None],
    ) -> None:
        self._pages = pages
        self._database = database
        self._clock = clock
        self._download = download
        self._report = report

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider = crawler.spidercls
        pages = (
            ArticlePages(spider.name, spider.article_selector, spider.boilerplate)
            if issubclass(spider, SourceSpider)
            else None
        )

        async def download(request: Request) -> Response:
            assert crawler.engine is not None  # noqa: S101 (it is made after the pipelines, and before any item)
            return await crawler.engine.download_async(request)

        def report(attempt: Attempt) -> None:
            crawler.signals.send_catch_log(signals.attempt_made, attempt=attempt)

        database = Database.open(crawler.settings["NEWSBOT_DATABASE"])
        return cls(pages, database, clock_of(crawler.settings), download, report)

    async def process_item(self, item: object) -> object:
        if self._pages is not None and isinstance(item, Article) and _lacks_summary(item):
            with self._database.reading() as connection:
                known = articles.known(connection, item.canonical_url)
            if known is not None and len(known.summary) >= USABLE_SUMMARY:
                item.summary, item.text = known.summary, known.text
            else:
                await self._fill(item, self._pages)
        return item

    def close_spider(self) -> None:
        self._database.close()

    async def _fill(self, article: Article, pages: ArticlePages) -> None:
        request = Request(article.url, meta=rendered(pages.selector) if pages.selector else {})
        try:
            response = await self._download(request)
        except Exception as error:  # noqa: BLE001 (whatever stops a page, the article itself is not lost)
            why = failing(error, now=self._clock())
            return self._tried(pages, article, why.outcome, why.detail)
        if response.status != 200:
            return self._tried(pages, article, Outcome.HTTP_ERROR, f"HTTP {response.status}")
        if not isinstance(response, TextResponse):
            return self._tried(pages, article, Outcome.PARSE_ERROR, "not a web page")
        # In a thread: a large page takes a second, in which other sources go on.
        page = await asyncio.to_thread(read_page, response.text, url=response.url)
        text = without_boilerplate(page.text, pages.boilerplate)
        if not text:
            return self._tried(pages, article, Outcome.EMPTY, "no article in the page")
        article.text = text[:TEXT_LENGTH]
        article.summary = lead(text, SUMMARY_LENGTH) or article.summary
        of_page = parse_date(page.published, zone=BEIJING)
        if of_page is not None and of_page <= self._clock():
            article.published = _refined(article.published, of_page)
        return self._tried(pages, article, Outcome.OK)

    def _tried(self, pages: ArticlePages, article: Article, outcome: Outcome, detail: str = "") -> None:
        entries = int(outcome is Outcome.OK)
        self._report(Attempt(pages.source, ARTICLE_PAGES, article.url, outcome, self._clock(), detail, entries))


def _refined(published: datetime | None, of_page: datetime) -> datetime:
    """The page's time for an article without one, or with the day alone; the feed's own time stands otherwise."""
    local = of_page.astimezone(BEIJING)
    if published is None or (published == datetime.combine(local.date(), time(), BEIJING)):
        return local
    return published


def _lacks_summary(article: Article) -> bool:
    judgement = article.judgement
    printable = judgement is not None and judgement.grade > 0 and not judgement.roundup
    return printable and len(article.summary) < USABLE_SUMMARY
