"""What each channel has been sent of each issue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select

from newsbot.storing.inserting import insert_new
from newsbot.storing.schema import pushed


def sent(connection: Connection, channel: str, day: date) -> set[str]:
    """What a channel, by its digest, has been sent of the issue of a day."""
    query = select(pushed.c.url).where(pushed.c.channel == channel, pushed.c.day == day)
    return set(connection.execute(query).scalars())


def mark(connection: Connection, channel: str, day: date, urls: Collection[str]) -> None:
    """Note that a channel has been sent these; noting it twice changes nothing."""
    if urls:
        rows = [{"channel": channel, "day": day, "url": url} for url in urls]
        insert_new(connection, pushed, rows)
