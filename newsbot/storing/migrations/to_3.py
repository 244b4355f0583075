"""Replies of language models."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import Column

from newsbot.storing.types import Key, Words


def upgrade(op: Operations) -> None:
    op.create_table(
        "replies",
        Column("key", Key, primary_key=True),
        Column("model", Key, nullable=False),
        Column("reply", Words, nullable=False),
    )
