"""The tables. Instants are UTC on disk and aware in Python; days are the project's days (Beijing)."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from newsbot.storing.types import Instant, Key, Structure, Words

# Of the schema; an older one is brought up to it, a newer one refused. 4 is the first release's.
VERSION = 4


metadata = MetaData()

version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

# Who may print a URL. A claim outlives a killed crawl; the same source takes it up again on its next run.
claims = Table(
    "claims",
    metadata,
    Column("canonical_url", Key, primary_key=True),
    Column("source", Key, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("claimed_at", Instant, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("canonical_url", Key, primary_key=True),
    Column("source", Key, nullable=False),
    Column("url", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("summary", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("route", Words, nullable=False),
    Column("published", Instant),
    Column("first_seen", Instant, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("judgement", Structure, nullable=False),
    Index("articles_by_first_seen", "first_seen"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Key, nullable=False),
    Column("route", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("retry_at", Instant),
    Column("run", Key, nullable=False),
    Column("undated", Integer, nullable=False, server_default="0"),
    Column("moved_to", Words, nullable=False, server_default=""),
    Index("attempts_by_source", "source", "at"),
    Index("attempts_by_run", "source", "run"),
)

# The last document that each address of a route gave, with what its server said to recognise it by.
documents = Table(
    "documents",
    metadata,
    Column("url", Key, primary_key=True),
    Column("location", Words, nullable=False),
    Column("moved", Boolean, nullable=False),
    Column("etag", LargeBinary, nullable=False),
    Column("last_modified", LargeBinary, nullable=False),
    Column("content_type", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("asked_at", Instant, nullable=False),  # when the address itself was last asked, and not where it moved to
    Column("sent_at", Instant, nullable=False),  # when it was last sent in full
    Column("checked_at", Instant, nullable=False),  # when the server last sent it or called it unchanged
)

# What is not asked again before a time, because its server refused us: an origin, an address, an origin's articles.
pauses = Table(
    "pauses",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("until", Instant, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("detail", Words, nullable=False),
)

# What a language model answered, by a digest of the model, of what it was asked and of the article.
replies = Table(
    "replies",
    metadata,
    Column("key", Key, primary_key=True),
    Column("model", Key, nullable=False),
    Column("reply", Words, nullable=False),
)

# What was known of a list, and from when on: a line is never changed, but for `last_seen` and `known_as`. Of the lines
# of one publisher, board, category and day the newest is what is known; a dated one goes before one that is not.
snapshots = Table(
    "snapshots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Key, nullable=False),
    Column("publisher", Key, nullable=False),
    Column("url", Words, nullable=False),
    Column("board", Key, nullable=False),
    Column("category", Key, nullable=False),
    Column("published", Date, nullable=False),
    Column("dated", Boolean, nullable=False),  # by the publisher; else the day is the first on which it was seen
    Column("fetched_at", Instant, nullable=False),
    Column("first_fetched", Instant, nullable=False),  # of the list, whatever its rows were then
    Column("last_seen", Date, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("known_as", Integer),  # the line that has told since then of which day this list is
    Index("snapshots_by_board", "board", "category", "publisher", "published"),
)

# When a list was read with exactly the rows of a line.
readings = Table(
    "readings",
    metadata,
    Column("snapshot", ForeignKey("snapshots.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Instant, primary_key=True),
)

scores = Table(
    "scores",
    metadata,
    Column("snapshot", ForeignKey("snapshots.id", ondelete="CASCADE"), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("model", Key, primary_key=True),
    Column("rating", Float, nullable=False),
    Column("organization", Words, nullable=False),
    Column("rating_lower", Float),
    Column("rating_upper", Float),
    Column("votes", Integer),
)

# The issue as it was made, so that it can be printed again without judging anew.
issues = Table(
    "issues",
    metadata,
    Column("day", Date, primary_key=True),
    Column("starts", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Column("configuration", Words, nullable=False),
    Column("daily", Words, nullable=False),
    # What an archive of years says of it, without reading each issue.
    Column("total", Integer, nullable=False),
    Column("lead", Words, nullable=False),
)

printed = Table(
    "printed",
    metadata,
    Column("day", ForeignKey("issues.day", ondelete="CASCADE"), primary_key=True),
    Column("canonical_url", Key, primary_key=True),
    Column("anchor", Words, nullable=False),
    Index("printed_by_url", "canonical_url"),
)

# What a channel has been sent, by a digest of the channel's address, which is a secret.
pushed = Table(
    "pushed",
    metadata,
    Column("channel", Key, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("url", Key, primary_key=True),
)
