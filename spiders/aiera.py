import re

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class AieraSpider(SourceSpider):
    name = "aiera"
    title = "新智元"
    boilerplate = (re.compile(r"^新智元报道$", re.MULTILINE),)
    # It answered 500 in June 2026, and was well again in August.
    routes = (Feed("https://aiera.com.cn/feed/"),)
