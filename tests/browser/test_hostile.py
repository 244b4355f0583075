"""Titles and all other foreign texts never become more than text."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import expect

from newsbot.publishing.plain import foreign_url, one_line
from tests.browser.conftest import DAYS, Visiting, written
from tests.browser.hostile import HOSTILE
from tests.publishing.issues import issue

# Every element of a page in order, with the names of its attributes; the language is told from the text.
SKELETON = """[...document.querySelectorAll("*")].map((element) => [element.localName,
  ...[...element.attributes].map((each) => each.name).filter((name) => name !== "lang")].join(" "))"""
COUNT = len(HOSTILE)


def _texts(hostile: bool) -> Callable[[str], str]:
    """Every foreign text becomes the next of the list (with a word to search for), or a harmless one in its place."""
    turn = cycle(range(COUNT))

    def text(_said: str) -> str:
        number = next(turn)
        return f"{HOSTILE[number]} 找得到" if hostile else f"样例 {number} 找得到"

    return text


def _urls(hostile: bool) -> Callable[[int], str]:
    def url(number: int) -> str:
        evil = HOSTILE[number % COUNT]
        return evil if hostile else "https://example.com/" if foreign_url(evil) else ""

    return url


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The same site twice: with hostile texts, and with harmless ones."""
    return {
        hostile: written(
            tmp_path_factory.mktemp("hostile" if hostile else "harmless"),
            [issue(day, items=COUNT, others=COUNT, text=_texts(hostile), url=_urls(hostile)) for day in DAYS],
            _texts(hostile),
        )
        for hostile in (True, False)
    }


@pytest.mark.parametrize("name", ["2026-01-20.html", "index.html", "health.html"])
@pytest.mark.parametrize("where", ["disk", "http"])
async def test_a_page_has_the_elements_that_its_template_wrote_and_runs_nothing(
    sites: dict[bool, Path], serve: Callable[[Path], str], visiting: Visiting, name: str, where: str
) -> None:
    skeletons: dict[bool, Any] = {}
    for hostile, folder in sites.items():
        visit = await visiting(f"{folder.as_uri()}/" if where == "disk" else serve(folder))
        page = await visit.open(name)
        skeletons[hostile] = await page.evaluate(SKELETON)
        schemes = await page.locator("a").evaluate_all("links => [...new Set(links.map(link => link.protocol))]")
        assert set(schemes) <= {"file:", "http:", "https:"}
        assert await visit.faults() == []
    assert skeletons[True] == skeletons[False]


async def test_every_text_can_be_read_as_it_is(sites: dict[bool, Path], visiting: Visiting) -> None:
    page = await (await visiting(f"{sites[True].as_uri()}/")).open("2026-01-20.html")
    titles = [one_line(text) for text in await page.locator("article h3").all_text_contents()]
    assert {one_line(f"{text} 找得到") for text in HOSTILE} >= set(titles)
    assert len(titles) == COUNT


async def test_results_are_text(sites: dict[bool, Path], visiting: Visiting) -> None:
    visit = await visiting(f"{sites[True].as_uri()}/")
    page = await visit.open("index.html")
    await page.fill("#query", "找得到")
    await expect(page.locator("#found")).to_have_text("列出最新 100 条，查到 2026 年 1 月")
    elements = await page.locator("#results *").evaluate_all("all => [...new Set(all.map(each => each.localName))]")
    assert sorted(elements) == ["a", "li", "span"]
    targets = await page.locator("#results a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert all(target.startswith("2026-01-20.html#item-") for target in targets)
    assert await visit.faults() == []


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_an_address_says_is_text(site: Path, visiting: Visiting, text: str) -> None:
    visit = await visiting(f"{site.as_uri()}/")
    page = await visit.open("index.html")
    before = await page.evaluate(SKELETON)
    await visit.open(f"index.html?q={quote(text)}")
    await expect(page.locator("#found")).to_have_text("没有找到")
    assert sorted(await page.evaluate(SKELETON)) == sorted(before)
    for place in ("?vendor=", "?category=", "#"):
        await page.goto("about:blank")
        await visit.open(f"2026-01-20.html{place}{quote(text)}")
        assert await page.locator("[data-about]:visible").count() == 28
    assert await visit.faults() == []
