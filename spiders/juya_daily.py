from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider
from newsbot.reading.juya import issue_items


class JuyaDailySpider(SourceSpider):
    """橘鸦AI早报: each morning some thirty items, written with the help of a model, each with a link to its original.

    The feed moved here in June 2026; that at imjuya.github.io answers 404. Its text is CC BY-NC 4.0.
    """

    name = "juya_daily"
    title = "橘鸦AI早报"
    # It collects what others have said.
    weight = 0.5
    routes = (Feed("https://daily.juya.uk/rss.xml", entries=issue_items),)
