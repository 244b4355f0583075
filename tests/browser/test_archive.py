"""The first page of the site: the newest issue, the search over all, the archive."""

import asyncio
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from newsbot.publishing.search import search_name
from tests.browser.conftest import DAYS, Visiting, written
from tests.publishing.issues import issue

JANUARY = search_name(DAYS[-1].replace(day=1))
TITLES = (
    "智谱开源“样例”：GLM-4.6",
    "月之暗面发布 Kimi K2，参数 1 万亿",
    "“悟空”上线…GLM 5 与 20 家公司",
    "DeepSeek V3.1",
)


async def _settled(page: Page) -> list[str]:
    """The results, when the search has come to its end."""
    await expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    return await page.locator("#results li").all_inner_texts()


async def _find(page: Page, query: str) -> list[str]:
    await page.fill("#query", query)
    return await _settled(page)


@dataclass
class _Slow:
    """Months that arrive when they are let go, and those that were asked for."""

    asked: list[str] = field(default_factory=list)
    go: dict[str, asyncio.Event] = field(default_factory=dict)

    async def between(self, page: Page, *held: str) -> None:
        self.go = {month: asyncio.Event() for month in held}

        async def answer(route: Route) -> None:
            month = route.request.url.rsplit("/", 1)[1][:7]
            self.asked.append(month)
            if month in self.go:
                await self.go[month].wait()
            await route.continue_()

        await page.route("**/search/*", answer)


async def test_the_newest_issue_stands_in_front(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    page = await visit.open("index.html")
    assert await page.locator(".newest .highlights a").count() == 10
    await page.click(".newest .highlights a >> nth=2")
    assert page.url == f"{base}2026-01-20.html#item-3"
    assert await visit.faults() == []


async def test_all_words_must_be_in_a_story_whatever_their_case_or_width(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    page = await visit.open("index.html")
    found = await _find(page, " ＳＡＭＰＬＥ  model　机器")
    assert found == [f"Sample model 5 released\n{day} · 机器之心" for day in reversed(DAYS)]
    assert await page.text_content("#found") == "找到 3 条"
    assert await _find(page, "号今日 2025-12 13") == ["样例模型 13 号今日发布\n2025-12-31 · 机器之心"]
    assert await visit.faults() == []


async def test_others_are_found_by_their_vendor_and_category(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("index.html")
    assert [line.split(" 号")[0] for line in await _find(page, "智谱 开源 2026-01-20")] == [
        "Sample model 5 released\n2026-01-20 · 机器之心",
        "样例模型 25",
    ]


async def test_a_result_leads_to_the_story(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("index.html")
    await _find(page, "模型 27 2025")
    await page.click("#results a")
    assert page.url == f"{base}2025-12-31.html#item-27"


async def test_what_is_not_there_is_not_found(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("index.html")
    assert (await _find(page, "没有这样的事"), await page.text_content("#found")) == ([], "没有找到")
    assert (await _find(page, "  "), await page.text_content("#found")) == ([], "")


async def test_the_address_keeps_what_was_searched(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("index.html")
    found = await _find(page, "智谱 开源")
    again = await (await visiting("")).open(page.url)
    await expect(again.locator("#found")).to_have_text("找到 6 条")
    assert await again.input_value("#query") == "智谱 开源"
    assert await _settled(again) == found


async def test_nothing_is_loaded_before_somebody_searches(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    slow = _Slow()
    await slow.between(visit.page)
    page = await visit.open("index.html")
    assert slow.asked == []
    await _find(page, "样例")
    assert slow.asked == ["2026-01", "2025-12"], "the newest month first, each once"


async def test_what_is_listed_stays_where_it_is_while_older_months_arrive(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    slow = _Slow()
    await slow.between(visit.page, "2025-12")
    page = await visit.open("index.html")
    await page.fill("#query", "智谱 开源")
    first = page.locator("#results a >> nth=0")
    await first.focus()
    box = await first.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 5, box["y"] + 5)
    await page.mouse.down()
    assert await page.locator("#results li").count() == 4
    slow.go["2025-12"].set()
    assert len(await _settled(page)) == 6
    assert await first.evaluate("link => document.activeElement === link")
    await page.mouse.up()  # pressed before the month came, let go after it
    await page.wait_for_url(f"{base}2026-01-20.html#item-5")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("智谱、开源", TITLES[:1]),
        ("“智谱”", TITLES[:1]),
        ("样例：GLM", TITLES[:1]),
        ("《悟空》上线", TITLES[2:3]),
        ("悟空上线", TITLES[2:3]),
        ("GLM4.6", TITLES[:1]),
        ("glm-4.6。", TITLES[:1]),
        ("GLM 4.6.", TITLES[:1]),
        ("Kimi-K2", TITLES[1:2]),
        ("kimik2", TITLES[1:2]),
        ("GLM-5", TITLES[2:3]),
        ("520", ()),
        ("20家", TITLES[2:3]),
        ("0家", ()),
        ("V3.1 deepseek", TITLES[3:]),
        ("12月31日", TITLES),
        ("2025年12月31日", TITLES),
        ("2025-12-31", TITLES),
        ("2月31日", ()),
        ("31-12", ()),
    ],
)
async def test_signs_blanks_and_hyphens_make_no_difference(
    odd: Path, visiting: Visiting, query: str, titles: tuple[str, ...]
) -> None:
    page = await (await visiting(f"{odd.as_uri()}/")).open("index.html")
    assert [line.split("\n")[0] for line in await _find(page, query)] == list(titles)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One issue of the last day of 2025, whose stories have titles with signs in them and are about nothing else."""
    made = issue(DAYS[0], items=0, others=len(TITLES))
    others = [
        replace(line, title=title, source="甲", category="", vendors=())
        for line, title in zip(made.others, TITLES, strict=True)
    ]
    return written(tmp_path_factory.mktemp("odd"), [replace(made, others=tuple(others))])


async def test_only_what_is_asked_for_is_loaded_and_listed(visiting: Visiting, tmp_path: Path) -> None:
    long = written(tmp_path, [issue(DAYS[0], items=10, others=160), issue(DAYS[1], items=10, others=110)])
    visit = await visiting(f"{long.as_uri()}/")
    slow = _Slow()
    await slow.between(visit.page)
    page = await visit.open("index.html")
    found = await _find(page, "今日")
    assert (len(found), found[0].split("\n")[1], slow.asked) == (100, "2026-01-19 · 机器之心", ["2026-01"])
    assert await page.text_content("#found") == "列出最新 100 条，查到 2026 年 1 月"
    await page.click("#more")
    further = await _settled(page)
    assert (len(further), further[:100], slow.asked) == (200, found, ["2026-01", "2025-12"])
    assert await page.text_content("#found") == "找到 288 条，列出最新 200 条"
    assert await page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#results li')[100]")
    await page.click("#more")
    assert (len(await _settled(page)), await page.text_content("#found")) == (288, "找到 288 条")
    assert await page.locator("#more").is_visible() is False
    assert len(await _find(page, "今日发")) == 100, "another search begins again"


async def test_a_search_tells_its_end_once(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("index.html")
    await page.evaluate(
        """window.told = []; new MutationObserver(() => {
          window.told.push(document.getElementById("found").textContent);
        }).observe(document.getElementById("found"), { childList: true, characterData: true, subtree: true });
        const field = document.getElementById("query");
        for (const typed of ["智", "智谱", "智谱 ", "智谱 开源"]) {
          field.value = typed;
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )
    assert len(await _settled(page)) == 6
    assert await page.evaluate("window.told") == ["找到 6 条"]


async def test_letters_on_their_way_to_a_word_are_not_searched_for(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    slow = _Slow()
    await slow.between(visit.page)
    page = await visit.open("index.html")
    await page.focus("#query")
    keyboard = await page.context.new_cdp_session(page)
    await keyboard.send("Input.imeSetComposition", {"text": "zhi'pu", "selectionStart": 6, "selectionEnd": 6})
    assert await page.input_value("#query") == "zhi'pu"
    assert (await page.get_attribute("#results", "aria-busy"), slow.asked) == ("false", [])
    await keyboard.send("Input.insertText", {"text": "智谱"})
    await expect(page.locator("#found")).to_have_text("找到 15 条")
    assert page.url.endswith("?q=%E6%99%BA%E8%B0%B1")


async def test_enter_searches_at_once(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    await visit.page.add_init_script("window.setTimeout = () => 0")  # no pause ever ends
    page = await visit.open("index.html")
    await page.fill("#query", "智谱 开源")
    await page.press("#query", "Enter")
    assert len(await _settled(page)) == 6


@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "newsbotMonth(",
        "window.newsbotMonth;",
        'newsbotMonth("2026-01", null);',
        'newsbotMonth("2026-01", {"length": 1});',
        'newsbotMonth("2026-01", [null]);',
        'newsbotMonth("2026-01", [["2026-01-20", "item-1", "智谱 开源"]]);',
        'newsbotMonth("2026-02", [["2026-02-20", "item-1", "智谱 开源", "甲", ""]]);',
    ],
)
async def test_a_month_that_cannot_be_read_is_told_and_the_others_are_searched(
    visiting: Visiting, tmp_path: Path, content: str | None
) -> None:
    broken = written(tmp_path, [issue(day) for day in DAYS])
    if content is None:
        (broken / JANUARY).unlink()
    else:
        (broken / JANUARY).write_text(content, "utf-8")
    page = await (await visiting(f"{broken.as_uri()}/")).open("index.html")
    assert len(await _find(page, "智谱 开源")) == 2
    assert await page.text_content("#found") == "找到 2 条，1 个月份的索引未能读取"


async def test_without_script_the_archive_works_and_the_search_says_why_it_does_not(
    base: str, visiting: Visiting
) -> None:
    page = await (await visiting(base, java_script_enabled=False)).open("index.html")
    assert await page.locator("#query").is_visible() is False
    assert "需要启用 JavaScript" in (await page.text_content("#found") or "")
    await page.click("details:not([open]) summary")
    await page.click("details a[href='2025-12-31.html']")
    assert page.url == f"{base}2025-12-31.html"


async def test_the_newest_month_is_open(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("index.html")
    summaries = await page.locator("details[open] summary").all_inner_texts()
    assert summaries == ["1 月 2 期"]
    assert await page.locator("details").count() == 2


async def test_a_week_stands_in_its_month_and_the_newest_one_above(base: str, visiting: Visiting) -> None:
    page = await (await visiting(base)).open("index.html")
    rolled = page.locator("a", has_text=re.compile("周"))
    assert await rolled.all_inner_texts() == ["2026 年第 4 周", "第 4 周"]
    assert await page.locator("details[open] a[href='2026-W04.html']").count() == 1
    await page.click("details[open] a[href='2026-W04.html']")
    assert page.url == f"{base}2026-W04.html"
