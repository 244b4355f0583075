"""The browser that renders pages: found where it is, started when a page needs it."""

from __future__ import annotations

import shutil
from typing import Any, cast

from playwright.async_api import Browser, BrowserContext
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as PageRequest
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"  # for spiders that render pages
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


class BrowserNotFoundError(Exception):
    """No browser on this machine."""


class BrowserProvider(PlaywrightBrowserProvider):
    """Playwright's own browser, else the system's, else `BrowserNotFoundError`.

    Neither Playwright's driver (a process of 75 MB) nor a browser is started before a page asks for one.
    """

    async def start(self) -> None:
        """Do nothing yet: most crawls render no page."""

    async def launch_browser(self) -> Browser:
        await self._start_driver()
        try:
            return cast("Browser", await super().launch_browser())
        except PlaywrightError as error:
            if "executable doesn't exist" not in str(error).lower():
                raise
        path = system_browser()
        if path is None:
            raise BrowserNotFoundError(f"no Chromium found: {ADVICE}")
        self.config.launch_options["executable_path"] = path
        return cast("Browser", await super().launch_browser())

    async def launch_persistent_context(self, context_kwargs: dict[str, Any]) -> BrowserContext:
        await self._start_driver()
        return cast("BrowserContext", await super().launch_persistent_context(context_kwargs))

    async def _start_driver(self) -> None:
        if self.playwright is None:
            await super().start()


def system_browser() -> str | None:
    """The path of a Chromium that the system has, or None."""
    return next((path for name in SYSTEM_BROWSERS if (path := shutil.which(name))), None)


def is_superfluous(request: PageRequest) -> bool:
    """Whether a page's request is for something that no text depends on."""
    return request.resource_type in {"image", "media", "font", "stylesheet"}


def rendered(wait_for: str) -> dict[str, Any]:
    """The meta of a request that is to be rendered, taken once an element matches the selector ``wait_for``."""
    return {
        "playwright": True,
        "playwright_page_methods": [PageMethod("wait_for_selector", wait_for, timeout=SCRIPT_TIMEOUT)],
    }
