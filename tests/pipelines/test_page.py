"""Article pages of entries that say too little."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_twisted
from twisted.internet import reactor
from twisted.internet.protocol import Factory, Protocol

from newsbot.items import Outcome

FEED = "https://www.qbitai.com/feed"
PAGE = "https://www.qbitai.com/2026/01/900001.html"
XML = {"Content-Type": "application/rss+xml; charset=UTF-8"}
HTML = {"Content-Type": "text/html; charset=UTF-8"}
SENTENCES = [
    "智谱在今天的活动上公布了样例模型的全部测试记录，记录里有每一道题目的原文和回答。",
    "参加测试的人来自十二所学校，他们事先不知道题目，也不知道自己用的是哪一个版本。",
    "公司表示，下个月会再做一次同样的测试，并且把题目换成由用户投票选出的题目。",
]


def _feed(title: str = "智谱样例模型实测", description: str = "一句口号") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>量子位</title><item>'
        f"<title>{title}</title><link>{PAGE}</link><pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate>"
        f"<description>{description}</description></item></channel></rss>"
    ).encode()


def _page(body: str = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)) -> bytes:
    return f"<html><head><title>t</title></head><body><div><article>{body}</article></div></body></html>".encode()


@pytest_twisted.ensureDeferred
async def test_a_slogan_is_replaced_by_the_first_sentences_of_the_page(crawl: Any, answer: Any) -> None:
    crawled = await crawl("qbitai", {FEED: answer(_feed(), 200, XML), PAGE: answer(_page(), 200, HTML)})
    (item,) = crawled.items
    assert (item.summary, item.text) == ("".join(SENTENCES), "\n".join(SENTENCES))


@pytest_twisted.ensureDeferred
async def test_no_page_is_read_twice(crawl: Any, answer: Any) -> None:
    answers = {FEED: answer(_feed(), 200, XML), PAGE: answer(_page(), 200, HTML)}
    first, second = await crawl("qbitai", answers), await crawl("qbitai", answers)
    assert (PAGE in first.requests, PAGE in second.requests) == (True, False)
    assert second.items == first.items


@pytest_twisted.ensureDeferred
async def test_the_page_s_own_time_is_known_to_the_next_run_too(crawl: Any, answer: Any) -> None:
    undated = _feed().replace(b"Tue, 20 Jan 2026 03:00:00 +0000", b"")
    page = _page().replace(b"<title>", b'<meta property="article:published_time" content="2026-01-20T10:00"><title>')
    answers = {FEED: answer(undated, 200, XML), PAGE: answer(page, 200, HTML)}
    runs = [await crawl("qbitai", answers) for _ in range(2)]
    assert [[str(item.published) for item in run.items] for run in runs] == [["2026-01-20 10:00:00+08:00"]] * 2


@pytest.mark.parametrize(
    ("state", "published"),
    [
        ('{"articleDetail": {"articleDetailData": {"data": {"publishTime": 1768869120882}}}}', "08:32"),
        ('{"state": "5f2a", "isEncrypt": true}', None),
        ('{"articleDetail": {"articleDetailData": {"data": {"publishTime": 1768969120882}}}}', None),
    ],
    ids=["own", "encrypted", "later than first sight"],
)
@pytest_twisted.ensureDeferred
async def test_36kr_s_own_data_tell_the_time_and_its_metadata_do_not(
    crawl: Any, answer: Any, state: str, published: str | None
) -> None:
    feed, page = "https://www.36kr.com/feed", "https://36kr.com/p/3600000000000001"
    undated = _feed().replace(b"Tue, 20 Jan 2026 03:00:00 +0000", b"").replace(PAGE.encode(), page.encode())
    head = f"""<meta property="article:published_time" content="2026-01-20T10:17:51+08:00">
        <script>window.initialState={state}</script><title>"""
    body = _page().replace(b"<title>", head.encode())
    crawled = await crawl("kr36", {feed: answer(undated, 200, XML), page: answer(body, 200, HTML)})
    (item,) = crawled.items
    assert (item.summary, item.published and f"{item.published:%H:%M}") == ("".join(SENTENCES), published)


@pytest.mark.parametrize(
    "feed",
    [_feed(title="一场汽车展会"), _feed(title="8点1氪丨一条新闻；又一条新闻"), _feed(description="".join(SENTENCES))],
    ids=["off topic", "digest", "has a summary"],
)
@pytest_twisted.ensureDeferred
async def test_a_page_that_is_not_needed_is_not_fetched(crawl: Any, answer: Any, feed: bytes) -> None:
    crawled = await crawl("qbitai", {FEED: answer(feed, 200, XML), PAGE: answer(_page(), 200, HTML)})
    assert PAGE not in crawled.requests


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ((b"", 500, HTML), Outcome.HTTP_ERROR),
        ((b"\x89PNG\x00\x01\x02", 200, {"Content-Type": "image/png"}), Outcome.EMPTY),
        ((_page(""), 200, HTML), Outcome.EMPTY),
        ((b"x" * 20_000, 200, HTML), Outcome.TOO_LARGE),
    ],
)
@pytest_twisted.ensureDeferred
async def test_an_article_without_its_page_is_kept_and_the_source_says_why(
    crawl: Any, answer: Any, page: tuple[bytes, int, dict[str, str]], outcome: Outcome
) -> None:
    answers = {FEED: answer(_feed(), 200, XML), PAGE: answer(*page)}
    crawled = await crawl("qbitai", answers, DOWNLOAD_MAXSIZE=10_000)
    assert [item.summary for item in crawled.items] == ["一句口号"]
    assert set(crawled.outcomes) == {("RSS", Outcome.OK), ("正文", outcome)}


@pytest.mark.parametrize(
    ("page", "outcome", "detail"),
    [
        ("<title>访问验证</title><p>请完成验证</p>", Outcome.BOT_WALL, "a check for robots: 访问验证"),
        ("<script src=/sec_sdk_build/captcha.js></script>", Outcome.BOT_WALL, "a check for robots: sec_sdk_build"),
        ("<h1>文章已删除</h1>" + "<p>别的。</p>" * 40, Outcome.EMPTY, "deleted, or moved: 文章已删除"),
        ("<p>请登录后查看全文</p>", Outcome.EMPTY, "for readers who log in: 请登录后查看全文"),
        ("<div id=app></div>", Outcome.EMPTY, "filled by JavaScript only"),
        ("<ul><li>一</li></ul>", Outcome.EMPTY, "no article in the page"),
    ],
)
@pytest_twisted.ensureDeferred
async def test_what_a_page_is_instead_of_an_article_is_told_and_never_printed(
    crawl: Any, answer: Any, page: str, outcome: Outcome, detail: str
) -> None:
    answers = {FEED: answer(_feed(), 200, XML), PAGE: answer(page.encode(), 200, HTML)}
    crawled = await crawl("qbitai", answers)
    assert [(item.summary, item.text) for item in crawled.items] == [("一句口号", "一句口号")]
    assert [(a.outcome, a.detail) for a in crawled.attempts if a.route == "正文"] == [(outcome, detail)]


@pytest_twisted.ensureDeferred
async def test_the_free_beginning_of_an_article_is_its_text(crawl: Any, answer: Any) -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in [*SENTENCES, "下一次……", "剩余80%内容需付费"])
    crawled = await crawl("qbitai", {FEED: answer(_feed(), 200, XML), PAGE: answer(_page(body), 200, HTML)})
    assert [(item.summary, item.text) for item in crawled.items] == [("".join(SENTENCES), "\n".join(SENTENCES))]
    (told,) = [attempt for attempt in crawled.attempts if attempt.route == "正文"]
    assert (told.outcome, told.detail) == (Outcome.OK, "only the beginning: for readers who pay: 剩余80%内容需付费")


def _three() -> bytes:
    items = "".join(
        f"<item><title>智谱样例模型实测{n}</title><link>https://www.qbitai.com/2026/01/90000{n}.html</link>"
        f"<pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate><description>口号</description></item>"
        for n in (1, 2, 3)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>量子位</title>{items}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ((b"", 403), Outcome.BLOCKED),
        ((b"", 429), Outcome.RATE_LIMITED),
        (("<title>安全验证</title>".encode(), 200, HTML), Outcome.BOT_WALL),
    ],
)
@pytest_twisted.ensureDeferred
async def test_a_site_that_refuses_a_page_is_not_asked_for_more(
    crawl: Any, answer: Any, page: Any, outcome: Outcome
) -> None:
    pages = {f"https://www.qbitai.com/2026/01/90000{n}.html": answer(*page) for n in (1, 2, 3)}
    crawled = await crawl("qbitai", {FEED: answer(_three(), 200, XML), **pages})
    assert sorted(crawled.outcomes) == sorted(
        [("RSS", Outcome.OK), ("正文", outcome), ("正文", Outcome.SKIPPED), ("正文", Outcome.SKIPPED)]
    )
    assert (len(crawled.items), len([url for url in crawled.requests if "/2026/01/" in url])) == (3, 1)


@pytest_twisted.ensureDeferred
async def test_no_more_pages_are_read_than_a_run_needs(
    crawl: Any, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.page.MOST_PAGES", 2)
    pages = {f"https://www.qbitai.com/2026/01/90000{n}.html": answer(_page(), 200, HTML) for n in (1, 2, 3)}
    crawled = await crawl("qbitai", {FEED: answer(_three(), 200, XML), **pages})
    assert sorted(outcome for route, outcome in crawled.outcomes if route == "正文") == ["ok", "ok", "skipped"]


@pytest_twisted.ensureDeferred
async def test_a_site_that_hangs_twice_is_not_waited_for_again(crawl: Any, answer: Any) -> None:
    class Silent(Protocol):
        def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
            if b"/feed" in data:
                body = _three()
                self.transport.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body))
                self.transport.write(body)
                self.transport.loseConnection()

    port = reactor.listenTCP(0, Factory.forProtocol(Silent), interface="127.0.0.1")
    table = {"https://www.qbitai.com": f"http://127.0.0.1:{port.getHost().port}"}
    try:
        crawled = await crawl("qbitai", {}, NEWSBOT_REROUTE=table, DOWNLOAD_TIMEOUT=0.5, ROBOTSTXT_OBEY=False)
    finally:
        port.stopListening()
    pages = sorted(outcome for route, outcome in crawled.outcomes if route == "正文")
    assert pages == ["skipped", "timeout", "timeout"]


@pytest.mark.parametrize(
    ("location", "outcome"),
    [("https://www.qbitai.com/moved.html", Outcome.OK), ("https://www.example.com/a", Outcome.DISALLOWED)],
)
@pytest_twisted.ensureDeferred
async def test_a_redirect_is_followed_within_the_source_s_own_sites(
    crawl: Any, answer: Any, location: str, outcome: Outcome
) -> None:
    answers = {
        FEED: answer(_feed(), 200, XML),
        PAGE: answer(b"", 302, {"Location": location}),
        "https://www.qbitai.com/moved.html": answer(_page(), 200, HTML),
        "https://www.example.com/a": answer(_page(), 200, HTML),
    }
    crawled = await crawl("qbitai", answers)
    assert set(crawled.outcomes) == {("RSS", Outcome.OK), ("正文", outcome)}
    assert [url for url in crawled.requests if "example.com" in url] == []


@pytest_twisted.ensureDeferred
async def test_a_summary_that_is_known_outlives_the_window(crawl: Any, answer: Any, noon: datetime) -> None:
    answers = {FEED: answer(_feed(), 200, XML), PAGE: answer(_page(), 200, HTML)}
    first = await crawl("qbitai", answers)
    later = await crawl("qbitai", answers, noon + timedelta(days=6))
    assert [item.summary for item in later.items] == [item.summary for item in first.items] == ["".join(SENTENCES)]


@pytest.mark.parametrize("link", ["http://127.0.0.1:1/admin", "https://www.example.com/a", "http://localhost/a"])
@pytest_twisted.ensureDeferred
async def test_a_page_that_is_not_the_source_s_own_is_not_fetched(crawl: Any, answer: Any, link: str) -> None:
    body = _feed().replace(PAGE.encode(), link.encode())
    crawled = await crawl("qbitai", {FEED: answer(body, 200, XML), "https://www.example.com/a": answer(_page())})
    assert [item.url for item in crawled.items] == [link]
    assert crawled.outcomes == [("RSS", Outcome.OK)]


@pytest_twisted.ensureDeferred
async def test_a_page_of_an_article_too_old_to_be_printed_is_not_fetched(crawl: Any, answer: Any) -> None:
    body = _feed().replace(b"Tue, 20 Jan 2026", b"Fri, 16 Jan 2026")
    crawled = await crawl("qbitai", {FEED: answer(body, 200, XML), PAGE: answer(_page(), 200, HTML)})
    assert PAGE not in crawled.requests


@pytest.mark.parametrize(
    ("page", "again"),
    [
        ((b"", 404, HTML), 6),
        ((_page(""), 200, HTML), 20),
        (("<h1>文章已删除</h1>".encode(), 200, HTML), 20),
        (("<title>安全验证</title>".encode(), 200, HTML), 6),
        ((b"", 403, HTML), 6),
        ((b"", 410, HTML), 20),
    ],
)
@pytest_twisted.ensureDeferred
async def test_a_page_that_could_not_be_read_is_left_alone_for_a_while(
    crawl: Any, answer: Any, noon: datetime, page: Any, again: int
) -> None:
    answers = {FEED: answer(_feed(), 200, XML), PAGE: answer(*page)}
    moments = [noon, noon + timedelta(minutes=30), noon + timedelta(hours=again, minutes=-1)]
    runs = [await crawl("qbitai", answers, moment) for moment in moments]
    assert [run.requests.count(PAGE) for run in runs] == [1, 0, 0]
    assert [item.summary for run in runs for item in run.items] == ["一句口号"] * 3
    answers[PAGE] = answer(_page(), 200, HTML)
    (item,) = (await crawl("qbitai", answers, noon + timedelta(hours=again, minutes=1))).items
    assert item.summary == "".join(SENTENCES)


@pytest_twisted.ensureDeferred
async def test_why_a_page_is_not_asked_for_is_told(crawl: Any, answer: Any, noon: datetime) -> None:
    answers = {FEED: answer(_feed(), 200, XML), PAGE: answer(_page(""), 200, HTML)}
    await crawl("qbitai", answers)
    crawled = await crawl("qbitai", answers, noon + timedelta(hours=1))
    (told,) = [attempt for attempt in crawled.attempts if attempt.route == "正文"]
    assert (told.outcome, told.detail) == (Outcome.SKIPPED, "not asked before 2026-01-21 08:00: empty")


@pytest_twisted.ensureDeferred
async def test_pages_that_are_left_alone_take_no_other_s_place(
    crawl: Any, answer: Any, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"https://www.qbitai.com/2026/01/90000{n}.html" for n in (1, 2, 3)]
    empty = {url: answer(_page(""), 200, HTML) for url in urls[:2]}
    await crawl("qbitai", {FEED: answer(_three(), 200, XML), **empty})
    monkeypatch.setattr("pipelines.page.MOST_PAGES", 1)
    answers = {FEED: answer(_three(), 200, XML), **empty, urls[2]: answer(_page(), 200, HTML)}
    crawled = await crawl("qbitai", answers, noon + timedelta(hours=7))
    assert [url for url in crawled.requests if url in urls] == [urls[2]]


@pytest_twisted.ensureDeferred
async def test_a_page_that_says_no_more_than_the_feed_is_not_read_twice(crawl: Any, answer: Any) -> None:
    slogans = "".join(
        f"<p>没有句号的一行字，它有四十多个字，但是一句完整的话也没有说出来，第 {n} 行</p>" for n in range(5)
    )
    body = _page(slogans + "<p>完。</p>")
    answers = {FEED: answer(_feed(), 200, XML), PAGE: answer(body, 200, HTML)}
    first, second = await crawl("qbitai", answers), await crawl("qbitai", answers)
    assert [run.requests.count(PAGE) for run in (first, second)] == [1, 0]
    assert second.items == first.items


LISTING = "https://www.jiqizhixin.com/api/article_library/articles.json?sort=time&page=1&per=20"
SPA = "https://www.jiqizhixin.com/articles/2026-01-20"
SHELL = b'<html><body><div id="root"></div><script src="/app.js"></script></body></html>'


def _listed(answer: Any, page: bytes) -> dict[str, Any]:
    body = '{"articles": [{"title": "智谱样例模型", "slug": "2026-01-20", "publishedAt": "2026/01/20 09:00"}]}'
    return {
        LISTING: answer(body.encode(), 200, {"Content-Type": "application/json"}),
        SPA: answer(page, 200, HTML),
    }


def _rendered(crawled: Any) -> int:
    return int(crawled.stats.get("playwright/request_count", 0))


@pytest.mark.parametrize(
    ("page", "outcome"),
    [(_page(), Outcome.OK), ("<h1>文章已删除</h1>".encode(), Outcome.EMPTY), (b"<p>" * 20_000, Outcome.TOO_LARGE)],
    ids=["article", "deleted", "too large"],
)
@pytest_twisted.ensureDeferred
async def test_no_browser_is_used_for_a_page_that_needs_none(
    crawl: Any, answer: Any, page: bytes, outcome: Outcome
) -> None:
    crawled = await crawl("jiqizhixin", _listed(answer, page))
    assert [attempt.outcome for attempt in crawled.attempts if attempt.route == "正文"] == [outcome]
    assert (crawled.requests.count(SPA), _rendered(crawled)) == (1, 0)


@pytest.mark.browser
@pytest_twisted.ensureDeferred
async def test_a_shell_is_shown_by_the_browser(crawl: Any, answer: Any) -> None:
    script = f"""<script>document.getElementById("root").innerHTML =
        "<article>" + {[f"<p>{sentence}</p>" for sentence in SENTENCES]}.join("") + "</article>"</script>"""
    page = f'<html><head><meta charset="utf-8"></head><body><div id="root"></div>{script}</body></html>'
    crawled = await crawl("jiqizhixin", _listed(answer, page.encode()))
    assert [item.summary for item in crawled.items] == ["".join(SENTENCES)]
    assert (crawled.requests.count(SPA), _rendered(crawled) > 0) == (2, True)


@pytest_twisted.ensureDeferred
async def test_without_a_browser_the_crawl_goes_on_and_says_how_to_get_one(
    crawl: Any, answer: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    answers = _listed(answer, SHELL)
    crawled = await crawl("jiqizhixin", answers)
    assert [item.title for item in crawled.items] == ["智谱样例模型"]
    assert set(crawled.outcomes) == {
        ("RSS", Outcome.HTTP_ERROR),
        ("JSON", Outcome.OK),
        ("正文", Outcome.NO_BROWSER),
    }
    (missing,) = [a.detail for a in crawled.attempts if a.outcome is Outcome.NO_BROWSER]
    assert missing.startswith("no Chromium found: run 'make browser'")
    told = [record.getMessage() for record in caplog.records if record.name == "pipelines.page"]
    assert told == [f"jiqizhixin: summaries from article pages are missing: {missing}"]
    # The next run asks for the browser alone: that the page has no article is known.
    again = await crawl("jiqizhixin", answers)
    assert ([url for url in again.requests if url == SPA], set(again.outcomes)) == ([], set(crawled.outcomes))


@pytest_twisted.ensureDeferred
async def test_the_page_of_several_entries_is_not_taken_for_that_of_one(crawl: Any, answer: Any) -> None:
    page = "https://docs.bigmodel.cn/cn/update/new-releases"
    updates = "".join(f'<Update label="2026-01-19" description="GLM-样例{n}">\n一句口号\n</Update>\n' for n in (1, 2))
    answers = {f"{page}.md": answer(updates.encode(), 200, {"Content-Type": "text/markdown"}), page: answer(_page())}
    crawled = await crawl("zhipu", answers)
    assert page not in crawled.requests
    assert sorted((item.title, item.url, item.summary) for item in crawled.items) == [
        (f"GLM-样例{n}", f"{page}#2026-01-19", "一句口号") for n in (1, 2)
    ]
