"""36氪's lists: the data of its pages, and its hot list.

A page of flashes has ``newsflashCatalogData.data.newsflashList.data.itemList``, a channel
``information.informationList.itemList``: ``[{"itemId": 1, "itemType": 10, "route": "detail_article?itemId=1",
"templateMaterial": {"itemId", "widgetTitle", "widgetContent" or "summary", "publishTime" (epoch ms), "authorName"}}]``.
The hot list is ``{"date": "2026-01-20", "data": [{"rank", "title", "author", "publishTime": "2026-01-20 08:30:00",
"content", "url"}]}``, times in Beijing.
"""

from __future__ import annotations

import re

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.initial_state import initial_state
from newsbot.reading.rows import Row, entries_of, read_rows, text_of

# Without "www.": so the feeds write their links, and an article has one address only.
SITE = "https://36kr.com"
# What the site's own routes call the two kinds of pages that are read; others are films, topics and adverts.
_ROUTE = re.compile(r"detail_(?P<kind>article|newsflash)\?(?:[^#]{0,200}&)?itemId=(?P<id>[0-9]{1,20})(?:&|$)")
_ID = re.compile(r"[0-9]{1,20}")
_PATHS = {"article": "p", "newsflash": "newsflashes"}
_HOST = re.compile(r"https?://(?:www\.|m\.)?36kr\.com(?=/|$)")
_ITEM_TYPES = {10: "article", 20: "newsflash"}


def own_address(link: str) -> str:
    """An article's one address, however a list writes it; any other link as it is."""
    return _HOST.sub(SITE, link, count=1) if _HOST.match(link) else link


def newsflashes(html: str) -> list[Entry]:
    """The flashes on the page ``/newsflashes``. Raises `ReadingError`."""
    match initial_state(html):
        case {"newsflashCatalogData": {"data": {"newsflashList": {"data": {"itemList": list(items)}}}}}:
            return entries_of(items, _item, name="itemList")
    raise ReadingError(Outcome.PARSE_ERROR, "no list of newsflashes in the page: the site has changed it")


def channel(html: str) -> list[Entry]:
    """The articles on the page of a channel, such as ``/information/AI/``. Raises `ReadingError`."""
    match initial_state(html):
        case {"information": {"informationList": {"itemList": list(items)}}}:
            return entries_of(items, _item, name="itemList")
    raise ReadingError(Outcome.PARSE_ERROR, "no list of articles in the page: the site has changed it")


def hot_list(document: object) -> list[Entry]:
    """The articles of the hot list, in its order. Raises `ReadingError`."""
    return read_rows(document, ("data",), _hot)


def _item(row: Row) -> Entry | None:
    material = row.get("templateMaterial")
    if not isinstance(material, dict):
        return None
    title, link = text_of(material, "widgetTitle"), _link(row, material)
    if not title or not link:
        return None
    return Entry(
        title=title,
        link=link,
        published=text_of(material, "publishTime"),
        summary=text_of(material, "summary"),
        content=text_of(material, "widgetContent"),
        author=text_of(material, "authorName"),
    )


def _link(about: Row, material: Row) -> str:
    match about:
        case {"route": str(route)}:
            found = _ROUTE.match(route)
            return f"{SITE}/{_PATHS[found['kind']]}/{found['id']}" if found else ""
        case {"itemType": int(kind)} if kind in _ITEM_TYPES:
            identity = text_of(about, "itemId") or text_of(material, "itemId")
            return f"{SITE}/{_PATHS[_ITEM_TYPES[kind]]}/{identity}" if _ID.fullmatch(identity) else ""
    return ""


def _hot(row: Row) -> Entry | None:
    title, url = text_of(row, "title"), text_of(row, "url")
    if not title or not url:
        return None
    return Entry(
        title=title,
        link=url,
        published=text_of(row, "publishTime"),
        summary=text_of(row, "content"),
        author=text_of(row, "author"),
    )
