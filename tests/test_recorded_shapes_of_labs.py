"""The shapes in which laboratories answer, as they were recorded, read by the project's own spiders.

The recordings are not part of the project. NEWSBOT_RECORDINGS names the folder they lie in; without it these tests are
skipped.
"""

import json
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted

from newsbot.items import BEIJING, Outcome

FOLDER = os.environ.get("NEWSBOT_RECORDINGS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="NEWSBOT_RECORDINGS names no folder of recorded sources")
SHAPES = Path(FOLDER) / "shapes"
NOW = datetime(2026, 9, 20, 12, 0, tzinfo=BEIJING)


def _shape(name: str) -> Any:
    return json.loads((SHAPES / "lab_endpoints_shapes.json").read_text("utf-8"))[name]


def _read(crawled: Any, position: int = 0) -> list[tuple[str, str, str]]:
    assert crawled.attempts[position].outcome is Outcome.OK
    return sorted((item.title, item.url, item.published.isoformat()) for item in crawled.items)


@pytest_twisted.ensureDeferred
async def test_zhipu(crawl: Any, answer: Any) -> None:
    notes = (SHAPES / "bigmodel_new_releases_sample.md").read_text("utf-8")
    page = "https://docs.bigmodel.cn/cn/update/new-releases"
    crawled = await crawl("zhipu", {f"{page}.md": answer(notes.encode(), 200, {"Content-Type": "text/markdown"})}, NOW)
    written = re.findall(r'label="(.*?)" description="(.*?)"', notes)
    assert _read(crawled) == sorted((title, f"{page}#{day}", f"{day}T00:00:00+08:00") for day, title in written)
    bullets = [re.findall(r"^  \* (.*)$", part, re.MULTILINE) for part in notes.split("</Update>")[: len(written)]]
    summaries = {
        title: "".join(f"{each}。" for each in those) for (_, title), those in zip(written, bullets, strict=True)
    }
    assert {item.title: item.summary for item in crawled.items} == summaries


@pytest_twisted.ensureDeferred
async def test_zhipu_s_news(crawl: Any, answer: Any) -> None:
    shape = _shape("zhipu")
    crawled = await crawl("zhipu", {shape["url"]: answer(json.dumps(shape["shape"]).encode())}, NOW)
    (row,) = shape["shape"]["docs"]
    link = shape["article_url"].replace("{id}", str(row["id"]))
    assert _read(crawled, 2) == [(row["title_zh"], link, "2026-08-26T22:00:00+08:00")]


@pytest_twisted.ensureDeferred
async def test_qwen(crawl: Any, answer: Any) -> None:
    shape = _shape("qwen")
    crawled = await crawl("qwen", {shape["url"]: answer(json.dumps(shape["shape"]).encode())}, NOW)
    (row,) = shape["shape"]["data"]["articles"]
    link = shape["article_url"].replace("{path}", row["path"])
    assert _read(crawled) == [(row["title"], link, "2026-09-18T17:30:00+08:00")]


@pytest_twisted.ensureDeferred
async def test_minimax(crawl: Any, answer: Any) -> None:
    shape = _shape("minimax")
    crawled = await crawl("minimax", {shape["url"]: answer(json.dumps(shape["shape"]).encode())}, NOW)
    new, old = shape["shape"]["data"]
    links = [shape["article_url"].replace("{slug}", row["slug"]) for row in (new, old)]
    assert _read(crawled, 1) == [
        (f"MiniMax：{new['title']}", links[0], "2026-08-26T19:36:00+08:00"),
        (old["title"], links[1], "2026-08-03T19:24:27.890000+08:00"),
    ]


@pytest_twisted.ensureDeferred
async def test_kimi(crawl: Any, answer: Any) -> None:
    shape = _shape("kimi")
    row = shape["payload_item"]
    streamed = json.dumps(f'3:["$","div",null,{{"articleList":[{json.dumps(row)}]}}]\n')
    html = f"<html><script>self.__next_f.push([1,{streamed}])</script></html>".encode()
    crawled = await crawl("moonshot", {shape["url"]: answer(html, 200, {"Content-Type": "text/html"})}, NOW)
    assert _read(crawled, 1) == [(row["title"], f"https://www.kimi.ai{row['href']}", f"{row['date']}T00:00:00+08:00")]


@pytest_twisted.ensureDeferred
async def test_deepseek(crawl: Any, answer: Any) -> None:
    shape = _shape("deepseek_updates")
    entry = shape["entry"]
    html = f'<h2 id="d">{entry["date_heading"]}</h2><h3 id="{entry["anchor"][1:]}">{entry["title"]}</h3><p>y.</p>'
    crawled = await crawl("deepseek", {shape["url"]: answer(html.encode(), 200, {"Content-Type": "text/html"})}, NOW)
    day = entry["date_heading"].removeprefix("Date: ")
    assert _read(crawled, 1) == [(entry["title"], shape["url"] + entry["anchor"], f"{day}T00:00:00+08:00")]


@pytest_twisted.ensureDeferred
async def test_deepseek_s_sitemap(crawl: Any, answer: Any) -> None:
    shape = _shape("deepseek_sitemap")
    xml = f"<urlset><url><loc>{shape['example']}</loc></url></urlset>".encode()
    crawled = await crawl("deepseek", {shape["url"]: answer(xml, 200, {"Content-Type": "application/xml"})}, NOW)
    digits = re.findall(shape["loc_regex"], shape["example"])[0]
    day = "20" + "-".join(digits)
    assert _read(crawled, 2) == [(f"DeepSeek 公告（{day}）", shape["example"], f"{day}T00:00:00+08:00")]
