"""What the store knows of each source's past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from newsbot.issue.condition import Condition, condition_of
from newsbot.issue.daily import Source
from newsbot.issue.health import PAST, Past
from newsbot.storing import articles, attempts, boards

LEADERBOARD = "leaderboard"  # the kind of source that has no articles


def pasts_of(
    sources: Mapping[str, Source], connection: Connection, *, now: datetime, new_since: datetime
) -> dict[str, Past]:
    """The past of each source as it was known at ``now``; its new articles are those first seen after ``new_since``."""
    new = articles.new_counts(connection, since=new_since, until=now)
    recent = articles.new_counts(connection, since=now - timedelta(hours=24), until=now)
    days = articles.daily_counts(connection, since=now - PAST, until=now)
    last_new = articles.last_new(connection, before=now) | boards.last_new(connection, before=now)
    runs = {name: attempts.last_run(connection, name, before=now) for name in sources}
    return {
        name: Past(
            run=runs[name],
            turned=attempts.turned(connection, runs[name], before=now),
            last_success=attempts.last_success(connection, name, before=now),
            last_new=last_new.get(name),
            days=() if source.kind == LEADERBOARD else days.get(name, ()),
            new=None if source.kind == LEADERBOARD else new.get(name, 0),
            recent=None if source.kind == LEADERBOARD else recent.get(name, 0),
            fault=source.fault,
        )
        for name, source in sources.items()
    }


def conditions_of(sources: Mapping[str, Source], connection: Connection, *, now: datetime) -> list[Condition]:
    """How each source is doing at ``now``, in the order of ``sources``."""
    pasts = pasts_of(sources, connection, now=now, new_since=now - timedelta(hours=24))
    return [condition_of(source, pasts[name], now=now) for name, source in sources.items()]
