from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class GeekparkSpider(SourceSpider):
    """极客公园. The CDATA sections of its descriptions are escaped, so that their marks are part of the text."""

    name = "geekpark"
    title = "极客公园"
    routes = (Feed("https://www.geekpark.net/rss"),)
