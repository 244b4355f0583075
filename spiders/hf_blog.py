from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider


class HfBlogSpider(SourceSpider):
    """The Hugging Face blog, by companies and users too. In English; its feed has titles and dates, no summaries."""

    name = "hf_blog"
    title = "Hugging Face 博客"
    # Of everything that is open; of Chinese models now and then.
    weight = 0.4
    routes = (Feed("https://huggingface.co/blog/feed.xml"),)
    # It writes on most working days.
    longest_silence = timedelta(days=7)
