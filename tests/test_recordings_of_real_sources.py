"""Recordings of real sources, served on loopback and read by the project's own spiders.

The recordings are not part of the project. NEWSBOT_RECORDINGS names the folder they lie in; without it these tests are
skipped. What they expect is read from the recordings by other means than the project's readers.
"""

import csv
import html
import json
import os
import re
from datetime import date, datetime
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
from newsbot.leaderboard.vendors import is_chinese, vendor_of
from newsbot.storing import boards
from newsbot.storing.database import Database

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


ARENA = RECORDINGS / "arena"
OOLONG = "https://raw.githubusercontent.com/oolong-tea-2026/arena-ai-leaderboards/main/data"
SCORES = "https://raw.githubusercontent.com/nakasyou/lmarena-history/main/output/scores.json"


@pytest_twisted.ensureDeferred
async def test_arena_ai_leaderboards(crawl: Any, answer: Any) -> None:
    days = ARENA / "oolong"
    latest = json.loads((days / "latest.json").read_text("utf-8"))["path"]
    files = [days / "latest.json", *(days / latest).glob("*.json")]
    answers = {f"{OOLONG}/{path.relative_to(days)}": answer(path.read_bytes(), 200, JSON) for path in files}
    crawled = await crawl("lmarena", answers, datetime(2026, 4, 20, 12, 0, tzinfo=BEIJING))
    assert (crawled.attempts[-1].outcome, crawled.attempts[-1].detail) == (Outcome.OK, "")
    read = {board.board: board for board in crawled.items}
    index = json.loads((days / latest / "_index.json").read_text("utf-8"))["leaderboards"]
    counts = {name.replace("-", "_").replace("code", "webdev"): each["model_count"] for name, each in index.items()}
    assert {name: len(board.scores) for name, board in read.items()} == counts
    written = json.loads((days / latest / "text.json").read_text("utf-8"))
    assert [(s.rank, s.model, s.rating, s.organization, s.votes) for s in read["text"].scores] == [
        (m["rank"], m["model"], float(m["score"]), m["vendor"], m["votes"]) for m in written["models"]
    ]


def _is_one(one: list[tuple[str, int]], other: list[tuple[str, int]]) -> bool:
    depth = min(len(one), len(other))
    return one[:depth] == other[:depth]


@pytest_twisted.ensureDeferred
async def test_the_days_of_arena_ai_leaderboards_in_their_order(crawl: Any, answer: Any) -> None:
    """Lists of 20 to 71 rows, half of them undated: none makes a model new that was there, and each date is theirs."""
    said: dict[date, list[list[tuple[str, int]]]] = {}  # what the publisher itself has dated so
    undated: list[tuple[date, list[tuple[str, int]]]] = []
    intervals: dict[tuple[str, int], int] = {}
    new, in_words = set(), set()
    for folder in sorted(path for path in (ARENA / "oolong").iterdir() if path.is_dir()):
        text = json.loads((folder / "text.json").read_text("utf-8"))
        day = date.fromisoformat(folder.name)
        answers = {
            f"{OOLONG}/latest.json": answer(json.dumps({"path": folder.name}).encode(), 200, JSON),
            f"{OOLONG}/{folder.name}/text.json": answer((folder / "text.json").read_bytes(), 200, JSON),
        }
        await crawl("lmarena", answers, datetime(day.year, day.month, day.day, 20, 0, tzinfo=BEIJING))
        listed = [(model["model"], model["score"]) for model in text["models"]]
        intervals |= {(model["model"], model["score"]): model["ci"] for model in text["models"]}
        if updated := text["meta"]["last_updated"]:
            said.setdefault(datetime.strptime(f"{updated} +0000", "%b %d, %Y %z").date(), []).append(listed)
        else:
            undated.append((day, listed))
        report = (crawl.reports / f"{day}.md").read_text("utf-8")
        (words,) = re.findall(r"数据日期: ([^|]*) \|", report)
        (shown,) = map(date.fromisoformat, re.findall(r"\d{4}-\d\d-\d\d", words))
        printed = re.findall(r"^\| \d+ \| (\S+) \|.*?\| (\d+) \| [^|]+\|$", report, re.MULTILINE)
        rows = {(model.replace("\\", ""), int(rating)) for model, rating in printed}
        if "原文未注明" in words:
            in_words.add(day)
            (since,) = [each for seen, each in undated if seen == shown]
            newest = undated[-1][1]
            assert _is_one(since, newest)
            assert rows <= set(max(since, newest, key=len))
            assert not any(_is_one(newest, each) for lists in said.values() for each in lists)
            assert shown == min(seen for seen, each in undated if _is_one(each, newest))
        else:
            assert any(rows <= set(each) for each in _shown_as(shown, said, undated))
        age = (day - shown).days
        assert age <= 7 or f"距今 {age} 天" in report
        assert "跌出" not in report
        models = [{model for model, _ in each} for date, lists in said.items() if date < shown for each in lists]
        lowest = [min(score for _, score in each) for date, lists in said.items() if date < shown for each in lists]
        for row in re.findall(r"^\| \d+ \| (\S+) \|.*?\| (\d+) \| 新上榜 \|$", report, re.MULTILINE):
            # No earlier list has it, and one of them reached below where it stands now.
            model, rating = row[0], int(row[1])
            assert not any(model in each for each in models)
            assert min(lowest) < rating - intervals[model, rating]
            new.add(model)
    assert new, "the recording has models that came"
    assert in_words == {date(2026, 3, 27), date(2026, 3, 28), date(2026, 4, 19)}


def _shown_as(
    day: date, said: dict[date, list[list[tuple[str, int]]]], undated: list[tuple[date, list[tuple[str, int]]]]
) -> list[list[tuple[str, int]]]:
    """The lists that may be printed with a date: what was dated so, also where it was shown undated, maybe deeper."""
    return [
        *said[day],
        *(each for _, each in undated if any(_is_one(each, dated) for dated in said[day])),
    ]


def _history() -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    with (ARENA / "lmarena-history-result.csv").open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return {
        row[0]: {"text": {"overall": {model: float(value) for model, value in zip(header[1:], row[1:], strict=True)}}}
        for row in rows
    }


@pytest_twisted.ensureDeferred
async def test_lmarena_history(crawl: Any, answer: Any) -> None:
    scores = _history()
    now = datetime(2025, 3, 1, 12, 0, tzinfo=BEIJING)
    crawled = await crawl("lmarena", {SCORES: answer(json.dumps(scores).encode(), 200, JSON)}, now)
    newest: Leaderboard = crawled.items[0]
    listed = {model: value for model, value in scores["20250227"]["text"]["overall"].items() if value}
    assert {score.model: score.rating for score in newest.scores} == listed
    assert [score.rating for score in newest.scores] == sorted(listed.values(), reverse=True)
    report = (crawl.reports / "2025-03-01.md").read_text("utf-8")
    assert "数据日期: 2025-02-27" in report
    chinese = [s for s in newest.scores if (vendor := vendor_of(s.model, s.organization)) and vendor.chinese][:10]
    assert [s.model for s in chinese if f"| {s.rank} | {s.model} |" not in report] == []


@pytest_twisted.ensureDeferred
async def test_all_days_of_lmarena_history(
    crawl: Any, answer: Any, database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = _history()
    monkeypatch.setattr("spiders.lmarena.LmarenaSpider.backfill", "1")
    now = datetime(2025, 3, 1, 12, 0, tzinfo=BEIJING)
    history = {SCORES: answer(json.dumps(scores).encode(), 200, JSON)}
    await crawl("lmarena", history, now, NEWSBOT_DATABASE=database_url)
    with database.reading() as connection:
        days = boards.days_of(connection, board="text", category="overall", before=now)
    assert [f"{day:%Y%m%d}" for _, day in days] == sorted(scores)
    assert len(days) == 98
    report = (crawl.reports / "2025-03-01.md").read_text("utf-8")
    assert "\n![国产模型走势](2025-03-01-trend.svg)\n" in report
    picture = ET.parse(crawl.reports / "2025-03-01-trend.svg")  # noqa: S314 (our own)
    # The 112 models of both rose by 94 in the median between 2024-06-26 and 2024-06-29; nobody leapt.
    lines = [line.attrib["points"] for line in picture.iter("{http://www.w3.org/2000/svg}polyline")]
    assert len(lines) == 12
    assert "评分尺度于 2024-06-29 改变" in "".join(picture.getroot().itertext())


def _models() -> set[tuple[str, str]]:
    """All models of the recorded leaderboards that come with their organization."""
    found = set()
    for path in (ARENA / "oolong").glob("2*/[a-z]*.json"):
        found |= {(each["model"], each["vendor"] or "") for each in json.loads(path.read_text("utf-8"))["models"]}
    for path in ARENA.glob("lmarena_*.csv"):
        with path.open(encoding="utf-8") as file:
            found |= {(row["model"], row["organization"]) for row in csv.DictReader(file)}
    records = json.loads((ARENA / "arena-model-organizations.json").read_text("utf-8")).values()
    return found | {(each["publicName"], each["organization"]) for each in records if each.get("organization")}


def test_every_chinese_vendor_of_the_recorded_leaderboards_is_known_and_no_other_is_one() -> None:
    chinese = {organization for model, organization in _models() if is_chinese(model, organization)} - {""}
    assert {each.casefold().replace(" ", "").replace("-", "").replace(".", "") for each in chinese} == {
        *("alibaba", "aliaba", "alibabaath", "aorizon", "wan", "deepseek", "deepseekai", "zai", "zhipu", "zhipuai"),
        *("moonshot", "minimax", "tencent", "baidu", "bytedance", "stepfun", "xiaomi", "meituan", "antgroup"),
        *("kwaikat", "klingai", "kling", "kwai", "01ai", "internlm", "opengvlab", "openbmb", "tsinghua", "pixverse"),
        *("shengshu", "hidream"),
    }


def test_models_of_one_family_are_chinese_with_and_without_their_organization() -> None:
    """Where both ways to the vendor say something, they say the same of who is Chinese."""
    both = [(model, organization) for model, organization in _models() if vendor_of(model, "")]
    differing = [each for each in both if vendor_of(*each) and is_chinese(each[0], "") != is_chinese(*each)]
    assert differing == []


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
