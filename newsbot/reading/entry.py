"""What a feed, a JSON list or a page of links says about one article, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its document gives it.

    ``title`` and ``author`` are plain text on one line. ``link`` is absolute, or empty. ``published`` is the date as
    written, for `newsbot.reading.dates`: only the source knows which zone it means. ``summary`` and ``content`` are
    HTML or text as given; for a document with one body only, that is ``content``. ``part`` tells an entry from the
    others on the page that it links to, where one page is the page of several: it is part of its identity.
    """

    title: str
    link: str
    published: str = ""
    summary: str = ""
    content: str = ""
    author: str = ""
    id: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a document, in its order.

    ``whole`` is False for a document that is cut off. ``title`` is what a feed calls itself, "" where it does not.
    """

    entries: list[Entry]
    whole: bool = True
    title: str = ""
