import re
from collections.abc import Iterator
from datetime import timedelta

from newsbot.crawling.routes import Feed, JsonList, Page
from newsbot.crawling.source import SourceSpider
from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError

SITE = "https://www.jiqizhixin.com"


def articles(document: object) -> list[Entry]:
    """The list that the site's own pages load: ``{"articles": [{title, slug, publishedAt, content, author}]}``.

    Raises ReadingError where the document, or all of its rows, have another shape.
    """
    match document:
        case {"articles": list(rows)}:
            entries = list(_entries(rows))
            if entries or not rows:
                return entries
    raise ReadingError(Outcome.PARSE_ERROR, "no list of articles in the document: the site has changed it")


def _entries(rows: list[object]) -> Iterator[Entry]:
    for row in rows:
        match row:
            case {"title": str(title), "slug": str(slug), **more}:
                yield Entry(
                    title=title,
                    link=f"{SITE}/articles/{slug}",
                    published=str(more.get("publishedAt") or ""),
                    summary=str(more.get("content") or ""),
                    author=str(more.get("author") or ""),
                )


class JiqizhixinSpider(SourceSpider):
    """机器之心. A single-page application: without JavaScript its pages are empty."""

    name = "jiqizhixin"
    title = "机器之心"
    routes = (
        # Dead for most since May 2026 (a web page with status 200), but some still read it in September.
        Feed(f"{SITE}/rss"),
        # The site answers this only to its own pages.
        JsonList(
            f"{SITE}/api/article_library/articles.json?sort=time&page=1&per=20",
            entries=articles,
            headers={"Referer": f"{SITE}/articles"},
        ),
        Page(
            f"{SITE}/articles",
            links=re.compile(rf"{re.escape(SITE)}/articles/\d{{4}}-\d\d-\d\d(?:-\d+)?"),
            wait_for="a[href*='/articles/20']",
        ),
        # Of its WeChat account, whose articles are the site's. Somebody else's, so the last.
        Feed(
            "https://wechat2rss.xlab.app/feed/51e92aad2728acdd1fda7314be32b16639353001.xml",
            label="第三方镜像 wechat2rss",
            mirror=True,
        ),
    )
    uses_browser = True
    article_selector = "article p"
    longest_silence = timedelta(days=3)
