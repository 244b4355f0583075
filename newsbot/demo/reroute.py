"""Sending requests for real hosts to servers on this machine.

Everything above the network keeps its addresses: spiders, robots.txt, redirects, the store and the daily see the
real ones. Only the connection goes elsewhere.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response

from newsbot.crawling.addresses import Gate
from newsbot.crawling.browser import BrowserDownloadHandler


class ReroutingHandler(BrowserDownloadHandler):
    """A download handler that connects to ``NEWSBOT_REROUTE[origin]`` instead of to the origin.

    Both are origins such as ``https://www.36kr.com`` and ``http://127.0.0.1:40001``. A host that is not in the table
    does not exist: with rerouting on, nothing reaches the network.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._origins: dict[str, str] = crawler.settings.getdict("NEWSBOT_REROUTE")
        super().__init__(crawler, Gate.of(urlsplit(target).netloc for target in self._origins.values()))
        self._originals = {target: origin for origin, target in self._origins.items()}

    async def download_request(self, request: Request) -> Response:
        target = _rebased(request.url, self._origins)
        if target is None:
            raise CannotResolveHostError(f"{request.url}: not among the rerouted hosts")
        response: Response = await super().download_request(request.replace(url=target))
        return response.replace(url=_rebased(response.url, self._originals) or response.url, request=request)


def _rebased(url: str, origins: dict[str, str]) -> str | None:
    parts = urlsplit(url)
    origin = origins.get(f"{parts.scheme}://{parts.netloc}")
    return None if origin is None else origin + url[len(f"{parts.scheme}://{parts.netloc}") :]
