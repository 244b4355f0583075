"""What a feed, a JSON list or a page of links says about one article, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass

_NAMED = 3  # of those passed over, in a remark


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
    ``passed_over`` names what stands above all its entries, and so is likely to be newer, and could not be read as
    one: its day is not known, or its link is of another kind.
    """

    entries: list[Entry]
    whole: bool = True
    title: str = ""
    passed_over: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """What a reader of its outcome has to know; "" for nothing."""
        if not self.passed_over:
            return ""
        more = f" and {len(self.passed_over) - _NAMED} more" if len(self.passed_over) > _NAMED else ""
        return f"not read, above all that was: {'; '.join(self.passed_over[:_NAMED])}{more}"
