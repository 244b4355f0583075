from datetime import timedelta
from functools import partial

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import Document, JsonList, Route
from newsbot.items import Article
from newsbot.reading.changelogs import read_changelog
from newsbot.reading.entry import Entry
from newsbot.reading.rows import Row, read_rows, text_of

CHINESE, ENGLISH = "https://www.minimaxi.com", "https://www.minimax.io"
RELEASES = "https://platform.minimax.io/docs/release-notes/models"


def article(row: Row, site: str) -> Entry | None:
    """One of ``data[]``: ``{title, slug, summary, tags, publishDate}``.

    ``publishDate`` is in one answer a number (ms since 1970) for the new ones and ISO 8601 for the old.
    """
    title, slug = text_of(row, "title"), text_of(row, "slug")
    if not title or not slug:
        return None
    link = f"{site}/news/{slug}"
    return Entry(title=title, link=link, published=text_of(row, "publishDate"), summary=text_of(row, "summary"))


def news(address: str, site: str, label: str) -> JsonList:
    return JsonList(address, label=label, entries=partial(read_rows, path=("data",), entry=partial(article, site=site)))


class MinimaxSpider(LabSpider):
    name = "minimax"
    title = "MiniMax"
    maker = "MiniMax"
    names = ("MiniMax", "海螺", "Hailuo")
    routes = (
        news(f"{CHINESE}/api/news?page=1", CHINESE, "JSON"),
        news(f"{ENGLISH}/api/news?page=1&locale=en", ENGLISH, "JSON（英文）"),
        Document(f"{RELEASES}.md", label="更新日志（英文）", entries=partial(read_changelog, url=RELEASES)),
    )
    # Its pages are empty without JavaScript.
    uses_browser = True
    article_selector = "p"
    # A laboratory tells of versions, and those lie up to a quarter apart.
    longest_silence = timedelta(days=100)

    def article(self, entry: Entry, route: Route) -> Article | None:
        article = super().article(entry, route)
        if article is not None:
            # The same post under the same name at both sites: it stays the same when the route changes.
            article.canonical_url = article.canonical_url.replace(f"{ENGLISH}/news/", f"{CHINESE}/news/", 1)
        return article
