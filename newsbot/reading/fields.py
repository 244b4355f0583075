"""The fields of an element of a feed, whatever namespace its author put them in."""

from __future__ import annotations

import base64
import re
from html import escape
from itertools import islice

from lxml import etree

from newsbot.reading.text import one_line, to_text

Fields = dict[str, list[etree._Element]]

MAX_TITLE = 300
MAX_LABEL = 200
MAX_BODY = 1_000_000
MAX_CHILDREN = 500

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_CDATA_MARK = re.compile(r"<!\[CDATA\[|\]\]>")


def split_name(element: etree._Element) -> tuple[str, str]:
    """An element's namespace (or prefix, where it was never declared) and its lower-case local name."""
    namespace, _, local = str(element.tag).rpartition("}")
    if not namespace and ":" in local:
        prefix, _, local = local.partition(":")
        return prefix.lower() + ":", local.lower()
    return namespace[1:].lower(), local.lower()


def fields(element: etree._Element) -> Fields:
    """The children of an element by name: plain where they share its namespace or have none, else "dc:date"."""
    own, _ = split_name(element)
    found: Fields = {}
    for child in islice(element.iterchildren(tag=etree.Element), MAX_CHILDREN):
        namespace, local = split_name(child)
        prefix = (
            "" if namespace in {"", own} else _PREFIXES.get(namespace, namespace if namespace.endswith(":") else "?:")
        )
        found.setdefault(prefix + local, []).append(child)
    return found


def base_of(element: etree._Element, base: str) -> str:
    """The xml:base written on an element itself, or ``base``."""
    return element.get(_XML_BASE) or base


def plain_value(element: etree._Element) -> str:
    """The characters of an element, on one line: for dates, ids, links."""
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    return one_line(_unwrapped(text[:MAX_BODY]))


def markup(element: etree._Element) -> str:
    """The contents of an element as HTML or text: what was escaped unescaped, what was not serialised."""
    if element.get("mode") == "base64" or (
        element.get("type", "").startswith("application/octet") and not len(element)
    ):
        return _from_base64(element.text or "")
    if not len(element):
        return _unwrapped(element.text or "")[:MAX_BODY]
    parts = [escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", with_tail=True) for child in element]
    return "".join(parts)[:MAX_BODY]


def headline(element: etree._Element) -> str:
    """A title as plain text on one line."""
    kind = element.get("type", "html").lower()
    literal = kind in {"text", "text/plain"} and not len(element) and element.get("mode") != "escaped"
    return headline_text(markup(element), literal=literal)


def headline_text(title: str, *, literal: bool = False) -> str:
    """A title, HTML unless ``literal``, as plain text on one line of bounded length."""
    title = title[: 20 * MAX_TITLE]
    lines = title if literal else to_text(title)
    line = one_line(lines)
    if len(line) > MAX_TITLE // 2:  # some feeds put headline and standfirst, or the whole text, into the title
        line = one_line(lines.strip().partition("\n")[0])
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rstrip() + "…"


def _unwrapped(text: str) -> str:
    """The text without the marks of a CDATA section that was escaped as if it were content."""
    return _CDATA_MARK.sub("", text) if text.lstrip().startswith("<![CDATA[") else text


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text[:MAX_BODY]).decode("utf-8", "replace")
    except ValueError:
        return ""
