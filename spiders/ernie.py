import re
from datetime import timedelta

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import Document, Feed
from newsbot.items import Outcome
from newsbot.reading.cards import read_cards
from newsbot.reading.entry import Listing
from newsbot.reading.errors import ReadingError
from newsbot.reading.sniffing import shown_title

BLOG = "https://ernie.baidu.com/blog/zh/"
POST = re.compile(r"^https://ernie\.baidu\.com/blog/(?:zh/)?posts/[^/?#]+")


def posts(html: str) -> Listing:
    """The posts of the blog's first page. Raises `ReadingError` for a page without a dated card."""
    cards = read_cards(html, url=BLOG, pattern=POST)
    if cards.entries:
        return cards
    raise ReadingError(Outcome.PARSE_ERROR, f"no dated cards in the page ({shown_title(html)})")


class ErnieSpider(LabSpider):
    """百度文心. A blog of static pages, which its maker adds to every few months."""

    name = "ernie"
    title = "百度文心"
    maker = "百度文心"
    # "文心" alone is a word of old books too.
    names = ("百度", "Baidu", "ERNIE")
    routes = (
        Feed(f"{BLOG}index.xml"),
        Document(BLOG, label="博客", entries=posts),
        Feed("https://github.com/PaddlePaddle/ERNIE/releases.atom", label="GitHub"),
    )
    # Its blog tells of great versions only, half a year apart.
    longest_silence = timedelta(days=180)
