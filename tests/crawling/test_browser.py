"""What a page may do in the browser: a real Chromium, a site it may reach, and a neighbour it may not."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.project import get_project_settings

from newsbot.crawling import browser
from newsbot.crawling.browser import BrowserDownloadHandler, is_installed, rendered
from newsbot.crawling.outcomes import failing, refused
from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome
from newsbot.settings import PLAYWRIGHT_LAUNCH_OPTIONS as OPTIONS

pytestmark = pytest.mark.browser
ARTICLE = "<article><h1>样例</h1><p>正文。</p></article>"


class Server:
    """A loopback server with one page; it counts the connections made to it."""

    def __init__(self, head: str, page: str) -> None:
        self.answer = f"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n{page}".encode()
        self.made = 0
        self.port = 0

    async def start(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.made += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(self.answer.replace(b"{site}", str(self.port).encode()))
        writer.close()


@asynccontextmanager
async def _browsing(*allowed: Server) -> AsyncIterator[BrowserDownloadHandler]:
    settings = get_project_settings()
    settings.set("NEWSBOT_ALLOWED_ADDRESSES", [f"127.0.0.1:{server.port}" for server in allowed])
    crawler = Crawler(Spider, settings)
    crawler._apply_settings()
    handler = BrowserDownloadHandler(crawler)
    await handler._launch()
    try:
        yield handler
    finally:
        await handler.close()


async def _shown(page: str, head: str = "200 OK\r\nContent-Type: text/html; charset=utf-8") -> tuple[Response, int]:
    """What the browser makes of a page, and how many connections it made to the neighbour."""
    neighbour = Server("200 OK\r\nContent-Type: text/html", "secret")
    inside = await neighbour.start()
    site = Server(head.format(inside=neighbour.port), page.replace("{inside}", f"127.0.0.1:{neighbour.port}"))
    outside = await site.start()
    try:
        async with _browsing(site) as handler:
            url = f"http://127.0.0.1:{site.port}/"
            response = await handler.download_request(Request(url, meta=rendered("article, body")))
            await asyncio.sleep(0.3)  # for what the page has begun
    finally:
        inside.close()
        outside.close()
    return response, neighbour.made


@pytest.mark.parametrize(
    "script",
    [
        "<script>fetch('http://{inside}/', {mode: 'no-cors'}).catch(() => 0)</script>",
        "<script>new WebSocket('ws://{inside}/')</script>",
        "<script>navigator.sendBeacon('http://{inside}/')</script>",
        "<iframe src='http://{inside}/'></iframe><object data='http://{inside}/'></object>",
        "<link rel=prefetch href='http://{inside}/'><link rel=preconnect href='http://{inside}/'>",
        "<script>window.open('http://{inside}/')</script>",
        "<script src='http://localhost.localdomain/'></script><script src='http://{inside}/'></script>",
    ],
)
@pytest_twisted.ensureDeferred
async def test_a_page_reaches_its_site_and_nothing_beside_it(script: str) -> None:
    response, connections = await deferred_from_coro(_shown(f"<html><body>{ARTICLE}{script}</body></html>"))
    assert (response.status, "正文。" in response.text, "secret" in response.text, connections) == (200, True, False, 0)


@pytest_twisted.ensureDeferred
async def test_a_redirect_to_a_private_address_is_refused_by_name() -> None:
    response, connections = await deferred_from_coro(_shown("", "302 Found\r\nLocation: http://127.0.0.1:{inside}/"))
    why = refused(response, now=None)  # type: ignore[arg-type]
    assert (why.outcome, why.detail, connections) == (Outcome.UNSAFE, "leads to an address that is not public", 0)


@pytest_twisted.ensureDeferred
async def test_no_service_worker_outlives_a_page() -> None:
    script = (
        "<script>navigator.serviceWorker.register('/sw.js')"
        ".then(worker => {document.getElementById('x').textContent = worker ? 'working' : 'none'})</script>"
    )
    response, _ = await deferred_from_coro(_shown(f"<html><body>{ARTICLE}<p id=x>?</p>{script}</body></html>"))
    assert '<p id="x">none</p>' in response.text


@pytest.mark.parametrize("blocked", [True, False], ids=["blocked", "let by a browser that cannot block them"])
@pytest_twisted.ensureDeferred
async def test_a_page_opens_no_others(blocked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not blocked:
        arguments = [each for each in OPTIONS["args"] if each != "--block-new-web-contents"]
        monkeypatch.setitem(OPTIONS, "args", arguments)
    head = "200 OK\r\nContent-Type: text/html; charset=utf-8"
    site = Server(head, f"{ARTICLE}<script>if(location.pathname=='/')open('/pop','_blank','noopener')</script>")

    async def left() -> tuple[int, int]:
        server = await site.start()
        async with _browsing(site) as handler:
            await handler.download_request(Request(f"http://127.0.0.1:{site.port}/", meta=rendered("article")))
            pages = sum(len(wrapper.context.pages) for wrapper in handler.context_wrappers.values())
        server.close()
        return pages, site.made

    pages, connections = await deferred_from_coro(left())
    assert pages == 0
    assert connections == 1 or not blocked


@pytest_twisted.ensureDeferred
async def test_a_page_that_grows_beyond_a_document_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "LARGEST_PAGE", 10_000)
    script = "<script>document.body.append('x'.repeat(10000))</script>"
    with pytest.raises(RefusedError, match=r"^rendered to more than 10000 characters$") as caught:
        await deferred_from_coro(_shown(f"<html><body>{ARTICLE}{script}</body></html>"))
    assert caught.value.outcome is Outcome.TOO_LARGE


@pytest_twisted.ensureDeferred
async def test_a_download_is_no_page() -> None:
    head = "200 OK\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=x.sh"
    with pytest.raises(RefusedError, match=r"^a file to download where a page was due$") as caught:
        await deferred_from_coro(_shown("#!/bin/sh", head))
    assert caught.value.outcome is Outcome.PARSE_ERROR


@pytest_twisted.ensureDeferred
async def test_a_script_that_never_ends_ends_the_browser_and_the_next_page_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(browser, "PAGE_TIMEOUT", 3)
    head = "200 OK\r\nContent-Type: text/html; charset=utf-8"

    async def both() -> tuple[BaseException | None, Any]:
        looping = Server(head, "<html><body><script>for(;;){}</script></body></html>")
        good = Server(head, f"<html><body>{ARTICLE}</body></html>")
        servers = [await looping.start(), await good.start()]
        raised: BaseException | None = None
        try:
            async with _browsing(looping, good) as handler:
                try:
                    await handler.download_request(
                        Request(f"http://127.0.0.1:{looping.port}/", meta=rendered("article"))
                    )
                except DownloadTimeoutError as error:
                    raised = error
                after = await handler.download_request(
                    Request(f"http://127.0.0.1:{good.port}/", meta=rendered("article"))
                )
        finally:
            for server in servers:
                server.close()
        return raised, after

    raised, after = await deferred_from_coro(both())
    assert raised is not None
    assert failing(raised, now=None).outcome is Outcome.TIMEOUT  # type: ignore[arg-type]
    assert "正文。" in after.text


@pytest.mark.parametrize("installed", ["chromium-1255/chrome-linux64/chrome", "chromium_headless_shell-1255/shell"])
def test_chromium_of_playwright_is_found_whole_or_as_the_shell(tmp_path: Path, installed: str) -> None:
    (tmp_path / installed).parent.mkdir(parents=True)
    assert is_installed(str(tmp_path / "chromium-1255/chrome-linux64/chrome"))
    assert not is_installed(str(tmp_path / "chromium-1256/chrome-linux64/chrome"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's temporary folder, which has to be as empty afterwards as before."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("temporary")
@pytest_twisted.ensureDeferred
async def test_browser_leaves_nothing_in_the_temporary_folder() -> None:
    response, _ = await deferred_from_coro(_shown(ARTICLE))
    assert response.status == 200
