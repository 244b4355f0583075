from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class SolidotSpider(SourceSpider):
    name = "solidot"
    title = "Solidot"
    routes = (Feed("https://www.solidot.org/index.rss", label="RDF"),)
    # It retells what others report, in a paragraph.
    weight = 0.8
