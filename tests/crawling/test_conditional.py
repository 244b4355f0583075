from datetime import datetime

import pytest
from scrapy import Request
from scrapy.http import Response

from newsbot.crawling.conditional import NOT_MODIFIED, ConditionalRequestMiddleware, validators_of
from newsbot.items import Attempt, Outcome, Validators
from newsbot.storing import attempts
from newsbot.storing.database import Database

URL = "https://www.36kr.com/feed"
STORED = Validators(URL, b'W/"1"', b"Tue, 20 Jan 2026 03:00:00 GMT", b"<rss/>", b"application/xml")


@pytest.fixture
def middleware(database: Database, noon: datetime) -> ConditionalRequestMiddleware:
    with database.writing() as connection:
        made = Attempt("kr36", "RSS", URL, Outcome.OK, noon, validators=STORED)
        attempts.record(connection, [made], run="a")
    return ConditionalRequestMiddleware(database)


def test_both_validators_are_sent_as_they_came(middleware: ConditionalRequestMiddleware) -> None:
    request = Request(URL, meta={"conditional": True})
    middleware.process_request(request)
    assert (request.headers[b"If-None-Match"], request.headers[b"If-Modified-Since"]) == (
        STORED.etag,
        STORED.last_modified,
    )


@pytest.mark.parametrize("request_", [Request(URL), Request(URL + "?2", meta={"conditional": True})])
def test_no_validators_are_sent_for_other_requests(middleware: ConditionalRequestMiddleware, request_: Request) -> None:
    middleware.process_request(request_)
    assert dict(request_.headers) == {}


def test_a_304_becomes_the_stored_document_with_its_type(middleware: ConditionalRequestMiddleware) -> None:
    request = Request(URL, meta={"conditional": True})
    made = middleware.process_response(request, Response(URL, 304, {"ETag": "x"}, request=request))
    assert (made.status, made.body, made.headers[b"Content-Type"], made.flags) == (
        200,
        STORED.body,
        STORED.content_type,
        [NOT_MODIFIED],
    )


def test_an_answer_without_validators_has_none() -> None:
    assert validators_of(Response(URL, request=Request(URL))) is None
    with_one = Response(URL, headers={"ETag": "x", "Content-Type": "t"}, body=b"b", request=Request(URL))
    assert validators_of(with_one) == Validators(URL, b"x", b"", b"b", b"t")
