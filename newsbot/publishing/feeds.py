"""The issues as JSON Feed 1.1 and Atom, an entry an issue, and the sitemap.

Both feeds are read from a web site and from a file alike. Where the site's address is not known, Atom's links are
relative to the feed (RFC 4287 §2), and JSON Feed, which knows no relative addresses, has none of its own. What stands
inside an entry links to its sources, and to our own pages only by their full addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, UUID, uuid5
from xml.sax.saxutils import escape

import msgspec

from newsbot.issue.daily import Daily
from newsbot.items import BEIJING
from newsbot.publishing.archive import Listed
from newsbot.publishing.pages import ABOUT, TITLE, entry, environment
from newsbot.publishing.plain import one_line

_LANGUAGE = "zh-CN"
_AUTHOR = "newsbot"
_MOST_TAGS = 20

# What XML 1.0 §2.2 does not allow, however it is escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OURS = uuid5(NAMESPACE_OID, "newsbot")


def json_feed(dailies: Sequence[Daily], *, address: str, series: UUID) -> str:
    """The issues as https://www.jsonfeed.org/version/1.1/; only with an address have they addresses of their own.

    ``series`` is what they are known by as a whole, see `series_of`.
    """
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        **({"home_page_url": address, "feed_url": f"{address}feed.json"} if address else {}),
        "description": ABOUT,
        "authors": [{"name": _AUTHOR}],
        "language": _LANGUAGE,
        "items": [_item(daily, address, series) for daily in dailies],
    }
    return msgspec.json.format(msgspec.json.encode(feed)).decode() + "\n"


def _item(daily: Daily, address: str, series: UUID) -> dict[str, object]:
    tags = tags_of(daily)
    return {
        "id": identity(daily, series),
        **({"url": f"{address}{daily.day}.html"} if address else {}),
        "title": f"{daily.day} {TITLE}",
        **({"summary": one_line(daily.lead)} if daily.lead else {}),
        "content_html": _NOT_XML.sub("", entry(daily, address=address)),
        "date_published": rfc3339(daily.first_made_at or daily.made_at),
        "date_modified": rfc3339(daily.made_at),
        **({"tags": tags} if tags else {}),
    }


def atom(dailies: Sequence[Daily], *, address: str, series: UUID) -> str:
    """The issues as Atom (RFC 4287), known as `series`; links are relative where the address is not known."""
    entries = [(daily, identity(daily, series), entry(daily, address=address), tags_of(daily)) for daily in dailies]
    template = environment().get_template("atom.xml.j2")
    text = template.render(
        about=ABOUT,
        address=address,
        author=_AUTHOR,
        entries=entries,
        id=series.urn,
        language=_LANGUAGE,
        moment=rfc3339,
        updated=max((daily.made_at for daily in dailies), default=None),
    )
    return _NOT_XML.sub("", text)


def sitemap(listed: Sequence[Listed], *, address: str, rollups: Iterable[str] = ()) -> str:
    """All pages by their full addresses, as https://www.sitemaps.org/protocol.html wants them."""
    pages = ["", "health.html", *(f"{name}.html" for name in rollups), *(f"{each.day}.html" for each in listed)]
    lines = "".join(f"  <url><loc>{escape(address + page)}</loc></url>\n" for page in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n"


def identity(daily: Daily, series: UUID) -> str:
    """What a reader's program knows an issue by: the same however often it is made again, and wherever it moves."""
    return uuid5(series, str(daily.day)).urn


def series_of(began: datetime | None) -> UUID:
    """What a reader's program knows the feed by; ``began`` is when the store behind it began, None for an empty one.

    No two installations began, to the microsecond, at the same moment; and which issues there are does not matter.
    """
    return uuid5(_OURS, began.astimezone(UTC).isoformat()) if began is not None else _OURS


def tags_of(daily: Daily) -> list[str]:
    """Whom and what the chosen stories are about, in the order printed."""
    subjects = (one_line(subject) for item in daily.items for subject in item.subjects)
    return list(dict.fromkeys(filter(None, subjects)))[:_MOST_TAGS]


def rfc3339(at: datetime) -> str:
    """A moment in Beijing time, to the second."""
    return at.astimezone(BEIJING).isoformat(timespec="seconds")
