"""What the spiders of the laboratories themselves have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from newsbot.crawling.routes import Route
from newsbot.crawling.source import TITLE_LENGTH, SourceSpider
from newsbot.items import Article
from newsbot.reading.entry import Entry


class LabSpider(SourceSpider):
    """A maker's own pages.

    There a title need not say whose news it is; in a report on all makers it does. ``maker`` is put in front of a
    title that has none of ``names``, whatever their case.
    """

    kind = "lab"
    # First hand, and rare.
    weight = 1.5
    maker: ClassVar[str]
    names: ClassVar[Sequence[str]]
    # Laboratories publish when they have something: two months of silence are common, four are not.
    longest_silence: ClassVar[timedelta] = timedelta(days=120)

    def article(self, entry: Entry, route: Route) -> Article | None:
        article = super().article(entry, route)
        if article is not None and not any(name.lower() in article.title.lower() for name in self.names):
            article.title = f"{self.maker}：{article.title}"[:TITLE_LENGTH]
        return article
