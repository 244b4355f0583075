from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class TmtpostSpider(SourceSpider):
    name = "tmtpost"
    title = "钛媒体"
    # Both time out at times when asked from abroad: of 503 polls each, the first 13, the second 76.
    routes = (
        Feed("https://www.tmtpost.com/rss.xml"),
        Feed("https://www.tmtpost.com/feed", label="RSS（快讯）"),
    )
    # Its newsflashes come by the hour.
    longest_silence = timedelta(days=2)
