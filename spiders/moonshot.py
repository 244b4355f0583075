import re
from functools import partial

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import Document, Route
from newsbot.items import Article, Outcome
from newsbot.reading.cards import read_cards
from newsbot.reading.changelogs import read_changelog
from newsbot.reading.embedded import embedded_lists
from newsbot.reading.entry import Entry, Listing
from newsbot.reading.errors import ReadingError
from newsbot.reading.rows import Row, entries_of, text_of
from newsbot.reading.sniffing import shown_title

POST = re.compile(r"^https://www\.kimi\.(?:com|ai)/(?:[a-z-]{2,7}/)?blog/[^/?#]+")
POSTS = "https://www.kimi.com/blog/"
COPY = re.compile(r"^https://(?:www\.)?kimi\.(?:com|ai)/(?:[a-z-]{2,7}/)?blog/")
CHANGELOG = "https://platform.kimi.ai/docs/platform-changelog"


def posts(html: str, url: str) -> Listing:
    """The posts of the blog's index: as its scripts have them, else as its cards show them.

    ``articleList: [{id, title, description, image, href, date}]``; a card is a link, ``.card-title`` and ``.card-date``
    (2026/07/16). On a post's own page there is no date but that of its pictures. Raises `ReadingError`.
    """
    for rows in embedded_lists(html, "articleList"):
        if rows:
            return Listing(entries_of(rows, article, name="articleList"))
    cards = read_cards(html, url=url, pattern=POST)
    if cards.entries:
        return cards
    raise ReadingError(Outcome.PARSE_ERROR, f"neither articleList nor dated cards in the page ({shown_title(html)})")


def article(row: Row) -> Entry | None:
    title, link = text_of(row, "title"), text_of(row, "href")
    if not title or not link:
        return None
    return Entry(title=title, link=link, published=text_of(row, "date"), summary=text_of(row, "description"))


def blog(url: str, label: str) -> Document:
    return Document(url, label=label, entries=partial(posts, url=url))


class MoonshotSpider(LabSpider):
    """月之暗面, the maker of Kimi."""

    name = "moonshot"
    title = "月之暗面"
    maker = "月之暗面"
    names = ("Kimi", "月之暗面", "Moonshot")
    routes = (
        blog(POSTS, "博客"),
        blog("https://www.kimi.ai/blog/", "博客（kimi.ai）"),
        # The interface only, and not always kept up: a month without a day dates nothing.
        Document(f"{CHANGELOG}.md", label="更新日志", entries=partial(read_changelog, url=CHANGELOG)),
    )

    def article(self, entry: Entry, route: Route) -> Article | None:
        article = super().article(entry, route)
        if article is not None:
            # One blog at two hosts and in several languages: a post stays the same when the route changes.
            article.canonical_url = COPY.sub(POSTS, article.canonical_url)
        return article
