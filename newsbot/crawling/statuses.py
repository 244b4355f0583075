"""Which answers a spider reads: those with status 200."""

from __future__ import annotations

from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError


class StatusMiddleware:
    """Send every other answer to the errback. Scrapy's own lets all of 2xx pass, and a 206 is a part of a document."""

    def process_spider_input(self, response: Response) -> None:
        if response.status != 200:
            raise HttpError(response, f"HTTP {response.status}")
