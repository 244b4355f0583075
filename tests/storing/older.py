"""The databases of older newsbots, as those have laid them."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    create_engine,
    insert,
)
from sqlalchemy.schema import Index

from newsbot.storing.types import Instant, Key, Structure, Words

DAY = date(2026, 1, 19)
DAILY = json.dumps({"items": [{"highlight": ""}, {"highlight": "要点。"}], "others": [{}]})


def lay(url: str, number: int, noon: datetime) -> None:
    """A database of an older newsbot, with an attempt, an issue and what was printed in it."""
    old = _tables(number)
    engine = create_engine(url)
    with engine.begin() as connection:
        old.create_all(connection)
        connection.execute(insert(old.tables["schema_version"]).values(version=number))
        connection.execute(
            insert(old.tables["attempts"]).values(
                source="kr36", route="RSS", url="u", outcome="ok", detail="", entries=3, at=noon, run="a"
            )
        )
        times = dict.fromkeys(("starts", "ends", "since"), noon)
        connection.execute(insert(old.tables["issues"]).values(day=DAY, configuration="c", daily=DAILY, **times))
        connection.execute(insert(old.tables["printed"]).values(day=DAY, canonical_url="u", anchor="item-1"))
    engine.dispose()


def _tables(number: int) -> MetaData:
    """The tables of an older version."""
    old = MetaData()
    Table("schema_version", old, Column("version", Integer, primary_key=True))
    Table(
        "claims",
        old,
        Column("canonical_url", Key, primary_key=True),
        Column("source", Key, nullable=False),
        *(Column(name, Instant, nullable=False) for name in ("first_seen", "claimed_at")),
    )
    Table(
        "articles",
        old,
        Column("canonical_url", Key, primary_key=True),
        *(Column(name, Words, nullable=False) for name in ("source", "url", "title", "summary", "text", "author")),
        Column("route", Words, nullable=False),
        Column("published", Instant),
        Column("first_seen", Instant, nullable=False),
        Column("grade", Integer, nullable=False),
        Column("judgement", Structure, nullable=False),
        Index("articles_by_first_seen", "first_seen"),
    )
    newer = (
        Column("undated", Integer, nullable=False, server_default="0"),
        Column("moved_to", Words, nullable=False, server_default=""),
    )
    Table(
        "attempts",
        old,
        Column("id", Integer, primary_key=True),
        *(Column(name, Words, nullable=False) for name in ("source", "route", "url", "outcome", "detail")),
        Column("entries", Integer, nullable=False),
        Column("at", Instant, nullable=False),
        Column("retry_at", Instant),
        Column("run", Words, nullable=False),
        *(newer if number >= 2 else ()),
        Index("attempts_by_source", "source", "at"),
    )
    Table(
        "snapshots",
        old,
        Column("id", Integer, primary_key=True),
        *(Column(name, Words, nullable=False) for name in ("source", "publisher", "url", "board", "category")),
        Column("published", Date, nullable=False),
        *(Column(name, Instant, nullable=False) for name in ("fetched_at", "first_fetched")),
        Column("complete", Boolean, nullable=False),
        UniqueConstraint("publisher", "board", "category", "published", name="one_snapshot_a_day"),
    )
    Table(
        "scores",
        old,
        Column("snapshot", ForeignKey("snapshots.id", ondelete="CASCADE"), primary_key=True),
        Column("rank", Integer, nullable=False),
        Column("model", Words, primary_key=True),
        Column("rating", Float, nullable=False),
        Column("organization", Words, nullable=False),
        *(Column(name, Float) for name in ("rating_lower", "rating_upper")),
        Column("votes", Integer),
    )
    Table(
        "issues",
        old,
        Column("day", Date, primary_key=True),
        *(Column(name, Instant, nullable=False) for name in ("starts", "ends", "since")),
        *(Column(name, Words, nullable=False) for name in ("configuration", "daily")),
    )
    Table(
        "printed",
        old,
        Column("day", ForeignKey("issues.day", ondelete="CASCADE"), primary_key=True),
        Column("canonical_url", Words, primary_key=True),
        Column("anchor", Words, nullable=False),
        Index("printed_by_url", "canonical_url"),
    )
    if number == 1:
        bodies = Column("etag", LargeBinary), Column("body", LargeBinary)
        Table("documents", old, Column("url", Key, primary_key=True), *bodies)
        return old
    Table(
        "documents",
        old,
        Column("url", Key, primary_key=True),
        Column("location", Words, nullable=False),
        Column("moved", Boolean, nullable=False),
        *(Column(name, LargeBinary, nullable=False) for name in ("etag", "last_modified", "content_type", "body")),
        *(Column(name, Instant, nullable=False) for name in ("asked_at", "sent_at", "checked_at")),
    )
    Table(
        "pauses",
        old,
        Column("subject", Key, primary_key=True),
        Column("until", Instant, nullable=False),
        *(Column(name, Words, nullable=False) for name in ("outcome", "detail")),
    )
    if number >= 3:
        columns = [Column(name, Words, nullable=False) for name in ("model", "reply")]
        Table("replies", old, Column("key", Key, primary_key=True), *columns)
    return old
