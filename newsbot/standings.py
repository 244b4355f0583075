"""What the store knows of a board: its standing, and how it came about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from newsbot.leaderboard.names import BoardName
from newsbot.leaderboard.ranking import Standing, standing
from newsbot.leaderboard.trend import Trend, chosen_days, trend
from newsbot.storing import boards


def standing_of(connection: Connection, name: BoardName, *, now: datetime) -> tuple[Standing | None, Trend | None]:
    """The standing on a board as it was known at ``now``, and its trend; None for what there is not."""
    board, category = name.board, name.category
    newest = boards.newest(connection, board=board, category=category, before=now)
    found = standing(newest, now=now, board=board, category=category)
    if found is None:
        return None, None
    # Of models that have been away for longer: on which list they were before.
    unknown = {row.model for row in (*found.top, *found.chinese) if row.movement.since is None}
    older = boards.last_with(
        connection,
        unknown,
        publisher=found.publisher,
        board=board,
        category=category,
        published=found.published,
        before=now,
    )
    if older:
        found = standing([*newest, *older], now=now, board=board, category=category) or found
    known = boards.days_of(connection, board=board, category=category, before=now)
    days = chosen_days(known, publisher=found.publisher, published=found.published)
    return found, trend(boards.history(connection, days, board=board, category=category, before=now))
