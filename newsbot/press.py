"""The press: the one way from the store to a published issue, for pipelines and commands alike.

Reading the store, rendering and replacing the files happen inside one lock: without it, crawls that end together
publish an issue without each other's articles.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from time import sleep

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy import Connection

from newsbot.condensation import Asking, consult, edited, remark_on
from newsbot.condensing.prompt import key_of
from newsbot.issue.composition import MEMORY, Composition, Printed, compose
from newsbot.issue.daily import Daily, Source, SourceState, Window
from newsbot.issue.periods import Period
from newsbot.issue.states import state_of
from newsbot.issue.window import LONGEST, end_of, reach_of, window_of
from newsbot.items import BEIJING, Article
from newsbot.judging.lexicon import Lexicon, bundled_lexicon
from newsbot.leaderboard.names import BoardName
from newsbot.printing import (
    HEALTH,
    batches,
    print_batch,
    print_health,
    print_issue,
    print_newest,
    print_rollup,
    renew_rollups,
)
from newsbot.records import conditions_of, pasts_of
from newsbot.standings import standing_of
from newsbot.storing import articles, attempts, issues, replies
from newsbot.storing.database import Database

PATIENCE = 120  # seconds
_GIVEN_BACK = 0.1  # seconds between two turns at the lock; whoever waits for it looks every 0.05 s


class NothingToPrintError(Exception):
    """There is nothing an issue could be made of; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Press:
    """What an issue depends on beside the store. ``configuration`` names the lexicon and settings it is made with.

    ``model`` is whose stored replies make highlights ("": nobody's); the limits of ``lexicon`` hold for its groups.
    ``address`` is where the folder of reports can be reached as a web site ("": not known).
    """

    reports: Path
    sources: Mapping[str, Source]
    configuration: str
    sample: bool = False
    model: str = ""
    address: str = ""
    lexicon: Lexicon = field(default_factory=bundled_lexicon)
    leaderboard: BoardName = field(default_factory=BoardName)


@dataclass(frozen=True, slots=True)
class Published:
    """A published issue. ``kept``: why an earlier issue of the day was left as it is ("" if it was not).

    ``remark`` is a line for the log about highlights that were to be condensed and are not.
    """

    daily: Daily
    path: Path
    kept: str = ""
    remark: str = ""


def publish(
    press: Press, database: Database, *, day: date, now: datetime, anew: bool = False, asking: Asking | None = None
) -> Published:
    """Make the issue of a day from the store, store it, write its files.

    What an earlier issue of the day has printed stays in it, unless it is to be chosen ``anew``; even then an issue
    with items is never replaced by one that has none. A model to be asked is asked before, about a draft. Raises
    `NothingToPrintError` when no source has delivered anything for the day, OSError when a file cannot be written.
    """
    silences: Mapping[str, str] = {}
    if asking is not None and press.model:

        def leads() -> Sequence[Article]:
            with database.reading() as connection:
                return list(_draft(press, connection, day=day, now=now, anew=anew)[0].leads.values())

        silences = consult(asking, database, press.model, leads, folder=press.reports)
    with _lock(press, database):
        with database.writing() as connection:
            made = _renewed(press, connection, day=day, now=now, anew=anew, silences=silences)
        # After the commit, still inside the lock: a file never tells of an issue that the store does not have.
        return Published(made.daily, _write(press, database, made.daily, now=now), made.kept, made.remark)


def reprint(press: Press, database: Database, *, day: date) -> Published | None:
    """Write the files of a stored issue again, byte for byte; None if the day has no issue."""
    with _lock(press, database):
        with database.reading() as connection:
            stored = issues.issue_of(connection, day)
        if stored is None:
            return None
        daily = as_printed(stored)
        return Published(daily, _write(press, database, daily))


def roll_up(press: Press, database: Database, period: Period, *, today: date) -> tuple[Path, bool]:
    """Write a week's or a month's roll-up from its stored issues; its path, and whether the period is over.

    Raises `NothingToPrintError` without an issue, OSError when a file cannot be written.
    """
    with _lock(press, database), database.reading() as connection:
        made = print_rollup(press.reports, connection, period, today=today, address=press.address)
    if made is None:
        raise NothingToPrintError(
            f"{period.name}: no issue of {period.first} to {period.last} is stored that can be read"
        )
    return made


def reprint_all(press: Press, database: Database, *, now: datetime, said: Callable[[int, int], None]) -> int:
    """Write the files of all stored issues, and what leads to them, again; how many issues that are.

    Between months others get their turn to publish. ``said`` is told how many of how many issues and roll-ups are
    written. Raises `NothingToPrintError` without an issue, OSError when a file cannot be written.
    """
    with _lock(press, database), database.reading() as connection:
        print_health(press.reports, conditions_of(press.sources, connection, now=now), now=now)
    with database.reading() as connection:
        due = batches(press.reports, connection)
    if not due:
        raise NothingToPrintError("no issue is stored that can be read; 'scrapy daily' makes one")
    readable = frozenset(day for batch in due for day in batch.days)
    today = now.astimezone(BEIJING).date()
    written, total = 0, sum(batch.total for batch in due)
    said(written, total)
    for batch in due:
        with _lock(press, database), database.reading() as connection:
            for _ in print_batch(press.reports, connection, batch, readable=readable, today=today):
                written += 1
                said(written, total)
        sleep(_GIVEN_BACK)
    with _lock(press, database), database.reading() as connection:
        print_newest(press.reports, connection, address=press.address)
    return len(readable)


@dataclass(frozen=True, slots=True)
class _Renewed:
    """The issue as it is to be printed now, stored; why the stored one was kept instead; what is to be logged."""

    daily: Daily
    kept: str = ""
    remark: str = ""


def _renewed(
    press: Press, connection: Connection, *, day: date, now: datetime, anew: bool, silences: Mapping[str, str]
) -> _Renewed:
    made, stored = _draft(press, connection, day=day, now=now, anew=anew)
    earlier = _readable(stored) if stored is not None else None
    if earlier is not None and not made.daily.items and earlier.items:
        return _Renewed(earlier, "nothing on topic was found now; the issue made before stays")
    if not made.anchors and not any(source.working for source in made.daily.sources):
        # No issue is better than one that says nothing happened: the next one then begins where the last one ended.
        raise NothingToPrintError(
            f"{day}: no source delivered anything for this day, so there is no issue of it; see why each failed"
        )
    remark = ""
    if press.model:
        found = replies.replies_to(connection, [key_of(press.model, article) for article in made.leads.values()])
        with_lines = edited(made, press.model, press.lexicon, found, silences)
        made, remark = with_lines.composition, remark_on(with_lines.composition.daily.condensation, with_lines.faults)
    first = (earlier.first_made_at or earlier.made_at) if earlier is not None else None
    daily = replace(made.daily, first_made_at=first)
    issues.save(connection, _stored(press, daily), made.anchors)
    return _Renewed(daily, remark=remark)


def _draft(
    press: Press, connection: Connection, *, day: date, now: datetime, anew: bool
) -> tuple[Composition, issues.StoredIssue | None]:
    """The issue as it would be made now, its highlights extracts; and the one of the day that is stored."""
    stored = issues.issue_of(connection, day)
    window = _window(connection, day, now, stored)
    kept = set() if anew else issues.printed_on(connection, day)
    return _compose(press, connection, window, day=day, now=now, kept=kept), stored


def _compose(
    press: Press,
    connection: Connection,
    window: Window,
    *,
    day: date,
    now: datetime,
    kept: set[str],
    closed: bool = False,
) -> Composition:
    """The issue of the articles that are ``kept`` and, unless it is ``closed``, of all that belong to it."""
    reaches = {name: reach(connection, name, window) for name in press.sources}
    since = min(reaches.values(), default=window.since) - MEMORY
    places = issues.printed_elsewhere(connection, day, since=since)
    standing, trend = standing_of(connection, press.leaderboard, now=window.ends)
    if closed:
        places = {url: place for url, place in places.items() if place.day < day}
        found = articles.named(connection, kept | places.keys())
    else:
        found = articles.on_topic(connection, since=since, until=window.ends, and_also=kept)
    return compose(
        day,
        window,
        found,
        reach=reaches,
        kept=kept,
        printed={url: Printed(place.day, place.anchor) for url, place in places.items()},
        sources=press.sources,
        standing=standing,
        states=_states(press, connection, window),
        made_at=now,
        sample=press.sample,
        limits=press.lexicon.limits,
        trend=trend,
        board=press.leaderboard.title,
    )


def composed_again(press: Press, connection: Connection, stored: issues.StoredIssue) -> Composition:
    """A stored issue as it comes out today of the articles it has and of those that were printed before it.

    It is the same as it was unless its articles, or what ``press`` says, have changed since.
    """
    window = Window(*(moment.astimezone(BEIJING) for moment in (stored.starts, stored.ends, stored.since)))
    kept = issues.printed_on(connection, stored.day)
    return _compose(press, connection, window, day=stored.day, now=stored.ends, kept=kept, closed=True)


def _window(connection: Connection, day: date, now: datetime, stored: issues.StoredIssue | None) -> Window:
    """The window of a new issue; one made again begins where it began, and ends no earlier than it ended."""
    if stored is None:
        return window_of(day, now=now, previous_end=issues.end_before(connection, day))
    starts, ended, since = (moment.astimezone(BEIJING) for moment in (stored.starts, stored.ends, stored.since))
    ends = end_of(day, now)
    # A past day has had its time; and of two crawls of today, the one that read its clock first may publish second.
    return Window(starts, ended if ends < now else max(ends, ended), since)


def reach(connection: Connection, source: str, window: Window) -> datetime:
    """Since when a source's articles are news; one that only ever failed may tell of the longest window there is."""
    success = attempts.last_success(connection, source, before=window.starts)
    if success is None and attempts.last_run(connection, source, before=window.starts):
        success = window.ends - LONGEST
    return reach_of(window, success)


def _states(press: Press, connection: Connection, window: Window) -> list[SourceState]:
    pasts = pasts_of(press.sources, connection, now=window.ends, new_since=window.starts)
    return [
        state_of(source.title, pasts[name], now=window.ends, since=window.starts)
        for name, source in press.sources.items()
    ]


def _readable(stored: issues.StoredIssue) -> Daily | None:
    try:
        return as_printed(stored)
    except NothingToPrintError:
        return None


def as_printed(stored: issues.StoredIssue) -> Daily:
    """A stored issue as it was printed. Raises `NothingToPrintError` for one that this version cannot read."""
    try:
        return Daily.from_json(stored.daily)
    except msgspec.MsgspecError as error:
        raise NothingToPrintError(
            f"{stored.day}: the stored issue was written by another newsbot and cannot be read ({error}); "
            f"'scrapy report --day {stored.day} --remake' makes it again"
        ) from error


def _stored(press: Press, daily: Daily) -> issues.StoredIssue:
    window = daily.window
    return issues.StoredIssue(
        day=daily.day,
        starts=window.starts,
        ends=window.ends,
        since=window.since,
        configuration=press.configuration,
        daily=daily.to_json(),
        total=daily.total,
        lead=daily.lead,
    )


def _write(press: Press, database: Database, daily: Daily, *, now: datetime | None = None) -> Path:
    """Write an issue; a reprint has no ``now``, and leaves the page of the sources' health alone where it is there."""
    with database.reading() as connection:
        if now is not None or not (press.reports / HEALTH).exists():
            moment = now or daily.made_at
            print_health(press.reports, conditions_of(press.sources, connection, now=moment), now=moment)
        path = print_issue(press.reports, connection, daily, address=press.address)
        if now is not None:
            renew_rollups(press.reports, connection, daily.day, today=now.astimezone(BEIJING).date())
        return path


@contextmanager
def _lock(press: Press, database: Database) -> Iterator[None]:
    """The press itself: among the processes of this machine, and among the machines that share the database."""
    press.reports.mkdir(parents=True, exist_ok=True)
    path = press.reports / ".lock"
    try:
        # Waits: whoever holds it is publishing, which takes a fraction of a second.
        with FileLock(path, timeout=PATIENCE), database.across_machines("publishing", patience=PATIENCE):
            yield
    except Timeout as error:
        raise TimeoutError(errno.ETIMEDOUT, f"another process has held it for {PATIENCE} s", str(path)) from error
