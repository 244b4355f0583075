"""The issues as JSON Feed 1.1 and Atom, an entry an issue, and the sitemap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import msgspec

from newsbot.issue.daily import Daily
from newsbot.publishing.archive import Listed
from newsbot.publishing.pages import ABOUT, TITLE, entry, environment


def json_feed(dailies: Sequence[Daily], *, address: str) -> str:
    """The issues as https://www.jsonfeed.org/version/1.1/; only with an address have they addresses of their own."""
    home = {"home_page_url": address, "feed_url": f"{address}feed.json"} if address else {}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        **home,
        "description": ABOUT,
        "language": "zh-CN",
        "items": [_item(daily, address) for daily in dailies],
    }
    return msgspec.json.format(msgspec.json.encode(feed)).decode() + "\n"


def _item(daily: Daily, address: str) -> dict[str, object]:
    return {
        "id": identity(daily, address),
        **({"url": f"{address}{daily.day}.html"} if address else {}),
        "title": f"{daily.day} {TITLE}",
        **({"summary": daily.lead} if daily.lead else {}),
        "content_html": entry(daily, address=address),
        "date_published": _moment(daily.made_at),
        "language": "zh-CN",
    }


def atom(dailies: Sequence[Daily], *, address: str) -> str:
    """The issues as Atom (RFC 4287); links are relative where the site's address is not known."""
    template = environment().get_template("atom.xml.j2")
    entries = [(daily, identity(daily, address), entry(daily, address=address)) for daily in dailies]
    updated = max((daily.made_at for daily in dailies), default=None)
    feed_id = uuid5(NAMESPACE_URL, address or TITLE).urn
    return template.render(title=TITLE, about=ABOUT, entries=entries, updated=updated, address=address, id=feed_id)


def sitemap(listed: Sequence[Listed], *, address: str) -> str:
    """All pages by their full addresses, as https://www.sitemaps.org/protocol.html wants them."""
    pages = ["", "health.html", *(f"{each.day}.html" for each in listed)]
    lines = "".join(f"  <url><loc>{escape(address + page)}</loc></url>\n" for page in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n"


def identity(daily: Daily, address: str) -> str:
    """What a reader's program knows an issue by, however often it is made again."""
    return uuid5(NAMESPACE_URL, f"{address or TITLE}{daily.day}").urn


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
