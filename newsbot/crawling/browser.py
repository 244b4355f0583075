"""The browser that renders pages: found where it is, started when a page needs it, kept from what is private."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from weakref import WeakSet

from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as PageRequest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError, NotSupported
from scrapy.http import Response
from scrapy_playwright.handler import Config, ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

from newsbot.crawling.addresses import Gate
from newsbot.crawling.guard import gate_of, through
from newsbot.crawling.heads import bound_heads
from newsbot.crawling.proxy import FilteringProxy
from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome

HANDLER = "newsbot.crawling.browser.BrowserDownloadHandler"  # for spiders that render pages
ADVICE = "run 'make browser', or set NEWSBOT_CHROMIUM=/path/to/chromium"

# Debian's headless shell first: half the memory of the full browser and a quarter faster.
SYSTEM_BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
SCRIPT_TIMEOUT = 8_000  # ms for a page's own scripts to fill it, once it is loaded
PAGE_TIMEOUT = 30  # seconds for a page altogether: a script that never ends lets no other time-out through
CLOSE_TIMEOUT = 10  # seconds
LARGEST_PAGE = 4_000_000  # characters of a rendered page: no more than the bytes that a document may have

# Pages get nothing that outlives them and no file of ours.
_CONTEXT = {"service_workers": "block", "accept_downloads": False}


class BrowserDownloadHandler(ScrapyPlaywrightDownloadHandler):
    """Renders requests that ask for it, one context a source; downloads the others; both through the source's gate."""

    def __init__(self, crawler: Crawler, gate: Gate | None = None) -> None:
        super().__init__(crawler)
        bound_heads(self._pool)
        self._gate = gate or gate_of(crawler)
        self._own_pages: WeakSet[Page] = WeakSet()
        self._most_redirects = crawler.settings.getint("REDIRECT_MAX_TIMES")
        self.browser_provider_cls: Any = partial(BrowserProvider, gate=self._gate)

    async def download_request(self, request: Request) -> Response:
        if not request.meta.get("playwright"):
            return await through(self._gate, request, super().download_request)
        if objection := self._gate.objection(request.url):
            raise RefusedError(Outcome.UNSAFE, objection)
        try:
            async with asyncio.timeout(PAGE_TIMEOUT):
                response = cast("Response", await super().download_request(request))
        except TimeoutError:
            await self._kill_browser()
            raise DownloadTimeoutError(f"{request.url} was not rendered within {PAGE_TIMEOUT} s") from None
        except RuntimeError as error:  # how the library says it
            if "Failed to download" not in str(error):
                raise
            raise RefusedError(Outcome.PARSE_ERROR, "a file to download where a page was due") from None
        finally:
            await self._close_strangers()
        if request.meta.get("redirect_times", 0) > self._most_redirects:
            raise RefusedError(Outcome.HTTP_ERROR, "max redirections reached")
        return response

    async def _create_page(self, request: Request, spider: Spider) -> Page:
        page = cast("Page", await super()._create_page(request, spider))
        self._own_pages.add(page)
        return page

    async def _close_strangers(self) -> None:
        """Close the pages that pages have opened, where the browser has let them."""
        for wrapper in self.context_wrappers.values():
            for page in wrapper.context.pages:
                if page not in self._own_pages:
                    with suppress(PlaywrightError):
                        await page.close()

    async def _kill_browser(self) -> None:
        """End the browser, whatever its pages do; the next page to be rendered starts another."""
        browser: Browser | None = getattr(self, "browser", None)
        if browser is not None:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(CLOSE_TIMEOUT):
                    await browser.close()


class BrowserProvider(PlaywrightBrowserProvider):
    """Playwright's own browser, else the system's; `RefusedError` where there is none.

    Neither Playwright's driver (a process of 75 MB) nor a browser is started before a page asks for one. All that the
    browser loads goes through a proxy of ours that keeps to ``gate``.
    """

    def __init__(self, config: Config, gate: Gate) -> None:
        super().__init__(config)
        self._proxy = FilteringProxy(gate)
        self._proxy_url = ""

    async def start(self) -> None:
        """Do nothing yet: most crawls render no page."""

    async def launch_browser(self) -> Browser:
        await self._start_driver()
        if not self._proxy_url:
            self._proxy_url = await self._proxy.start()
        # "<-loopback>": without it a browser passes proxies by for addresses of its own machine.
        self.config.launch_options["proxy"] = {"server": self._proxy_url, "bypass": "<-loopback>"}
        if "executable_path" not in self.config.launch_options and not self._has_own():
            path = system_browser()
            if path is None:
                raise RefusedError(Outcome.NO_BROWSER, f"no Chromium found: {ADVICE}")
            self.config.launch_options["executable_path"] = path
        return cast("Browser", await super().launch_browser())

    async def launch_persistent_context(
        self,
        context_kwargs: dict[str, Any],  # noqa: ARG002 (the interface's)
    ) -> BrowserContext:
        raise NotSupported("a profile on disk would outlive the crawl")

    async def close(self) -> None:
        await super().close()
        await self._proxy.close()

    async def _start_driver(self) -> None:
        if self.playwright is None:
            await super().start()

    def _has_own(self) -> bool:
        return self.browser_type is not None and is_installed(self.browser_type.executable_path)


def is_installed(executable_path: str) -> bool:
    """Whether Playwright has installed its Chromium, given where it would be: whole, or as the shell beside it.

    Looked up, not tried: a launch that finds no browser leaves two folders in the system's temporary one.
    """
    for folder in Path(executable_path).parents:
        if folder.name.startswith("chromium-"):
            shell = folder.with_name(folder.name.replace("chromium-", "chromium_headless_shell-"))
            return folder.exists() or shell.exists()
    return Path(executable_path).exists()


def system_browser() -> str | None:
    """The path of a Chromium that the system has, or None."""
    return next((path for name in SYSTEM_BROWSERS if (path := shutil.which(name))), None)


def is_superfluous(request: PageRequest) -> bool:
    """Whether a page's request is for something that no text depends on."""
    return request.resource_type in {"image", "media", "font", "stylesheet"}


async def _filled(page: Page, selector: str) -> None:
    """Wait until an element matches; not on a page that is an error, or a refusal of our proxy.

    A page that has grown larger than a document may be raises `RefusedError` before it is copied out of the browser.
    """
    status = await page.evaluate("performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0")
    if status < HTTPStatus.BAD_REQUEST:
        await page.wait_for_selector(selector, timeout=SCRIPT_TIMEOUT)
    if await page.evaluate("document.documentElement.outerHTML.length") > LARGEST_PAGE:
        raise RefusedError(Outcome.TOO_LARGE, f"rendered to more than {LARGEST_PAGE} characters")


def rendered(wait_for: str) -> dict[str, Any]:
    """The meta of a request that is to be rendered, taken once an element matches the selector ``wait_for``."""
    return {
        "playwright": True,
        "playwright_context_kwargs": _CONTEXT,
        "playwright_page_methods": [PageMethod(_filled, wait_for)],
    }
