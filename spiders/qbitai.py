from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class QbitaiSpider(SourceSpider):
    name = "qbitai"
    title = "量子位"
    routes = (Feed("https://www.qbitai.com/feed"),)
