"""The ways to a source: each says what to request and how to read the answer."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

from scrapy.http import Response

from newsbot.crawling.browser import rendered
from newsbot.reading.documents import read_text
from newsbot.reading.entry import Entry, Listing
from newsbot.reading.feeds import read_feed
from newsbot.reading.jsonlists import read_json
from newsbot.reading.pages import read_links


@dataclass(frozen=True)
class Route:
    """An address of a source.

    ``label`` is printed; ``parse`` names the spider's callback. ``body`` is sent by POST. ``largest`` replaces the
    project's cap on the body of the answer (bytes after inflation) where a document needs more. ``mirror``: somebody
    else's copy, which the daily names as such. "{day}" in ``url`` is the day on which the crawl began,
    "{eve}" the day before. ``absent_is_empty``: a 404 says that there is nothing yet, as of a file for a day, and not
    that the address is wrong.
    """

    url: str
    _: KW_ONLY
    label: str = "网址"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    mirror: bool = False
    parse: str = "parse"
    largest: int | None = None
    absent_is_empty: bool = False

    def on(self, day: date) -> Self:
        """The route as it is on a day."""
        url = self.url.replace("{day}", day.isoformat()).replace("{eve}", (day - timedelta(days=1)).isoformat())
        return self if url == self.url else replace(self, url=url)

    @property
    def meta(self) -> dict[str, Any]:
        # What is answered to a question is not a document of its address, and is not remembered as one.
        return {"conditional": not self.body} | ({"download_maxsize": self.largest} if self.largest else {})


@dataclass(frozen=True)
class EntryRoute(Route, ABC):
    """A route whose one document lists entries."""

    @abstractmethod
    def read(self, response: Response) -> Listing:
        """What the answer lists. Raises `newsbot.reading.errors.ReadingError`."""


@dataclass(frozen=True)
class Feed(EntryRoute):
    """RSS, Atom or JSON Feed; ``entries`` takes what it lists and gives what that consists of, where that is more."""

    label: str = "RSS"
    entries: Callable[[list[Entry]], Iterable[Entry]] = field(default=list, kw_only=True)

    def read(self, response: Response) -> Listing:
        listing = read_feed(response.body, url=response.url, content_type=_content_type(response))
        return replace(listing, entries=list(self.entries(listing.entries)))


@dataclass(frozen=True)
class JsonList(EntryRoute):
    """A JSON document; ``entries`` takes it as decoded and gives what it lists."""

    label: str = "JSON"
    entries: Callable[[object], Iterable[Entry]] = field(kw_only=True)

    def read(self, response: Response) -> Listing:
        return Listing(list(self.entries(read_json(response.body, content_type=_content_type(response)))))


@dataclass(frozen=True)
class Document(EntryRoute):
    """A text that is read in a way of its own: a sitemap, Markdown, a page that carries its data in a script.

    ``entries`` takes the text and gives what it lists.
    """

    label: str = "网页"
    entries: Callable[[str], Iterable[Entry] | Listing] = field(kw_only=True)

    def read(self, response: Response) -> Listing:
        found = self.entries(read_text(response.body, content_type=_content_type(response)))
        return found if isinstance(found, Listing) else Listing(list(found))


@dataclass(frozen=True)
class Page(EntryRoute):
    """A page of links; ``links`` matches the addresses of articles.

    With ``wait_for``, a selector, it is rendered in a browser and read once an element matches. It has no headers of
    its own then: a browser would send them on to wherever it is redirected.
    """

    label: str = "网页"
    links: re.Pattern[str] = field(kw_only=True)
    wait_for: str = ""

    def __post_init__(self) -> None:
        if self.wait_for and self.headers:
            raise ValueError(f"{self.url}: a rendered page takes no headers")

    @property
    def meta(self) -> dict[str, Any]:
        return super().meta | (rendered(self.wait_for) if self.wait_for else {})

    def read(self, response: Response) -> Listing:
        text = read_text(response.body, content_type=_content_type(response))
        return Listing(read_links(text, url=response.url, pattern=self.links))


def _content_type(response: Response) -> str:
    return (response.headers.get(b"Content-Type") or b"").decode("latin-1")
