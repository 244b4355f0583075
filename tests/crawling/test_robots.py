"""robots.txt through real crawls of loopback servers."""

import gzip
from itertools import pairwise
from typing import Any

import pytest
import pytest_twisted
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from newsbot.crawling.refusals import RefusedError
from newsbot.crawling.robots import MOST_BYTES, RobotsMiddleware, read_rules
from newsbot.items import Outcome

FEED = "https://www.qbitai.com/feed"
ROBOTS = "https://www.qbitai.com/robots.txt"
BODY = (
    "<rss version='2.0'><channel><item><title>汽车展会开幕</title><link>https://www.qbitai.com/1</link>"
    "<pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate></item></channel></rss>"
).encode()


def _attempts(crawled: Any) -> list[tuple[Outcome, str]]:
    return [(attempt.outcome, attempt.detail) for attempt in crawled.attempts]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
@pytest_twisted.ensureDeferred
async def test_a_robots_txt_that_is_not_there_allows_everything(crawl: Any, answer: Any, status: int) -> None:
    crawled = await crawl("qbitai", {FEED: answer(BODY), ROBOTS: answer(b"Disallow: /", status)})
    assert _attempts(crawled) == [(Outcome.OK, "")]


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest_twisted.ensureDeferred
async def test_a_robots_txt_that_fails_allows_nothing_now(crawl: Any, answer: Any, status: int) -> None:
    crawled = await crawl("qbitai", {FEED: answer(BODY), ROBOTS: answer(b"", status)})
    assert set(_attempts(crawled)) == {(Outcome.ROBOTS_UNREADABLE, f"robots.txt: HTTP {status}")}
    assert FEED not in crawled.requests


@pytest_twisted.ensureDeferred
async def test_part_of_a_robots_txt_allows_nothing_now(crawl: Any, answer: Any) -> None:
    part = answer(b"User-agent: *\nAllow: /\n", 206, {"Content-Range": "bytes 0-23/4000"})
    crawled = await crawl("qbitai", {FEED: answer(BODY), ROBOTS: part})
    assert set(_attempts(crawled)) == {(Outcome.CUT_SHORT, "HTTP 206")}
    assert crawled.requests == [ROBOTS]


@pytest_twisted.ensureDeferred
async def test_a_site_that_asks_even_here_to_be_left_alone_is_left_alone(crawl: Any, answer: Any) -> None:
    crawled = await crawl("qbitai", {FEED: answer(BODY), ROBOTS: answer(b"", 429, {"Retry-After": "60"})})
    assert set(_attempts(crawled)) == {(Outcome.RATE_LIMITED, "HTTP 429")}
    assert crawled.requests == [ROBOTS]


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /\n",
        "\ufeffUser-agent: *\r\nDisallow: /\r\n",
        "USER-AGENT: NEWSBOT\nDISALLOW: /\n",
        "User-agent: newsbot\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
        "User-agent: newsbot\nDisallow: /zzz\n\nUser-agent: newsbot\nDisallow: /fe\n",
        "User-agent: *\nDisallow: /*d$\n",
    ],
)
@pytest_twisted.ensureDeferred
async def test_what_is_disallowed_is_not_asked_for(crawl: Any, answer: Any, rules: str) -> None:
    crawled = await crawl("qbitai", {FEED: answer(BODY), ROBOTS: answer(rules.encode())})
    assert _attempts(crawled)[0] == (Outcome.DISALLOWED, "not allowed by robots.txt")
    assert FEED not in crawled.requests


@pytest_twisted.ensureDeferred
async def test_five_redirects_of_a_robots_txt_are_followed(crawl: Any, answer: Any) -> None:
    steps = [ROBOTS, *(f"{ROBOTS}?{step}" for step in range(1, 6))]
    hops = {here: answer(b"", 302, {"Location": there}) for here, there in pairwise(steps)}
    rules = {steps[-1]: answer(b"User-agent: *\nDisallow: /\n")}
    crawled = await crawl("qbitai", {FEED: answer(BODY)} | hops | rules)
    assert set(_attempts(crawled)) == {(Outcome.DISALLOWED, "not allowed by robots.txt")}


@pytest_twisted.ensureDeferred
async def test_a_robots_txt_is_asked_for_once_a_crawl(crawl: Any, answer: Any) -> None:
    crawled = await crawl("kr36", {"https://www.36kr.com/robots.txt": answer(b"User-agent: *\nAllow: /\n")})
    assert crawled.requests.count("https://www.36kr.com/robots.txt") == 1
    assert len(crawled.attempts) == 2


def test_what_follows_the_part_that_is_read_does_not_count() -> None:
    far = b"User-agent: *\n" + b"#" * MOST_BYTES + b"\nDisallow: /\n"
    assert read_rules(far).can_fetch("https://a.example/", "newsbot")


def test_bytes_that_are_no_text_do_not_hide_the_rules() -> None:
    assert not read_rules(b"\0\xff\xfe\nUser-agent: *\nDisallow: /\n").can_fetch("https://a.example/", "newsbot")


@pytest_twisted.ensureDeferred
async def test_a_crawl_delay_is_kept_up_to_half_a_minute(noon: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(round(seconds))

    async def download(request: Request) -> Response:
        delay = b"10" if "slow" in request.url else b"1000000000"
        return Response(request.url, body=b"User-agent: *\nAllow: /\nCrawl-delay: " + delay + b"\n")

    monkeypatch.setattr("newsbot.crawling.robots.asyncio.sleep", sleep)
    middleware = RobotsMiddleware("newsbot", lambda: noon, download)
    for url in (
        "https://slow.example/1",
        "https://slow.example/2",
        "https://never.example/1",
        "https://never.example/2",
    ):
        await deferred_from_coro(middleware.process_request(Request(url)))
    assert waits == [10, 30]


@pytest_twisted.ensureDeferred
async def test_a_robots_txt_that_is_cut_allows_nothing_now(crawl: Any, answer: Any) -> None:
    rules = gzip.compress(b"User-agent: *\n" + b"".join(b"Allow: /%d\n" % n for n in range(3000)) + b"Disallow: /\n")
    half = answer(rules[: len(rules) // 2], 200, {"Content-Encoding": "gzip", "Content-Type": "text/plain"})
    crawled = await crawl("qbitai", {FEED: answer(BODY), ROBOTS: half})
    assert set(_attempts(crawled)) == {(Outcome.ROBOTS_UNREADABLE, "robots.txt: cut short")}
    assert FEED not in crawled.requests


@pytest_twisted.ensureDeferred
async def test_where_a_browser_was_led_to_must_be_allowed_as_well(noon: Any) -> None:
    async def download(request: Request) -> Response:
        return Response(request.url, body=b"User-agent: *\nDisallow: /secret\n")

    middleware = RobotsMiddleware("newsbot", lambda: noon, download)
    request = Request("https://a.example/1")
    for url, flags, allowed in (
        ("https://a.example/2", ["playwright"], True),
        ("https://a.example/secret", [], True),  # a download's redirects are requests of their own
        ("https://a.example/secret", ["playwright"], False),
    ):
        try:
            await deferred_from_coro(middleware.process_response(request, Response(url, flags=flags)))
            found = True
        except RefusedError as error:
            assert error.outcome is Outcome.DISALLOWED  # noqa: PT017
            found = False
        assert found == allowed
