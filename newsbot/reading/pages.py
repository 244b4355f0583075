"""Web pages: the article on one, and the links of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from newsbot.reading.entry import Entry
from newsbot.reading.extraction import article_text
from newsbot.reading.fields import headline_text
from newsbot.reading.pagedates import page_dates
from newsbot.reading.publication import Dating
from newsbot.reading.records import page_data
from newsbot.reading.text import one_line, to_text
from newsbot.reading.trees import Tree, is_affordable, metadata, text_of, tree_of
from newsbot.reading.urls import absolute_url

_MAX_LINKS = 1000
_TITLE = re.compile(r"<title(?:\s[^<>]{0,200})?>([^<]{1,1000})", re.IGNORECASE)
_TITLE_WITHIN = 200_000


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page: ``text`` one paragraph a line, ``dates`` as written; each empty where it is not known."""

    title: str = ""
    text: str = ""
    dates: tuple[Dating, ...] = ()


def read_page(html: str) -> Page:
    """The article on a page. A page without one (a list, a captcha, an empty shell) has an empty ``text``.

    A page that is too large to be an article is empty altogether.
    """
    root = tree_of(html)
    if root is None or not is_affordable(root):
        return Page()
    meta = metadata(root)
    heading = next(filter(None, (text_of(node) for node in islice(root.iter("h1"), 5))), "")
    title = headline_text(meta.get("og:title") or heading or _title_element(html), literal=True)
    dates = tuple(page_dates(root, meta, title, page_data(html, title)))
    return Page(title=title, text=article_text(root, title), dates=dates)


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


def _anchor_title(anchor: Tree) -> str:
    heading = next(anchor.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    title = text_of(anchor if heading is None else heading) or one_line(anchor.get("title") or "")
    return headline_text(title, literal=True)
