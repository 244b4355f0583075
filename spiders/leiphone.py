import re

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class LeiphoneSpider(SourceSpider):
    name = "leiphone"
    title = "雷峰网"
    routes = (
        Feed("https://www.leiphone.com/feed"),
        # One section only, and the one that matters most here.
        Feed("https://www.leiphone.com/feed/categoryRss/name/ai", label="RSS（人工智能）"),
    )
    boilerplate = (
        # It names its account behind its own name. Until 2021 the name was written 雷锋网.
        re.compile(r"(?<=雷[峰锋]网) ?[(（]公众号[：:] ?雷[峰锋]网[)）]"),
        # The editor's note, and the sentence in it that says where the text comes from.
        re.compile(r"^雷[峰锋]网[^\n：:。]{0,20}按[：:] ?(?:本文[^\n。]{0,200}。)?", re.MULTILINE),
        re.compile(r"^雷[峰锋]网(?:原创|版权|特约)[^\n]{0,10}文章[，,]未经授权[^\n]{0,60}$", re.MULTILINE),
    )
