from datetime import timedelta

from newsbot.crawling.routes import JsonList, Route
from newsbot.crawling.source import SourceSpider
from newsbot.items import Article
from newsbot.reading.entry import Entry
from newsbot.reading.kr36 import hot_list, own_address
from newsbot.reading.publication import DateKind

LIST = "https://openclaw.36krcdn.com/media/hotlist/{%s}/24h_hot_list.json"


class Kr36HotSpider(SourceSpider):
    """36氪's list of what was read most in 24 hours, which it publishes for programs: some fifteen articles an hour.

    Documented at https://github.com/36kr-com/skills.
    """

    name = "kr36_hot"
    title = "36Kr 热榜"
    routes = (
        JsonList(LIST % "day", entries=hot_list, absent_is_empty=True),
        # Soon after midnight there is no file for the day yet.
        JsonList(LIST % "eve", label="JSON（前一天）", entries=hot_list, absent_is_empty=True),
    )
    sites = frozenset({"36kr.com"})
    # As for 36Kr's own feed: the metadata of an article has the time at which its page was built.
    distrusted_dates = frozenset({DateKind.META})
    # It writes every day; a weekend with a holiday may be quiet.
    longest_silence = timedelta(days=3)

    def article(self, entry: Entry, route: Route) -> Article | None:
        article = super().article(entry, route)
        if article is not None:
            # With "www." or without, an article is the same, and no second source of itself.
            article.canonical_url = own_address(article.canonical_url)
        return article
