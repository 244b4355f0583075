"""Documents with what their servers said of them; pauses."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, Integer, LargeBinary

from newsbot.storing.types import Instant, Key, Words


def upgrade(op: Operations) -> None:
    # The documents are only a memory of what servers sent: they are asked for again.
    op.drop_table("documents")
    op.add_column("attempts", Column("undated", Integer, nullable=False, server_default="0"))
    op.add_column("attempts", Column("moved_to", Words, nullable=False, server_default=""))
    op.create_table(
        "documents",
        Column("url", Key, primary_key=True),
        Column("location", Words, nullable=False),
        Column("moved", Boolean, nullable=False),
        *(Column(name, LargeBinary, nullable=False) for name in ("etag", "last_modified", "content_type", "body")),
        *(Column(name, Instant, nullable=False) for name in ("asked_at", "sent_at", "checked_at")),
    )
    op.create_table(
        "pauses",
        Column("subject", Key, primary_key=True),
        Column("until", Instant, nullable=False),
        Column("outcome", Words, nullable=False),
        Column("detail", Words, nullable=False),
    )
