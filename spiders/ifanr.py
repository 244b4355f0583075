import re
from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class IfanrSpider(SourceSpider):
    """爱范儿. Its feed is not well-formed at times: a bare "&" before a tag."""

    name = "ifanr"
    title = "爱范儿"
    routes = (Feed("https://www.ifanr.com/feed"),)
    boilerplate = (
        # Behind every summary, on the same line: #欢迎关注爱范儿官方微信公众号：…，更多精彩内容第一时间为您奉上。
        re.compile(r" ?#欢迎关注爱范儿[^\n。]{0,120}。?"),
        re.compile(r"^爱范儿 ?\| ?原文链接[^\n]{0,60}$", re.MULTILINE),
    )
    # It writes every day; a weekend with a holiday may be quiet.
    longest_silence = timedelta(days=3)
