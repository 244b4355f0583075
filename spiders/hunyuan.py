import json

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import JsonList
from newsbot.reading.dates import first_date
from newsbot.reading.entry import Entry
from newsbot.reading.rows import Row, read_rows, text_of

SITE = "https://hy.tencent.com"


def articles(document: object) -> list[Entry]:
    """The list behind the research page: ``{code, msg, data: {totalNum, list: [...]}}``, ``code`` 0 for success.

    That ``totalNum`` and ``list`` stand in ``data`` is what public programs say: without it they are found too.
    Raises `ReadingError`.
    """
    match document:
        case {"list": list()}:
            return read_rows(document, ("list",), article)
    return read_rows(document, ("data", "list"), article)


def article(row: Row) -> Entry | None:
    """``{id, customUrl, title, desc, displayPublishTime, publishedAt}``; the times are in seconds since 1970.

    ``publishedAt`` is when it was put on the site or put there anew, ``displayPublishTime`` the date it bears, 0 for
    none. Known are the times; the other names, and where the pages are, are from public programs of 2026 that read
    this list.
    """
    title, slug = text_of(row, "title"), text_of(row, "customUrl", "id")
    if not title or not slug:
        return None
    published = first_date(text_of(row, "displayPublishTime"), text_of(row, "publishedAt"))
    return Entry(title=title, link=f"{SITE}/research/{slug}", published=published, summary=text_of(row, "desc"))


class HunyuanSpider(LabSpider):
    name = "hunyuan"
    title = "腾讯混元"
    maker = "腾讯混元"
    names = ("腾讯", "混元", "Tencent", "Hunyuan")
    routes = (
        JsonList(
            "https://api.hunyuan.tencent.com/api/blog/publicList",
            entries=articles,
            body=json.dumps({"pageNum": 1, "pageSize": 20, "renderType": 0}).encode(),
            # The site answers this only to its own pages, and in the language asked for.
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Accept-Language": "zh",
                "Origin": SITE,
                "Referer": f"{SITE}/research",
            },
        ),
    )
    # Its pages are empty without JavaScript.
    uses_browser = True
    article_selector = "p"
