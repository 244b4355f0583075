"""The first page of the site: the newest issue, the search over all, the archive."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.conftest import DAYS, Visiting, written
from tests.publishing.issues import issue


async def _find(page: Page, query: str) -> list[str]:
    await page.fill("#query", query)
    await expect(page.locator("#found")).not_to_contain_text("正在查找")
    return await page.locator("#results li").all_inner_texts()


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
    assert await again.locator("#results li").all_inner_texts() == found


async def test_nothing_is_loaded_before_somebody_searches(base: str, visiting: Visiting) -> None:
    visit = await visiting(base)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = await visit.open("index.html")
    assert [url for url in asked if "/search/" in url] == []
    await _find(page, "样例")
    loaded = [url.rsplit("/", 1)[1].split("?")[0] for url in asked if "/search/" in url]
    assert loaded == ["2026-01.js", "2025-12.js"], "the newest month first, each once"


async def test_the_hundred_newest_are_listed_and_the_others_counted(visiting: Visiting, tmp_path: Path) -> None:
    long = written(tmp_path, [issue(DAYS[0], items=10, others=80), issue(DAYS[1], items=10, others=50)])
    page = await (await visiting(f"{long.as_uri()}/")).open("index.html")
    found = await _find(page, "发布")
    assert (len(found), found[0].split("\n")[1]) == (100, "2026-01-19 · 机器之心")
    counted = "找到 148 条，列出最新的 100 条，另有 48 条；再加一个词可以缩小范围"
    assert await page.text_content("#found") == counted


async def test_a_month_that_cannot_be_read_is_told_and_the_others_are_searched(
    visiting: Visiting, tmp_path: Path
) -> None:
    broken = written(tmp_path, [issue(day) for day in DAYS])
    (broken / "search" / "2026-01.js").unlink()
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
