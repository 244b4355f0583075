import re
from dataclasses import replace
from datetime import timedelta

from newsbot.crawling.routes import Document, Page, Route
from newsbot.crawling.source import SourceSpider
from newsbot.items import Article
from newsbot.reading.entry import Entry
from newsbot.reading.kr36 import channel, own_address
from newsbot.reading.publication import DateKind

AI = "https://www.36kr.com/information/AI/"


class Kr36AiSpider(SourceSpider):
    """36氪's channel on AI, of which its feeds have only a part. There is no feed of the channel itself."""

    name = "kr36_ai"
    title = "36Kr AI"
    routes = (
        Document(AI, entries=channel),
        # The data in the page are encrypted at times: its own scripts may show what they are.
        Page(
            AI,
            label="网页（浏览器）",
            links=re.compile(r"https://www\.36kr\.com/p/\d+"),
            # A link around a picture is never seen, because pictures are not loaded.
            wait_for="a[href*='/p/']:not(:has(img))",
        ),
    )
    uses_browser = True
    # As for 36Kr's own feed: the metadata of an article has the time at which its page was built.
    distrusted_dates = frozenset({DateKind.META})
    # It writes every day; a weekend with a holiday may be quiet.
    longest_silence = timedelta(days=3)

    def article(self, entry: Entry, route: Route) -> Article | None:
        # The feeds link to articles without "www.", and so does everybody else.
        return super().article(replace(entry, link=own_address(entry.link)), route)
