from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class ReadhubSpider(SourceSpider):
    """Readhub. Each entry is a topic: what several outlets report, in a sentence that is cut off where it is long."""

    name = "readhub"
    title = "Readhub"
    routes = (Feed("https://readhub.cn/rss"),)
    # An aggregator: the reports it sums up are worth more than the sum.
    weight = 0.6
    # It gathers by the hour.
    longest_silence = timedelta(days=2)
