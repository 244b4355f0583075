"""What an archive says of an issue; what channels have been sent; runs found by their source."""

from __future__ import annotations

import json
from typing import Any

from alembic.operations import Operations
from sqlalchemy import Column, Date, Integer, column, select, table, update

from newsbot.storing.types import Key, Words

_ISSUES = table("issues", column("day", Date), column("daily", Words), column("total", Integer), column("lead", Words))


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


def _listed(stored: str) -> dict[str, object]:
    try:
        daily: dict[str, Any] = json.loads(stored)
        items, others = daily.get("items", ()), daily.get("others", ())
        lead = next((item["highlight"] for item in items if item.get("highlight")), "")
    except (ValueError, TypeError, AttributeError):
        return {"total": 0, "lead": ""}  # it cannot be printed either, and must not keep all others from being
    return {"total": len(items) + len(others), "lead": lead}
