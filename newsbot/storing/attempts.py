"""What happened to each source, and the documents that servers let us recognise again."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from newsbot.items import Attempt, Outcome, Validators
from newsbot.storing.schema import attempts, documents

_COLUMNS = ("source", "route", "url", "outcome", "detail", "entries", "at", "retry_at")


def record(connection: Connection, made: Iterable[Attempt], *, run: str) -> None:
    """Store the attempts of one run of a source, and the validators of the documents they read."""
    for attempt in made:
        row = {name: getattr(attempt, name) for name in _COLUMNS} | {"run": run}
        connection.execute(insert(attempts).values(row))
        if attempt.validators is not None:
            _remember(connection, attempt.validators, attempt.at)


def _remember(connection: Connection, document: Validators, at: datetime) -> None:
    connection.execute(delete(documents).where(documents.c.url == document.url))
    connection.execute(
        insert(documents).values(
            url=document.url,
            etag=document.etag,
            last_modified=document.last_modified,
            content_type=document.content_type,
            body=zlib.compress(document.body),
            stored_at=at,
        )
    )


def document(connection: Connection, url: str) -> Validators | None:
    row = connection.execute(select(documents).where(documents.c.url == url)).one_or_none()
    if row is None:
        return None
    return Validators(row.url, row.etag, row.last_modified, zlib.decompress(row.body), row.content_type)


def validators(connection: Connection, url: str) -> tuple[bytes, bytes]:
    """The entity tag and the date of the stored document, both empty without one."""
    query = select(documents.c.etag, documents.c.last_modified).where(documents.c.url == url)
    row = connection.execute(query).one_or_none()
    return (row.etag, row.last_modified) if row is not None else (b"", b"")


def last_run(connection: Connection, source: str, *, before: datetime) -> list[Attempt]:
    """The attempts of the source's newest run that began at or before ``before``, in the order they were made."""
    newest = (
        select(attempts.c.run)
        .where(attempts.c.source == source, attempts.c.at <= before)
        .order_by(attempts.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(attempts).where(attempts.c.source == source, attempts.c.run == newest).order_by(attempts.c.id)
    return [
        Attempt(row.source, row.route, row.url, Outcome(row.outcome), row.at, row.detail, row.entries, row.retry_at)
        for row in connection.execute(query)
    ]


def last_success(connection: Connection, source: str, *, before: datetime) -> datetime | None:
    usable = [outcome for outcome in Outcome if outcome.usable]
    query = select(func.max(attempts.c.at)).where(
        attempts.c.source == source, attempts.c.at <= before, attempts.c.outcome.in_(usable)
    )
    return connection.execute(query).scalar()
