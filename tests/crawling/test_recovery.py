"""Failures as they were seen over weeks of polling, replayed: each has its outcome, and a source that recovers is taken
up again. Where the recorded polls are at hand, they are the script; otherwise one of each kind is."""

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from twisted.internet import reactor
from twisted.internet.protocol import Factory, Protocol

from newsbot.items import Outcome

FEED = "https://www.ifanr.com/feed"
PAGE = b"<!DOCTYPE html><html><head><title>verify</title></head><body>a & b</body></html>"
# How each kind of recorded error begins, what answers it here, and what must come of it.
KINDS = {
    "": ("feed", Outcome.OK),
    "ETIMEDOUT": ("hang", Outcome.TIMEOUT),
    "Request timed out": ("hang", Outcome.TIMEOUT),
    "ECONNRESET": ("hang up", Outcome.CUT_SHORT),
    "Status code 403": ("403", Outcome.BLOCKED),
    "Status code 502": ("502", Outcome.HTTP_ERROR),
    "Feed not recognized": ("page", Outcome.BOT_WALL),
    "Invalid character in entity name\nLine: 8\n": ("page", Outcome.BOT_WALL),
    # A bare "&" in an otherwise good feed: what stopped another reader is read here.
    "Invalid character in entity name": ("ampersand", Outcome.OK),
}

# The recorded feeds that are sources here too.
RECORDED = {"36氪", "36氪快讯", "Hugging Face", "InfoQ", "Readhub", "宝玉", "爱范儿", "量子位", "钛媒体", "钛媒体快讯"}


def _feed(number: int, title: str = "汽车展会开幕") -> bytes:
    return (
        f"<rss version='2.0'><channel><item><title>{title}</title><link>https://www.ifanr.com/{number}</link>"
        "<pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate></item></channel></rss>"
    ).encode()


class Hang(Protocol):
    """Accepts and never answers."""


class HangUp(Protocol):
    """Promises a page and goes away."""

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>")
        self.transport.loseConnection()


@pytest.fixture
def ports() -> Iterator[dict[str, int]]:
    listening = {
        name: reactor.listenTCP(0, Factory.forProtocol(protocol), interface="127.0.0.1")
        for name, protocol in (("hang", Hang), ("hang up", HangUp))
    }
    yield {name: port.getHost().port for name, port in listening.items()}
    for port in listening.values():
        port.stopListening()


async def _polled(crawl: Any, answer: Any, ports: dict[str, int], kind: str, *, number: int, now: datetime) -> Any:
    if kind in ports:
        table = {"https://www.ifanr.com": f"http://127.0.0.1:{ports[kind]}"}
        return await crawl("ifanr", {}, now, NEWSBOT_REROUTE=table, DOWNLOAD_TIMEOUT=0.2, ROBOTSTXT_OBEY=False)
    answers = {
        "feed": answer(_feed(number), 200, {"Content-Type": "application/xml"}),
        "ampersand": answer(_feed(number, "汽车 & 展会"), 200, {"Content-Type": "application/xml"}),
        "page": answer(PAGE, 200, {"Content-Type": "text/html"}),
        "403": answer(b"", 403),
        "502": answer(b"", 502),
    }
    return await crawl("ifanr", {FEED: answers[kind]}, now, ROBOTSTXT_OBEY=False)


def _scripts() -> dict[str, list[str]]:
    """Of each recorded feed the errors of its polls, in order, each once where it lasted."""
    folder = os.environ.get("NEWSBOT_RECORDINGS")
    if not folder:
        return {"one of each": [each for kind in KINDS for each in ("", kind)]}
    polls: dict[str, Any] = json.loads(Path(folder, "feed-failures-2026-07-08.json").read_text("utf-8"))
    names = sorted({name for feeds in polls.values() for name in feeds} & RECORDED)
    scripts = {name: [polls[at][name][2] for at in sorted(polls) if name in polls[at]] for name in names}
    return {name: [error for error, _ in groupby(script)] for name, script in scripts.items() if any(script)}


def _kind(error: str) -> tuple[str, Outcome] | None:
    longest = max((start for start in KINDS if start and error.startswith(start)), key=len, default="")
    return KINDS[longest] if longest or not error else None  # None: a fault of whoever polled


@pytest.mark.parametrize("script", [pytest.param(script, id=name) for name, script in _scripts().items()])
@pytest_twisted.ensureDeferred
async def test_each_failure_has_its_outcome_and_a_source_that_recovers_is_taken_up_again(
    crawl: Any, answer: Any, ports: dict[str, int], noon: datetime, script: list[str]
) -> None:
    found, expected = [], []
    for number, kind in enumerate(filter(None, map(_kind, script[:25]))):
        # A refusal is left alone for hours; the polls of the script are as far apart.
        crawled = await _polled(crawl, answer, ports, kind[0], number=number, now=noon + number * timedelta(hours=7))
        found.append((crawled.attempts[0].outcome, [item.url for item in crawled.items]))
        delivered = kind[1] is Outcome.OK
        expected.append((kind[1], [f"https://www.ifanr.com/{number}"] if delivered else []))
    # The articles stay of one day, and the feed in time counts as frozen; what it lists is given all the same.
    assert [(Outcome.OK if o is Outcome.STALE else o, urls) for o, urls in found] == expected
