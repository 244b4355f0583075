from newsbot.crawling.routes import Document, Feed, Route
from newsbot.crawling.source import SourceSpider
from newsbot.items import Article
from newsbot.reading.entry import Entry
from newsbot.reading.kr36 import newsflashes, own_address
from newsbot.reading.publication import DateKind


class Kr36NewsflashSpider(SourceSpider):
    """36氪 快讯: some ten lines a flash, from morning to night. The site's main feed has a part of them."""

    name = "kr36_newsflash"
    title = "36Kr 快讯"
    routes = (
        Feed("https://www.36kr.com/feed-newsflash"),
        # The feed is an anti-bot page now and then; this one carries its list in a script.
        Document("https://www.36kr.com/newsflashes", entries=newsflashes),
    )
    # As for 36Kr's own feed: the metadata of an article has the time at which its page was built.
    distrusted_dates = frozenset({DateKind.META})

    def article(self, entry: Entry, route: Route) -> Article | None:
        article = super().article(entry, route)
        if article is not None:
            # With "www." or without, an article is the same, and no second source of itself.
            article.canonical_url = own_address(article.canonical_url)
        return article
