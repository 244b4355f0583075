"""What each channel has been sent of each issue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from newsbot.storing.schema import pushed


def sent(connection: Connection, channel: str, day: date) -> set[str]:
    """What a channel, by its digest, has been sent of the issue of a day."""
    query = select(pushed.c.url).where(pushed.c.channel == channel, pushed.c.day == day)
    return set(connection.execute(query).scalars())


def mark(connection: Connection, channel: str, day: date, urls: Collection[str]) -> None:
    """Note that a channel has been sent these; noting it twice changes nothing."""
    if urls:
        rows = [{"channel": channel, "day": day, "url": url} for url in urls]
        # SQLite and PostgreSQL spell it alike, each in its own dialect.
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(pushed).values(rows).on_conflict_do_nothing())
