import re

from newsbot.crawling.routes import Feed, Route
from newsbot.crawling.source import SourceSpider
from newsbot.items import Article
from newsbot.reading.entry import Entry
from newsbot.reading.kr36 import own_address
from newsbot.reading.publication import DateKind


class Kr36Spider(SourceSpider):
    name = "kr36"
    title = "36Kr"
    boilerplate = (
        # Its translators introduce themselves at the head of each article.
        re.compile(r"神译局是36氪旗下[^。]*。"),
    )
    # With "www.": without it the host answers an anti-bot page with status 200.
    routes = (
        Feed("https://www.36kr.com/feed"),
        Feed("https://www.36kr.com/feed-article", label="RSS（文章）"),
    )
    # The metadata of an article has the time at which its page was built: weeks later, for an old one.
    distrusted_dates = frozenset({DateKind.META})

    def article(self, entry: Entry, route: Route) -> Article | None:
        article = super().article(entry, route)
        if article is not None:
            # With "www." or without, an article is the same, and no second source of itself.
            article.canonical_url = own_address(article.canonical_url)
        return article
