"""Asking seldom, asking conditionally, and following what has moved: through real crawls of loopback servers."""

import gzip
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_twisted
from scrapy import Request
from scrapy.http import Response
from sqlalchemy import update

from newsbot.crawling.documents import NOT_MODIFIED, ConditionalRequestMiddleware, document_of
from newsbot.crawling.source import SourceSpider
from newsbot.items import Attempt, Document, Outcome
from newsbot.storing import attempts
from newsbot.storing.database import Database
from newsbot.storing.schema import documents

FEED = "https://www.qbitai.com/feed"
MOVED = "https://www.qbitai.com/moved.xml"
ROBOTS = "https://www.qbitai.com/robots.txt"
XML = {"Content-Type": "application/xml"}
HOUR = timedelta(hours=1)
STORED = Document(FEED, FEED, b"<rss/>", b'W/"1"', b"Tue, 20 Jan 2026 03:00:00 GMT", b"application/xml")


def _feed(*numbers: int, end: str = "</channel></rss>") -> bytes:
    items = "".join(
        f"<item><title>汽车展会开幕第{number}天</title><link>https://www.qbitai.com/{number}</link>"
        f"<pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate></item>"
        for number in numbers
    )
    return f"<rss version='2.0'><channel>{items}{end}".encode()


@pytest_twisted.ensureDeferred
async def test_an_address_that_answered_is_asked_once_an_hour(crawl: Any, answer: Any, noon: datetime) -> None:
    answers = {FEED: answer(_feed(1), 200, XML)}
    first = await crawl("qbitai", answers, NEWSBOT_POLL_INTERVAL=3600)
    within = await crawl("qbitai", answers, noon + HOUR - timedelta(seconds=1), NEWSBOT_POLL_INTERVAL=3600)
    after = await crawl("qbitai", answers, noon + HOUR, NEWSBOT_POLL_INTERVAL=3600)
    assert within.items == first.items
    assert [(each.outcome, each.detail) for each in within.attempts] == [
        (Outcome.NOT_MODIFIED, "asked a short while ago, and not again")
    ]
    assert (within.requests, after.requests) == ([], [ROBOTS, FEED])


@pytest_twisted.ensureDeferred
async def test_an_address_that_could_not_be_reached_is_asked_again_at_once(crawl: Any, answer: Any) -> None:
    await crawl("qbitai", {}, NEWSBOT_POLL_INTERVAL=3600)
    recovered = await crawl("qbitai", {FEED: answer(_feed(1), 200, XML)}, NEWSBOT_POLL_INTERVAL=3600)
    assert recovered.outcomes == [("RSS", Outcome.OK)]


@pytest.mark.parametrize(
    ("failing", "outcome"),
    [
        ((b"", 500, XML), Outcome.HTTP_ERROR),
        ((b"<html>wall</html>", 200, {}), Outcome.BOT_WALL),
        ((b"", 200, XML), Outcome.EMPTY),
        ((b"what is this", 200, XML), Outcome.PARSE_ERROR),
    ],
)
@pytest_twisted.ensureDeferred
async def test_an_address_that_answered_with_nothing_of_use_is_asked_once_an_hour_too(
    crawl: Any, answer: Any, noon: datetime, failing: tuple[bytes, int, dict[str, str]], outcome: Outcome
) -> None:
    bad, good = {FEED: answer(*failing)}, {FEED: answer(_feed(1), 200, XML)}
    first = await crawl("qbitai", bad, NEWSBOT_POLL_INTERVAL=3600)
    within = await crawl("qbitai", good, noon + timedelta(minutes=40), NEWSBOT_POLL_INTERVAL=3600)
    after = await crawl("qbitai", good, noon + timedelta(minutes=61), NEWSBOT_POLL_INTERVAL=3600)
    assert [each.outcomes[0] for each in (first, within, after)] == [
        ("RSS", outcome),
        ("RSS", outcome),
        ("RSS", Outcome.OK),
    ]
    assert [FEED in each.requests for each in (first, within, after)] == [True, False, True]


@pytest_twisted.ensureDeferred
async def test_an_address_that_moved_for_good_is_asked_where_it_is_now(crawl: Any, answer: Any) -> None:
    answers = {FEED: answer(b"", 301, {"Location": "/moved.xml"}), MOVED: answer(_feed(1), 200, XML | {"ETag": '"1"'})}
    first, second = await crawl("qbitai", answers), await crawl("qbitai", answers)
    assert [first.requests, second.requests] == [[ROBOTS, FEED, MOVED], [ROBOTS, MOVED]]
    assert [(each.outcome, each.moved_to) for each in (*first.attempts, *second.attempts)] == [
        (Outcome.OK, MOVED),
        (Outcome.NOT_MODIFIED, MOVED),
    ]
    assert second.items == first.items


@pytest.mark.parametrize(
    ("status", "target"),
    [(302, (_feed(1), 200, XML)), (307, (_feed(1), 200, XML)), (301, (b"<html>Welcome</html>", 200, {}))],
)
@pytest_twisted.ensureDeferred
async def test_a_passing_redirect_or_one_to_something_else_moves_nothing(
    crawl: Any, answer: Any, status: int, target: tuple[bytes, int, dict[str, str]]
) -> None:
    answers = {FEED: answer(b"", status, {"Location": "/moved.xml"}), MOVED: answer(*target)}
    await crawl("qbitai", answers)
    assert (await crawl("qbitai", answers)).requests[:3] == [ROBOTS, FEED, MOVED]


@pytest.mark.parametrize("statuses", [(301, 302), (302, 301), (308, 307)])
@pytest_twisted.ensureDeferred
async def test_one_passing_redirect_among_permanent_ones_moves_nothing(
    crawl: Any, answer: Any, statuses: tuple[int, int]
) -> None:
    step = "https://www.qbitai.com/step.xml"
    answers = {
        FEED: answer(b"", statuses[0], {"Location": step}),
        step: answer(b"", statuses[1], {"Location": MOVED}),
        MOVED: answer(_feed(1), 200, XML),
    }
    first, second = await crawl("qbitai", answers), await crawl("qbitai", answers)
    assert [attempt.moved_to for attempt in (*first.attempts, *second.attempts)] == ["", ""]
    assert [first.requests, second.requests] == [[ROBOTS, FEED, step, MOVED]] * 2


@pytest_twisted.ensureDeferred
async def test_half_a_feed_is_read_and_not_remembered(crawl: Any, answer: Any) -> None:
    half = answer(_feed(1, 2, end="<item><title>汽车"), 200, XML | {"ETag": '"half"'})
    whole = answer(_feed(1, 2, 3), 200, XML | {"ETag": '"half"'})
    first, second = await crawl("qbitai", {FEED: half}), await crawl("qbitai", {FEED: whole})
    assert [len(first.items), len(second.items)] == [2, 3]


@pytest.fixture
def middleware(database: Database, noon: datetime) -> ConditionalRequestMiddleware:
    with database.writing() as connection:
        made = Attempt("qbitai", "RSS", FEED, Outcome.OK, noon, documents=(STORED,))
        attempts.record(connection, [made], run="a")
    return ConditionalRequestMiddleware(database, lambda: noon + timedelta(days=7))


def _asked(middleware: ConditionalRequestMiddleware, request: Request) -> dict[bytes, list[bytes]]:
    middleware.process_request(request)
    return dict(request.headers)


def test_both_validators_are_sent_as_they_came(middleware: ConditionalRequestMiddleware) -> None:
    assert _asked(middleware, Request(FEED, meta={"conditional": True})) == {
        b"If-None-Match": [STORED.etag],
        b"If-Modified-Since": [STORED.last_modified],
    }


@pytest.mark.parametrize(
    "request_",
    [
        Request(FEED),
        Request(FEED + "?2", meta={"conditional": True}),
        Request(FEED, method="POST", meta={"conditional": True}),
        Request(FEED, meta={"conditional": True, "playwright": True}),
        # They came from another address than the one that a redirect leads to.
        Request(MOVED, meta={"conditional": True, "redirect_urls": [FEED]}),
    ],
)
def test_no_validators_are_sent_for_other_requests(middleware: ConditionalRequestMiddleware, request_: Request) -> None:
    assert _asked(middleware, request_) == {}


def test_after_a_week_of_being_called_unchanged_a_document_is_asked_for_in_full(
    database: Database, middleware: ConditionalRequestMiddleware, noon: datetime
) -> None:
    later = ConditionalRequestMiddleware(database, lambda: noon + timedelta(days=7, seconds=1))
    assert _asked(later, Request(FEED, meta={"conditional": True})) == {}


def test_a_304_becomes_the_stored_document_with_its_type(middleware: ConditionalRequestMiddleware) -> None:
    request = Request(FEED, headers={"If-None-Match": STORED.etag}, meta={"conditional": True})
    made = middleware.process_response(request, Response(FEED, 304, {"ETag": '"new"'}, request=request))
    assert (made.status, made.body, made.flags) == (200, STORED.body, [NOT_MODIFIED])
    # What the 304 names is taken over, what it does not name stays: the next request sends both.
    assert document_of(made) == (
        Document(FEED, FEED, STORED.body, b'"new"', STORED.last_modified, STORED.content_type, in_full=False),
    )


def test_a_304_to_a_request_without_a_stored_document_stays_one(middleware: ConditionalRequestMiddleware) -> None:
    request = Request(MOVED, meta={"conditional": True})
    assert middleware.process_response(request, Response(MOVED, 304, request=request)).status == 304


def test_a_document_is_known_by_the_address_that_was_asked_first() -> None:
    history = {"conditional": True, "redirect_urls": [FEED], "redirect_reasons": [308]}
    response = Response(MOVED, headers={"Content-Type": "t"}, body=b"b", request=Request(MOVED, meta=history))
    assert document_of(response) == (Document(FEED, MOVED, b"b", content_type=b"t", moved=True),)
    assert document_of(Response(FEED, request=Request(FEED))) == ()


def test_validators_do_not_follow_a_redirect(middleware: ConditionalRequestMiddleware) -> None:
    hop = Request(MOVED, headers={"If-None-Match": STORED.etag}, meta={"conditional": True, "redirect_urls": [FEED]})
    assert _asked(middleware, hop) == {}


def test_a_304_for_a_document_that_cannot_be_read_any_more_is_asked_for_in_full(
    database: Database, middleware: ConditionalRequestMiddleware
) -> None:
    with database.writing() as connection:
        connection.execute(update(documents).values(body=b"\0"))
    request = Request(FEED, meta={"conditional": True})
    middleware.process_request(request)
    again = middleware.process_response(request, Response(FEED, 304, request=request))
    assert isinstance(again, Request)
    assert _asked(middleware, again) == {}
    assert middleware.process_response(again, Response(FEED, 304, request=again)).status == 304  # type: ignore[union-attr]


@pytest_twisted.ensureDeferred
async def test_after_a_week_an_address_that_moved_is_asked_itself_again(
    crawl: Any, answer: Any, noon: datetime
) -> None:
    moved = {FEED: answer(b"", 301, {"Location": "/moved.xml"}), MOVED: answer(_feed(1), 200, XML)}
    for day in (0, 3, 6):
        await crawl("qbitai", moved, noon + timedelta(days=day))
    back = {FEED: answer(_feed(2), 200, XML), MOVED: answer(_feed(1), 200, XML)}
    crawled = await crawl("qbitai", back, noon + timedelta(days=7, hours=1))
    assert crawled.requests[:2] == [ROBOTS, FEED]


@pytest_twisted.ensureDeferred
async def test_a_compressed_document_that_is_cut_is_not_remembered(crawl: Any, answer: Any) -> None:
    body = gzip.compress(_feed(*range(1, 400)))
    headers = XML | {"Content-Encoding": "gzip", "ETag": '"1"'}
    first = await crawl("qbitai", {FEED: answer(body[: len(body) // 2], 200, headers)})
    second = await crawl("qbitai", {FEED: answer(body, 200, headers)})
    assert len(first.items) < len(second.items) == 399


@pytest.mark.parametrize(
    "left",
    [(b"", 404, {}), (b"", 502, {}), (b"", 410, {}), (b"<html>this domain is for sale</html>", 200, {})],
    ids=["absent", "broken", "gone", "sold"],
)
@pytest_twisted.ensureDeferred
async def test_an_address_that_moved_is_read_on_where_it_is_when_it_has_nothing_itself_any_more(
    crawl: Any, answer: Any, noon: datetime, left: tuple[bytes, int, dict[str, str]]
) -> None:
    await crawl("qbitai", {FEED: answer(b"", 301, {"Location": "/moved.xml"}), MOVED: answer(_feed(1), 200, XML)})
    later = {FEED: answer(*left), MOVED: answer(_feed(2), 200, XML)}
    days = [await crawl("qbitai", later, noon + timedelta(days=8, hours=hour)) for hour in range(0, 4, 2)]
    if left[1] == 200:  # only its reader can tell that it is none: for a week again after that, it is not asked
        days = [*days[1:], await crawl("qbitai", later, noon + timedelta(days=9))]
    assert [each.attempts[0].moved_to for each in days] == [MOVED, MOVED]
    assert [item.url for item in days[-1].items] == ["https://www.qbitai.com/2"]
    assert FEED not in days[-1].requests


@pytest.mark.parametrize("status", [404, 410, 502])
@pytest_twisted.ensureDeferred
async def test_where_an_address_moved_to_has_nothing_any_more_it_is_asked_itself(
    crawl: Any, answer: Any, noon: datetime, status: int
) -> None:
    await crawl("qbitai", {FEED: answer(b"", 301, {"Location": "/moved.xml"}), MOVED: answer(_feed(1), 200, XML)})
    back = {FEED: answer(_feed(2), 200, XML), MOVED: answer(b"", status)}
    again = await crawl("qbitai", back, noon + timedelta(hours=2))
    then = await crawl("qbitai", back, noon + timedelta(hours=4))
    assert [(each.outcomes, each.items[0].url) for each in (again, then)] == [
        ([("RSS", Outcome.OK)], "https://www.qbitai.com/2")
    ] * 2
    assert (MOVED in again.requests, MOVED in then.requests) == (True, False)


@pytest_twisted.ensureDeferred
async def test_one_bad_hour_where_an_address_moved_to_forgets_nothing(crawl: Any, answer: Any, noon: datetime) -> None:
    moved = answer(b"", 301, {"Location": "/moved.xml"})
    await crawl("qbitai", {FEED: moved, MOVED: answer(_feed(1), 200, XML)})
    bad = await crawl("qbitai", {MOVED: answer(b"", 502)}, noon + timedelta(hours=2))
    good = await crawl("qbitai", {MOVED: answer(_feed(2), 200, XML)}, noon + timedelta(hours=4))
    assert (bad.outcomes[0], good.outcomes) == (("RSS", Outcome.HTTP_ERROR), [("RSS", Outcome.OK)])


@pytest_twisted.ensureDeferred
async def test_an_address_that_is_gone_after_a_passing_redirect_does_not_silence_the_one_that_led_there(
    crawl: Any, answer: Any, noon: datetime
) -> None:
    await crawl("qbitai", {FEED: answer(b"", 302, {"Location": "/moved.xml"}), MOVED: answer(b"", 410)})
    back = await crawl("qbitai", {FEED: answer(_feed(1), 200, XML)}, noon + timedelta(hours=2))
    assert back.outcomes == [("RSS", Outcome.OK)]


@pytest_twisted.ensureDeferred
async def test_what_a_fault_of_ours_could_not_read_is_read_again_without_asking(
    crawl: Any, answer: Any, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {FEED: answer(_feed(1), 200, XML | {"ETag": '"1"'})}
    with monkeypatch.context() as patched:
        patched.setattr(SourceSpider, "article", lambda *_: 1 / 0)
        faulty = await crawl("qbitai", answers, NEWSBOT_POLL_INTERVAL=3600)
    mended = await crawl("qbitai", answers, noon + timedelta(minutes=1), NEWSBOT_POLL_INTERVAL=3600)
    assert (faulty.outcomes[0], mended.outcomes, mended.requests) == (
        ("RSS", Outcome.PARSE_ERROR),
        [("RSS", Outcome.NOT_MODIFIED)],
        [],
    )
    assert [item.url for item in mended.items] == ["https://www.qbitai.com/1"]


@pytest.mark.parametrize(
    "failing",
    [(b"what is this", 200, XML), (b"", 500, {}), (b"", 500, {"Retry-After": "0"}), (b"", 403, {"Retry-After": "1"})],
    ids=["unreadable", "broken", "broken, at once", "refused for a second"],
)
@pytest_twisted.ensureDeferred
async def test_what_answered_is_asked_once_an_hour_unless_asked_otherwise(
    crawl: Any, answer: Any, noon: datetime, failing: tuple[bytes, int, dict[str, str]]
) -> None:
    good = {FEED: answer(_feed(1), 200, XML)}
    await crawl("qbitai", {FEED: answer(*failing)}, NEWSBOT_POLL_INTERVAL=3600)
    within = await crawl("qbitai", good, noon + timedelta(minutes=3), NEWSBOT_POLL_INTERVAL=3600)
    otherwise = await crawl("qbitai", good, noon + timedelta(minutes=3), NEWSBOT_POLL_INTERVAL=0)
    assert (FEED in within.requests, otherwise.outcomes) == (False, [("RSS", Outcome.OK)])


@pytest_twisted.ensureDeferred
async def test_a_feed_that_is_not_well_formed_is_asked_once_an_hour_and_then_in_full(
    crawl: Any, answer: Any, noon: datetime
) -> None:
    answers = {FEED: answer(_feed(1, end=""), 200, XML | {"ETag": '"1"'})}
    first = await crawl("qbitai", answers, NEWSBOT_POLL_INTERVAL=3600)
    within = await crawl("qbitai", answers, noon + timedelta(minutes=3), NEWSBOT_POLL_INTERVAL=3600)
    after = await crawl("qbitai", answers, noon + HOUR, NEWSBOT_POLL_INTERVAL=3600)
    assert within.items == first.items
    assert (within.requests, after.requests) == ([], [ROBOTS, FEED])
    assert after.outcomes == [("RSS", Outcome.OK)]


def test_a_304_to_a_question_that_was_not_asked_stays_one(middleware: ConditionalRequestMiddleware) -> None:
    request = Request(FEED, meta={"conditional": True, "in_full": True})
    response = Response(FEED, 304, request=request)
    assert middleware.process_response(request, response) is response


def test_a_rendered_document_is_known_by_where_the_browser_came_to_and_has_not_moved() -> None:
    meta = {"conditional": True, "redirect_urls": [FEED], "redirect_reasons": [301]}
    response = Response(MOVED, body=b"b", request=Request(FEED, meta=meta), flags=["playwright"])
    assert document_of(response) == (Document(FEED, MOVED, b"b"),)
