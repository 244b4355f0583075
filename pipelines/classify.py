"""What an article is about."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from newsbot.items import Article
from newsbot.judging.lexicon import Lexicon, load_lexicon
from newsbot.judging.relevance import judge


class ClassifyPipeline:
    """Grade each article's relevance. Off-topic ones go on too: they are kept, and never printed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        path = crawler.settings["NEWSBOT_LEXICON"]
        return cls(load_lexicon(Path(path) if path else None))

    def process_item(self, item: object) -> object:
        if isinstance(item, Article):
            item.judgement = judge(item.title, item.text or item.summary, self._lexicon)
        return item
