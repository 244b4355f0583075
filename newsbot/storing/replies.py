"""What a language model answered, so that it is never asked the same again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from newsbot.storing.inserting import insert_new
from newsbot.storing.schema import replies


def keep(connection: Connection, found: Mapping[str, str], *, model: str) -> None:
    """Store replies by their keys; of two processes that asked the same, the earlier one's counts."""
    if found:
        rows = [{"key": key, "model": model, "reply": reply} for key, reply in found.items()]
        insert_new(connection, replies, rows)


def replies_to(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """The stored replies to these keys."""
    query = select(replies.c.key, replies.c.reply).where(replies.c.key.in_(list(keys)))
    return {row.key: row.reply for row in connection.execute(query)}
