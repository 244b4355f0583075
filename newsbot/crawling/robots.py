"""robots.txt as RFC 9309 reads it: what cannot be read now is not allowed now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newsbot.clock import Clock, clock_of
from newsbot.crawling.compression import CUT
from newsbot.crawling.outcomes import Failing, failing, refused
from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome

MOST_BYTES = 500 * 1024  # read of a robots.txt (RFC 9309 §2.5 asks for no less)
LONGEST_DELAY = 30.0  # seconds between two requests; a robots.txt that asks for more is not waited for

Download = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says: ``robots`` is None where everything is allowed; ``unreadable`` is why nothing is."""

    robots: Protego | None = None
    unreadable: Failing | None = None


def read_rules(body: bytes) -> Protego:
    """The rules of a robots.txt, as far as they are read."""
    return Protego.parse(body[:MOST_BYTES].decode("utf-8-sig", "replace").replace("\0", ""))


class RobotsMiddleware:
    """Ask each origin for its robots.txt once a crawl; refuse what it does not allow; keep to its Crawl-delay."""

    def __init__(self, agent: str, clock: Clock, download: Download) -> None:
        self._agent = agent
        self._clock = clock
        self._download = download
        self._rules: dict[str, asyncio.Future[Rules]] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._last: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured("ROBOTSTXT_OBEY is off")

        async def download(request: Request) -> Response:
            assert crawler.engine is not None  # noqa: S101 (it is there before any request)
            return await crawler.engine.download_async(request)

        return cls(crawler.settings["ROBOTSTXT_USER_AGENT"], clock_of(crawler.settings), download)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("dont_obey_robotstxt"):
            return
        origin, delay = await self._allowed(request.url)
        await self._wait_for_turn(origin, delay)

    async def process_response(self, request: Request, response: Response) -> Response:
        """A browser follows redirects by itself: where it has come to must be allowed as well."""
        if "playwright" in response.flags and response.url != request.url:
            await self._allowed(response.url)
        return response

    async def _allowed(self, url: str) -> tuple[str, float]:
        """The origin of a URL that may be read, and the delay it asks for. Raises `RefusedError` for any other."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._read(origin))
        # Shielded: one request that is given up must not take the rules from the others.
        rules = await asyncio.shield(self._rules[origin])
        if (why := rules.unreadable) is not None:
            if why.outcome is Outcome.HTTP_ERROR:
                raise RefusedError(Outcome.ROBOTS_UNREADABLE, f"robots.txt: {why.detail}")
            # A host that cannot be reached, or that refuses us, is called that: its robots.txt is only where it showed.
            raise RefusedError(why.outcome, why.detail, why.retry_at, why.refused_by)
        if rules.robots is None:
            return origin, 0
        if not rules.robots.can_fetch(url, self._agent):
            raise RefusedError(Outcome.DISALLOWED, "not allowed by robots.txt")
        return origin, float(rules.robots.crawl_delay(self._agent) or 0)

    async def _read(self, origin: str) -> Rules:
        request = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, meta={"dont_obey_robotstxt": True})
        try:
            response = await self._download(request)
        except Exception as error:  # noqa: BLE001 (whatever stops it, it is unreadable)
            why = failing(error, now=self._clock())
            # Too many redirects: as if there were none (RFC 9309 §2.3.1.2).
            return Rules() if why.outcome is Outcome.HTTP_ERROR else Rules(unreadable=why)
        if CUT in response.flags:
            return Rules(unreadable=Failing(Outcome.HTTP_ERROR, "cut short"))
        if response.status == 200:
            # In a thread: rules are compiled one by one, and there may be many.
            return Rules(await asyncio.to_thread(read_rules, response.body))
        if 200 < response.status < 500 and response.status not in {206, 429}:
            return Rules()
        return Rules(unreadable=refused(response, now=self._clock()))

    async def _wait_for_turn(self, origin: str, delay: float) -> None:
        if delay <= 0:
            return
        async with self._turns.setdefault(origin, asyncio.Lock()):
            now = asyncio.get_running_loop().time()
            wait = self._last.get(origin, now - delay) + min(delay, LONGEST_DELAY) - now
            if wait > 0:
                await asyncio.sleep(wait)
            self._last[origin] = asyncio.get_running_loop().time()
