"""The feeds that a web page names."""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from newsbot.reading.urls import absolute_url

_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"))
_HEAD = 200_000  # characters in which a page's head ends


def named_feeds(html: str, *, url: str) -> list[str]:
    """The addresses of the feeds that the page at ``url`` links to as its own, each once."""
    try:
        root = lxml_html.document_fromstring(
            html[:_HEAD].encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except etree.LxmlError:
        return []
    links = (
        absolute_url(url, node.get("href") or "")
        for node in islice(root.iter("link"), 500)
        if "alternate" in (node.get("rel") or "").lower().split() and (node.get("type") or "").lower() in _TYPES
    )
    return list(dict.fromkeys(filter(None, links)))
