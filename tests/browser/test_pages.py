"""All pages: what a phone shows, what a screen reader needs, what they ask the network for."""

import asyncio
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from tests.browser.conftest import Visiting

DAY, WEEK = "2026-01-20.html", "2026-W04.html"
PAGES = ("index.html", DAY, WEEK, "health.html")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


CUT_OFF = "all => all.filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"


@pytest.mark.parametrize("width", [320, 360, 375, 390, 1280])
@pytest.mark.parametrize("name", PAGES)
async def test_a_page_fits_its_screen_and_asks_nobody_else(
    base: str, visiting: Visiting, pictures: Path, name: str, width: int
) -> None:
    for scheme in ("light", "dark"):
        visit = await visiting(base, viewport={"width": width, "height": 844}, color_scheme=scheme)
        page = await visit.open(name)
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        assert await page.locator("h1").count() == 1
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert await page.locator(".scroll").evaluate_all(CUT_OFF) == []
        kind = {DAY: "daily", WEEK: "week"}.get(name, name.removesuffix(".html"))
        if base.startswith("file:"):
            await page.screenshot(path=pictures / f"{kind}-{width}-{scheme}.png", full_page=True)
        assert await visit.faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
async def test_axe_finds_nothing(site: Path, visiting: Visiting, name: str, width: int, scheme: str) -> None:
    visit = await visiting(f"{site.as_uri()}/", viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = await visit.open(name)
    if name == DAY:
        await page.click("button[data-key] >> nth=0")  # a pressed button has colours of its own
    elif name == "index.html":
        await page.fill("#query", "样例")
        await page.wait_for_selector("#results li")
        await page.evaluate("for (const month of document.querySelectorAll('details')) month.open = true")
    await page.evaluate(AXE)
    found = await page.evaluate("axe.run()")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("name", PAGES)
async def test_nothing_is_inline(site: Path, visiting: Visiting, name: str) -> None:
    page = await (await visiting(f"{site.as_uri()}/")).open(name)
    assert await page.locator("[style], style, script:not([src]), [onclick]").count() == 0
    policy = await page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert policy == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
    )


async def test_the_policy_stops_what_would_be_inline(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    page = await visit.open("index.html")
    await page.evaluate(
        "const script = document.createElement('script'); script.textContent = 'alert(1)';"
        "document.body.append(script); document.body.insertAdjacentHTML('beforeend', '<p onclick=alert(2) id=x>x</p>');"
        "document.getElementById('x').click()"
    )
    assert [fault for fault in await visit.faults() if not fault.startswith("error ")] == [
        "script-src-elem",
        "script-src-attr",
    ]


async def test_health_is_sorted_by_what_needs_somebody(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("health.html")
    assert await page.locator("h2").all_inner_texts() == ["异常 1", "未抓取 1", "需留意 1", "正常 1"]
    assert await page.locator("h3").all_inner_texts() == ["样例晚报", "样例周刊", "样例快讯", "样例晨报"]
    bars = await page.locator("svg").evaluate_all("charts => charts.map(chart => chart.getAttribute('aria-label'))")
    assert bars == ["近 28 天每天新条目：最少 20，最多 20，昨天 20", "近 9 天每天新条目：最少 0，最多 12，昨天 6"]


@pytest.mark.parametrize(("width", "column"), [(320, False), (480, False), (600, True), (1280, True)])
async def test_the_vendor_stands_in_a_column_or_below_its_model(
    site: Path, visiting: Visiting, width: int, column: bool
) -> None:
    page = await (await visiting(f"{site.as_uri()}/", viewport={"width": width, "height": 844})).open(DAY)
    for place, shown in (("thead .vendor", column), ("td.vendor", column), (".maker", not column)):
        assert await page.locator(f"#standing {place} >> nth=0").is_visible() is shown
    assert await page.locator("#standing tr:visible", has_text="上海AI实验室").count() == 1


@pytest.mark.parametrize(
    ("width", "picture"), [(320, "trend-narrow.svg"), (390, "trend-narrow.svg"), (1280, "trend.svg")]
)
async def test_a_link_to_a_story_leads_there_however_late_the_picture_comes(
    base: str, visiting: Visiting, width: int, picture: str
) -> None:
    visit = await visiting(base, viewport={"width": width, "height": 844})
    asked: list[str] = []
    late = asyncio.Event()

    async def answer(route: Route) -> None:
        asked.append(route.request.url)
        await late.wait()
        await route.continue_()

    await visit.page.route("**/*.svg", answer)
    await visit.page.goto(f"{base}{DAY}#item-3", wait_until="domcontentloaded")
    page = visit.page
    await page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    await expect(page.locator("#item-3")).to_be_in_viewport()
    places = "[document.querySelector('figure').offsetHeight, document.querySelector('#item-3').offsetTop]"
    before = await page.evaluate(places)
    late.set()
    await expect(page.locator("figure img")).to_have_js_property("complete", True)
    assert await page.evaluate(places) == before
    assert [url for url in asked if "trend" in url] == [f"{base}2026-01-20-{picture}"]
