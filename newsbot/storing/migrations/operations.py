"""Alembic's operations. A module of its own: alembic takes a quarter of a second to load, and is seldom needed."""

from __future__ import annotations

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection


def operations_on(connection: Connection) -> Operations:
    """Operations that are carried out at once, in the connection's transaction."""
    return Operations(MigrationContext.configure(connection))
