"""Issues of 橘鸦AI早报, taken apart: its feed has one entry a day, and that some thirty items.

An issue is HTML: each item has a heading ``<h3><a href="ORIGINAL">title</a> <code>#7</code></h3>`` (<h2> in older
issues), then perhaps a summary in a <blockquote>, then paragraphs, and behind "相关链接" its further originals. The
overview at the head of an issue names the same items in plain lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.fields import headline_text
from newsbot.reading.markup import with_entities_decoded

_MOST_ITEMS = 1000
_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,500})?>((?:(?!</?h[1-6]).){0,3000}?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"<code(?:\s[^<>]{0,500})?>\s{0,9}#[0-9]{1,3}\s{0,9}</code>", re.IGNORECASE)
_LINK = re.compile(r"""<a\s[^<>]{0,500}?href=["']([^"'<>]{1,2000})["']""", re.IGNORECASE)
_QUOTE = re.compile(r"\s*<blockquote(?:\s[^<>]{0,500})?>(.{0,20000}?)</blockquote>", re.DOTALL | re.IGNORECASE)
# What follows an item: a line between two of them, and its list of originals.
_END = re.compile(r"<hr\b|<p(?:\s[^<>]{0,500})?>\s*相关链接", re.IGNORECASE)


def issue_items(issues: list[Entry]) -> list[Entry]:
    """The items of issues, each with the time of its issue. An item without an original is left out: nobody could
    check it. Raises `ReadingError` when no issue has items."""
    items = [item for issue in issues for item in _items(issue)]
    if issues and not items:
        raise ReadingError(Outcome.PARSE_ERROR, "no numbered items in the issues: their layout has changed")
    return items[:_MOST_ITEMS]


def _items(issue: Entry) -> Iterator[Entry]:
    headings = list(_HEADING.finditer(issue.content))
    for heading, following in zip_longest(headings, headings[1:]):
        link = _LINK.search(heading[2])
        if link is None or not _NUMBER.search(heading[2]):
            continue
        body = issue.content[heading.end() : following.start() if following else len(issue.content)]
        body = _END.split(body, maxsplit=1)[0]
        quote = _QUOTE.match(body)
        yield Entry(
            title=headline_text(_NUMBER.sub("", heading[2])),
            link=with_entities_decoded(link[1]),
            published=issue.published,
            summary=quote[1] if quote else "",
            content=body,
        )
