from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class HuxiuSpider(SourceSpider):
    """虎嗅. Its article pages are filled by JavaScript, and guarded against robots."""

    name = "huxiu"
    title = "虎嗅"
    routes = (
        Feed("https://rss.huxiu.com/"),
        Feed("https://www.huxiu.com/rss/0.xml", label="RSS（0.xml）"),
    )
    uses_browser = True
    article_selector = "article p, [class*='article'] p, [id*='article'] p"
    # It writes every day; a weekend with a holiday may be quiet.
    longest_silence = timedelta(days=3)
