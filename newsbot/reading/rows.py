"""Lists of rows in a JSON document, whose fields may be of any type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import MAX_BODY
from newsbot.reading.xmlfeeds import MAX_ENTRIES

Row = Mapping[str, object]


def read_rows(document: object, path: Sequence[str], entry: Callable[[Row], Entry | None]) -> list[Entry]:
    """The entries of the list at ``path`` (the keys that lead to it); ``entry`` gives None for a row that is none.

    An empty list has no entries. Raises `ReadingError` where there is no list, or not one entry among its rows: then
    the source has changed its shape, and has not fallen silent.
    """
    name, value = ".".join(path), document
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise ReadingError(Outcome.PARSE_ERROR, f"no list {name} in the document: the site has changed it")
    return entries_of(value, entry, name=name)


def entries_of(rows: Sequence[object], entry: Callable[[Row], Entry | None], *, name: str) -> list[Entry]:
    """The entries of a list called ``name``, as above."""
    found = [made for row in rows[:MAX_ENTRIES] if isinstance(row, dict) and (made := entry(row)) is not None]
    if rows and not found:
        raise ReadingError(Outcome.PARSE_ERROR, f"{name}: {len(rows)} rows, none with a title and a link")
    return found


def text_of(row: Row, *keys: str) -> str:
    """The first of the fields that has text; numbers are written out, anything else is passed over."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, str | int) and not isinstance(value, bool) and (text := str(value)[:MAX_BODY].strip()):
            return text
    return ""
