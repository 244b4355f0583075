"""36氪's lists: the data of its pages, and its hot list.

A page of flashes has ``newsflashCatalogData.data.newsflashList.data.itemList``, a channel
``information.informationList.itemList``: ``[{"itemId": 1, "itemType": 10, "route": "detail_article?itemId=1",
"templateMaterial": {"itemId", "widgetTitle", "widgetContent" or "summary", "publishTime" (epoch ms), "authorName"}}]``.
The hot list is ``{"date": "2026-01-20", "data": [{"rank", "title", "author", "publishTime": "2026-01-20 08:30:00",
"content", "url"}]}``, times in Beijing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.initial_state import initial_state

# Without "www.": so the feeds write their links, and an article has one address only.
SITE = "https://36kr.com"
_MOST_ITEMS = 500
# What the site's own routes call the two kinds of pages that are read; others are films, topics and adverts.
_ROUTE = re.compile(r"detail_(?P<kind>article|newsflash)\?(?:[^#]{0,200}&)?itemId=(?P<id>[0-9]{1,20})(?:&|$)")
_PATHS = {"article": "p", "newsflash": "newsflashes"}
_ITEM_TYPES = {10: "article", 20: "newsflash"}


def newsflashes(html: str) -> list[Entry]:
    """The flashes on the page ``/newsflashes``. Raises `ReadingError`."""
    match initial_state(html):
        case {"newsflashCatalogData": {"data": {"newsflashList": {"data": {"itemList": list(items)}}}}}:
            return _read(items, _item)
    raise ReadingError(Outcome.PARSE_ERROR, "no list of newsflashes in the page: the site has changed it")


def channel(html: str) -> list[Entry]:
    """The articles on the page of a channel, such as ``/information/AI/``. Raises `ReadingError`."""
    match initial_state(html):
        case {"information": {"informationList": {"itemList": list(items)}}}:
            return _read(items, _item)
    raise ReadingError(Outcome.PARSE_ERROR, "no list of articles in the page: the site has changed it")


def hot_list(document: object) -> list[Entry]:
    """The articles of the hot list, in its order. Raises `ReadingError`."""
    match document:
        case {"data": list(rows)}:
            return _read(rows, _hot)
    raise ReadingError(Outcome.PARSE_ERROR, "no list in the document: the site has changed it")


def _read(items: list[object], entry: Callable[[object], Entry | None]) -> list[Entry]:
    entries = [found for item in items[:_MOST_ITEMS] if (found := entry(item)) is not None]
    if items and not entries:
        raise ReadingError(Outcome.PARSE_ERROR, "not one item of the list can be read: the site has changed it")
    return entries


def _item(item: object) -> Entry | None:
    match item:
        case {"templateMaterial": {"widgetTitle": str(title), **material}, **about} if link := _link(about, material):
            return Entry(
                title=title,
                link=link,
                published=_written(material.get("publishTime")),
                summary=_text(material.get("summary")),
                content=_text(material.get("widgetContent")),
                author=_text(material.get("authorName")),
            )
    return None


def _link(about: Mapping[object, object], material: Mapping[object, object]) -> str:
    match about:
        case {"route": str(route)}:
            found = _ROUTE.match(route)
            return f"{SITE}/{_PATHS[found['kind']]}/{found['id']}" if found else ""
        case {"itemType": int(kind)} if kind in _ITEM_TYPES:
            identity = _written(about.get("itemId")) or _written(material.get("itemId"))
            return f"{SITE}/{_PATHS[_ITEM_TYPES[kind]]}/{identity}" if identity.isdecimal() else ""
    return ""


def _hot(row: object) -> Entry | None:
    match row:
        case {"title": str(title), "url": str(url), **more}:
            return Entry(
                title=title,
                link=url,
                published=_written(more.get("publishTime")),
                summary=_text(more.get("content")),
                author=_text(more.get("author")),
            )
    return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _written(value: object) -> str:
    """A date or an id, which may be a number."""
    match value:
        case bool():
            return ""
        case str() | int():
            return str(value)[:100]
    return ""
