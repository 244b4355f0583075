"""What an archive says of an issue; what channels were sent; runs found by their source; what is known of a list."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, column, insert, select, table, update

from newsbot.storing.types import Instant, Key, Words

_ISSUES = table("issues", column("day", Date), column("daily", Words), column("total", Integer), column("lead", Words))
_SNAPSHOTS = table(
    "snapshots",
    *(column("id", Integer), column("publisher", Key), column("published", Date), column("dated", Boolean)),
    *(column("fetched_at", Instant), column("first_fetched", Instant), column("last_seen", Date)),
)
_READINGS = table("readings", column("snapshot", Integer), column("at", Instant))
# It names no date for half of its lists, which were stored under the day of its folder.
_UNDATED = "arena-ai-leaderboards"


def upgrade(op: Operations) -> None:
    op.create_index("attempts_by_run", "attempts", ["source", "run"])
    op.add_column("issues", Column("total", Integer))
    op.add_column("issues", Column("lead", Words))
    connection = op.get_bind()
    for day in connection.execute(select(_ISSUES.c.day)).scalars().all():
        stored = connection.execute(select(_ISSUES.c.daily).where(_ISSUES.c.day == day)).scalar_one()
        connection.execute(update(_ISSUES).where(_ISSUES.c.day == day).values(_listed(stored)))
    with op.batch_alter_table("issues") as batch:
        batch.alter_column("total", existing_type=Integer(), nullable=False)
        batch.alter_column("lead", existing_type=Words(), nullable=False)
    op.create_table(
        "pushed",
        Column("channel", Key, primary_key=True),
        Column("day", Date, primary_key=True),
        Column("url", Key, primary_key=True),
    )
    _tell_lists_apart(op)


def _tell_lists_apart(op: Operations) -> None:
    op.add_column("snapshots", Column("dated", Boolean))
    op.add_column("snapshots", Column("last_seen", Date))
    op.add_column("snapshots", Column("known_as", Integer))
    op.create_table(
        "readings",
        Column("snapshot", Integer, ForeignKey("snapshots.id", ondelete="CASCADE"), primary_key=True),
        Column("at", Instant, primary_key=True),
    )
    connection = op.get_bind()
    kept = _SNAPSHOTS.c
    for row in connection.execute(select(_SNAPSHOTS)).all():
        # A folder is read on its own day or the next one.
        is_folder = row.publisher == _UNDATED and row.published >= _day(row.first_fetched) - timedelta(days=1)
        values = {
            "dated": not is_folder,
            "last_seen": row.published if is_folder else _day(row.fetched_at),
            "fetched_at": row.first_fetched,  # what was known of the list before it was read again is not known
        }
        connection.execute(update(_SNAPSHOTS).where(kept.id == row.id).values(values))
        readings = [{"snapshot": row.id, "at": at} for at in {row.first_fetched, row.fetched_at}]
        connection.execute(insert(_READINGS), readings)
    with op.batch_alter_table("snapshots") as batch:
        batch.alter_column("dated", existing_type=Boolean(), nullable=False)
        batch.alter_column("last_seen", existing_type=Date(), nullable=False)
        batch.drop_constraint("one_snapshot_a_day", type_="unique")
    op.create_index("snapshots_by_board", "snapshots", ["board", "category", "publisher", "published"])


def _day(moment: datetime) -> date:
    return moment.astimezone(timezone(timedelta(hours=8))).date()


def _listed(stored: str) -> dict[str, object]:
    try:
        daily: dict[str, Any] = json.loads(stored)
        items, others = daily.get("items", ()), daily.get("others", ())
        lead = next((item["highlight"] for item in items if item.get("highlight")), "")
    except (ValueError, TypeError, AttributeError):
        return {"total": 0, "lead": ""}  # it cannot be printed either, and must not keep all others from being
    return {"total": len(items) + len(others), "lead": lead}
