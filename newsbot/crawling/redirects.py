"""What a redirect may carry to another origin: nothing that was meant for the first."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request

from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome


class OriginMiddleware:
    """Take from a request that was redirected to another origin every header it has.

    Credentials, a route's own headers and validators were for the site they were written for. What every request has
    (user agent, languages) is added after this by the middlewares whose task it is.
    """

    def process_request(self, request: Request) -> None:
        passed = request.meta.get("redirect_urls", ())
        if any(origin_of(url) != origin_of(request.url) for url in passed):
            request.headers.clear()
            if request.body:
                raise RefusedError(Outcome.UNSAFE, "a question is not passed on to another origin")


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port (RFC 6454); the port is None where it is the scheme's own."""
    parts = urlsplit(url)
    port = None if (parts.scheme, parts.port) in {("http", 80), ("https", 443)} else parts.port
    return parts.scheme, (parts.hostname or "").lower(), port
