"""Web pages: the article on one, and the links of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import readability
from lxml import etree
from lxml import html as lxml_html
from readability.readability import Unparseable

from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import headline_text
from newsbot.reading.jsonlists import decoded_json
from newsbot.reading.slim import slimmed
from newsbot.reading.text import one_line, to_text
from newsbot.reading.urls import absolute_url

# Beyond these a page is no article. readability's time grows with the number of elements, and faster than that.
_MAX_CHARACTERS = 3_000_000
_MAX_ELEMENTS = 10_000
_MAX_LINKS = 1000

# The shortest news flash has two lines; a shell that waits for JavaScript or a captcha has fewer, and no sentence.
_MIN_BODY = 40
_MAX_LINK_SHARE = 0.5
_ENDS_SENTENCE = re.compile(r"[。！？]|[.!?](?:\s|$)")

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
    root = _root(html)
    if root is None:
        return Page()
    meta = _metadata(root)
    heading = next(filter(None, (_text_of(node) for node in islice(root.iter("h1"), 5))), "")
    title = headline_text(meta.get("og:title") or heading or _title_element(html), literal=True)
    return Page(title=title, text=_article(root, title), published=_published(html, root, meta))


def read_links(html: str, *, url: str, pattern: re.Pattern[str]) -> list[Entry]:
    """The links of a page whose absolute URL matches ``pattern``, in order, each once.

    The title is that of a heading inside the link, or the link's text; a picture's link takes the title of a later
    link to the same page.
    """
    root = _root(html)
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


def _root(html: str) -> lxml_html.HtmlElement | None:
    """The tree of a page, slimmed; None for a page that is too large or empty."""
    if len(html) > _MAX_CHARACTERS or not (slim := slimmed(html, _MAX_ELEMENTS)):
        return None
    try:
        return lxml_html.document_fromstring(
            slim.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except etree.LxmlError:  # nothing in it
        return None


def _title_element(html: str) -> str:
    match = _TITLE.search(html[:_TITLE_WITHIN])
    return to_text(match[1]) if match else ""


def _metadata(root: lxml_html.HtmlElement) -> dict[str, str]:
    """The page's <meta> values by lower-case name; of several the first counts."""
    found: dict[str, str] = {}
    for node in islice(root.iter("meta"), 300):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        if name and (content := one_line((node.get("content") or "")[:1000])):
            found.setdefault(name, content)
    return found


def _published(html: str, root: lxml_html.HtmlElement, meta: dict[str, str]) -> str:
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
        if found := one_line(node.get("datetime") or "") or _text_of(node):
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


def _article(root: lxml_html.HtmlElement, title: str) -> str:
    """The text of a page's article without its title, or nothing. Leaves the tree changed."""
    etree.strip_elements(root, "nav", "footer", "button", with_tail=False)
    source = etree.tostring(root, encoding="unicode", method="html")
    try:
        body = readability.Document(source).summary(html_partial=True)
    except (Unparseable, etree.LxmlError):
        return ""
    text = to_text(body).removeprefix(f"{title}\n")
    if len(text) < _MIN_BODY or not _ENDS_SENTENCE.search(text) or _link_share(body, text) > _MAX_LINK_SHARE:
        return ""
    return text


def _link_share(body: str, text: str) -> float:
    root = _root(body)
    linked = 0 if root is None else sum(len(_text_of(node)) for node in root.iter("a"))
    return linked / len(text)


def _anchor_title(anchor: lxml_html.HtmlElement) -> str:
    heading = next(anchor.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    title = _text_of(anchor if heading is None else heading) or one_line(anchor.get("title") or "")
    return headline_text(title, literal=True)


def _text_of(node: lxml_html.HtmlElement) -> str:
    return one_line("".join(map(str, node.itertext())))
