"""One source, started twice."""

from datetime import datetime
from typing import Any

import pytest
import pytest_twisted
from twisted.internet.defer import Deferred, gatherResults

from newsbot.items import Outcome
from newsbot.storing import attempts
from newsbot.storing.database import Database
from newsbot.storing.holding import Held
from tests.conftest import Crawl, Crawled

ROBOTS, FEED = "https://www.solidot.org/robots.txt", "https://www.solidot.org/index.rss"
SUMMARY = "智谱今天开源了一个样例模型，权重可以免费下载，许可协议是 MIT，官方同时给出了推理代码和一份技术报告。"
ENTRY = f"""<item><title>样例：智谱开源模型</title><link>https://www.solidot.org/story?sid=1</link>
<description>{SUMMARY}</description><pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate></item>"""
RSS = f'<rss version="2.0"><channel><title>x</title>{ENTRY}</channel></rss>'.encode()


@pytest.fixture
def database_url(crawl: Crawl) -> str:
    """The database that the crawls of these tests use."""
    return crawl.database


def _told(crawled: Crawled) -> dict[str, object]:
    return {
        "finish_reason": crawled.stats["finish_reason"],
        "published": "newsbot/published" in crawled.stats,
        "items": len(crawled.items),
        "attempts": len(crawled.attempts),
        "requests": crawled.requests,
    }


REFUSED = {"finish_reason": "already running", "published": False, "items": 0, "attempts": 0, "requests": []}
ONE = {"finish_reason": "finished", "published": True, "items": 1, "attempts": 1}


def _answers(answer: Any) -> dict[str, Any]:
    return {FEED: answer(RSS, headers={"Content-Type": "application/rss+xml"}), ROBOTS: answer(b"User-agent: *\n")}


def _outcomes(database: Database, now: datetime) -> list[Outcome]:
    """Of the source's last run, as the daily tells it."""
    with database.reading() as connection:
        return [attempt.outcome for attempt in attempts.last_run(connection, "solidot", before=now)]


@pytest_twisted.ensureDeferred
async def test_of_two_crawls_at_once_one_asks_and_one_ends(
    crawl: Crawl, answer: Any, database: Database, noon: datetime
) -> None:
    both = [Deferred.fromCoroutine(crawl("solidot", _answers(answer))) for _ in range(2)]
    crawled = await gatherResults(both)
    assert sorted(map(_told, crawled), key=str) == sorted([REFUSED, ONE | {"requests": [ROBOTS, FEED]}], key=str)
    assert _outcomes(database, noon) == [Outcome.OK]


@pytest_twisted.ensureDeferred
async def test_who_waits_for_the_source_asks_nothing_twice(
    crawl: Crawl, answer: Any, database: Database, noon: datetime
) -> None:
    patient = {"NEWSBOT_WAIT": 60, "NEWSBOT_POLL_INTERVAL": 3600}
    both = [Deferred.fromCoroutine(crawl("solidot", _answers(answer), **patient)) for _ in range(2)]
    crawled = await gatherResults(both)
    told = sorted(map(_told, crawled), key=str)
    assert told == sorted([ONE | {"requests": [ROBOTS, FEED]}, ONE | {"requests": []}], key=str)
    assert crawled[0].items == crawled[1].items
    assert _outcomes(database, noon) == [Outcome.NOT_MODIFIED]


@pytest_twisted.ensureDeferred
async def test_a_source_is_let_go_when_its_crawl_has_stored_what_it_found(
    crawl: Crawl, answer: Any, database: Database, noon: datetime
) -> None:
    held = database.hold("source solidot")
    assert isinstance(held, Held)
    assert _told(await crawl("solidot", _answers(answer))) == REFUSED
    assert _told(await crawl("solidot", _answers(answer), NEWSBOT_WAIT=0.6)) == REFUSED
    assert _outcomes(database, noon) == []
    held.release()
    assert _told(await crawl("solidot", _answers(answer))) == ONE | {"requests": [ROBOTS, FEED]}
    assert isinstance(database.hold("source solidot"), Held)


@pytest_twisted.ensureDeferred
async def test_a_source_that_cannot_be_held_is_not_asked(
    crawl: Crawl, answer: Any, database: Database, tmp_path: Any, caplog: Any
) -> None:
    (tmp_path / "newsbot.db.holds").write_text("a file where the folder should be")
    told = _told(await crawl("solidot", _answers(answer)))
    assert told["finish_reason"] == "database cannot be locked"
    assert told["requests"] == []
    assert "newsbot.db: cannot be locked" in caplog.text
