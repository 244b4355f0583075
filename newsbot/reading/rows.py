"""Lists of rows in a JSON document, whose fields may be of any type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from newsbot.items import BEIJING, Outcome
from newsbot.reading.dates import parse_date
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import MAX_BODY, headline_text
from newsbot.reading.refusals import refuse_refusal
from newsbot.reading.xmlfeeds import MAX_ENTRIES

Row = Mapping[str, object]

# One row may lack its date, and two may; of several, not one having it is another name of the field.
_SEVERAL = 3


def read_rows(document: object, path: Sequence[str], entry: Callable[[Row], Entry | None]) -> list[Entry]:
    """The entries of the list at ``path`` (the keys that lead to it); ``entry`` gives None for a row that is none.

    An empty list has no entries. Raises `ReadingError` where there is no list, or not one entry among its rows, or not
    one date among several entries: then the source has changed its shape, and has not fallen silent. A document that
    says that it is a refusal is one, unless it has rows.
    """
    name, value = ".".join(path), document
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list) or not value:
        refuse_refusal(document)
    if not isinstance(value, list):
        raise ReadingError(Outcome.PARSE_ERROR, f"no list {name} in the document: the site has changed it")
    return entries_of(value, entry, name=name)


def entries_of(rows: Sequence[object], entry: Callable[[Row], Entry | None], *, name: str) -> list[Entry]:
    """The entries of a list called ``name``, as above; their titles, which may be HTML, as plain text."""
    made = [each for row in rows[:MAX_ENTRIES] if isinstance(row, dict) and (each := entry(row)) is not None]
    found = [each for each in map(with_headline, made) if each.title]
    if rows and not found:
        raise ReadingError(Outcome.PARSE_ERROR, f"{name}: {len(rows)} rows, none with a title and a link")
    return with_dates(found, name=name)


def with_headline(entry: Entry) -> Entry:
    """An entry whose title, HTML as lists have it from a search or an editor, is plain text on one line."""
    return replace(entry, title=headline_text(entry.title))


def with_dates(entries: list[Entry], *, name: str) -> list[Entry]:
    """The entries of a list whose rows have dates. Raises `ReadingError` for several without a single one.

    Without dates they would count from when they are first seen, and all that is old would pass for today's.
    """
    if len(entries) >= _SEVERAL and not any(parse_date(entry.published, zone=BEIJING) for entry in entries):
        raise ReadingError(Outcome.PARSE_ERROR, f"{name}: no dates in {len(entries)} rows: the site has changed it")
    return entries


def text_of(row: Row, *keys: str) -> str:
    """The first of the fields that has text; numbers are written out, anything else is passed over."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, str | int) and not isinstance(value, bool) and (text := str(value)[:MAX_BODY].strip()):
            return text
    return ""
