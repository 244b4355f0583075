"""The page of one article: asked for at its own site alone, plainly or in a browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Self

from scrapy import Request
from scrapy.http import Response, TextResponse
from tldextract import TLDExtract

from newsbot.clock import Clock
from newsbot.crawling.browser import rendered
from newsbot.crawling.outcomes import Failing, failing, refused
from newsbot.crawling.source import SourceSpider
from newsbot.items import Outcome
from newsbot.reading.pages import Page, read_page
from newsbot.reading.publication import DateKind
from newsbot.reading.urls import absolute_url

REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 3
# The public suffix list that comes with the package: nothing is fetched.
_SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None)

Download = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class ArticlePages:
    """How a source's article pages are read. ``selector``: what JavaScript has to fill in first; "" for none.

    ``sites`` are the source's own registered domains: a feed can name any address, and only its own are fetched.
    Dates without a zone are in ``zone``; those in ``distrusted`` places count for nothing.
    """

    source: str
    sites: frozenset[str]
    selector: str
    boilerplate: Sequence[re.Pattern[str]]
    zone: tzinfo
    distrusted: Collection[DateKind]

    @classmethod
    def of(cls, spider: type[SourceSpider]) -> Self:
        named = frozenset(_site(route.url) for route in spider.routes if not route.mirror) - {""}
        return cls(
            spider.name,
            named | spider.sites,
            spider.article_selector,
            spider.boilerplate,
            spider.zone,
            spider.distrusted_dates,
        )

    def has(self, url: str) -> bool:
        """Whether an address is at one of the source's own sites."""
        return _site(url) in self.sites


async def article_page(
    url: str, pages: ArticlePages, download: Download, clock: Clock, *, plain: bool = True
) -> Page | Failing:
    """The page at ``url``: over plain HTTP unless that is known to hold no article, then in the browser.

    The browser is asked only where the source names a selector and the server's answer has no article.
    """
    if plain or not pages.selector:
        page = await _page(url, pages, "", download, clock)
        stub = page.stub if isinstance(page, Page) and not page.text else None
        if not pages.selector or stub is None or not stub.may_be_filled:
            return page
    return await _page(url, pages, pages.selector, download, clock)


async def _page(url: str, pages: ArticlePages, selector: str, download: Download, clock: Clock) -> Page | Failing:
    """What is at an address; with a selector, as a browser shows it."""
    try:
        response = await _own_page(url, pages, selector, download)
    except Exception as error:  # noqa: BLE001 (whatever stops a page, the article itself is not lost)
        return failing(error, now=clock())
    if response is None:
        return Failing(Outcome.DISALLOWED, "leads to another site")
    if response.status != 200:
        return refused(response, now=clock())
    if not isinstance(response, TextResponse):
        return Failing(Outcome.PARSE_ERROR, "not a web page")
    # In a thread: a large page takes a second, in which other sources go on.
    return await asyncio.to_thread(read_page, response.text)


async def _own_page(url: str, pages: ArticlePages, selector: str, download: Download) -> Response | None:
    """The answer at an address, redirects within the source's sites followed; None where one leads elsewhere."""
    meta = {"article_page": True, "dont_redirect": True}
    if selector:
        meta |= rendered(selector)
        url = url.replace("http://", "https://", 1)  # only that scheme has a browser
    for _ in range(MOST_REDIRECTS + 1):
        response = await download(Request(url, meta=meta.copy(), dont_filter=True))
        location = (response.headers.get(b"Location") or b"").decode("utf-8", "replace")
        if response.status not in REDIRECTS or not location:
            return response if pages.has(response.url) else None
        url = absolute_url(response.url, location)
        if not pages.has(url):
            return None
    return response


def _site(url: str) -> str:
    """The registered domain of an address; "" for an IP address or a name that nobody can register."""
    return _SUFFIXES(url).top_domain_under_public_suffix
