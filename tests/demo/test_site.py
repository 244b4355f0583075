import json
from urllib.parse import urlsplit

import pytest
from lxml import etree

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.site import site

EVE, DAY = SAMPLE_DAYS
FEEDS = ("https://www.36kr.com/feed", "https://www.qbitai.com/feed", "https://www.infoq.cn/feed")
LIST = "https://www.jiqizhixin.com/api/article_library/articles.json?sort=time&page=1&per=20"
SCORES = "https://raw.githubusercontent.com/nakasyou/lmarena-history/main/output/scores.json"
ORIGINS = [
    "https://36kr.com",
    "https://datasets-server.huggingface.co",
    "https://raw.githubusercontent.com",
    "https://www.36kr.com",
    "https://www.infoq.cn",
    "https://www.jiqizhixin.com",
    "https://www.qbitai.com",
]


def get(url, now):
    parts = urlsplit(url)
    return site(now)[f"{parts.scheme}://{parts.netloc}"].respond(f"{parts.path}?{parts.query}")


def links(now):
    for feed in FEEDS:
        yield from (item.findtext("link") for item in etree.fromstring(get(feed, now).body).iter("item"))
    slugs = [article["slug"] for article in json.loads(get(LIST, now).body)["articles"]]
    yield from (f"https://www.jiqizhixin.com/articles/{slug}" for slug in slugs)
    yield from (f"https://www.jiqizhixin.com/api/article_library/articles/{slug}.json" for slug in slugs)


def test_every_origin_is_imitated():
    assert sorted(site(DAY)) == ORIGINS


@pytest.mark.parametrize(("now", "count"), [(EVE, 11), (DAY, 74)])
def test_every_link_has_its_page(now, count):
    found = list(links(now))
    assert len(set(found)) == count
    assert [url for url in found if get(url, now).status != 200] == []


def test_what_the_day_adds_was_not_there_on_the_eve():
    assert {get(url, EVE).status for url in set(links(DAY)) - set(links(EVE))} == {404}


def test_what_stood_on_the_eve_still_stands_on_the_day():
    assert set(links(EVE)) < set(links(DAY))


@pytest.mark.parametrize("now", SAMPLE_DAYS)
def test_same_moment_gives_the_same_answers(now):
    urls = [*FEEDS, LIST, SCORES, "https://36kr.com/feed", *links(now)]
    assert [get(url, now) for url in urls] == [get(url, now) for url in urls]


@pytest.mark.parametrize("url", [*FEEDS, LIST])
def test_feeds_have_validators_that_change_from_day_to_day(url):
    eve, day = (get(url, now).headers for now in SAMPLE_DAYS)
    assert {"ETag", "Last-Modified"} <= set(eve)
    assert (eve["ETag"], eve["Last-Modified"]) != (day["ETag"], day["Last-Modified"])


@pytest.mark.parametrize("origin", ORIGINS)
def test_robots_allow_what_is_read(origin):
    robots = get(f"{origin}/robots.txt", DAY)
    disallowed = [line.split(":")[1].strip() for line in robots.body.decode().splitlines() if line.startswith("Dis")]
    read = [urlsplit(url).path for url in (*FEEDS, LIST, SCORES, *links(DAY)) if url.startswith(f"{origin}/")]
    assert robots.headers == {"Content-Type": "text/plain; charset=utf-8"}
    assert [path for path in read if any(rule and path.startswith(rule) for rule in disallowed)] == []


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("path", ["/nowhere", "/feed/../p/1", "/articles/%3Cscript%3E", "/" + "x" * 10_000])
def test_unknown_paths_are_missing_and_never_echoed(origin, path):
    missing = get(f"{origin}{path}", DAY)
    assert missing.status == 404
    assert len(missing.body) < 500
