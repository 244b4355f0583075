"""Web pages: the article on one, and the links of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.extraction import article_text, is_article
from newsbot.reading.fields import headline_text
from newsbot.reading.pagedates import page_dates
from newsbot.reading.paywalls import free_beginning
from newsbot.reading.publication import Dating
from newsbot.reading.records import PageData, page_data
from newsbot.reading.sayings import StubKind
from newsbot.reading.stubs import Stub, stub_of
from newsbot.reading.text import one_line, to_text
from newsbot.reading.trees import Tree, is_affordable, lines_of, metadata, text_of, tree_of
from newsbot.reading.urls import absolute_url

_MAX_LINKS = 1000
_MAX_BODY = 200_000  # characters of markup
_TITLE = re.compile(r"<title(?:\s[^<>]{0,200})?>([^<]{1,1000})", re.IGNORECASE)
_TITLE_WITHIN = 200_000


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page: ``text`` one paragraph a line, ``dates`` as written; each empty where it is not known.

    ``stub`` is what the page is instead; beside a text, why that is only the article's beginning.
    """

    title: str = ""
    text: str = ""
    dates: tuple[Dating, ...] = ()
    stub: Stub | None = None


def read_page(html: str) -> Page:
    """The article on a page. A page without one (a list, a captcha, an empty shell) has no ``text``, but a ``stub``."""
    root = tree_of(html)
    if root is None or not is_affordable(root):
        return Page(stub=Stub(StubKind.TOO_LARGE))
    meta = metadata(root)
    headings = [heading for node in islice(root.iter("h1"), 5) if (heading := text_of(node))]
    named = _title_element(html)
    title = headline_text(next(filter(None, (meta.get("og:title"), *headings, named)), ""), literal=True)
    data = page_data(html, title)
    dates = tuple(page_dates(root, meta, title, data))
    lines = lines_of(root)
    text = article_text(root, title) or _text_of_data(data)
    if stub := stub_of(html, titles=(named, title, *headings[:1]), lines=lines, text=text):
        return Page(title=title, dates=dates, stub=stub)
    text, stub = free_beginning(text, lines, free=data.free)
    return Page(title=title, text=text if is_article(text) else "", dates=dates, stub=stub)


def _text_of_data(data: PageData) -> str:
    """The article as a page's data have it, for a page that only a script fills."""
    for record in (data.state, data.linked):
        if record is not None and is_article(text := to_text(record.body[:_MAX_BODY])):
            return text
    return ""


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
    others = 0
    for anchor in root.iter("a"):
        link = absolute_url(base, anchor.get("href") or "")
        if not link or not pattern.search(link):
            others += bool(link)
        else:
            titles[link] = titles.get(link) or _anchor_title(anchor)
            if len(titles) == _MAX_LINKS:
                break
    if others and not titles:
        raise ReadingError(Outcome.PARSE_ERROR, f"no link of an article among {others}: the site has changed them")
    return [Entry(title=title, link=link) for link, title in titles.items()]


def _title_element(html: str) -> str:
    match = _TITLE.search(html[:_TITLE_WITHIN])
    return to_text(match[1]) if match else ""


def _anchor_title(anchor: Tree) -> str:
    heading = next(anchor.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    title = text_of(anchor if heading is None else heading) or one_line(anchor.get("title") or "")
    return headline_text(title, literal=True)
