"""From the store to the folder of reports: the files of an issue, and the pages that lead to all issues.

The folder is a whole web site: each file is replaced in one step, what a page links to is written before the page, and
a file that is missing (of an issue made by an older newsbot, or deleted) is written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from newsbot.issue.daily import Daily
from newsbot.publishing.feeds import atom, feed_identity, json_feed, sitemap
from newsbot.publishing.files import write_if_changed
from newsbot.publishing.pages import Listed, archive_page, assets, daily_page
from newsbot.publishing.render import markdown
from newsbot.publishing.search import search_file, search_name
from newsbot.storing import issues

RECENT = 20  # issues in the feeds


def print_issue(folder: Path, connection: Connection, daily: Daily, *, address: str) -> Path:
    """Write an issue and all that changes with it; the path of its Markdown. Raises OSError.

    ``address`` is where the folder can be reached as a web site, "" where that is not known.
    """
    listed = [Listed(each.day, each.total, each.lead) for each in issues.listed(connection)]
    days = sorted(each.day for each in listed)
    _write(folder, assets())
    path = folder / f"{daily.day}.md"
    _write(folder, _files(daily, days))
    _write_around(folder, connection, daily.day, days)
    _write(folder, _searches(folder, connection, daily.day, days))
    recent = list(_readable(issues.newest(connection, RECENT)))
    there = [each for each in listed if (folder / f"{each.day}.html").exists()]
    _write(
        folder,
        {
            "feed.json": json_feed(recent, address=address),
            "atom.xml": atom(recent, address=address, identity_of_all=feed_identity(issues.beginning(connection))),
            **({"sitemap.xml": sitemap(there, address=address)} if address else {}),
            "index.html": archive_page(there, address=address),
        },
    )
    return path


def _files(daily: Daily, days: Sequence[date]) -> dict[str, str]:
    """The files of one issue by name, those that are linked to from the others first."""
    at = days.index(daily.day)
    before = days[at - 1] if at else None
    after = days[at + 1] if at + 1 < len(days) else None
    return {
        f"{daily.day}.json": daily.to_json() + "\n",
        f"{daily.day}.md": markdown(daily),
        f"{daily.day}.html": daily_page(daily, before=before, after=after),
    }


def _write_around(folder: Path, connection: Connection, day: date, days: Sequence[date]) -> None:
    """The issues next to that of the day, which link to it, and those that have no page."""
    at = days.index(day)
    due = {*days[max(0, at - 1) : at], *days[at + 1 : at + 2]}
    due |= {each for each in days if not (folder / f"{each}.html").exists()} - {day}
    for each in sorted(due):
        for daily in _readable(issues.between(connection, each, each)):
            _write(folder, _files(daily, days))


def _searches(folder: Path, connection: Connection, day: date, days: Sequence[date]) -> Iterator[tuple[str, str]]:
    """What the search reads of each month: that of the day, and those that are missing."""
    for month in sorted({each.replace(day=1) for each in days}):
        if month == day.replace(day=1) or not (folder / search_name(month)).exists():
            last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            yield search_name(month), search_file(month, list(_readable(issues.between(connection, month, last))))


def _readable(stored: Iterable[issues.StoredIssue]) -> Iterator[Daily]:
    """Those issues that this version can read."""
    for each in stored:
        try:
            yield Daily.from_json(each.daily)
        except msgspec.MsgspecError:
            continue


def _write(folder: Path, files: Mapping[str, str | bytes] | Iterable[tuple[str, str]]) -> None:
    for name, content in files.items() if isinstance(files, Mapping) else files:
        write_if_changed(folder / name, content.encode() if isinstance(content, str) else content)
