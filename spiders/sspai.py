import re

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider
from newsbot.reading.entry import Entry

# The sales of its own shop and its partners', among the articles.
OFFER = re.compile(
    "(?:限时|专属|周年|独家)团购|团购(?:限时|开启)|好价|限时(?:优惠|折扣|特价)"
    "|(?:周年庆|会员|栏目)[^，。]{0,20}(?:优惠|折扣)"
)


class SspaiSpider(SourceSpider):
    name = "sspai"
    title = "少数派"
    routes = (Feed("https://sspai.com/feed"),)
    # Essays and tools of its readers: the news in them is told elsewhere first.
    weight = 0.8

    def is_advert(self, entry: Entry) -> bool:
        return OFFER.search(entry.title) is not None
