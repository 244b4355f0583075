from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class BaoyuSpider(SourceSpider):
    """宝玉. One person's blog."""

    name = "baoyu"
    title = "宝玉"
    routes = (Feed("https://baoyu.io/feed.xml"),)
    # Translations for the most part: what they tell has been told.
    weight = 0.8
    # One person's, who may be away for a fortnight.
    longest_silence = timedelta(days=14)
