from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class ZhidxSpider(SourceSpider):
    name = "zhidx"
    title = "智东西"
    routes = (Feed("https://zhidx.com/rss"),)
