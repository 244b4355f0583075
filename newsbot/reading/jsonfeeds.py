"""Entries out of JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from html import escape

from newsbot.items import Outcome
from newsbot.reading.dates import first_date
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import MAX_BODY, MAX_LABEL, headline_text
from newsbot.reading.jsonlists import decoded_json
from newsbot.reading.text import one_line
from newsbot.reading.urls import absolute_url
from newsbot.reading.xmlfeeds import MAX_ENTRIES, title_from_text


def read_json_feed(text: str, *, url: str) -> list[Entry]:
    """The entries of a JSON Feed. Raises `ReadingError`."""
    document = decoded_json(text)
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise ReadingError(Outcome.PARSE_ERROR, "a JSON document without items where a feed was due")
    base = absolute_url(url, _text(document, "home_page_url")) or url
    author = _author(document)
    return [_entry(item, base, author) for item in document["items"][:MAX_ENTRIES] if isinstance(item, dict)]


def _entry(item: dict[str, object], base: str, feed_author: str) -> Entry:
    plain = _text(item, "content_text")
    content = _text(item, "content_html") or escape(plain, quote=False)
    summary = escape(_text(item, "summary"), quote=False)
    links = (absolute_url(base, _text(item, name)) for name in ("url", "external_url"))
    identity = _text(item, "id")[:MAX_LABEL]
    return Entry(
        title=headline_text(_text(item, "title"), literal=False)
        or title_from_text(summary or escape(plain) or content),
        link=next(filter(None, links), "") or absolute_url("", identity),
        published=first_date(
            *(one_line(_text(item, name))[:MAX_LABEL] for name in ("date_published", "date_modified"))
        ),
        summary=summary if content else "",
        content=content or summary,
        author=_author(item) or feed_author,
        id=identity,
    )


def _author(about: dict[str, object]) -> str:
    authors = about.get("authors")
    for author in authors[:1] if isinstance(authors, list) else [about.get("author")]:
        if isinstance(author, dict):
            return one_line(_text(author, "name"))[:MAX_LABEL]
    return ""


def _text(values: dict[str, object], name: str) -> str:
    value = values.get(name)
    if isinstance(value, str):
        return value[:MAX_BODY].strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
