"""Recordings of real sources, served on loopback and read by the project's own spiders.

The recordings are not part of the project. NEWSBOT_RECORDINGS names the folder they lie in; without it these tests are
skipped. What they expect is read from the recordings by other means than the project's readers.
"""

import csv
import html
import json
import os
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import pytest_twisted
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from newsbot.crawling.source import USABLE_SUMMARY
from newsbot.items import BEIJING, Leaderboard, Outcome
from newsbot.leaderboard.vendors import vendor_of

FOLDER = os.environ.get("NEWSBOT_RECORDINGS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="NEWSBOT_RECORDINGS names no folder of recorded sources")
RECORDINGS = Path(FOLDER)
XML = {"Content-Type": "application/xml; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json; charset=utf-8"}


def _items(path: Path) -> list[tuple[str, str, datetime]]:
    """Title, link and date as written of each entry of a well-formed RSS feed."""
    found = []
    for item in ET.parse(path).iter("item"):  # noqa: S314 (a recording that is known)
        title, link, date = (item.findtext(name, "").strip() for name in ("title", "link", "pubDate"))
        found.append((" ".join(title.split()), link, parsedate_to_datetime(date)))
    return sorted(found)


def _articles(crawled: Any) -> list[tuple[str, str, datetime]]:
    """What the entries were made to, but for the items of digests."""
    return sorted((item.title, item.url, item.published) for item in crawled.items if not item.of_digest)


@pytest_twisted.ensureDeferred
async def test_qbitai(crawl: Any, answer: Any) -> None:
    path = RECORDINGS / "feeds" / "qbitai_feed_20260922.xml"
    now = datetime(2026, 9, 22, 12, 0, tzinfo=BEIJING)
    crawled = await crawl("qbitai", {"https://www.qbitai.com/feed": answer(path.read_bytes(), 200, XML)}, now)
    assert crawled.attempts[0].outcome is Outcome.OK
    adverts = [entry for entry in _items(path) if "特惠" in entry[0]]
    assert adverts, "the recording shows what is left out"
    assert _articles(crawled) == [entry for entry in _items(path) if entry not in adverts]
    assert {item.published.tzinfo for item in crawled.items} == {BEIJING}
    report = (crawl.reports / "2026-09-22.md").read_text("utf-8")
    printed = [item.url for item in crawled.items if item.judgement.grade == 2]
    assert printed
    assert [url for url in printed if f"]({url})" not in report] == []


@pytest_twisted.ensureDeferred
async def test_infoq_means_beijing_time_by_gmt(crawl: Any, answer: Any) -> None:
    path = RECORDINGS / "feeds" / "infoq_feed_20260922.xml"
    now = datetime(2026, 9, 22, 16, 17, tzinfo=BEIJING)
    written = _items(path)
    assert any(date > now for _, _, date in written), "the recording shows the fault it is here for"
    crawled = await crawl("infoq", {"https://www.infoq.cn/feed": answer(path.read_bytes(), 200, XML)}, now)
    assert _articles(crawled) == [(title, link, date.replace(tzinfo=BEIJING)) for title, link, date in written]
    assert all(item.published <= now for item in crawled.items)
    assert all("点击查看原文" not in item.summary for item in crawled.items)


@pytest_twisted.ensureDeferred
async def test_kr36(crawl: Any, answer: Any) -> None:
    path = RECORDINGS / "feeds" / "rsshub_36kr_news_20260620.xml"
    now = datetime(2026, 6, 20, 12, 0, tzinfo=BEIJING)
    crawled = await crawl("kr36", {"https://www.36kr.com/feed": answer(path.read_bytes(), 200, XML)}, now)
    expected = _items(path)
    assert [article for article in _articles(crawled) if article not in expected] == []
    assert len({link for _, link, _ in expected}) == len(crawled.items)
    assert all("<" not in item.summary and item.summary[-1] in "。！？”…）」" for item in crawled.items if item.summary)
    assert sum(bool(item.summary) for item in crawled.items) >= 0.9 * len(crawled.items)
    assert (crawl.reports / "2026-06-20.md").exists()


@pytest.mark.parametrize(
    ("spider", "recording", "now"),
    [
        ("leiphone", "old_leiphone.xml", datetime(2026, 10, 26, 17, 30, tzinfo=BEIJING)),
        ("ifanr", "old_ifanr.xml", datetime(2026, 10, 26, 18, 0, tzinfo=BEIJING)),
        ("geekpark", "old_geekpark.xml", datetime(2026, 10, 26, 17, 0, tzinfo=BEIJING)),
        ("huxiu", "rsshub_huxiu_20260822.xml", datetime(2026, 8, 22, 20, 40, tzinfo=BEIJING)),
    ],
    ids=["leiphone", "ifanr", "geekpark", "huxiu"],
)
@pytest_twisted.ensureDeferred
async def test_a_feed_with_the_texts_of_its_articles(
    crawl: Any, answer: Any, spider: str, recording: str, now: datetime
) -> None:
    # Some were recorded ten years before: the clock knows no time without this program.
    path = crawl.reports.parent / recording
    path.write_bytes((RECORDINGS / "feeds" / recording).read_bytes().replace(b" Oct 2016 ", b" Oct 2026 "))
    url = get_spider_loader(get_project_settings()).load(spider).routes[0].url
    crawled = await crawl(spider, {url: answer(path.read_bytes(), 200, XML)}, now)
    assert crawled.outcomes == [("RSS", Outcome.OK)], "no page is asked for"
    assert _articles(crawled) == _items(path)
    summaries = [item.summary for item in crawled.items]
    assert all(len(summary) >= USABLE_SUMMARY and summary[-1] in "。！？”…）」" for summary in summaries)
    printed = "".join(f"{item.title}{item.summary}" for item in crawled.items)
    assert [mark for mark in ("<", "&nbsp;", "CDATA", "微信号", "雷锋网按", "原文链接") if mark in printed] == []


@pytest.mark.parametrize(
    ("spider", "recording", "heading"),
    [
        ("kr36", "old_36kr.xml", r"<p[^>]*><a [^>]*>([^<]+)(?:<br/>)?</a>"),
        ("leiphone", "old_leiphone.xml", r"<strong>([^<]+)</strong>"),
    ],
    ids=["kr36", "leiphone"],
)
@pytest_twisted.ensureDeferred
async def test_digests_are_told_item_by_item(
    crawl: Any, answer: Any, spider: str, recording: str, heading: str
) -> None:
    path = RECORDINGS / "feeds" / recording
    entries = ET.parse(path).iter("item")  # noqa: S314 (as above)
    digests = [entry for entry in entries if re.search("点 1 氪|[早晚]报", entry.findtext("title", ""))]
    bodies = "".join(digest.findtext("description", "") for digest in digests)
    headings = {" ".join(html.unescape(text).split()) for text in re.findall(heading, bodies)}
    url = get_spider_loader(get_project_settings()).load(spider).routes[0].url
    crawled = await crawl(spider, {url: answer(path.read_bytes(), 200, XML)}, datetime(2026, 10, 26, tzinfo=BEIJING))
    told = [item for item in crawled.items if item.of_digest]
    assert {item.title for item in told} == headings
    assert len(told) == len(headings) > len(digests) > 0
    assert {item.url for item in told} == {digest.findtext("link", "").strip() for digest in digests}


@pytest_twisted.ensureDeferred
async def test_jiqizhixin(crawl: Any, answer: Any) -> None:
    shape = RECORDINGS / "shapes" / "jiqizhixin_list.json"
    site = "https://www.jiqizhixin.com"
    answers = {
        f"{site}/rss": answer(b"<!DOCTYPE html><html><head><title>x</title></head></html>", 200),
        f"{site}/api/article_library/articles.json?sort=time&page=1&per=20": answer(shape.read_bytes(), 200, JSON),
    }
    crawled = await crawl("jiqizhixin", answers, datetime(2026, 9, 7, 12, 0, tzinfo=BEIJING))
    written = json.loads(shape.read_text("utf-8"))["articles"]
    assert _articles(crawled) == sorted(
        (
            each["title"],
            f"{site}/articles/{each['slug']}",
            datetime.strptime(each["publishedAt"], "%Y/%m/%d %H:%M").replace(tzinfo=BEIJING),
        )
        for each in written
    )


@pytest_twisted.ensureDeferred
async def test_arena_ai_leaderboards(crawl: Any, answer: Any) -> None:
    days = RECORDINGS / "arena" / "oolong"
    base = "https://raw.githubusercontent.com/oolong-tea-2026/arena-ai-leaderboards/main/data"
    latest = json.loads((days / "latest.json").read_text("utf-8"))["path"]
    text = (days / latest / "text.json").read_bytes()
    answers = {
        f"{base}/latest.json": answer((days / "latest.json").read_bytes(), 200, JSON),
        f"{base}/{latest}/text.json": answer(text, 200, JSON),
    }
    crawled = await crawl("lmarena", answers, datetime(2026, 4, 20, 12, 0, tzinfo=BEIJING))
    (board,) = crawled.items
    written = json.loads(text)
    assert [(s.rank, s.model, s.rating, s.organization, s.votes) for s in board.scores] == [
        (m["rank"], m["model"], float(m["score"]), m["vendor"], m["votes"]) for m in written["models"]
    ]


@pytest_twisted.ensureDeferred
async def test_lmarena_history(crawl: Any, answer: Any) -> None:
    with (RECORDINGS / "arena" / "lmarena-history-result.csv").open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    scores = {
        row[0]: {"text": {"overall": {model: float(value) for model, value in zip(header[1:], row[1:], strict=True)}}}
        for row in rows
    }
    url = "https://raw.githubusercontent.com/nakasyou/lmarena-history/main/output/scores.json"
    now = datetime(2025, 3, 1, 12, 0, tzinfo=BEIJING)
    crawled = await crawl("lmarena", {url: answer(json.dumps(scores).encode(), 200, JSON)}, now)
    newest: Leaderboard = crawled.items[0]
    listed = {model: value for model, value in scores["20250227"]["text"]["overall"].items() if value}
    assert {score.model: score.rating for score in newest.scores} == listed
    assert [score.rating for score in newest.scores] == sorted(listed.values(), reverse=True)
    report = (crawl.reports / "2025-03-01.md").read_text("utf-8")
    assert "数据日期: 2025-02-27" in report
    chinese = [s for s in newest.scores if (vendor := vendor_of(s.model, s.organization)) and vendor.chinese][:10]
    assert [s.model for s in chinese if f"| {s.rank} | {s.model} |" not in report] == []


@pytest_twisted.ensureDeferred
async def test_kr36_s_page_of_flashes(crawl: Any, answer: Any) -> None:
    page = (RECORDINGS / "shapes" / "36kr_newsflashes_initialState_20201212.html").read_bytes()
    now = datetime(2020, 12, 12, 20, 0, tzinfo=BEIJING)
    crawled = await crawl("kr36_newsflash", {"https://www.36kr.com/newsflashes": answer(page, 200, HTML)}, now)
    assert crawled.outcomes[:2] == [("RSS", Outcome.HTTP_ERROR), ("网页", Outcome.OK)]
    written = re.findall(
        r'"publishTime": (\d+), "widgetTitle": "([^"]+)".*?detail_newsflash\?itemId=(\d+)', page.decode()
    )
    assert len(written) == 3
    assert _articles(crawled) == sorted(
        (title, f"https://36kr.com/newsflashes/{number}", datetime.fromtimestamp(int(time) / 1000, BEIJING))
        for time, title, number in written
    )


@pytest_twisted.ensureDeferred
async def test_aibase_s_list_of_digests(crawl: Any, answer: Any) -> None:
    page = (RECORDINGS / "shapes" / "aibase_daily_nuxt_shape.html").read_bytes()
    now = datetime(2026, 9, 5, 12, 0, tzinfo=BEIJING)
    crawled = await crawl("aibase", {"https://news.aibase.com/zh/daily": answer(page, 200, HTML)}, now)
    assert crawled.outcomes[2:3] == [("网页（日报）", Outcome.OK)]
    (link,) = re.findall(r'href="(/zh/daily/\d+)"', page.decode())
    (title,) = re.findall(r'"(AI日报：[^"]+)"', page.decode())
    (time,) = re.findall(r'"(\d{4}-\d\d-\d\d [\d:]+)"', page.decode())
    assert _articles(crawled) == [(title, f"https://news.aibase.com{link}", datetime.fromisoformat(f"{time}+08:00"))]


@pytest_twisted.ensureDeferred
async def test_a_model_on_hugging_face(crawl: Any, answer: Any) -> None:
    row = json.loads((RECORDINGS / "shapes" / "lab_endpoints_shapes.json").read_text("utf-8"))["huggingface"]["example"]
    (route,) = get_spider_loader(get_project_settings()).load("deepseek_models").routes
    now = datetime(2026, 9, 10, 12, 0, tzinfo=BEIJING)
    crawled = await crawl("deepseek_models", {route.url: answer(json.dumps([row]).encode(), 200, JSON)}, now)
    ((title, url, published),) = _articles(crawled)
    assert (url, published) == (f"https://huggingface.co/{row['id']}", datetime.fromisoformat(row["createdAt"]))
    assert title.endswith(row["id"].removeprefix("deepseek-ai/"))
    assert [item.judgement.grade for item in crawled.items] == [2]
