from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class CyzoneSpider(SourceSpider):
    name = "cyzone"
    title = "创业邦"
    routes = (Feed("https://www.cyzone.cn/rss/"),)
