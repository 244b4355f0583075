"""The routes of a source, tried in order against servers that fail in every way."""

import gzip
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
import pytest_twisted
from twisted.internet import reactor
from twisted.internet.protocol import Factory, Protocol

from newsbot.items import Outcome
from newsbot.storing import articles
from newsbot.storing.database import Database

FIRST = "https://www.36kr.com/feed"
SECOND = "https://www.36kr.com/feed-article"
XML = {"Content-Type": "application/xml"}
HTML = {"Content-Type": "text/html"}


def _feed(*entries: tuple[str, str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>"
        f"<description>{title}，这是一段够长的说明，它把事情的来龙去脉都交代清楚了，不需要再去取正文页面。</description></item>"
        for title, link, date in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


GOOD = _feed(("汽车展会开幕", "https://36kr.com/p/1", "2026-01-20 11:00:00  +0800"))
# The demo's handler for what it reroutes; everything else through the gate as in a live crawl.
THROUGH_THE_GATE = {
    "https": "newsbot.demo.reroute.ReroutingHandler",
    "http": "newsbot.crawling.guard.GuardedDownloadHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
WALL = b"<!DOCTYPE html><html><head><title>verify</title></head><body></body></html>"


@pytest.mark.parametrize(
    ("first", "outcome"),
    [
        ((WALL, 200, HTML), Outcome.BOT_WALL),
        ((b"", 200, XML), Outcome.EMPTY),
        ((_feed(), 200, XML), Outcome.EMPTY),
        ((b"\x00\x01\x02 nothing that anyone could read", 200, XML), Outcome.PARSE_ERROR),
        ((_feed(("旧闻", "https://36kr.com/p/2", "2025-11-20 11:00:00")), 200, XML), Outcome.STALE),
        ((WALL, 401, HTML), Outcome.BLOCKED),
        ((WALL, 403, HTML), Outcome.BLOCKED),
        ((b"", 404, XML), Outcome.HTTP_ERROR),
        ((b"", 410, XML), Outcome.GONE),
        ((b"", 451, XML), Outcome.BLOCKED),
        ((b"", 500, XML), Outcome.HTTP_ERROR),
        ((b"", 503, XML), Outcome.HTTP_ERROR),
        ((b"x" * 20_000, 200, XML), Outcome.TOO_LARGE),
        ((b"", 304, XML), Outcome.HTTP_ERROR),
        ((GOOD, 206, XML), Outcome.CUT_SHORT),
        ((b"", 204, XML), Outcome.EMPTY),
        ((GOOD, 999, XML), Outcome.HTTP_ERROR),
    ],
)
@pytest_twisted.ensureDeferred
async def test_a_route_that_fails_has_its_outcome_and_the_next_one_is_tried(
    crawl: Any, answer: Any, first: tuple[bytes, int, dict[str, str]], outcome: Outcome
) -> None:
    crawled = await crawl("kr36", {FIRST: answer(*first), SECOND: answer(GOOD, 200, XML)}, DOWNLOAD_MAXSIZE=10_000)
    assert crawled.outcomes == [("RSS", outcome), ("RSS（文章）", Outcome.OK)]
    assert "汽车展会开幕" in [item.title for item in crawled.items]


@pytest.mark.parametrize(
    ("body", "headers", "outcome"),
    [
        (gzip.compress(b" " * 1_000_000), {"Content-Encoding": "gzip"}, Outcome.TOO_LARGE),
        (gzip.compress(GOOD)[:-20] + b"broken" * 9, {"Content-Encoding": "gzip"}, Outcome.PARSE_ERROR),
        (brotli.compress(GOOD)[:40], {"Content-Encoding": "br"}, Outcome.CUT_SHORT),
    ],
    ids=["bomb", "broken gzip", "cut brotli"],
)
@pytest_twisted.ensureDeferred
async def test_bad_compression_has_its_own_outcome(
    crawl: Any, answer: Any, body: bytes, headers: dict[str, str], outcome: Outcome
) -> None:
    answers = {FIRST: answer(body, 200, XML | headers), SECOND: answer(GOOD, 200, XML)}
    crawled = await crawl("kr36", answers, DOWNLOAD_MAXSIZE=100_000)
    assert crawled.outcomes == [("RSS", outcome), ("RSS（文章）", Outcome.OK)]


@pytest_twisted.ensureDeferred
async def test_layers_of_compression_are_not_inflated_one_after_the_other(crawl: Any, answer: Any) -> None:
    body = GOOD
    for _ in range(50):
        body = gzip.compress(body)
    layered = answer(body, 200, XML | {"Content-Encoding": ", ".join(["gzip"] * 50)})
    crawled = await crawl("kr36", {FIRST: layered, SECOND: answer(GOOD, 200, XML)})
    assert [(a.outcome, a.detail) for a in crawled.attempts] == [
        (Outcome.PARSE_ERROR, "compressed 50 times over"),
        (Outcome.OK, ""),
    ]


@pytest_twisted.ensureDeferred
async def test_a_site_that_asks_one_source_for_a_pause_gets_it_from_all_and_no_answer_from_the_store_ends_it(
    crawl: Any, answer: Any, noon: datetime
) -> None:
    flashes = "https://www.36kr.com/feed-newsflash"
    limited = {FIRST: answer(GOOD, 200, XML), flashes: answer(b"", 429, {"Retry-After": "7200"})}
    await crawl("kr36", limited, NEWSBOT_POLL_INTERVAL=3600)
    await crawl("kr36_newsflash", limited, NEWSBOT_POLL_INTERVAL=3600)
    stored = await crawl("kr36", limited, noon + timedelta(minutes=10), NEWSBOT_POLL_INTERVAL=3600)
    during = await crawl("kr36_newsflash", limited, noon + timedelta(minutes=20), NEWSBOT_POLL_INTERVAL=3600)
    assert (stored.outcomes, stored.requests) == ([("RSS", Outcome.NOT_MODIFIED)], [])
    assert (during.outcomes[0], during.requests) == (("RSS", Outcome.RATE_LIMITED), [])


@pytest_twisted.ensureDeferred
async def test_the_site_that_refuses_is_the_one_that_is_left_alone(crawl: Any, answer: Any) -> None:
    elsewhere = "https://rss.example.com/feed"
    answers = {
        FIRST: answer(b"", 302, {"Location": elsewhere}),
        elsewhere: answer(b"", 429, {"Retry-After": "7200"}),
        SECOND: answer(GOOD, 200, XML),
    }
    first, second = await crawl("kr36", answers), await crawl("kr36", answers)
    assert [first.outcomes, second.outcomes] == [[("RSS", Outcome.RATE_LIMITED), ("RSS（文章）", Outcome.OK)]] * 2
    assert [elsewhere in first.requests, elsewhere in second.requests] == [True, False]


@pytest_twisted.ensureDeferred
async def test_a_redirect_without_end_is_an_http_error(crawl: Any, answer: Any) -> None:
    crawled = await crawl(
        "kr36",
        {FIRST: answer(b"", 302, {"Location": FIRST + "?again"}), SECOND: answer(GOOD)}
        | {FIRST + "?again": answer(b"", 302, {"Location": FIRST})},
    )
    assert crawled.outcomes[0] == ("RSS", Outcome.HTTP_ERROR)


@pytest_twisted.ensureDeferred
async def test_a_route_that_works_is_the_only_one_asked(crawl: Any, answer: Any) -> None:
    crawled = await crawl("kr36", {FIRST: answer(GOOD, 200, XML), SECOND: answer(GOOD, 200, XML)})
    assert crawled.requests == ["https://www.36kr.com/robots.txt", FIRST]


@pytest_twisted.ensureDeferred
async def test_a_dead_source_ends_without_items(crawl: Any, answer: Any) -> None:
    crawled = await crawl("kr36", {FIRST: answer(b"", 500), SECOND: answer(b"", 500)})
    assert (crawled.items, crawled.outcomes) == (
        [],
        [("RSS", Outcome.HTTP_ERROR), ("RSS（文章）", Outcome.HTTP_ERROR)],
    )


@pytest_twisted.ensureDeferred
async def test_a_host_that_does_not_exist_is_unreachable(crawl: Any) -> None:
    crawled = await crawl("kr36", {})
    assert [(a.outcome, a.detail) for a in crawled.attempts] == [(Outcome.UNREACHABLE, "no such host")] * 2


async def _crawl_behind(crawl: Any, port: int, patience: float = 5) -> Any:
    return await crawl(
        "qbitai",
        {},
        NEWSBOT_REROUTE={"https://www.qbitai.com": f"http://127.0.0.1:{port}"},
        DOWNLOAD_TIMEOUT=patience,
        ROBOTSTXT_OBEY=False,
    )


@pytest_twisted.ensureDeferred
async def test_a_server_that_never_answers_is_a_timeout(crawl: Any) -> None:
    silent = reactor.listenTCP(0, Factory.forProtocol(Protocol), interface="127.0.0.1")
    try:
        crawled = await _crawl_behind(crawl, silent.getHost().port, patience=0.3)
    finally:
        silent.stopListening()
    assert crawled.outcomes == [("RSS", Outcome.TIMEOUT), ("JSON", Outcome.TIMEOUT)]


@pytest_twisted.ensureDeferred
async def test_a_server_that_hangs_up_is_unreachable(crawl: Any) -> None:
    class HangUp(Protocol):
        def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>")
            self.transport.loseConnection()

    port = reactor.listenTCP(0, Factory.forProtocol(HangUp), interface="127.0.0.1")
    try:
        crawled = await _crawl_behind(crawl, port.getHost().port)
    finally:
        port.stopListening()
    assert crawled.outcomes == [("RSS", Outcome.CUT_SHORT), ("JSON", Outcome.CUT_SHORT)]


@pytest_twisted.ensureDeferred
async def test_a_closed_port_is_unreachable(crawl: Any) -> None:
    port = reactor.listenTCP(0, Factory.forProtocol(Protocol), interface="127.0.0.1")
    number = port.getHost().port
    await port.stopListening()
    crawled = await _crawl_behind(crawl, number)
    assert [(a.outcome, a.detail) for a in crawled.attempts] == [(Outcome.UNREACHABLE, "connection refused")] * 2


@pytest_twisted.ensureDeferred
async def test_robots_txt_is_obeyed(crawl: Any, answer: Any) -> None:
    robots = answer(b"User-agent: newsbot\nDisallow: /feed$\n", 200, {"Content-Type": "text/plain"})
    answers = {"https://www.36kr.com/robots.txt": robots, FIRST: answer(GOOD), SECOND: answer(GOOD, 200, XML)}
    crawled = await crawl("kr36", answers)
    assert crawled.outcomes == [("RSS", Outcome.DISALLOWED), ("RSS（文章）", Outcome.OK)]
    assert FIRST not in crawled.requests


@pytest.mark.parametrize(
    ("retry_after", "pause"),
    [
        ("120", timedelta(minutes=2)),
        ("Tue, 20 Jan 2026 05:00:00 GMT", timedelta(hours=1)),
        ("Tue, 20 Jan 2026 03:00:00 GMT", timedelta(hours=1)),
        ("999999999", timedelta(days=2)),
        ("soon", timedelta(hours=1)),
        ("-5", timedelta(hours=1)),
        (None, timedelta(hours=1)),
    ],
)
@pytest_twisted.ensureDeferred
async def test_a_site_that_asks_for_a_pause_gets_it_from_all_of_its_routes_and_in_later_runs(
    crawl: Any, answer: Any, noon: datetime, retry_after: str | None, pause: timedelta
) -> None:
    headers = {"Retry-After": retry_after} if retry_after else {}
    answers = {FIRST: answer(b"", 429, headers), SECOND: answer(GOOD, 200, XML)}
    first = await crawl("kr36", answers)
    assert [(a.outcome, a.retry_at) for a in first.attempts] == [(Outcome.RATE_LIMITED, noon + pause)] * 2
    assert first.requests == ["https://www.36kr.com/robots.txt", FIRST]
    during = await crawl("kr36", answers, noon + pause - timedelta(seconds=1))
    assert [(a.outcome, a.retry_at) for a in during.attempts] == [(Outcome.RATE_LIMITED, noon + pause)] * 2
    assert during.requests == []
    after = await crawl("kr36", {FIRST: answer(GOOD, 200, XML)}, noon + pause)
    assert after.outcomes == [("RSS", Outcome.OK)]


@pytest.mark.parametrize(("status", "pause"), [(403, timedelta(hours=6)), (410, timedelta(days=30))])
@pytest_twisted.ensureDeferred
async def test_an_address_that_refuses_us_is_left_alone_and_others_of_its_site_are_not(
    crawl: Any, answer: Any, noon: datetime, status: int, pause: timedelta
) -> None:
    answers = {FIRST: answer(b"", status), SECOND: answer(GOOD, 200, XML)}
    first = await crawl("kr36", answers)
    during = await crawl("kr36", answers, noon + pause - timedelta(seconds=1))
    asked = await crawl("kr36", answers, noon + timedelta(minutes=1), NEWSBOT_OBEY_PAUSES=False)
    after = await crawl("kr36", {FIRST: answer(GOOD, 200, XML)}, noon + pause + timedelta(minutes=2))
    assert [(a.outcome, a.retry_at) for a in first.attempts[:1] + during.attempts[:1]] == [
        (Outcome.BLOCKED if status == 403 else Outcome.GONE, noon + pause)
    ] * 2
    assert [FIRST in each.requests for each in (first, during, asked, after)] == [True, False, True, True]
    assert [SECOND in each.requests for each in (first, during)] == [True, True]


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:9/", "http://169.254.169.254/", "http://localhost/", "ftp://36kr.com/", "file:///etc/passwd"],
)
@pytest_twisted.ensureDeferred
async def test_a_redirect_to_where_nothing_is_read_is_not_followed(crawl: Any, answer: Any, location: str) -> None:
    moved = answer(b"", 302, {"Location": location})
    crawled = await crawl(
        "kr36", {FIRST: moved, SECOND: answer(GOOD, 200, XML)}, DOWNLOAD_HANDLERS=THROUGH_THE_GATE, ROBOTSTXT_OBEY=False
    )
    assert crawled.outcomes == [("RSS", Outcome.UNSAFE), ("RSS（文章）", Outcome.OK)]


@pytest_twisted.ensureDeferred
async def test_an_unchanged_feed_gives_the_same_items_again(crawl: Any, answer: Any) -> None:
    answers = {FIRST: answer(GOOD, 200, XML | {"ETag": '"v1"'})}
    first, second = await crawl("kr36", answers), await crawl("kr36", answers)
    assert (first.outcomes, second.outcomes) == ([("RSS", Outcome.OK)], [("RSS", Outcome.NOT_MODIFIED)])
    assert second.items == first.items
    assert second.stats["downloader/response_status_count/304"] == 1


@pytest_twisted.ensureDeferred
async def test_an_unchanged_feed_keeps_the_encoding_that_only_its_header_names(crawl: Any, answer: Any) -> None:
    body = (
        _feed(("智譜開源樣例模型", "https://36kr.com/p/1", "2026-01-20 11:00:00"))
        .decode()
        .encode("big5", "xmlcharrefreplace")
    )
    answers = {FIRST: answer(body, 200, {"Content-Type": "application/xml; charset=big5", "ETag": '"v1"'})}
    first, second = await crawl("kr36", answers), await crawl("kr36", answers)
    assert [[item.title for item in crawled.items] for crawled in (first, second)] == [["智譜開源樣例模型"]] * 2
    assert second.outcomes[0] == ("RSS", Outcome.NOT_MODIFIED)


@pytest_twisted.ensureDeferred
async def test_a_link_that_is_none_costs_only_its_entry(crawl: Any, answer: Any) -> None:
    date = "2026-01-20 11:00:00"
    body = _feed(("一", "https://xn--ß\u200d.com/", date), ("二", "https://36kr.com/p/2", date))
    crawled = await crawl("kr36", {FIRST: answer(body, 200, XML)})
    assert [item.title for item in crawled.items] == ["二"]


@pytest_twisted.ensureDeferred
async def test_validators_of_a_document_that_could_not_be_read_are_not_kept(crawl: Any, answer: Any) -> None:
    first = await crawl("kr36", {FIRST: answer(WALL, 200, HTML | {"ETag": '"v1"'})})
    second = await crawl("kr36", {FIRST: answer(GOOD, 200, XML | {"ETag": '"v1"'})})
    assert [first.outcomes[0], second.outcomes[0]] == [("RSS", Outcome.BOT_WALL), ("RSS", Outcome.OK)]


@pytest_twisted.ensureDeferred
async def test_an_entry_without_a_date_is_kept_without_one(crawl: Any, answer: Any, noon: datetime) -> None:
    crawled = await crawl("kr36", {FIRST: answer(_feed(("无日期", "https://36kr.com/p/1", "")), 200, XML)})
    assert crawled.outcomes == [("RSS", Outcome.UNDATED)]
    assert [(item.published, item.first_seen) for item in crawled.items] == [(None, noon)]


@pytest.mark.parametrize(("ahead", "kept"), [(timedelta(minutes=59), True), (timedelta(minutes=61), False)])
@pytest_twisted.ensureDeferred
async def test_a_date_ahead_of_the_clock_is_a_fault(
    crawl: Any, answer: Any, noon: datetime, ahead: timedelta, kept: bool
) -> None:
    date = f"{noon + ahead:%Y-%m-%d %H:%M:%S}"
    crawled = await crawl("kr36", {FIRST: answer(_feed(("明天", "https://36kr.com/p/1", date)), 200, XML)})
    assert [item.published for item in crawled.items] == [noon + ahead if kept else None]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        (
            "一句口号。",
            "<p>发布会在上午举行，到场的有三百人。</p><p>下午是展览。</p>",
            "发布会在上午举行，到场的有三百人。下午是展览。",
        ),
        (
            "这是编辑写的摘要，它把事情的来龙去脉都说清楚了，有时间有地点，读者不必再看正文。",
            "<p>正文从很久以前说起。</p>" * 9,
            None,
        ),
        ("一句口号，比正文更长。", "<p>正文很短。</p>", None),
    ],
    ids=["slogan", "summary", "short text"],
)
@pytest_twisted.ensureDeferred
async def test_the_text_begins_where_the_summary_is_only_a_slogan(
    crawl: Any, answer: Any, written: str, text: str, expected: str | None
) -> None:
    item = (
        "<item><title>汽车展会开幕</title><link>https://36kr.com/p/1</link><pubDate>2026-01-20 11:00:00</pubDate>"
        f"<description>{written}</description><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )
    body = f'<rss version="2.0"><channel>{item}</channel></rss>'.encode()
    crawled = await crawl("kr36", {FIRST: answer(body, 200, XML)})
    assert [item.summary for item in crawled.items] == [expected or written]


@pytest_twisted.ensureDeferred
async def test_one_url_twice_in_a_feed_is_one_item(crawl: Any, answer: Any) -> None:
    date = "2026-01-20 11:00:00"
    body = _feed(("一", "https://36kr.com/p/1", date), ("二", "https://36kr.com/p/1?f=rss#top", date))
    crawled = await crawl("kr36", {FIRST: answer(body, 200, XML)})
    assert [item.title for item in crawled.items] == ["一"]


@pytest_twisted.ensureDeferred
async def test_an_article_that_another_source_has_is_dropped(crawl: Any, answer: Any, noon: datetime) -> None:
    database = Database.open(crawl.database)
    with database.writing() as connection:
        articles.claim(connection, "https://36kr.com/p/1", source="elsewhere", at=noon)
    crawled = await crawl("kr36", {FIRST: answer(GOOD, 200, XML)})
    assert (crawled.items, crawled.stats["item_dropped_count"]) == ([], 1)


@pytest_twisted.ensureDeferred
async def test_a_fault_of_ours_is_an_outcome_too(
    crawl: Any, answer: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr("newsbot.crawling.routes.read_feed", fail)
    crawled = await crawl("kr36", {FIRST: answer(GOOD, 200, XML), SECOND: answer(GOOD, 200, XML)})
    assert [(a.outcome, a.detail) for a in crawled.attempts] == [
        (Outcome.PARSE_ERROR, "ZeroDivisionError: nobody expected this (a fault of newsbot; the log has more)")
    ] * 2
    assert "nobody expected this" in caplog.text


@pytest_twisted.ensureDeferred
async def test_a_crawl_leaves_the_issue_of_its_day(crawl: Any, answer: Any) -> None:
    body = _feed(("智谱开源样例大模型", "https://36kr.com/p/1", "2026-01-20 11:00:00"))
    await crawl("kr36", {FIRST: answer(body, 200, XML)})
    assert "### 智谱开源样例大模型\n" in (crawl.reports / "2026-01-20.md").read_text("utf-8")


@pytest_twisted.ensureDeferred
async def test_a_folder_that_cannot_be_written_loses_no_item(
    crawl: Any, answer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    Path(crawl.reports).write_text("a file where the folder should be")  # noqa: ASYNC240 (a test may wait)
    crawled = await crawl("kr36", {FIRST: answer(GOOD, 200, XML)})
    assert crawled.stats["newsbot/published"] == "failed"
    assert "reports: File exists; the items are stored: mend it and crawl again" in caplog.text
    with Database.open(crawl.database).reading() as connection:
        assert articles.known(connection, "https://36kr.com/p/1") is not None
