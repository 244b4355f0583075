"""Asking for a document only if it may have changed (RFC 9110 §13.1), and at most once an hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

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
_REFUSALS = {401, 403, 429, 451, 503}  # of a server that does not want to be asked


class StoredDocumentMiddleware:
    """Answer from the store what its server was asked a short while ago; ask addresses that moved for good where they
    are now. Only requests with ``conditional`` in their meta take part: those of routes, not those of article pages.

    So a run of a spider yields the same items again, however often it is run, and its server is asked once an hour.
    Where an address that moved leads nowhere any more, the other of the two is asked in the same run.
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
        if not request.meta.get("conditional") or {"redirect_urls", "in_vain"} & request.meta.keys():
            return None
        with self._database.reading() as connection:
            known = documents.remembered(connection, request.url)
            if known is None:
                return None
            # A clock that was ahead for a while must not keep us from asking.
            if timedelta() <= self._clock() - known.checked_at < self._interval:
                stored = documents.document(connection, request.url)
                return _from_store(stored) if stored is not None else None
        if not known.moved:
            return None
        history = {"redirect_urls": [request.url], "redirect_reasons": [301], "by_memory": True}
        remembered = request.replace(url=known.location, meta=request.meta | history)
        # Now and then the address itself: whoever moved it may not have been entitled to, or has moved it back.
        if self._clock() - known.asked_at > LONGEST_TRUST:
            remembered.meta["in_vain"] = True  # it has been asked itself
            request.meta["otherwise"] = remembered
            return None
        remembered.meta["otherwise"] = request.replace(meta=request.meta | {"in_vain": True})
        return remembered

    def process_response(self, request: Request, response: Response) -> Request | Response:
        otherwise: Request | None = request.meta.get("otherwise")
        if otherwise is None or response.status < 400:
            return response
        if response.status in _REFUSALS and _host(otherwise) == _host(request):
            return response
        return otherwise

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # noqa: ARG002 (any of them)
        otherwise: Request | None = request.meta.get("otherwise")
        return otherwise


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
        if b"If-None-Match" not in request.headers and b"If-Modified-Since" not in request.headers:
            return response  # to a question that was not asked
        with self._database.reading() as connection:
            stored = documents.document(connection, asked_url(request))
        if stored is None or stored.location != request.url:
            # What the validators stand for cannot be read any more: once more, without them.
            return request.replace(meta=request.meta | {"in_full": True})
        headers = response.headers.copy()
        # A 304 has no type, which may name the encoding; and what it does not name anew stays (RFC 9111 §4.3.4).
        headers[b"Content-Type"] = stored.content_type
        for name, value in ((b"ETag", stored.etag), (b"Last-Modified", stored.last_modified)):
            if value:
                headers.setdefault(name, value)
        return response.replace(status=200, headers=headers, body=stored.body, flags=[*response.flags, NOT_MODIFIED])


def remembered_among(settings: BaseSettings, urls: Iterable[str]) -> set[str]:
    """Those of ``urls`` whose document is stored: of files that never change, they need not be asked for again."""
    database = Database.open(settings["NEWSBOT_DATABASE"])
    try:
        with database.reading() as connection:
            return {url for url in urls if documents.remembered(connection, url) is not None}
    finally:
        database.close()


def asked_url(request: Request) -> str:
    """The address that a request began with, before redirects."""
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return first


def document_of(response: Response, *, whole: bool = True, readable: bool = True) -> tuple[Document, ...]:
    """What is to be remembered of a response with status 200: its document, or nothing.

    The validators of half a document, or of one that could not be read, are not kept: it would stand for the whole
    until that changes. What could not be read has moved nothing, either.
    """
    request = response.request
    if request is None or NOT_ASKED in response.flags or not request.meta.get("conditional"):
        return ()
    reasons = request.meta.get("redirect_reasons", ())
    is_rendered = "playwright" in response.flags  # its redirects were the browser's, of any kind
    whole = whole and readable and CUT not in response.flags
    return (
        Document(
            url=asked_url(request),
            location=response.url if is_rendered else request.url,
            body=response.body,
            etag=(whole and response.headers.get(b"ETag")) or b"",
            last_modified=(whole and response.headers.get(b"Last-Modified")) or b"",
            content_type=response.headers.get(b"Content-Type") or b"",
            moved=readable and not is_rendered and bool(reasons) and set(reasons) <= _PERMANENT,
            in_full=NOT_MODIFIED not in response.flags,
            asked_itself="by_memory" not in request.meta or "in_vain" in request.meta,
            readable=readable,
        ),
    )


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
