import re
from datetime import timedelta
from functools import partial

from newsbot.crawling.routes import Feed, JsonList, Page
from newsbot.crawling.source import SourceSpider
from newsbot.reading.entry import Entry
from newsbot.reading.rows import Row, read_rows, text_of

SITE = "https://www.jiqizhixin.com"


def article(row: Row) -> Entry | None:
    """One of ``articles[]``, which the site's own pages load: ``{title, slug, publishedAt, content, author}``."""
    title, slug = text_of(row, "title"), text_of(row, "slug")
    if not title or not slug:
        return None
    return Entry(
        title=title,
        link=f"{SITE}/articles/{slug}",
        published=text_of(row, "publishedAt"),
        summary=text_of(row, "content"),
        author=text_of(row, "author"),
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
            entries=partial(read_rows, path=("articles",), entry=article),
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
    # It writes every day; a weekend with a holiday may be quiet.
    longest_silence = timedelta(days=3)
