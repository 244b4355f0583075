"""Asking for a document only if it may have changed (RFC 9110 §13.1), and at most once an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.clock import Clock, clock_of
from newsbot.crawling.compression import CUT
from newsbot.items import Document
from newsbot.storing import documents
from newsbot.storing.database import Database

NOT_MODIFIED = "not_modified"  # flag of a response whose body is the stored one, as the server confirmed
NOT_ASKED = "not_asked"  # flag of one whose body is the stored one, because that is recent
# A server that says "unchanged" for ever, though its document has changed, is asked in full after this.
LONGEST_TRUST = timedelta(days=7)
_PERMANENT = {301, 308}


class StoredDocumentMiddleware:
    """Answer from the store what its server was asked a short while ago; ask addresses that moved for good where they
    are now. Only requests with ``conditional`` in their meta take part: those of routes, not those of article pages.

    So a run of a spider yields the same items again, however often it is run, and its server is asked once an hour.
    """

    def __init__(self, database: Database, clock: Clock, interval: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._interval = interval

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        interval = timedelta(seconds=settings.getfloat("NEWSBOT_POLL_INTERVAL"))
        middleware = cls(Database.open(settings["NEWSBOT_DATABASE"]), clock_of(settings), interval)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def spider_closed(self) -> None:
        self._database.close()

    def process_request(self, request: Request) -> Request | Response | None:
        if not request.meta.get("conditional") or "redirect_urls" in request.meta:
            return None
        with self._database.reading() as connection:
            known = documents.remembered(connection, request.url)
            if known is None:
                return None
            # A clock that was ahead for a while must not keep us from asking.
            if timedelta() <= self._clock() - known.checked_at < self._interval:
                stored = documents.document(connection, request.url)
                return _from_store(stored) if stored is not None else None
        # Now and then the address itself: whoever moved it may not have been entitled to, or has moved it back.
        if not known.moved or self._clock() - known.asked_at > LONGEST_TRUST:
            return None
        history = {"redirect_urls": [request.url], "redirect_reasons": [301], "by_memory": True}
        return request.replace(url=known.location, meta=request.meta | history)


def _from_store(stored: Document) -> Response:
    headers = {b"Content-Type": stored.content_type}
    return Response(stored.location, headers=headers, body=stored.body, flags=[NOT_ASKED])


class ConditionalRequestMiddleware:
    """Send the stored document's validators with a request; answer a 304 with the document they came with.

    So a run of a spider yields the same items whether the server sent the document again or not.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(Database.open(crawler.settings["NEWSBOT_DATABASE"]), clock_of(crawler.settings))
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def spider_closed(self) -> None:
        self._database.close()

    def process_request(self, request: Request) -> None:
        """Add the validators byte for byte as they came (they are opaque), for the address that they came from."""
        for name in (b"If-None-Match", b"If-Modified-Since"):
            request.headers.pop(name, None)  # those of the address that led here
        plain = request.method == "GET" and not {"in_full", "playwright"} & request.meta.keys()
        if not (plain and request.meta.get("conditional")):
            return
        with self._database.reading() as connection:
            known = documents.remembered(connection, asked_url(request))
        if known is None or known.location != request.url or self._clock() - known.sent_at > LONGEST_TRUST:
            return
        if known.etag:
            request.headers[b"If-None-Match"] = known.etag
        if known.last_modified:
            request.headers[b"If-Modified-Since"] = known.last_modified

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status != 304 or not request.meta.get("conditional"):
            return response
        with self._database.reading() as connection:
            stored = documents.document(connection, asked_url(request))
        if stored is None or stored.location != request.url:
            # What the validators stand for cannot be read any more: once more, without them.
            asked = b"If-None-Match" in request.headers or b"If-Modified-Since" in request.headers
            return request.replace(meta=request.meta | {"in_full": True}) if asked else response
        headers = response.headers.copy()
        # A 304 has no type, which may name the encoding; and what it does not name anew stays (RFC 9111 §4.3.4).
        headers[b"Content-Type"] = stored.content_type
        for name, value in ((b"ETag", stored.etag), (b"Last-Modified", stored.last_modified)):
            if value:
                headers.setdefault(name, value)
        return response.replace(status=200, headers=headers, body=stored.body, flags=[*response.flags, NOT_MODIFIED])


def asked_url(request: Request) -> str:
    """The address that a request began with, before redirects."""
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return first


def document_of(response: Response) -> tuple[Document, ...]:
    """What is to be remembered of a response that could be read: its document, or nothing."""
    request = response.request
    if request is None or {NOT_ASKED, CUT} & set(response.flags) or not request.meta.get("conditional"):
        return ()
    reasons = request.meta.get("redirect_reasons", ())
    return (
        Document(
            url=asked_url(request),
            location=request.url,
            body=response.body,
            etag=response.headers.get(b"ETag") or b"",
            last_modified=response.headers.get(b"Last-Modified") or b"",
            content_type=response.headers.get(b"Content-Type") or b"",
            moved=bool(reasons) and set(reasons) <= _PERMANENT,
            in_full=NOT_MODIFIED not in response.flags,
            asked_itself="by_memory" not in request.meta,
        ),
    )
