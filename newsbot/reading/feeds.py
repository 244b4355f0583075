"""Feeds: RSS, Atom and JSON Feed bodies to entries."""

from __future__ import annotations

from newsbot.items import Outcome
from newsbot.reading.documents import read_text
from newsbot.reading.entry import Listing
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import split_name
from newsbot.reading.jsonfeeds import read_json_feed
from newsbot.reading.sniffing import refuse_web_page
from newsbot.reading.xmlfeeds import feed_title, is_feed, read_xml_feed
from newsbot.reading.xmltree import parse_xml


def read_feed(body: bytes, *, url: str, content_type: str = "") -> Listing:
    """What a feed lists, at least one entry.

    ``url`` is where the body came from, for relative links; ``content_type`` the HTTP header, for its charset. Bodies
    that are damaged give the entries that are whole. Raises `ReadingError`.
    """
    text = read_text(body, content_type=content_type, due="a feed")
    listing = Listing(read_json_feed(text, url=url)) if text[0] in "{[" else _xml_listing(text, url)
    if not listing.entries:
        raise ReadingError(Outcome.EMPTY, "a feed without entries")
    return listing


def _xml_listing(text: str, url: str) -> Listing:
    tree = parse_xml(text)
    if tree is None:
        refuse_web_page(text, "a feed")
        raise ReadingError(Outcome.PARSE_ERROR, "neither XML nor JSON where a feed was due")
    if not is_feed(tree.root):
        refuse_web_page(text, "a feed")
        name = split_name(tree.root)[1][:40]
        raise ReadingError(Outcome.PARSE_ERROR, f"an XML document <{name}> where a feed was due")
    entries = read_xml_feed(tree.root, url=url, cut=tree.cut)
    if tree.cut and not entries:
        raise ReadingError(Outcome.PARSE_ERROR, "a feed that is cut off before its first entry ends")
    return Listing(entries, tree.whole, feed_title(tree.root))
