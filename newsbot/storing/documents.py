"""The last document that each address of a route gave."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from newsbot.items import Document
from newsbot.storing.schema import documents


@dataclass(frozen=True, slots=True)
class Remembered:
    """A stored document without its body; the instants say when its address itself was last asked, when it was last
    sent in full, and when it was last confirmed."""

    url: str
    location: str
    moved: bool
    etag: bytes
    last_modified: bytes
    asked_at: datetime
    sent_at: datetime
    checked_at: datetime


def remember(connection: Connection, document: Document, *, at: datetime) -> None:
    """Store a document that arrived ``at`` a time, in place of the one its address gave before."""
    earlier = remembered(connection, document.url)
    sent_at = earlier.sent_at if earlier is not None and not document.in_full else at
    asked_at = earlier.asked_at if earlier is not None and not document.asked_itself else at
    location, moved = document.location, document.moved
    if earlier is not None and earlier.moved and document.asked_itself and not document.readable:
        # What had moved has left something behind that is no document: it is asked where it is for another while.
        location, moved = earlier.location, True
    connection.execute(delete(documents).where(documents.c.url == document.url))
    connection.execute(
        insert(documents).values(
            url=document.url,
            location=location,
            moved=moved,
            etag=document.etag,
            last_modified=document.last_modified,
            content_type=document.content_type,
            body=zlib.compress(document.body),
            asked_at=asked_at,
            sent_at=sent_at,
            checked_at=at,
        )
    )


def remembered(connection: Connection, url: str) -> Remembered | None:
    columns = [documents.c[name] for name in Remembered.__dataclass_fields__]
    row = connection.execute(select(*columns).where(documents.c.url == url)).one_or_none()
    return Remembered(**row._mapping) if row is not None else None


def document(connection: Connection, url: str) -> Document | None:
    """The stored document of an address, with its body; None where there is none, or where it has been damaged."""
    row = connection.execute(select(documents).where(documents.c.url == url)).one_or_none()
    if row is None:
        return None
    try:
        body = zlib.decompress(row.body)
    except zlib.error:
        return None
    return Document(row.url, row.location, body, row.etag, row.last_modified, row.content_type, row.moved, False)
