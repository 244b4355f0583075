"""From the schema of an older newsbot to this one's, a version at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, text, update

from newsbot.storing import schema


def _to_2(connection: Connection) -> None:
    # The documents are only a memory of what servers sent: they are asked for again.
    connection.execute(text("DROP TABLE documents"))
    connection.execute(text("ALTER TABLE attempts ADD COLUMN undated INTEGER NOT NULL DEFAULT 0"))
    connection.execute(text("ALTER TABLE attempts ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''"))
    schema.metadata.create_all(connection, [schema.documents, schema.pauses])


def _with_replies(connection: Connection) -> None:
    schema.metadata.create_all(connection, [schema.replies])


def _to_4(connection: Connection) -> None:
    connection.execute(text("CREATE INDEX attempts_by_run ON attempts (source, run)"))
    connection.execute(text("ALTER TABLE issues ADD COLUMN total INTEGER NOT NULL DEFAULT 0"))
    connection.execute(text("ALTER TABLE issues ADD COLUMN lead TEXT NOT NULL DEFAULT ''"))
    schema.metadata.create_all(connection, [schema.pushed])
    issues = schema.issues
    for day, stored in connection.execute(select(issues.c.day, issues.c.daily)).all():
        daily = json.loads(stored)
        items = daily.get("items", ())
        values = {
            "total": len(items) + len(daily.get("others", ())),
            "lead": next((item["highlight"] for item in items if item.get("highlight")), ""),
        }
        connection.execute(update(issues).where(issues.c.day == day).values(values))


# By the version they lead to.
_STEPS: Mapping[int, Callable[[Connection], None]] = {2: _to_2, 3: _with_replies, 4: _to_4}


def migrate(connection: Connection, found: int) -> None:
    """Bring a database of version ``found`` up to `newsbot.storing.schema.VERSION`, inside the caller's transaction."""
    for version in range(found + 1, schema.VERSION + 1):
        _STEPS[version](connection)
    connection.execute(schema.version.update().values(version=schema.VERSION))
