"""Digests: told item by item, and never printed whole."""

from typing import Any

import pytest
import pytest_twisted

from newsbot.items import Outcome

FEED = "https://www.36kr.com/feed"
DIGEST = "https://36kr.com/p/1"
XML = {"Content-Type": "application/xml"}
RELEASE = ("智谱开源GLM-Sample-9B，采用MIT许可", "智谱开源样例模型GLM-Sample-9B，参数为90亿，权重今日开放下载。")
RECALL = ("云桥汽车召回三千辆车：软件需升级", "云桥汽车宣布召回三千辆车，软件将远程升级。")
FUNDING = ("拾例智能完成三千万元天使轮融资", "拾例智能宣布完成融资，资金用于扩大团队。")
TITLE = "8点1氪丨云桥汽车召回三千辆车；智谱开源样例模型"


def _body(*stories: tuple[str, str]) -> str:
    return "".join(f"<p><strong>{heading}</strong></p><p>{text}</p>" for heading, text in stories)


def _feed(title: str, body: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item>'
        f"<title>{title}</title><link>{DIGEST}?f=rss</link><pubDate>2026-01-20 08:00:00  +0800</pubDate>"
        f"<description><![CDATA[{body}]]></description></item></channel></rss>"
    ).encode()


async def _crawled(crawl: Any, answer: Any, title: str, body: str) -> Any:
    return await crawl("kr36", {FEED: answer(_feed(title, body), 200, XML)})


def _by_identity(crawled: Any) -> dict[str, Any]:
    return {item.canonical_url: item for item in crawled.items}


@pytest_twisted.ensureDeferred
async def test_items_have_the_digest_s_link_and_identities_of_their_own(crawl: Any, answer: Any) -> None:
    crawled = await _crawled(crawl, answer, TITLE, _body(RECALL, RELEASE, FUNDING))
    found = _by_identity(crawled)
    digest = found.pop(DIGEST)
    assert (digest.title, digest.page, digest.shares_page) == (TITLE, DIGEST, False)
    assert {(item.url, item.page, item.shares_page, item.title, item.text) for item in found.values()} == {
        (f"{DIGEST}?f=rss", DIGEST, True, *story) for story in (RECALL, RELEASE, FUNDING)
    }
    assert (len(crawled.items), [(a.outcome, a.entries) for a in crawled.attempts]) == (4, [(Outcome.OK, 1)])


@pytest_twisted.ensureDeferred
async def test_items_on_topic_are_printed_and_the_digest_is_not(crawl: Any, answer: Any) -> None:
    await _crawled(crawl, answer, TITLE, _body(RECALL, RELEASE, FUNDING))
    report = (crawl.reports / "2026-01-20.md").read_text("utf-8")
    assert f"### {RELEASE[0]}\n" in report
    assert f"[阅读原文]({DIGEST}?f=rss)" in report
    assert [word for word in (RECALL[0], FUNDING[0], TITLE) if word in report] == []
    assert "| 36Kr | 正常 | 1 |" in report


@pytest_twisted.ensureDeferred
async def test_an_edited_digest_keeps_its_items(crawl: Any, answer: Any) -> None:
    body = _body(RECALL, RELEASE, FUNDING)
    edited = _body((RECALL[0].replace("：", "，"), RECALL[1] + "车主不必到店。"), FUNDING, RELEASE)
    first, again, later = [
        _by_identity(await _crawled(crawl, answer, title, text))
        for title, text in ((TITLE, body), (TITLE, body), (f"{TITLE}；某地下雪", edited))
    ]
    assert (again, later.keys()) == (first, first.keys())


@pytest_twisted.ensureDeferred
async def test_one_page_is_not_fetched_for_its_items(crawl: Any, answer: Any) -> None:
    brief = (RELEASE[0], "权重今日开放。")
    crawled = await _crawled(crawl, answer, TITLE, _body(RECALL, brief, FUNDING))
    assert RELEASE[0] in [item.title for item in crawled.items]
    assert crawled.requests == ["https://www.36kr.com/robots.txt", FEED]


@pytest_twisted.ensureDeferred
async def test_a_digest_without_a_body_is_not_fetched_either(crawl: Any, answer: Any) -> None:
    crawled = await _crawled(crawl, answer, "AI日报：智谱开源样例模型", "")
    assert [(item.title, item.judgement.roundup) for item in crawled.items] == [("AI日报：智谱开源样例模型", True)]
    assert crawled.requests == ["https://www.36kr.com/robots.txt", FEED]


@pytest.mark.parametrize(
    "title", ["人民日报：国产大模型走到了哪里", "国产大模型为什么都在降价", "三款国产大模型横评：谁写得最好"]
)
@pytest_twisted.ensureDeferred
async def test_headings_alone_make_no_digest(crawl: Any, answer: Any, title: str) -> None:
    crawled = await _crawled(crawl, answer, title, _body(RECALL, RELEASE, FUNDING))
    assert [(item.title, item.canonical_url) for item in crawled.items] == [(title, DIGEST)]


@pytest_twisted.ensureDeferred
async def test_a_digest_whose_structure_is_not_clear_stays_whole(crawl: Any, answer: Any) -> None:
    crawled = await _crawled(crawl, answer, TITLE, "<p>" + "</p><p>".join(RECALL + RELEASE + FUNDING) + "</p>")
    assert [(item.title, item.judgement.roundup) for item in crawled.items] == [(TITLE, True)]


@pytest_twisted.ensureDeferred
async def test_an_item_and_an_article_of_one_event_are_one_story(crawl: Any, answer: Any) -> None:
    link = "https://www.qbitai.com/2026/01/900001.html"
    # Later, and yet printed first: its link leads to it alone.
    own = _feed("90亿参数GLM-Sample-9B开源，智谱采用MIT许可", RELEASE[1] * 2).replace(b"08:00", b"10:00")
    own = own.replace(f"{DIGEST}?f=rss".encode(), link.encode())
    await _crawled(crawl, answer, TITLE, _body(RECALL, RELEASE, FUNDING))
    await crawl("qbitai", {"https://www.qbitai.com/feed": answer(own, 200, XML)})
    report = (crawl.reports / "2026-01-20.md").read_text("utf-8")
    assert "### 90亿参数GLM-Sample-9B开源，智谱采用MIT许可\n" in report
    assert f"[阅读原文]({link}) · 同题报道: [36Kr]({DIGEST}?f=rss)\n" in report
    assert f"### {RELEASE[0]}\n" not in report


@pytest_twisted.ensureDeferred
async def test_a_digest_that_is_not_split_is_said_in_the_outcome_s_detail(crawl: Any, answer: Any) -> None:
    whole = await _crawled(crawl, answer, TITLE, "<p>云桥汽车召回三千辆车。</p><p>智谱开源样例模型。</p>")
    split = await _crawled(crawl, answer, TITLE, _body(RECALL, RELEASE, FUNDING))
    none = await _crawled(crawl, answer, RELEASE[0], "<p>智谱开源样例模型。</p>")
    details = [
        [(a.outcome, a.detail) for a in crawled.attempts if a.route == "RSS"] for crawled in (whole, split, none)
    ]
    assert details == [[(Outcome.OK, "1 digest not split")], [(Outcome.OK, "")], [(Outcome.OK, "")]]
