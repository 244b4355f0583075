"""Routes tried in order, each attempt with a named outcome."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, datetime, timedelta
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
from newsbot.crawling.documents import document_of
from newsbot.crawling.guard import ALLOWED_ADDRESSES
from newsbot.crawling.logs import expect_failures
from newsbot.crawling.outcomes import Failing, failing
from newsbot.crawling.routes import Route
from newsbot.items import Attempt, Document, Outcome

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


def _is_absent(error: BaseException | None) -> bool:
    return isinstance(error, HttpError) and error.response.status == 404
