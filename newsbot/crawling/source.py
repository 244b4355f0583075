"""The spiders' base: routes tried in order, each attempt with a named outcome, entries turned into articles."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsbot.clock import Clock, clock_of
from newsbot.crawling import signals
from newsbot.crawling.browser import HANDLER
from newsbot.crawling.documents import NOT_ASKED, NOT_MODIFIED, document_of
from newsbot.crawling.guard import ALLOWED_ADDRESSES
from newsbot.crawling.logs import expect_failures
from newsbot.crawling.outcomes import Failing, failing
from newsbot.crawling.routes import EntryRoute, Route
from newsbot.items import BEIJING, Article, Attempt, Document, Outcome
from newsbot.reading.boilerplate import without_boilerplate
from newsbot.reading.columns import is_digest
from newsbot.reading.dates import parse_date, url_date
from newsbot.reading.digests import item_url, sections
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.publication import DateKind
from newsbot.reading.text import lead, one_line, to_text
from newsbot.reading.urls import absolute_url, canonical_url, part_url

# A clock may be a little off; anything further ahead is a fault of the source, not news from the future.
FUTURE_TOLERANCE = timedelta(hours=1)
SUMMARY_LENGTH = 200  # characters: two or three sentences
USABLE_SUMMARY = 40  # characters; what is shorter is a slogan: it does not say what happened
TEXT_LENGTH = 20_000  # characters kept of an article
MARKUP_LENGTH = 200_000  # characters of markup read for them
TITLE_LENGTH = 300

_TWO_DAYS = timedelta(days=2)
# Outcomes of an address that did answer. Who could not be reached was not burdened.
_ANSWERED = {
    *(Outcome.EMPTY, Outcome.BOT_WALL, Outcome.HTTP_ERROR, Outcome.PARSE_ERROR, Outcome.TOO_LARGE, Outcome.CUT_SHORT),
    *(Outcome.BLOCKED, Outcome.RATE_LIMITED, Outcome.GONE),
}


class RoutedSpider(Spider):
    """A spider whose ``routes`` are tried in order until one delivers.

    Every attempt ends in one `newsbot.crawling.signals.attempt_made`.
    """

    title: ClassVar[str]  # as printed
    kind: ClassVar[str] = "media"
    routes: ClassVar[Sequence[Route]]
    weight: ClassVar[float] = 1.0  # in the ranking, against other sources
    uses_browser: ClassVar[bool] = False
    # Names or networks, each with a port, outside of the public web that it is read from: "10.1.2.0/24:8080".
    allowed_addresses: ClassVar[Sequence[str]] = ()
    clock: Clock
    day: date  # on which the crawl began
    interval: timedelta = timedelta()  # in which an address is asked once

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if cls.allowed_addresses:
            settings.set(ALLOWED_ADDRESSES, list(cls.allowed_addresses), "spider")
        if cls.uses_browser:
            # One scheme only: each registered scheme starts a driver of its own.
            settings.set("DOWNLOAD_HANDLERS", settings.getdict("DOWNLOAD_HANDLERS") | {"https": HANDLER}, "spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        expect_failures()
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.clock = clock_of(crawler.settings)
        spider.day = spider.clock().date()
        spider.interval = timedelta(seconds=crawler.settings.getfloat("NEWSBOT_POLL_INTERVAL"))
        crawler.signals.connect(spider.crashed, scrapy_signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        yield self.route_request(0)

    def route(self, position: int) -> Route:
        return self.routes[position].on(self.day)

    def route_request(self, position: int) -> Request:
        route = self.route(position)
        return self.request(route.url, route.parse, position)

    def request(self, url: str, parse: str, position: int, **more: Any) -> Request:
        """A request on behalf of the route at ``position``: whatever becomes of it ends that route's attempt."""
        route = self.route(position)
        return Request(
            url,
            method="POST" if route.body else "GET",
            body=route.body,
            callback=getattr(self, parse),
            errback=self.failed,
            headers=dict(route.headers),
            meta=route.meta,
            cb_kwargs={"position": position, **more},
            dont_filter=True,
        )

    def ended(
        self,
        position: int,
        outcome: Outcome,
        *,
        detail: str = "",
        entries: int = 0,
        undated: int = 0,
        retry_at: datetime | None = None,
        refused_by: str = "",
        poll_at: datetime | None = None,
        documents: tuple[Document, ...] = (),
    ) -> Iterator[Request]:
        """End a route's attempt; go on to the next route if it delivered nothing."""
        route = self.route(position)
        attempt = Attempt(
            source=self.name,
            route=route.label,
            url=route.url,
            outcome=outcome,
            at=self.clock(),
            detail=detail,
            entries=entries,
            retry_at=retry_at,
            refused_by=refused_by,
            poll_at=poll_at,
            undated=undated,
            moved_to=next((each.location for each in documents if each.moved), ""),
            documents=documents,
        )
        self.crawler.signals.send_catch_log(signals.attempt_made, attempt=attempt)
        self.logger.info("%s (%s): %s %s", route.label, route.url, outcome, detail or f"{entries} entries")
        if outcome.usable:
            return
        if position + 1 < len(self.routes):
            yield self.route_request(position + 1)
        else:
            self.logger.warning(
                "%s: no route delivered; the last one, %s: %s %s", self.title, route.url, outcome, detail
            )

    def failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        position = request.cb_kwargs["position"]
        why = failing(failure.value or RuntimeError(failure.getErrorMessage()), now=self.clock())
        if self.route(position).absent_is_empty and _is_absent(failure.value):
            why = Failing(Outcome.EMPTY, "HTTP 404: nothing there yet")
        # What we did not ask for, because of an earlier answer, was not asked.
        answered = why.outcome in _ANSWERED and (why.retry_at is None or why.refused_by)
        yield from self.ended(
            position,
            why.outcome,
            detail=why.detail,
            retry_at=why.retry_at,
            refused_by=why.refused_by,
            poll_at=self.clock() + self.interval if answered and self.interval else None,
        )

    def crashed(self, failure: Failure, response: Response | None) -> None:
        """A fault of ours is an outcome too: the next route is tried, and the daily says so."""
        if response is None or response.request is None:
            return
        position = response.request.cb_kwargs["position"]
        detail = f"{type(failure.value).__name__}: {failure.value} (a fault of newsbot; the log has more)"
        # What it answered is kept: it can be read again at once when the fault is mended.
        documents = document_of(response, readable=False) if response.status == 200 else ()
        for request in self.ended(position, Outcome.PARSE_ERROR, detail=detail, documents=documents):
            self.crawler.engine.crawl(request)


class SourceSpider(RoutedSpider):
    """A source of articles.

    A source that is a feed needs ``name``, ``title`` and ``routes``; every other attribute says how it differs.
    """

    # Naive dates are Beijing time unless a source means something else.
    zone: ClassVar[tzinfo] = BEIJING
    # False for a source whose dates carry a zone that they do not mean.
    trust_zone: ClassVar[bool] = True
    # Lines of its own that say nothing, beside those that every source has.
    boilerplate: ClassVar[Sequence[re.Pattern[str]]] = ()
    # A selector of the article in its page, for a source whose pages only JavaScript fills.
    article_selector: ClassVar[str] = ""
    # Places on its article pages where another time stands than that of publication.
    distrusted_dates: ClassVar[Collection[DateKind]] = frozenset()
    # Registered domains of its articles, where its routes are at others: pages are fetched from its own sites only.
    sites: ClassVar[frozenset[str]] = frozenset()
    # Nothing new for longer than this, and the route counts as stale.
    longest_silence: ClassVar[timedelta] = timedelta(days=4)

    async def parse(self, response: Response, position: int = 0) -> AsyncIterator[Article | Request]:
        route = self.route(position)
        assert isinstance(route, EntryRoute)  # noqa: S101 (for the type checker: other routes name other callbacks)
        # In a thread: a document may be large, or made to be slow to read, and other sources share the reactor.
        try:
            listing = await asyncio.to_thread(route.read, response)
            found = await asyncio.to_thread(self._articles, listing.entries, route)
        except ReadingError as error:
            documents = document_of(response, readable=False)
            for request in self.ended(position, error.outcome, detail=str(error), documents=documents):
                yield request
            return
        articles, items = found
        for article in articles + items:
            yield article
        outcome, detail = self._outcome(articles, response)
        for request in self.ended(
            position,
            outcome,
            detail=detail,
            entries=len(articles),
            undated=sum(article.published is None for article in articles),
            documents=document_of(response, whole=listing.whole),
        ):
            yield request

    def _articles(self, entries: Sequence[Entry], route: Route) -> tuple[list[Article], list[Article]]:
        """The articles of a document's entries, and the items of those of them that are digests."""
        found = [(article, entry) for entry in entries if (article := self.article(entry, route)) is not None]
        return [article for article, _ in found], [item for each in found for item in self.items_of(*each)]

    def article(self, entry: Entry, route: Route) -> Article | None:
        """What an entry says, cleaned; None for an advertisement, and for one without a title or a link."""
        title, link = one_line(entry.title)[:TITLE_LENGTH], absolute_url(route.url, entry.link)
        if not title or not link or self.is_advert(entry):
            return None
        text = without_boilerplate(to_text((entry.content or entry.summary)[:MARKUP_LENGTH]), self.boilerplate)
        summary = without_boilerplate(to_text(entry.summary[:MARKUP_LENGTH]), self.boilerplate)
        return Article(
            source=self.name,
            url=link,
            canonical_url=part_url(canonical_url(link), entry.part),
            title=title,
            published=self.published(entry),
            summary=_summary(summary, text),
            text=text[:TEXT_LENGTH],
            author=entry.author,
            route=route.label,
        )

    def items_of(self, article: Article, entry: Entry) -> list[Article]:
        """What a digest tells, item by item, each with the digest's link; nothing of any other article.

        The digest itself goes on too: `newsbot.judging` keeps it out of the issue.
        """
        if not is_digest(article.title):
            return []
        return [
            replace(
                article,
                title=section.heading,
                canonical_url=item_url(article.canonical_url, section.heading),
                summary=lead(section.text, SUMMARY_LENGTH),
                text=section.text[:TEXT_LENGTH],
            )
            for section in sections((entry.content or entry.summary)[:MARKUP_LENGTH], self.boilerplate)
        ]

    def is_advert(self, entry: Entry) -> bool:  # noqa: ARG002 (a source with adverts of its own looks at it)
        """Whether an entry is an advertisement, which is left out. What all sources' share, the lexicon knows."""
        return False

    def published(self, entry: Entry) -> datetime | None:
        """The entry's time, or for an older one the day that its address names; None without a date that can be."""
        published = parse_date(entry.published, zone=self.zone, trust_zone=self.trust_zone)
        if published is None and (day := url_date(entry.link)) is not None and day < self.clock().date() - _TWO_DAYS:
            # Of the last days the address says too little: when it was first seen says more.
            published = datetime.combine(day, time(), BEIJING)
        if published is not None and published > self.clock() + FUTURE_TOLERANCE:
            self.crawler.stats.inc_value("newsbot/future_dates")
            return None
        return published.astimezone(BEIJING) if published is not None else None

    def _outcome(self, articles: Sequence[Article], response: Response) -> tuple[Outcome, str]:
        """What a document that could be read amounts to, with a detail for people."""
        if not articles:
            return Outcome.EMPTY, "no entry with a title and a link"
        dates = [article.published for article in articles if article.published is not None]
        if not dates:
            return Outcome.UNDATED, ""
        if max(dates) < self.clock() - self.longest_silence:
            return Outcome.STALE, f"nothing since {max(dates):%Y-%m-%d}"
        if NOT_ASKED in response.flags:
            return Outcome.NOT_MODIFIED, "asked a short while ago, and not again"
        return (Outcome.NOT_MODIFIED if NOT_MODIFIED in response.flags else Outcome.OK), ""


def _summary(written: str, text: str) -> str:
    """The beginning of the summary as written; of the text where that says more than a slogan does."""
    summary = lead(written, SUMMARY_LENGTH)
    if len(summary) >= USABLE_SUMMARY:
        return summary
    return max(lead(text, SUMMARY_LENGTH), summary, key=len)


def _is_absent(error: BaseException | None) -> bool:
    return isinstance(error, HttpError) and error.response.status == 404
