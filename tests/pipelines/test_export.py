"""What a crawl says when something of it was lost."""

from typing import Any

import pytest
import pytest_twisted

FEED = "https://www.qbitai.com/feed"
BODY = (
    '<rss version="2.0"><channel><title>t</title><item><title>一场汽车展会</title><link>https://www.qbitai.com/1</link>'
    "<pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate></item></channel></rss>"
).encode()


@pytest_twisted.ensureDeferred
async def test_items_that_could_not_be_processed_make_a_crawl_fail(
    crawl: Any, answer: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr("pipelines.classify.judge", fail)
    crawled = await crawl("qbitai", {FEED: answer(BODY)})
    assert crawled.stats["newsbot/published"] == "failed"
    assert "1 items could not be processed (see above); crawl again to have them" in caplog.text


@pytest_twisted.ensureDeferred
async def test_a_fault_while_publishing_makes_a_crawl_fail(
    crawl: Any, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr("newsbot.printing.markdown", fail)
    crawled = await crawl("qbitai", {FEED: answer(BODY)})
    assert crawled.stats["newsbot/published"] == "failed"
