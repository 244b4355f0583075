"""AIBase's lists: the data in its pages, and what its pages ask its own interface for.

Both have rows ``{"title", "oid", "createTime": "2026-01-20 09:30:00", "description", "author", ...}``, in Beijing time.
A page carries them in devalue, among other objects; the interface answers ``{"code": 200, "data": {"list": [...]}}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsbot.items import Outcome
from newsbot.reading.devalue import nuxt_data
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError

SITE = "https://news.aibase.com/zh"
_MOST_ROWS = 500
_NUMBER = re.compile(r"[1-9][0-9]{0,11}")
_LINK = re.compile(r"""["'](?:https://news\.aibase\.com)?/zh/(news|daily)/([0-9]{1,12})["'?#]""")


def page(html: str) -> list[Entry]:
    """The articles that a list page, ``/zh/news`` or ``/zh/daily``, has data of and links to.

    Only its links tell news from digests, whose numbers are their own. Raises `ReadingError`.
    """
    sections = {number: section for section, number in _LINK.findall(html)}
    entries: dict[str, Entry] = {}
    for row in nuxt_data(html).objects():
        section = sections.get(str(row.get("oid")), "")
        if section and len(entries) < _MOST_ROWS and (entry := _entry(row, section)) is not None:
            entries.setdefault(entry.link, entry)
    if not entries:
        raise ReadingError(Outcome.PARSE_ERROR, "no articles in the page's data: the site has changed it")
    return list(entries.values())


def news(document: object) -> list[Entry]:
    """The articles that the interface lists. Raises `ReadingError`."""
    match document:
        case {"data": {"list": list(rows)}}:
            entries = [entry for row in rows[:_MOST_ROWS] if (entry := _entry(row, "news")) is not None]
            if entries or not rows:
                return entries
        case {"code": code, "msg": str(message)} if code != 200:
            raise ReadingError(Outcome.PARSE_ERROR, f"AIBase answers with an error: {message[:200]}")
    raise ReadingError(Outcome.PARSE_ERROR, "no list of articles in the document: AIBase has changed it")


def _entry(row: object, section: str) -> Entry | None:
    match row:
        case {"title": str(title), "oid": int() | str() as number, **more} if _NUMBER.fullmatch(str(number)):
            return Entry(
                title=title,
                link=f"{SITE}/{section}/{number}",
                published=_text(more, "createTime"),
                summary=_text(more, "description"),
                author=_text(more, "author"),
            )
    return None


def _text(values: Mapping[object, object], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
