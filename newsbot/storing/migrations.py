"""From the schema of an older newsbot to this one's, a version at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, text

from newsbot.storing import schema


def _to_2(connection: Connection) -> None:
    # The documents are only a memory of what servers sent: they are asked for again.
    connection.execute(text("DROP TABLE documents"))
    connection.execute(text("ALTER TABLE attempts ADD COLUMN undated INTEGER NOT NULL DEFAULT 0"))
    connection.execute(text("ALTER TABLE attempts ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''"))
    schema.metadata.create_all(connection, [schema.documents, schema.pauses])


def _with_replies(connection: Connection) -> None:
    schema.metadata.create_all(connection, [schema.replies])


# By the version they lead to.
_STEPS: Mapping[int, Callable[[Connection], None]] = {2: _to_2, 3: _with_replies}


def migrate(connection: Connection, found: int) -> None:
    """Bring a database of version ``found`` up to `newsbot.storing.schema.VERSION`, inside the caller's transaction."""
    for version in range(found + 1, schema.VERSION + 1):
        _STEPS[version](connection)
    connection.execute(schema.version.update().values(version=schema.VERSION))
