"""Running crawls that follow each other in one process."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess


def run_to_end(process: AsyncCrawlerProcess, crawling: Coroutine[Any, Any, None]) -> None:
    """Run the reactor until ``crawling`` is done; raise what it raised."""
    from twisted.internet import reactor as running  # noqa: PLC0415 (the process has installed the right one by now)
    from twisted.internet.error import ReactorNotRunning  # noqa: PLC0415

    reactor: Any = running
    raised: list[Exception] = []

    async def main() -> None:
        try:
            await crawling
        except Exception as error:  # noqa: BLE001 (it is raised again, outside of the reactor)
            raised.append(error)
        finally:
            with suppress(ReactorNotRunning):
                reactor.stop()

    tasks: list[asyncio.Task[None]] = []
    reactor.callWhenRunning(lambda: tasks.append(asyncio.ensure_future(main())))
    process.start(stop_after_crawl=False)
    if raised:
        raise raised[0]
