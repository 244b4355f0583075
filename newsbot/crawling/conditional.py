"""Conditional requests: ask for a document only if it has changed (RFC 9110 §13.1)."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsbot.items import Validators
from newsbot.storing import attempts
from newsbot.storing.database import Database

NOT_MODIFIED = "not_modified"  # flag of a response whose body is the stored one


class ConditionalRequestMiddleware:
    """Send a document's validators with its request; answer a 304 with the document they came with.

    So a run of a spider yields the same items whether the server sent the document again or not.
    Only requests with ``conditional`` in their meta take part: those of routes, not those of article pages.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(Database.open(crawler.settings["NEWSBOT_DATABASE"]))
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def spider_closed(self) -> None:
        self._database.close()

    def process_request(self, request: Request) -> None:
        if not request.meta.get("conditional"):
            return
        with self._database.reading() as connection:
            etag, last_modified = attempts.validators(connection, request.url)
        # Byte for byte as they came: an entity tag is opaque, quotes and weakness mark included.
        if etag:
            request.headers[b"If-None-Match"] = etag
        if last_modified:
            request.headers[b"If-Modified-Since"] = last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status != 304 or not request.meta.get("conditional"):
            return response
        with self._database.reading() as connection:
            document = attempts.document(connection, request.url)
        if document is None:
            return response
        headers = response.headers.copy()
        headers[b"Content-Type"] = document.content_type  # a 304 has none, and it may name the encoding
        return response.replace(status=200, headers=headers, body=document.body, flags=[*response.flags, NOT_MODIFIED])


def validators_of(response: Response) -> Validators | None:
    """The validators of a response with the document they belong to; None where the server gave none."""
    etag, last_modified = response.headers.get(b"ETag"), response.headers.get(b"Last-Modified")
    if (etag is None and last_modified is None) or response.request is None:
        return None
    content_type = response.headers.get(b"Content-Type") or b""
    return Validators(response.request.url, etag or b"", last_modified or b"", response.body, content_type)
