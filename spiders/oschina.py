from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class OschinaSpider(SourceSpider):
    name = "oschina"
    title = "开源中国"
    routes = (Feed("https://www.oschina.net/news/rss"),)
