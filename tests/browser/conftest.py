"""A site as the press writes it, opened in a real Chromium from disk and over loopback HTTP."""

from __future__ import annotations

import inspect
import os
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from playwright.async_api import Browser, Page, Route, async_playwright
from scrapy.utils.defer import deferred_from_coro

from newsbot.crawling.browser import system_browser
from newsbot.issue.condition import Condition, condition_of
from newsbot.issue.daily import Daily, Source
from newsbot.issue.health import Past
from newsbot.issue.periods import Kind, period_of
from newsbot.items import BEIJING, Attempt, Outcome
from newsbot.leaderboard.ranking import Point
from newsbot.printing import print_health, print_issue, print_rollup
from newsbot.storing.database import Database
from tests.publishing.issues import issue, store, trend

_HISTORY = (Point(date(2025, 11, 1), 1390), Point(date(2025, 12, 1), 1399))
DAYS = (date(2025, 12, 31), date(2026, 1, 19), date(2026, 1, 20))

# Before anything of a page runs: whatever hostile text would do is written down.
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = (said) => { window.ran.push(String(said)); };
document.addEventListener("securitypolicyviolation", (event) => window.ran.push(event.violatedDirective));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run the tests that are coroutines on the reactor's loop: Playwright's other interface cannot share it."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    finished(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    return pytest_twisted.blockon(deferred_from_coro(work))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    async def start() -> tuple[Any, Browser]:
        playwright = await async_playwright().start()
        return playwright, await playwright.chromium.launch(executable_path=system_browser())

    playwright, browser = finished(start())
    yield browser
    finished(browser.close())
    finished(playwright.stop())


def conditions(now: datetime, text: Callable[[str], str] = str) -> list[Condition]:
    """A source of each level."""
    attempt = Attempt("a", "RSS", "https://example.com/feed", Outcome.OK, now, entries=9)
    dead = Attempt("b", "RSS", "https://example.com/feed", Outcome.BLOCKED, now, detail=text("HTTP 403"))
    pasts = {
        "样例晨报": Past([attempt], now, now, now, [3, 0, 12, 7, 5, 9, 4, 4, 6], 4, 4),
        "样例晚报": Past([dead], now, None, None, [], 0, 0),
        "样例周刊": Past(),
        "样例快讯": Past([attempt], now, now, now, [20] * 40, 1, 1),
    }
    return [condition_of(Source(name, text(name)), past, now=now) for name, past in pasts.items()]


def written(folder: Path, dailies: list[Daily], text: Callable[[str], str] = str) -> Path:
    """A folder with the site of these issues."""
    database = Database.open(f"sqlite:///{folder}/newsbot.db")
    with database.writing() as connection:
        store(connection, dailies)
    reports = folder / "reports"
    reports.mkdir()
    now = datetime(2026, 1, 20, 12, tzinfo=BEIJING)
    with database.reading() as connection:
        print_issue(reports, connection, dailies[-1], address="")
        print_rollup(reports, connection, period_of(Kind.WEEK, dailies[-1].day), today=dailies[-1].day, address="")
    print_health(reports, conditions(now, text), now=now)
    database.close()
    return reports


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("site"), [_with_all(issue(day)) for day in DAYS])


def _with_all(daily: Daily) -> Daily:
    """The issue with a trend, and with the widest that its tables have."""
    assert daily.standing is not None
    row = daily.standing.chinese[0]
    vendors = ("上海AI实验室", "月之暗面", "DeepSeek")
    moved = replace(row.movement, places=-18, points=-106, tied=True)
    wide = tuple(replace(row, rank=118, vendor=vendor, movement=moved, history=_HISTORY) for vendor in vendors)
    standing = replace(daily.standing, top=(*daily.standing.top[:4], wide[0]), chinese=(*wide, *daily.standing.chinese))
    return replace(daily, trend=trend(daily.day), standing=standing)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves folders on loopback; gives the address of each."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@dataclass
class Visit:
    """A page that is open, and all that should not have happened on the way."""

    base: str
    page: Page
    wrong: list[str] = field(default_factory=list)

    async def open(self, path: str) -> Page:
        await self.page.goto(self.base + path)
        return self.page

    async def faults(self) -> list[str]:
        """Scripts that ran, policies that were violated, errors, and requests that left the site."""
        return self.wrong + await self.page.evaluate("window.ran")


Visiting = Callable[..., Coroutine[Any, Any, Visit]]


@pytest.fixture
def visiting(chromium: Browser) -> Iterator[Visiting]:
    """Opens a browser's window on a site, as (its address, **what Playwright's contexts take)."""
    contexts = []

    async def visit(base: str, **options: Any) -> Visit:
        # Nothing is waited for: what moves would only make screenshots differ.
        context = await chromium.new_context(**{"reduced_motion": "reduce"} | options)
        contexts.append(context)
        visited = Visit(base, await context.new_page())
        own = ("file:", "http://127.0.0.1:")

        async def pass_or_abort(route: Route) -> None:
            await (route.continue_() if route.request.url.startswith(own) else route.abort())

        def note(request: Any) -> None:
            if not request.url.startswith(own):
                visited.wrong.append(f"request {request.url}")

        await context.route("**/*", pass_or_abort)
        if options.get("java_script_enabled", True):
            await context.add_init_script(WATCH)
        visited.page.on("request", note)
        visited.page.on("requestfailed", lambda request: visited.wrong.append(f"failed {request.url}"))
        visited.page.on("console", lambda message: visited.wrong.append(f"{message.type} {message.text}"))
        visited.page.on("pageerror", lambda error: visited.wrong.append(f"error {error}"))
        return visited

    yield visit
    for context in contexts:
        finished(context.close())


@pytest.fixture(params=["disk", "http"])
def base(request: pytest.FixtureRequest, site: Path, serve: Callable[[Path], str]) -> str:
    """Where the site is: every test is made on both."""
    return f"{site.as_uri()}/" if request.param == "disk" else serve(site)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots are kept: NEWSBOT_SCREENSHOTS, or among pytest's own files."""
    folder = Path(os.environ.get("NEWSBOT_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
