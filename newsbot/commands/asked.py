"""Which article is meant by what a user gives: an address, or a headline and its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection

from newsbot.commandline import fail
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.items import Article
from newsbot.reading.urls import canonical_url
from newsbot.storing import articles

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
# As browsers show addresses: a host with a path, or one that begins with "www.".
_BARE = re.compile(r"(?=.*/.|www\.)(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_LONGEST = 4096
_AROUND = " \t\r\n\u3000\ufeff\u200b<>"


def asked(connection: Connection, given: Sequence[str]) -> Article:
    """The stored article of an address or a headline; what no source has listed as an article without an address.

    Ends the command where no article has the address, or several have.
    """
    address = address_of(given[0]) if len(given) == 1 else ""
    if address:
        return _at(connection, address)
    title, text = " ".join(given[0].split()), given[1] if len(given) > 1 else ""
    stored = articles.titled(connection, title)
    if stored is not None and text.strip() in {"", stored.summary, stored.text}:
        return stored
    return Article(source="", url="", title=title, summary=text, text=text)


def address_of(text: str) -> str:
    """The address that a text is, with its scheme; empty for anything else."""
    text = text.strip(_AROUND)
    if found := _SCHEME.match(text):
        return found[0].lower() + text[found.end() :]
    return f"https://{text}" if len(text) <= _LONGEST and _BARE.fullmatch(text) else ""


def _at(connection: Connection, address: str) -> Article:
    """The article as printed or as the store knows it; of several on one page, one must be named."""
    page = canonical_url(address)
    if (article := articles.known(connection, address) or articles.known(connection, page)) is not None:
        return article
    # A source may know its articles by another address than it gives for them.
    entries = articles.on_page(connection, page) or [
        each for each in articles.linked(connection, [address, page]) if canonical_url(each.url) == page
    ]
    if not entries:
        fail(
            f"{address}: no source has listed it; 'scrapy check-source' looks at an address, and "
            "'scrapy explain TITLE TEXT' at what it says",
            EXIT_FAILED,
        )
    if len(entries) > 1:
        listed = "".join(f"\n  {each.canonical_url}  {each.title}" for each in entries)
        fail(f"{address}: {len(entries)} articles stand on this page; give one of these:{listed}", EXIT_USAGE)
    return entries[0]
