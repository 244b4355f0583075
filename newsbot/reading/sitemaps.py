"""The addresses that a sitemap lists (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import plain_value, split_name
from newsbot.reading.sniffing import refuse_web_page
from newsbot.reading.xmltree import parse_xml

_MAX_URLS = 50_000  # the protocol's own limit


def read_sitemap(text: str) -> list[str]:
    """The addresses in their order, as written. Raises `ReadingError` for anything but a sitemap.

    Its dates are left aside: ``lastmod`` is when a page was last made, and not when it first said something.
    """
    tree = parse_xml(text)
    name = split_name(tree.root)[1] if tree else ""
    if tree is None or name != "urlset":
        refuse_web_page(text, "a sitemap")
        found = f"an XML document <{name[:40]}>" if name else "no XML"
        raise ReadingError(Outcome.PARSE_ERROR, f"{found} where a sitemap was due")
    elements = islice((each for each in tree.root.iter(etree.Element) if split_name(each)[1] == "loc"), _MAX_URLS)
    return [address for element in elements if (address := plain_value(element))]
