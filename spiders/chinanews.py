from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class ChinanewsSpider(SourceSpider):
    """中新网. All its news, of which few are about models. Its dates name no zone: they are Beijing's."""

    name = "chinanews"
    title = "中新网"
    routes = (Feed("https://www.chinanews.com.cn/rss/scroll-news.xml", label="RSS（滚动）"),)
    # It writes by the minute.
    longest_silence = timedelta(days=2)
