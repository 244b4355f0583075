"""From the store to the folder of reports: the files of an issue, and the pages that lead to all issues.

The folder is a whole web site: each file is replaced in one step, what a page links to is written before the page, and
a file that is missing (of an issue made by an older newsbot, or deleted) is written again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from newsbot.issue.condition import Condition
from newsbot.issue.daily import Daily
from newsbot.issue.periods import Kind, Period, named, period_of
from newsbot.issue.rollup import Rollup, rollup
from newsbot.publishing.archive import Listed
from newsbot.publishing.chart import NARROW, WIDE, trend_svg
from newsbot.publishing.feeds import atom, json_feed, series_of, sitemap
from newsbot.publishing.files import remove_unfinished, write_if_changed
from newsbot.publishing.pages import archive_page, assets, daily_page, digest, health_page
from newsbot.publishing.render import markdown
from newsbot.publishing.rollups import rollup_files
from newsbot.publishing.search import is_outdated, is_whole, search_file, search_name
from newsbot.storing import attempts, issues

RECENT = 20  # issues in the feeds
HEALTH = "health.html"
_SUFFIXES = (".json", ".md", ".html")  # of an issue's files


@dataclass(frozen=True, slots=True)
class Batch:
    """What of a month is written in one go: its issues that can be read, and the roll-ups that end in it."""

    month: date
    days: tuple[date, ...]
    rollups: tuple[Period, ...]

    @property
    def total(self) -> int:
        return len(self.days) + len(self.rollups)


def print_issue(folder: Path, connection: Connection, daily: Daily, *, address: str) -> Path:
    """Write an issue and all that changes with it; the path of its Markdown. Raises OSError.

    ``address`` is where the folder can be reached as a web site, "" where that is not known.
    """
    listed = [Listed(each.day, each.total, each.lead) for each in issues.listed(connection)]
    _write(folder, assets())
    missing = _missing(folder, connection, [each.day for each in listed]) - {daily.day}
    days = _with_page(folder, (each.day for each in listed), missing | {daily.day})
    with_page = set(days)
    there = [each for each in listed if each.day in with_page]
    _print(folder, daily, days)
    at = days.index(daily.day)
    for day in sorted(missing | set(days[max(0, at - 1) : at + 2]) - {daily.day}):
        for other in _readable(issues.between(connection, day, day)):
            _print(folder, other, days)
    searches = _searches(folder, connection, daily.day, days)
    series = series_of(attempts.beginning(connection))
    recent = list(_readable(issues.newest(connection, RECENT)))
    rollups = _rollups(folder)
    names = [each.name for each in rollups]
    _write(
        folder,
        {
            "feed.json": json_feed(recent, address=address, series=series),
            "atom.xml": atom(recent, address=address, series=series),
            **({"sitemap.xml": sitemap(there, address=address, rollups=names)} if address else {}),
            "index.html": archive_page(
                there, newest=next(iter(recent), None), searches=searches, address=address, rollups=rollups
            ),
        },
    )
    _clear(folder, address=address)
    return folder / f"{daily.day}.md"


def print_rollup(
    folder: Path, connection: Connection, period: Period, *, today: date, address: str
) -> tuple[Path, bool] | None:
    """Write a week's or a month's roll-up, and list it; the path of its Markdown, and whether the period is over.

    None where no issue of the period can be read. Raises OSError.
    """
    days = [each.day for each in issues.listed(connection)]
    missing = _missing(folder, connection, days)
    made = _print_rollup(folder, connection, period, today=today, days=_with_page(folder, days, missing))
    if made is None:
        return None
    print_newest(folder, connection, address=address)
    return folder / f"{period.name}.md", made.over


def renew_rollups(folder: Path, connection: Connection, day: date, *, today: date) -> None:
    """Write again the roll-ups in the folder that a new issue of ``day`` changes. Raises OSError.

    Those are the ones it belongs to, and those of the issue before it: it may be the first to find them over.
    """
    listed = sorted(each.day for each in issues.listed(connection))
    lately = [each for each in listed if each <= day][-2:]
    due = {period_of(kind, each) for kind in Kind for each in lately} & set(_rollups(folder))
    days = _with_page(folder, listed, ())
    for period in sorted(due, key=lambda period: period.name):
        _print_rollup(folder, connection, period, today=today, days=days)


def batches(folder: Path, connection: Connection) -> list[Batch]:
    """All that there is to be written again, by months, the oldest first. Raises OSError."""
    listed = sorted(each.day for each in issues.listed(connection))
    days = [daily.day for day in listed for daily in _readable(issues.between(connection, day, day))]
    rollups = _rollups(folder)[::-1]
    months = sorted({_month(day) for day in days} | {_month(period.last) for period in rollups}) if days else []
    return [
        Batch(
            month,
            tuple(day for day in days if _month(day) == month),
            tuple(period for period in rollups if _month(period.last) == month),
        )
        for month in months
    ]


def print_batch(
    folder: Path, connection: Connection, batch: Batch, *, readable: Collection[date], today: date
) -> Iterator[None]:
    """Write the files of a month again, and yield for each issue and roll-up that is written. Raises OSError.

    What leads to all issues is left to `print_newest`. ``readable`` are the days of the issues of all batches. One
    issue is in memory at a time, and a month for its roll-up and the search.
    """
    days = _with_page(folder, (each.day for each in issues.listed(connection)), readable)
    for day in batch.days:
        for daily in _readable(issues.between(connection, day, day)):
            _print(folder, daily, days)
        yield
    if batch.days:
        _print_search(folder, connection, batch.month)
    for period in batch.rollups:
        _print_rollup(folder, connection, period, today=today, days=days)
        yield


def _print_rollup(
    folder: Path, connection: Connection, period: Period, *, today: date, days: Collection[date]
) -> Rollup | None:
    stored = issues.between(connection, period.first, period.last)
    dailies = list(_readable(stored))
    if not dailies:
        return None
    made = rollup(
        period, dailies, today=today, unreadable={each.day for each in stored} - {each.day for each in dailies}
    )
    _write(folder, rollup_files(made, days=days))
    return made


def print_newest(folder: Path, connection: Connection, *, address: str) -> None:
    """Write what leads to all issues, by way of the newest one that can be read. Raises OSError."""
    for each in issues.listed(connection):
        for daily in _readable(issues.between(connection, each.day, each.day)):
            print_issue(folder, connection, daily, address=address)
            return


def _rollups(folder: Path) -> list[Period]:
    """The weeks and months that have a page in the folder, the newest first."""
    found = [period for path in folder.glob("*.html") if (period := named(path.stem)) is not None]
    return sorted(found, key=lambda period: (period.last, period.kind is Kind.MONTH), reverse=True)


def print_health(folder: Path, conditions: Sequence[Condition], *, now: datetime) -> None:
    """Write the page that says how each source is doing. Raises OSError."""
    _write(folder, {HEALTH: health_page(conditions, now=now)})


def _print(folder: Path, daily: Daily, days: Sequence[date]) -> None:
    """Write the files of one issue, those that the others show or link to first."""
    charts = {f"{daily.day}-trend.svg": WIDE, f"{daily.day}-trend-narrow.svg": NARROW}
    if daily.trend is not None:
        for name, layout in charts.items():
            _write(folder, {name: trend_svg(daily.trend, board=daily.board, layout=layout)})
    _write(folder, _files(daily, days))
    if daily.trend is None:
        for name in charts:
            (folder / name).unlink(missing_ok=True)


def _files(daily: Daily, days: Sequence[date]) -> dict[str, str]:
    return {
        f"{daily.day}.json": daily.to_json() + "\n",
        f"{daily.day}.md": markdown(daily),
        f"{daily.day}.html": daily_page(daily, days=days),
    }


def _clear(folder: Path, *, address: str) -> None:
    """Delete what nothing leads to any more; only who holds the press's lock may."""
    if not address:
        (folder / "sitemap.xml").unlink(missing_ok=True)
    for each in (folder, folder / "assets", folder / "search"):
        remove_unfinished(each)
    for path in (folder / "search").glob("*.js"):
        if is_outdated(path.name):
            path.unlink(missing_ok=True)


def _missing(folder: Path, connection: Connection, days: Iterable[date]) -> set[date]:
    """The days of readable issues that lack a file: nothing may link to the page of one that cannot be read."""
    names = {each.name for each in folder.iterdir()}
    lacking = [day for day in days if not {f"{day}{suffix}" for suffix in _SUFFIXES} <= names]
    return {daily.day for day in lacking for daily in _readable(issues.between(connection, day, day))}


def _with_page(folder: Path, days: Iterable[date], written: Collection[date]) -> list[date]:
    """Those days, in order, whose issue has a page in the folder, or is ``written`` with the others."""
    return sorted(day for day in days if day in written or (folder / f"{day}.html").exists())


def _searches(folder: Path, connection: Connection, day: date, days: Sequence[date]) -> dict[date, str]:
    """Write what the search reads of the day's month, and of months that lack it; the paths of all, by month."""
    paths = {}
    for month in sorted(set(map(_month, days))):
        path = folder / search_name(month)
        if month == _month(day) or not path.exists() or not is_whole(path.read_bytes()):
            _print_search(folder, connection, month)
        paths[month] = f"{search_name(month)}?v={digest(path.read_bytes())}"
    return paths


def _print_search(folder: Path, connection: Connection, month: date) -> None:
    last = _month(month + timedelta(days=31)) - timedelta(days=1)
    _write(folder, {search_name(month): search_file(month, _readable(issues.between(connection, month, last)))})


def _month(day: date) -> date:
    return day.replace(day=1)


def _readable(stored: Iterable[issues.StoredIssue]) -> Iterator[Daily]:
    """Those issues that this version can read."""
    for each in stored:
        try:
            yield Daily.from_json(each.daily)
        except msgspec.MsgspecError:
            continue


def _write(folder: Path, files: Mapping[str, str | bytes] | Mapping[str, bytes] | Mapping[str, str]) -> None:
    for name, content in files.items():
        write_if_changed(folder / name, content.encode() if isinstance(content, str) else content)
