"""The settings that keep a crawl safe and polite; a change of one has to be made here too."""

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from newsbot.crawling.browser import HANDLER, is_superfluous

HARDENED = {
    "AUTOTHROTTLE_ENABLED": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "COOKIES_ENABLED": False,
    "DOWNLOAD_DELAY": 1,
    "DOWNLOAD_MAXSIZE": 8 * 1024 * 1024,
    "DOWNLOAD_TIMEOUT": 20,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "METAREFRESH_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
    "RETRY_TIMES": 2,
    "ROBOTSTXT_OBEY": True,
    "NEWSBOT_ALLOWED_ADDRESSES": [],
    "NEWSBOT_OBEY_PAUSES": True,
    "NEWSBOT_POLL_INTERVAL": 3600,
    "TELNETCONSOLE_ENABLED": False,
}


def test_the_project_is_hardened() -> None:
    settings = get_project_settings()
    assert {name: settings[name] for name in HARDENED} == HARDENED


@pytest.mark.parametrize("name", get_spider_loader(get_project_settings()).list())
def test_a_spider_keeps_the_hardening_and_only_one_that_renders_has_a_browser(name: str) -> None:
    settings = get_project_settings()
    spider = get_spider_loader(settings).load(name)
    spider.update_settings(settings)
    plain = "newsbot.crawling.guard.GuardedDownloadHandler"
    https = HANDLER if spider.uses_browser else plain
    assert settings.getlist("NEWSBOT_ALLOWED_ADDRESSES") == list(spider.allowed_addresses)
    assert dict(settings.getwithbase("DOWNLOAD_HANDLERS")) == {
        "http": plain,
        "https": https,
        **dict.fromkeys(("data", "file", "ftp", "s3")),
    }


def test_robots_txt_and_pauses_are_obeyed_before_anything_is_asked() -> None:
    settings = get_project_settings()
    order = sorted(settings.getwithbase("DOWNLOADER_MIDDLEWARES").items(), key=lambda each: each[1] or 0)
    ours = [path.rpartition(".")[2] for path, place in order if place and path.startswith("newsbot.")]
    assert ours == [
        "OriginMiddleware",
        "StoredDocumentMiddleware",
        "PauseMiddleware",
        "RobotsMiddleware",
        "ConditionalRequestMiddleware",
        "InflatingMiddleware",
    ]


def test_what_the_site_answers_only_to_its_own_pages_is_asked_like_they_do() -> None:
    settings = get_project_settings()
    spider = get_spider_loader(settings).load("jiqizhixin").from_crawler(Crawler(Spider, settings))
    assert spider.route_request(1).headers[b"Referer"] == b"https://www.jiqizhixin.com/articles"


@pytest.mark.parametrize(("kind", "expected"), [("image", True), ("font", True), ("script", False), ("fetch", False)])
def test_what_no_text_depends_on_is_not_loaded(kind: str, expected: bool) -> None:
    class PageRequest:
        resource_type = kind

    assert is_superfluous(PageRequest()) is expected  # type: ignore[arg-type]
