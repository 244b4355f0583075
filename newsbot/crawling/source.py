"""The base of sources of articles: entries read, cleaned and turned into articles."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from newsbot.columns import is_digest
from newsbot.crawling.documents import NOT_ASKED, NOT_MODIFIED, document_of
from newsbot.crawling.routed import RoutedSpider
from newsbot.crawling.routes import EntryRoute, Route
from newsbot.items import BEIJING, Article, Outcome
from newsbot.reading.boilerplate import without_boilerplate
from newsbot.reading.dates import parse_date, url_date
from newsbot.reading.digests import item_url, sections
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.publication import DateKind
from newsbot.reading.text import lead, one_line, to_text
from newsbot.reading.urls import absolute_url, canonical_url, part_url

# A clock may be a little off; anything further ahead is a fault of the source, not news from the future.
FUTURE_TOLERANCE = timedelta(hours=1)
SUMMARY_LENGTH = 200  # characters: two or three sentences
USABLE_SUMMARY = 40  # characters; what is shorter is a slogan: it does not say what happened
TEXT_LENGTH = 20_000  # characters kept of an article
MARKUP_LENGTH = 200_000  # characters of markup read for them
TITLE_LENGTH = 300

_TWO_DAYS = timedelta(days=2)


class SourceSpider(RoutedSpider):
    """A source of articles.

    A source that is a feed needs ``name``, ``title`` and ``routes``; every other attribute says how it differs.
    """

    # Naive dates are Beijing time unless a source means something else.
    zone: ClassVar[tzinfo] = BEIJING
    # False for a source whose dates carry a zone that they do not mean.
    trust_zone: ClassVar[bool] = True
    # Lines of its own that say nothing, beside those that every source has.
    boilerplate: ClassVar[Sequence[re.Pattern[str]]] = ()
    # A selector of the article in its page, for a source whose pages only JavaScript fills.
    article_selector: ClassVar[str] = ""
    # Places on its article pages where another time stands than that of publication.
    distrusted_dates: ClassVar[Collection[DateKind]] = frozenset()
    # Registered domains of its articles, where its routes are at others: pages are fetched from its own sites only.
    sites: ClassVar[frozenset[str]] = frozenset()
    # Nothing new for longer than this, and the route counts as stale.
    longest_silence: ClassVar[timedelta] = timedelta(days=4)

    async def parse(self, response: Response, position: int = 0) -> AsyncIterator[Article | Request]:
        route = self.route(position)
        assert isinstance(route, EntryRoute)  # noqa: S101 (for the type checker: other routes name other callbacks)
        # In a thread: a document may be large, or made to be slow to read, and other sources share the reactor.
        try:
            listing = await asyncio.to_thread(route.read, response)
            found = await asyncio.to_thread(self._articles, listing.entries, route)
        except ReadingError as error:
            documents = document_of(response, readable=False)
            for request in self.ended(position, error.outcome, detail=str(error), documents=documents):
                yield request
            return
        articles, items = found
        for article in articles + items:
            yield article
        outcome, detail = self._outcome(articles, response)
        detail = "; ".join(filter(None, (detail, listing.remark, _unsplit(articles, items))))
        for request in self.ended(
            position,
            outcome,
            detail=detail,
            entries=len(articles),
            undated=sum(article.published is None for article in articles) + len(listing.passed_over),
            documents=document_of(response, whole=listing.whole),
        ):
            yield request

    def _articles(self, entries: Sequence[Entry], route: Route) -> tuple[list[Article], list[Article]]:
        """The articles of a document's entries, and the items of those of them that are digests."""
        found = [(article, entry) for entry in entries if (article := self.article(entry, route)) is not None]
        return [article for article, _ in found], [item for each in found for item in self.items_of(*each)]

    def article(self, entry: Entry, route: Route) -> Article | None:
        """What an entry says, cleaned; None for an advertisement, and for one without a title or a link."""
        title, link = one_line(entry.title)[:TITLE_LENGTH], absolute_url(route.url, entry.link)
        if not title or not link or self.is_advert(entry):
            return None
        text = without_boilerplate(to_text((entry.content or entry.summary)[:MARKUP_LENGTH]), self.boilerplate)
        summary = without_boilerplate(to_text(entry.summary[:MARKUP_LENGTH]), self.boilerplate)
        return Article(
            source=self.name,
            url=link,
            canonical_url=part_url(canonical_url(link), entry.part),
            title=title,
            published=self.published(entry),
            summary=_summary(summary, text),
            text=text[:TEXT_LENGTH],
            author=entry.author,
            route=route.label,
        )

    def items_of(self, article: Article, entry: Entry) -> list[Article]:
        """What a digest tells, item by item, each with the digest's link; nothing of any other article.

        The digest itself goes on too: `newsbot.judging` keeps it out of the issue.
        """
        if not is_digest(article.title):
            return []
        return [
            replace(
                article,
                title=section.heading,
                canonical_url=item_url(article.canonical_url, section.heading),
                summary=lead(section.text, SUMMARY_LENGTH),
                text=section.text[:TEXT_LENGTH],
            )
            for section in sections((entry.content or entry.summary)[:MARKUP_LENGTH], self.boilerplate)
        ]

    def is_advert(self, entry: Entry) -> bool:  # noqa: ARG002 (a source with adverts of its own looks at it)
        """Whether an entry is an advertisement, which is left out. What all sources' share, the lexicon knows."""
        return False

    def published(self, entry: Entry) -> datetime | None:
        """The entry's time, or for an older one the day that its address names; None without a date that can be."""
        published = parse_date(entry.published, zone=self.zone, trust_zone=self.trust_zone)
        if published is None and (day := url_date(entry.link)) is not None and day < self.clock().date() - _TWO_DAYS:
            # Of the last days the address says too little: when it was first seen says more.
            published = datetime.combine(day, time(), BEIJING)
        if published is not None and published > self.clock() + FUTURE_TOLERANCE:
            self.crawler.stats.inc_value("newsbot/future_dates")
            return None
        return published.astimezone(BEIJING) if published is not None else None

    def _outcome(self, articles: Sequence[Article], response: Response) -> tuple[Outcome, str]:
        """What a document that could be read amounts to, with a detail for people."""
        if not articles:
            return Outcome.EMPTY, "no entry with a title and a link"
        dates = [article.published for article in articles if article.published is not None]
        if not dates:
            return Outcome.UNDATED, ""
        if max(dates) < self.clock() - self.longest_silence:
            return Outcome.STALE, f"nothing since {max(dates):%Y-%m-%d}"
        if NOT_ASKED in response.flags:
            return Outcome.NOT_MODIFIED, "asked a short while ago, and not again"
        return (Outcome.NOT_MODIFIED if NOT_MODIFIED in response.flags else Outcome.OK), ""


def _summary(written: str, text: str) -> str:
    """The beginning of the summary as written; of the text where that says more than a slogan does."""
    summary = lead(written, SUMMARY_LENGTH)
    if len(summary) >= USABLE_SUMMARY:
        return summary
    return max(lead(text, SUMMARY_LENGTH), summary, key=len)


def _unsplit(articles: Sequence[Article], items: Sequence[Article]) -> str:
    """How many digests were not taken apart, whose news are missing therefore; "" for none."""
    split = {item.page for item in items}
    whole = sum(is_digest(article.title) and article.page not in split for article in articles)
    return f"{whole} digest{'s' if whole > 1 else ''} not split" if whole else ""
