"""From the schema of an older newsbot to this one's, a version at a time.

Each version has a module here whose ``upgrade(op)`` leads to it, written with alembic's operations: they change tables
in SQLite and PostgreSQL alike, and plain modules can be read from a zipped egg, where alembic's own folder of scripts
cannot. A module names its tables as they were then: `newsbot.storing.schema` says what they are now. The database keeps
its version as a number, so that an older newsbot knows a newer database for one.
"""

from __future__ import annotations

import logging
from importlib import import_module

from sqlalchemy import Connection

from newsbot.storing import schema

logger = logging.getLogger(__name__)


def upgrade(connection: Connection, found: int) -> None:
    """Bring a database of version ``found`` up to `newsbot.storing.schema.VERSION`, inside the caller's transaction."""
    if found >= schema.VERSION:
        return
    logger.info("the database is brought up from schema version %d to %d", found, schema.VERSION)
    # What it tells of itself, from its import on, is of no use to who reads the log of a crawl.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    operations = import_module("newsbot.storing.migrations.operations").operations_on(connection)
    for version in range(found + 1, schema.VERSION + 1):
        import_module(f"newsbot.storing.migrations.to_{version}").upgrade(operations)
    connection.execute(schema.version.update().values(version=schema.VERSION))
