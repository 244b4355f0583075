"""Web pages: the article on one, and the links of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.extraction import article_text
from newsbot.reading.fields import headline_text
from newsbot.reading.jsonlists import decoded_json
from newsbot.reading.text import one_line, to_text
from newsbot.reading.trees import Tree, is_affordable, metadata, text_of, tree_of
from newsbot.reading.urls import absolute_url

_MAX_LINKS = 1000
_JSON_LD = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>([^<]{2,200000})", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,200})?>([^<]{1,1000})", re.IGNORECASE)
_TITLE_WITHIN = 200_000
_META_DATES = (
    "article:published_time",
    "og:published_time",
    "og:release_date",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "publish_time",
    "publishtime",
    "publication_date",
    "apub:time",
    "weibo: article:create_at",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
)


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page: ``text`` one paragraph a line, ``published`` as written; each empty where it is not known."""

    title: str = ""
    text: str = ""
    published: str = ""


def read_page(html: str) -> Page:
    """The article on a page. A page without one (a list, a captcha, an empty shell) has an empty ``text``.

    A page that is too large to be an article is empty altogether. The date is that of JSON-LD, then of the page's
    metadata, then of its first <time>.
    """
    root = tree_of(html)
    if root is None or not is_affordable(root):
        return Page()
    meta = metadata(root)
    heading = next(filter(None, (text_of(node) for node in islice(root.iter("h1"), 5))), "")
    title = headline_text(meta.get("og:title") or heading or _title_element(html), literal=True)
    return Page(title=title, text=article_text(root, title), published=_published(html, root, meta))


def read_links(html: str, *, url: str, pattern: re.Pattern[str]) -> list[Entry]:
    """The links of a page whose absolute URL matches ``pattern``, in order, each once.

    The title is that of a heading inside the link, or the link's text; a picture's link takes the title of a later
    link to the same page.
    """
    root = tree_of(html)
    if root is None:
        return []
    base = absolute_url(url, next((node.get("href") or "" for node in root.iter("base")), "")) or url
    titles: dict[str, str] = {}
    for anchor in root.iter("a"):
        link = absolute_url(base, anchor.get("href") or "")
        if link and pattern.search(link):
            titles[link] = titles.get(link) or _anchor_title(anchor)
            if len(titles) == _MAX_LINKS:
                break
    return [Entry(title=title, link=link) for link, title in titles.items()]


def _title_element(html: str) -> str:
    match = _TITLE.search(html[:_TITLE_WITHIN])
    return to_text(match[1]) if match else ""


def _published(html: str, root: Tree, meta: dict[str, str]) -> str:
    for match in islice(_JSON_LD.finditer(html), 10):
        try:
            value = decoded_json(match[1])
        except ReadingError:
            continue
        if found := next(filter(None, islice(_dates_in(value), 100)), ""):
            return found
    if found := next((meta[name] for name in _META_DATES if name in meta), ""):
        return found
    for node in islice(root.iter("time"), 5):
        if found := one_line(node.get("datetime") or "") or text_of(node):
            return found[:100]
    return ""


def _dates_in(value: object) -> Iterator[str]:
    """Every datePublished of a JSON-LD value, the outermost first."""
    level = [value]
    for _ in range(5):
        deeper: list[object] = []
        for item in level:
            if isinstance(item, dict):
                if isinstance(written := item.get("datePublished"), str):
                    yield one_line(written)[:100]
                deeper += item.values()
            elif isinstance(item, list):
                deeper += item
        level = deeper


def _anchor_title(anchor: Tree) -> str:
    heading = next(anchor.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    title = text_of(anchor if heading is None else heading) or one_line(anchor.get("title") or "")
    return headline_text(title, literal=True)
