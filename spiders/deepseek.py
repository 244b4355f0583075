import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import Document
from newsbot.items import Outcome
from newsbot.reading.dated_pages import read_dated_page
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.sitemaps import read_sitemap

SITE = "https://api-docs.deepseek.com"
# Six digits are a day. The notices of 2024 have four, month and day: of which year, nothing says, and they are old.
NOTICE = re.compile(rf"{re.escape(SITE)}(?P<chinese>/zh-cn)?/news/news(?P<day>[0-9]{{6}})/?")


def notices(sitemap: str) -> list[Entry]:
    """The notices that a sitemap lists, each once, in Chinese where there is a Chinese one.

    A sitemap has no titles, and a slug says nothing but the day: so the title says that there is a notice of that day,
    which is true, and the notice's page gives the summary. Raises `ReadingError`.
    """
    found: dict[str, str] = {}
    for address in read_sitemap(sitemap):
        match = NOTICE.fullmatch(address)
        if match and (match["day"] not in found or match["chinese"]):
            found[match["day"]] = address
    entries = list(_entries(found))
    if not entries:
        raise ReadingError(Outcome.PARSE_ERROR, "no /news/newsYYMMDD in the sitemap: the site has changed it")
    return entries


def _entries(found: dict[str, str]) -> Iterator[Entry]:
    for digits, address in sorted(found.items(), reverse=True):
        try:
            day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
        except ValueError:
            continue
        yield Entry(title=f"DeepSeek 公告（{day}）", link=address, published=day.isoformat())


class DeepseekSpider(LabSpider):
    """深度求索. Its API's documentation: a page that is gone is answered there with another one and status 200."""

    name = "deepseek"
    title = "DeepSeek"
    maker = "DeepSeek"
    names = ("DeepSeek", "深度求索")
    routes = (
        Document(f"{SITE}/zh-cn/updates", entries=partial(read_dated_page, url=f"{SITE}/zh-cn/updates")),
        Document(f"{SITE}/updates/", label="网页（英文）", entries=partial(read_dated_page, url=f"{SITE}/updates/")),
        Document(f"{SITE}/sitemap.xml", label="网站地图", entries=notices),
    )
    # Between V3.2 (2025-12-01) and V4 (2026-04-24) its changelog was silent for 144 days.
    longest_silence = timedelta(days=180)
