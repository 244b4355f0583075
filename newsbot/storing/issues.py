"""Published issues: what each day's issue was made of, and what was printed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select

from newsbot.storing.schema import articles, issues, printed


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """An issue as it was published. ``daily`` is the JSON of the `newsbot.issue.daily.Daily` it was rendered from.

    ``total`` is how many stories it has, ``lead`` the line at its head ("" for a quiet day).
    """

    day: date
    starts: datetime
    ends: datetime
    since: datetime
    configuration: str
    daily: str
    total: int
    lead: str


@dataclass(frozen=True, slots=True)
class Printing:
    """Where an article was printed: the day's issue and the anchor of its story in it."""

    day: date
    anchor: str


def save(connection: Connection, issue: StoredIssue, anchors: Mapping[str, str]) -> None:
    """Store an issue with the articles printed in it (canonical URL to anchor), replacing the day's earlier one."""
    connection.execute(delete(printed).where(printed.c.day == issue.day))
    connection.execute(delete(issues).where(issues.c.day == issue.day))
    connection.execute(insert(issues).values({c.name: getattr(issue, c.name) for c in issues.columns}))
    if anchors:
        rows = [{"day": issue.day, "canonical_url": url, "anchor": anchor} for url, anchor in anchors.items()]
        connection.execute(insert(printed), rows)


def issue_of(connection: Connection, day: date) -> StoredIssue | None:
    row = connection.execute(select(issues).where(issues.c.day == day)).one_or_none()
    return StoredIssue(**row._mapping) if row is not None else None


@dataclass(frozen=True, slots=True)
class Listed:
    """An issue as the archive lists it."""

    day: date
    total: int
    lead: str


def listed(connection: Connection) -> list[Listed]:
    """All issues, the newest first."""
    query = select(issues.c.day, issues.c.total, issues.c.lead).order_by(issues.c.day.desc())
    return [Listed(*row) for row in connection.execute(query)]


def between(connection: Connection, first: date, last: date) -> list[StoredIssue]:
    """The issues of the days from ``first`` to ``last``, both included, the oldest first."""
    query = select(issues).where(issues.c.day.between(first, last)).order_by(issues.c.day)
    return [StoredIssue(**row._mapping) for row in connection.execute(query)]


def newest(connection: Connection, limit: int) -> list[StoredIssue]:
    """The ``limit`` newest issues, the newest first."""
    query = select(issues).order_by(issues.c.day.desc()).limit(limit)
    return [StoredIssue(**row._mapping) for row in connection.execute(query)]


def printed_on(connection: Connection, day: date) -> set[str]:
    """The canonical URLs of the articles that the issue of a day has."""
    return set(connection.execute(select(printed.c.canonical_url).where(printed.c.day == day)).scalars())


def anchors_of(connection: Connection, day: date) -> dict[str, str]:
    """The canonical URLs of the articles that the issue of a day has, each with the anchor of its story."""
    query = select(printed.c.canonical_url, printed.c.anchor).where(printed.c.day == day)
    return {row.canonical_url: row.anchor for row in connection.execute(query)}


def printings(connection: Connection, canonical_url: str) -> list[Printing]:
    """Where an article was printed, the first issue first."""
    query = select(printed.c.day, printed.c.anchor).where(printed.c.canonical_url == canonical_url)
    return [Printing(row.day, row.anchor) for row in connection.execute(query.order_by(printed.c.day))]


def first_ending_after(connection: Connection, moment: datetime) -> StoredIssue | None:
    """The first issue that ended at or after a moment; None if there is none yet."""
    query = select(issues).where(issues.c.ends >= moment).order_by(issues.c.ends).limit(1)
    row = connection.execute(query).one_or_none()
    return StoredIssue(**row._mapping) if row is not None else None


def end_before(connection: Connection, day: date) -> datetime | None:
    """When the window of the newest issue before ``day`` ended."""
    query = select(issues.c.ends).where(issues.c.day < day).order_by(issues.c.day.desc()).limit(1)
    return connection.execute(query).scalar()


def printed_elsewhere(connection: Connection, day: date, *, since: datetime) -> dict[str, Printing]:
    """Each article whose time is at or after ``since`` and that the issue of another day printed: its first place.

    The issue may be of any age: some feeds give their old articles the time of the day.
    """
    time = func.coalesce(articles.c.published, articles.c.first_seen)
    query = (
        select(printed)
        .join(articles, articles.c.canonical_url == printed.c.canonical_url)
        .where(printed.c.day != day, time >= since)
        .order_by(printed.c.day.desc())
    )
    return {row.canonical_url: Printing(row.day, row.anchor) for row in connection.execute(query)}
