"""Entries out of RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, and CDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newsbot.reading.dates import first_date
from newsbot.reading.entry import Entry
from newsbot.reading.fields import (
    MAX_LABEL,
    Fields,
    base_of,
    fields,
    headline,
    headline_text,
    markup,
    plain_value,
    split_name,
)
from newsbot.reading.text import lead, one_line, to_text
from newsbot.reading.urls import absolute_url

# Feeds carry ten to a hundred entries; an archive that carries more is read as far as news can go.
MAX_ENTRIES = 1000

_ROOTS = frozenset(("rss", "rdf", "feed", "channel"))
_PUBLISHED = (
    *(
        "pubdate",
        "published",
        "atom:published",
        "issued",
        "atom:issued",
        "dc:date",
        "dcterms:issued",
        "dcterms:created",
    ),
    *("date", "created", "atom:created", "updated", "atom:updated", "modified", "atom:modified", "dcterms:modified"),
)
_MOST_DATES = 5  # of one name
_TITLES = ("title", "atom:title", "dc:title", "media:title")
_SUMMARIES = ("description", "summary", "atom:summary", "abstract", "dc:description", "itunes:summary")
_CONTENTS = ("content:encoded", "content", "atom:content", "body", "xhtml:body", "xhtml:div", "fulltext")
_AUTHORS = ("author", "atom:author", "dc:creator", "itunes:author", "creator")
_ALTERNATE = frozenset(("", "alternate", "http://www.iana.org/assignments/relation/alternate"))
_AUTHOR_LABEL = re.compile(r"^(?:作者|文|by)\s*[:：|｜丨]\s*", re.IGNORECASE)
_MAILBOX = re.compile(r"\s*[^\s()@]{1,100}@[^\s()@]{1,100}\s*\(([^()]{1,200})\)\s*")


def is_feed(root: etree._Element) -> bool:
    """Whether a document's root is that of a feed."""
    return split_name(root)[1] in _ROOTS


def read_xml_feed(root: etree._Element, *, url: str, cut: bool) -> list[Entry]:
    """The entries of a feed in their order; with ``cut`` without the last, which is not whole."""
    elements = list(islice(_entries(root), MAX_ENTRIES + 1))
    if cut and len(elements) <= MAX_ENTRIES:
        elements = elements[:-1]
    base, author = _about_feed(root, url)
    return [_entry(element, base, author) for element in elements[:MAX_ENTRIES]]


def feed_title(root: etree._Element) -> str:
    """What a feed calls itself, or an empty string."""
    children = fields(root)
    about = fields(next(iter(children.get("channel", [])), root))
    return next(filter(None, (headline(each) for name in _TITLES for each in about.get(name, []))), "")


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    name = "entry" if split_name(root)[1] == "feed" else "item"
    return (element for element in root.iter(etree.Element) if split_name(element)[1] == name)


def _about_feed(root: etree._Element, url: str) -> tuple[str, str]:
    """What the links of a feed are relative to, and who writes it where its entries do not say."""
    children = fields(root)
    channel = next(iter(children.get("channel", [])), root)
    about = children if channel is root else fields(channel)
    base = absolute_url(url, base_of(channel, base_of(root, ""))) or _alternate(about, url) or url
    return base, _author(about) if split_name(root)[1] == "feed" else ""


def _entry(element: etree._Element, base: str, feed_author: str) -> Entry:
    found = fields(element)
    base = absolute_url(base, base_of(element, "")) or base
    summary, content = _first_markup(found, _SUMMARIES), _first_markup(found, _CONTENTS)
    title = next(filter(None, (headline(child) for name in _TITLES for child in found.get(name, []))), "")
    return Entry(
        title=title or title_from_text(content or summary),
        link=_link(element, found, base),
        published=_published(element, found),
        summary=summary if content else "",
        content=content or summary,
        author=_author(found) or feed_author,
        id=_first_value(found, ("guid", "id", "atom:id"))[:MAX_LABEL] or _attribute(element, "about")[:MAX_LABEL],
    )


def title_from_text(content: str) -> str:
    """A title for an entry that has none: its first sentence."""
    return headline_text(lead(to_text(content[:5000]), 60), literal=True) if content else ""


def _link(element: etree._Element, found: Fields, base: str) -> str:
    for name in ("feedburner:origlink", "origlink"):
        for child in found.get(name, []):
            if link := absolute_url(base, plain_value(child)):
                return link
    if link := _alternate(found, base):
        return link
    for child in found.get("guid", []):
        if child.get("isPermaLink", "true").strip().lower() != "false" and (
            link := absolute_url("", plain_value(child))
        ):
            return link
    for written in (_first_value(found, ("id", "atom:id")), _attribute(element, "about"), _attribute(element, "href")):
        if link := absolute_url("", written):
            return link
    return ""


def _alternate(found: Fields, base: str) -> str:
    """The page that a feed or an entry is about: its link in text, or the Atom link that names an alternate page."""
    links = []
    for child in found.get("link", []) + found.get("atom:link", []) + found.get("a", []):
        written = plain_value(child) or _attribute(child, "href")
        if _attribute(child, "rel").strip().lower() in _ALTERNATE:
            page = _attribute(child, "type").lower() in {"", "text/html", "application/xhtml+xml"}
            # Feeds that escape their links twice leave "&amp;" in them, which no address holds.
            links.append((page, absolute_url(base_of(child, base), written.replace("&amp;", "&"))))
    return next((link for page, link in links if page and link), "") or next((link for _, link in links if link), "")


def _published(element: etree._Element, found: Fields) -> str:
    written = [plain_value(child)[:MAX_LABEL] for name in _PUBLISHED for child in found.get(name, [])[:_MOST_DATES]]
    return first_date(*written, _attribute(element, "lastmod")[:MAX_LABEL])


def _author(found: Fields) -> str:
    for name in _AUTHORS:
        for child in found.get(name, []):
            names = fields(child)
            person = next((child for key in ("name", "atom:name") for child in names.get(key, [])), child)
            written = to_text(plain_value(person)[: 2 * MAX_LABEL])
            if match := _MAILBOX.fullmatch(written):
                written = match[1]
            if written := _AUTHOR_LABEL.sub("", written):
                return one_line(written)[:MAX_LABEL]
    return ""


def _first_value(found: Fields, names: tuple[str, ...]) -> str:
    return next(filter(None, (plain_value(child) for name in names for child in found.get(name, []))), "")


def _first_markup(found: Fields, names: tuple[str, ...]) -> str:
    bodies = (markup(child) for name in names for child in found.get(name, []))
    return next((body for body in bodies if body.strip()), "")


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name, in whatever case and namespace."""
    if (value := element.get(name)) is not None:
        return value
    for key in islice(element.keys(), 50):
        if str(key).rpartition("}")[2].lower() == name:
            return element.get(key) or ""
    return ""
