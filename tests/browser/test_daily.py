"""The page of an issue: its filter, its colours, its anchors."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Visiting

DAY = "2026-01-20.html"


async def _shown(page: Page) -> list[str]:
    """The anchors of the stories that can be seen."""
    return await page.eval_on_selector_all(
        "[data-about]", "stories => stories.filter(story => story.offsetParent).map(story => story.id)"
    )


async def _press(page: Page, *names: str) -> None:
    for name in names:
        await page.click(f'button[data-name="{name}"]')


async def test_a_filter_shows_the_stories_of_its_category_among_items_and_others(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    page = await visit.open(DAY)
    assert len(await _shown(page)) == 28
    await _press(page, "开源")
    assert await _shown(page) == [f"item-{number}" for number in (1, 5, 9, 13, 17, 21, 25)]
    assert await page.get_attribute('button[data-name="开源"]', "aria-pressed") == "true"
    assert await page.text_content("#shown") == "显示 7 条，共 28 条"
    await page.click("#all")
    assert (len(await _shown(page)), await page.text_content("#shown")) == (28, "")
    assert await visit.faults() == []


async def test_choices_of_one_kind_add_and_those_of_two_narrow(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open(DAY)
    await _press(page, "开源", "发布")
    assert len(await _shown(page)) == 14
    await _press(page, "智谱")
    assert await _shown(page) == ["item-5", "item-20", "item-25"]
    await _press(page, "开源", "发布", "智谱")
    assert len(await _shown(page)) == 28


async def test_the_address_keeps_what_was_chosen(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open(DAY)
    await _press(page, "开源", "智谱")
    shown, address = await _shown(page), page.url
    again = await (await visiting("")).open(address)
    assert (await _shown(again), await again.text_content("#shown")) == (shown, f"显示 {len(shown)} 条，共 28 条")
    assert await again.get_attribute('button[data-name="智谱"]', "aria-pressed") == "true"


async def test_a_link_to_a_story_that_is_filtered_out_shows_it(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open(DAY)
    await _press(page, "融资")
    assert "item-1" not in await _shown(page)
    await page.click('.highlights a[href="#item-1"]')
    await expect(page.locator("#item-1")).to_be_in_viewport()
    assert "#item-1" in page.url


async def test_the_filter_is_worked_by_the_keyboard(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open(DAY)
    await page.focus("button[data-key] >> nth=0")
    await page.keyboard.press("Space")
    assert await page.get_attribute("button[data-key] >> nth=0", "aria-pressed") == "true"
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.matches('button[data-key]:focus-visible')")
    await page.keyboard.press("Enter")
    assert len(await _shown(page)) == 14


async def test_the_first_key_leads_past_the_navigation(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open(DAY)
    await page.keyboard.press("Tab")
    assert await page.text_content(":focus") == "跳到正文"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"


async def test_without_script_everything_is_there_and_no_button_is(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base, java_script_enabled=False)).open(DAY)
    assert await page.locator("button:visible").count() == 0
    assert await page.locator("[data-about]:visible").count() == 28
    assert await page.locator(".highlights a").count() == 10


async def test_a_storys_own_link_shows_when_it_is_reached(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open(DAY)
    link = page.locator("#item-3 .place")
    opacity = "link => getComputedStyle(link).opacity"
    assert await link.evaluate(opacity) == "0"
    await link.focus()
    assert await link.evaluate(opacity) == "1"
    await page.locator("#item-4").hover()
    assert await page.locator("#item-4 .place").evaluate(opacity) == "1"
    await link.click()
    assert page.url.endswith("#item-3")


async def test_the_issues_lead_to_each_other(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    page = await visit.open("2025-12-31.html")
    assert await page.locator("a[rel=prev]").count() == 0
    for day in ("2026-01-19", "2026-01-20"):
        await page.click(".top a[rel=next]")
        assert page.url == f"{base}{day}.html"
    assert await page.locator("a[rel=next]").count() == 0
    await page.click("#item-1 .ways a[href^='2026']")  # the story goes on from the day before
    assert page.url == f"{base}2026-01-19.html#item-1"
    await page.click(".top a[href='index.html']")
    assert page.url == f"{base}index.html"
    assert await visit.faults() == []


async def _paper(page: Page) -> Any:
    return await page.evaluate("getComputedStyle(document.body).backgroundColor")


LIGHT, DARK = "rgb(252, 251, 248)", "rgb(25, 24, 21)"


@pytest.mark.parametrize(("system", "own", "other"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
async def test_the_scheme_is_the_systems_until_the_reader_chooses(
    base: str, visiting: Visiting, system: str, own: str, other: str
) -> None:
    page = await (await visiting(base, color_scheme=system)).open(DAY)
    assert await _paper(page) == own
    assert await page.text_content("#scheme") == {"light": "深色", "dark": "浅色"}[system]
    await page.click("#scheme")
    assert await _paper(page) == other
    await page.goto(f"{base}index.html")
    assert await _paper(page) == other, "the choice is remembered"
    await page.click("#scheme")
    assert (await _paper(page), await page.evaluate("localStorage.length")) == (own, 0)


async def test_where_storing_is_forbidden_the_button_works_for_the_page(base: str, visiting: Visiting) -> None:
    visit = await visiting(base, color_scheme="light")
    await visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    )
    page = await visit.open(DAY)
    await page.click("#scheme")
    assert (await _paper(page), await visit.faults()) == (DARK, [])


async def test_on_paper_there_is_nothing_to_press(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base, color_scheme="dark")).open(DAY)
    await page.emulate_media(media="print")
    assert await page.locator("button:visible, nav:visible").count() == 0
    assert await _paper(page) == "rgb(255, 255, 255)"
    assert await page.locator("[data-about]:visible").count() == 28
