"""Which of the project's readers can read a text that is no feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsbot.reading.cards import read_cards
from newsbot.reading.changelogs import read_changelog
from newsbot.reading.dated_pages import read_dated_page
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.sitemaps import read_sitemap

# A page of an article may have a heading with a date, and a few cards of others beside it.
_FEWEST_DATED, _FEWEST_CARDS = 2, 3


@dataclass(frozen=True, slots=True)
class Fitting:
    """A reader that can read a text: its name, how many entries or addresses it finds, and the first of the entries."""

    reader: str
    found: int
    first: Entry | None = None


def fitting_reader(text: str, *, url: str) -> Fitting | None:
    """The first reader that finds in a text what it is for; None where none does. ``url`` is the text's own."""
    return next(_fitting(text, url), None)


def _fitting(text: str, url: str) -> Iterator[Fitting]:
    try:
        if addresses := read_sitemap(text):
            yield Fitting("newsbot.reading.sitemaps.read_sitemap", len(addresses))
    except ReadingError:
        pass
    if not text.startswith("<!") and "<html" not in text[:2000].lower():
        try:
            entries = read_changelog(text, url=url).entries
            yield Fitting("newsbot.reading.changelogs.read_changelog", len(entries), entries[0])
        except ReadingError:
            pass
        return
    try:
        entries = read_dated_page(text, url=url).entries
        if len(entries) >= _FEWEST_DATED:
            yield Fitting("newsbot.reading.dated_pages.read_dated_page", len(entries), entries[0])
    except ReadingError:
        pass
    own = re.compile(rf"^https?://{re.escape(urlsplit(url).netloc)}/[^?#]+")
    cards = read_cards(text, url=url, pattern=own).entries
    if len(cards) >= _FEWEST_CARDS:
        yield Fitting("newsbot.reading.cards.read_cards", len(cards), cards[0])
