"""Alembic's operations. A module of its own: alembic takes a quarter of a second to load, and is seldom needed."""

from __future__ import annotations

import logging

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

# What it says of its contexts is about a way of using it that is not ours.
logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)


def operations_on(connection: Connection) -> Operations:
    """Operations that are carried out at once, in the connection's transaction."""
    return Operations(MigrationContext.configure(connection))
