"""AIBase's lists: the data in its pages, and what its pages ask its own interface for.

Both have rows ``{"title", "oid", "createTime": "2026-01-20 09:30:00", "description", "author", ...}``, in Beijing time.
A page carries them in devalue, among other objects; the interface answers ``{"code": 200, "data": {"list": [...]}}``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Literal

from newsbot.items import Outcome
from newsbot.reading.devalue import nuxt_data
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.rows import Row, read_rows, text_of, with_dates, with_headline

SITE = "https://news.aibase.com/zh"
_MOST_ROWS = 500
_NUMBER = re.compile(r"[1-9][0-9]{0,11}")
_LINK = re.compile(r"""["'](?:https://news\.aibase\.com)?/zh/(news|daily)/([0-9]{1,12})["'?#]""")


def page(html: str, *, section: Literal["news", "daily"]) -> list[Entry]:
    """The articles that a list page, ``/zh/news`` or ``/zh/daily``, has data of and links to.

    Only its links tell news from digests, whose numbers are their own: where both have one number, it is that of the
    page's own ``section``. Raises `ReadingError`.
    """
    sections: dict[str, str] = {}
    for found, number in _LINK.findall(html):
        if found == section or number not in sections:
            sections[number] = found
    entries: dict[str, Entry] = {}
    for row in nuxt_data(html).objects():
        linked = sections.get(text_of(row, "oid"))
        if linked and len(entries) < _MOST_ROWS and (entry := _entry(row, linked)) is not None:
            entries.setdefault(entry.link, with_headline(entry))
    if not entries:
        raise ReadingError(Outcome.PARSE_ERROR, "no articles in the page's data: the site has changed it")
    return with_dates(list(entries.values()), name="the page's data")


def news(document: object) -> list[Entry]:
    """The articles that the interface lists. Raises `ReadingError`."""
    return read_rows(document, ("data", "list"), partial(_entry, section="news"))


def _entry(row: Row, section: str) -> Entry | None:
    number, title = text_of(row, "oid"), row.get("title")
    # A page's data are full of other objects: a title that is no text is none.
    if not isinstance(title, str) or not title.strip() or not _NUMBER.fullmatch(number):
        return None
    return Entry(
        title=title,
        link=f"{SITE}/{section}/{number}",
        published=text_of(row, "createTime"),
        summary=text_of(row, "description"),
        author=text_of(row, "author"),
    )
