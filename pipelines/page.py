"""The text of an article of which the feed says too little."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.clock import Clock, clock_of
from newsbot.crawling import signals
from newsbot.crawling.article_pages import ArticlePages, Download, article_page
from newsbot.crawling.outcomes import Failing
from newsbot.crawling.source import SUMMARY_LENGTH, TEXT_LENGTH, USABLE_SUMMARY, SourceSpider
from newsbot.issue.window import LATE, LONGEST
from newsbot.items import ARTICLE_PAGES, BEIJING, Article, Attempt, Outcome
from newsbot.reading.boilerplate import without_boilerplate
from newsbot.reading.pages import Page
from newsbot.reading.publication import is_exact, publication
from newsbot.reading.sayings import StubKind
from newsbot.reading.stubs import Stub
from newsbot.reading.text import lead
from newsbot.storing import articles, attempts
from newsbot.storing.database import Database

# How long a page that could not be read is left alone. A site that refuses says itself for how long, or is given a
# time by `newsbot.crawling.outcomes`; a page without an article seldom gets one, and not within the hour.
AGAIN = {
    **dict.fromkeys((Outcome.TIMEOUT, Outcome.UNREACHABLE, Outcome.CUT_SHORT), timedelta(hours=1)),
    **dict.fromkeys((Outcome.ROBOTS_UNREADABLE, Outcome.RATE_LIMITED, Outcome.BLOCKED), timedelta(hours=1)),
    Outcome.HTTP_ERROR: timedelta(hours=6),
    # The page itself has been read; what is missing may have been installed since.
    Outcome.NO_BROWSER: timedelta(0),
}
AGAIN_OTHERWISE = timedelta(hours=20)
BEHIND_A_WALL = timedelta(hours=6)  # for all of a site's articles
# In one run of a source; a busy one has ten such articles a day.
MOST_PAGES = 40
LONGEST_READING = timedelta(minutes=5)
# An article older than this is in no issue's window.
OLDEST = LONGEST + LATE

logger = logging.getLogger(__name__)


class PagePipeline:
    """Fetch the page of an article that may be printed and has no usable summary; none is read twice.

    It is asked for over plain HTTP, and shown by a browser only where the source names a selector and the server's
    answer has no article. A page that could not be read is not asked for again for a while, across runs.
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
        self._started = clock()
        self._one_at_a_time = asyncio.Lock()
        self._outcomes: Counter[Outcome] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider = crawler.spidercls
        pages = ArticlePages.of(spider) if issubclass(spider, SourceSpider) else None

        async def download(request: Request) -> Response:
            assert crawler.engine is not None  # noqa: S101 (it is made after the pipelines, and before any item)
            return await crawler.engine.download_async(request)

        def report(attempt: Attempt) -> None:
            crawler.signals.send_catch_log(signals.attempt_made, attempt=attempt)

        database = Database.open(crawler.settings["NEWSBOT_DATABASE"])
        return cls(pages, database, clock_of(crawler.settings), download, report)

    async def process_item(self, item: object) -> object:
        if self._pages is not None and isinstance(item, Article) and _lacks_summary(item):
            known, last = await asyncio.to_thread(self._remembered, item)
            if known is not None and (_says_more(known, item) or (last is not None and last.outcome is Outcome.OK)):
                item.summary, item.text = known.summary, known.text
                if known.published is not None and (item.published is None or not is_exact(item.published)):
                    item.published = known.published.astimezone(BEIJING)
            elif self._may_be_printed(item) and self._pages.has(item.url):
                async with self._one_at_a_time:
                    if self._has_given_up():
                        self._tried(self._pages, item, Outcome.SKIPPED)
                    elif last is not None and self._clock() < (again := _again(last)):
                        detail = f"not asked before {again.astimezone(BEIJING):%Y-%m-%d %H:%M}: {last.outcome}"
                        self._tried(self._pages, item, Outcome.SKIPPED, detail)
                    else:
                        was_empty = last is not None and last.outcome is Outcome.NO_BROWSER
                        await self._fill(item, self._pages, plain=not was_empty)
        return item

    def _remembered(self, article: Article) -> tuple[Article | None, Attempt | None]:
        """The article as an earlier run kept it, and the last attempt at its page."""
        since = self._clock() - OLDEST
        with self._database.reading() as connection:
            known = articles.known(connection, article.canonical_url)
            return known, attempts.last_asked(connection, article.source, article.url, since=since)

    def close_spider(self) -> None:
        self._database.close()

    async def _fill(self, article: Article, pages: ArticlePages, *, plain: bool) -> None:
        match page := await article_page(article.url, pages, self._download, self._clock, plain=plain):
            case Failing():
                self._tried(
                    pages, article, page.outcome, page.detail, retry_at=page.retry_at, refused_by=page.refused_by
                )
            case Page(text=text) if text := without_boilerplate(text, pages.boilerplate):
                self._take(article, page, text, pages)
                beginning = f"only the beginning: {page.stub}" if page.stub else ""
                self._tried(pages, article, Outcome.OK, beginning)
            case Page():
                stub = page.stub or Stub(StubKind.NO_ARTICLE)
                walled = stub.outcome is Outcome.BOT_WALL
                retry_at = self._clock() + BEHIND_A_WALL if walled else None
                self._tried(pages, article, stub.outcome, str(stub), retry_at=retry_at, refused_by=article.url)

    def _take(self, article: Article, page: Page, text: str, pages: ArticlePages) -> None:
        article.text = text[:TEXT_LENGTH]
        article.summary = lead(text, SUMMARY_LENGTH) or article.summary
        found = publication(
            article.published,
            page.dates,
            url=article.url,
            seen=article.first_seen or self._clock(),
            zone=pages.zone,
            distrusted=pages.distrusted,
        )
        logger.debug("%s: published %s (%s)", article.url, found.time, found.reason)
        article.published = found.time

    def _may_be_printed(self, article: Article) -> bool:
        return article.published is None or article.published >= self._clock() - OLDEST

    def _has_given_up(self) -> bool:
        """A site that refuses one page refuses all; one that hangs or is away would hold up the crawl."""
        count = self._outcomes
        refused_one = count[Outcome.BLOCKED] or count[Outcome.RATE_LIMITED] or count[Outcome.BOT_WALL]
        away = count[Outcome.TIMEOUT] + count[Outcome.UNREACHABLE]
        late = self._clock() - self._started > LONGEST_READING
        return bool(refused_one) or away > 1 or late or count.total() - count[Outcome.SKIPPED] >= MOST_PAGES

    def _tried(
        self,
        pages: ArticlePages,
        article: Article,
        outcome: Outcome,
        detail: str = "",
        *,
        retry_at: datetime | None = None,
        refused_by: str = "",
    ) -> None:
        if outcome is Outcome.NO_BROWSER and not self._outcomes[outcome]:
            logger.warning("%s: summaries from article pages are missing: %s", pages.source, detail)
        self._outcomes[outcome] += 1
        attempt = Attempt(
            source=pages.source,
            route=ARTICLE_PAGES,
            url=article.url,
            outcome=outcome,
            at=self._clock(),
            detail=detail,
            entries=int(outcome is Outcome.OK),
            # Who is gone says nothing of the site's other articles.
            retry_at=retry_at if outcome is not Outcome.GONE else None,
            refused_by=refused_by,
        )
        self._report(attempt)


def _again(last: Attempt) -> datetime:
    """When a page may be asked for again after an attempt at it."""
    return last.retry_at or last.at + AGAIN.get(last.outcome, AGAIN_OTHERWISE)


def _says_more(known: Article, article: Article) -> bool:
    return len(known.summary) >= USABLE_SUMMARY or len(known.text) > len(article.text)


def _lacks_summary(article: Article) -> bool:
    """Whether it is on topic, says too little, and has a page to itself that says more."""
    judgement = article.judgement
    printable = judgement is not None and judgement.grade > 0 and not judgement.roundup and not article.shares_page
    return printable and len(article.summary) < USABLE_SUMMARY
