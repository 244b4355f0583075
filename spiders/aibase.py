from functools import partial

from newsbot.crawling.routes import Document, JsonList
from newsbot.crawling.source import SourceSpider
from newsbot.reading.aibase import news, page


class AibaseSpider(SourceSpider):
    """AIBase: short news of AI, many a day, much of it retold from others. It has no feed."""

    name = "aibase"
    title = "AIBase"
    weight = 0.7
    routes = (
        # The pages are filled by JavaScript, but carry their data.
        Document("https://news.aibase.com/zh/news", entries=partial(page, section="news")),
        # What the site's own pages ask for more.
        JsonList(
            "https://mcpapi.aibase.cn/api/aiInfo/aiNews?langType=zh_cn&pageNo=1",
            entries=news,
            headers={"Referer": "https://news.aibase.com/"},
        ),
        # One digest a day: better than nothing.
        Document("https://news.aibase.com/zh/daily", label="网页（日报）", entries=partial(page, section="daily")),
    )
