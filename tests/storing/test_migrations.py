"""The databases of older newsbots, as those have laid them, brought up to this one's schema."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    create_engine,
    func,
    insert,
    select,
)
from sqlalchemy.schema import Index

from newsbot.items import Attempt, Outcome
from newsbot.storing import attempts, boards, issues, schema
from newsbot.storing.database import Database
from newsbot.storing.types import Instant, Key, Structure, Words

DAY = date(2026, 1, 19)
DAILY = json.dumps({"items": [{"highlight": ""}, {"highlight": "要点。"}], "others": [{}]})
VERSIONS = range(1, schema.VERSION)


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


def _engine(url: str) -> Engine:
    return create_engine(url)


def _lay(url: str, number: int, noon: datetime) -> None:
    """A database of an older newsbot, with an attempt, an issue and what was printed in it."""
    old = _tables(number)
    engine = _engine(url)
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


def _is_other_default(
    _context: object, _found: object, _said: object, found: str | None, _default: object, said: str | None
) -> bool:
    """Whether a default differs by more than how it is written: '0', 0 and '0'::text are one, and none and ''."""

    def value(text: str | None) -> str:
        return "" if text is None or text.startswith("nextval") else text.partition("::")[0].strip("()'")

    return value(found) != value(said)


def _differences(url: str) -> list[object]:
    """What alembic would still have to do."""
    engine = _engine(url)
    with engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": _is_other_default}
        context = MigrationContext.configure(connection, opts=opts)
        found: list[object] = compare_metadata(context, schema.metadata)
    engine.dispose()
    return found


def test_a_new_database_is_as_the_schema_says(database: Database, database_url: str) -> None:
    assert _differences(database_url) == []


@pytest.mark.parametrize("number", VERSIONS)
def test_a_database_of_an_older_newsbot_is_brought_up(database_url: str, noon: datetime, number: int) -> None:
    _lay(database_url, number, noon)
    assert _differences(database_url) != []
    database = Database.open(database_url)
    assert _differences(database_url) == []
    with database.writing() as connection:
        assert attempts.last_run(connection, "kr36", before=noon) == [
            Attempt("kr36", "RSS", "u", Outcome.OK, noon, entries=3)
        ]
        attempts.record(connection, [Attempt("kr36", "RSS", "u", Outcome.GONE, noon, retry_at=noon)], run="b")
        assert issues.listed(connection) == [issues.Listed(DAY, 3, "要点。")]
        assert issues.anchors_of(connection, DAY) == {"u": "item-1"}
        assert connection.execute(select(schema.version)).scalars().all() == [schema.VERSION]
    database.close()


def test_lists_of_an_older_newsbot_keep_what_is_known_of_them(database_url: str, noon: datetime) -> None:
    _lay(database_url, 3, noon)
    old = _tables(3).tables["snapshots"]
    again = noon + timedelta(days=9)
    shared = {"source": "lmarena", "url": "u", "board": "text", "category": "overall", "complete": False}
    engine = _engine(database_url)
    with engine.begin() as connection:
        for publisher, published in (
            ("arena-ai-leaderboards", noon.date()),
            ("arena-ai-leaderboards", noon.date() - timedelta(days=2)),
            ("lmarena-history", noon.date() - timedelta(days=1)),
        ):
            values = {"publisher": publisher, "published": published, "fetched_at": again, "first_fetched": noon}
            connection.execute(insert(old).values(shared | values))
    engine.dispose()
    with Database.open(database_url).reading() as connection:
        now, then = (
            [
                (each.publisher[:5], each.published, each.dated, each.fetched_at)
                for each in boards.newest(connection, board="text", category="overall", before=before)
            ]
            for before in (again, noon)
        )
    # A day of a folder is no date; before a list was read again, nobody had.
    kept = [("arena", 0, False), ("lmare", 1, True), ("arena", 2, True)]
    days = [(publisher, noon.date() - timedelta(days=ago), dated) for publisher, ago, dated in kept]
    assert now == [(*each, again) for each in days]
    assert then == [(*each, noon) for each in days]


def test_of_many_that_open_an_old_database_at_once_one_brings_it_up(database_url: str, noon: datetime) -> None:
    _lay(database_url, 1, noon)
    program = "import sys; from newsbot.storing.database import Database; Database.open(sys.argv[1]).close()"
    processes = [subprocess.Popen([sys.executable, "-c", program, database_url]) for _ in range(4)]  # noqa: S603
    assert [process.wait(timeout=60) for process in processes] == [0] * 4
    assert _differences(database_url) == []


def test_of_many_that_open_a_new_database_at_once_one_lays_it(database_url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        for opened in pool.map(Database.open, [database_url] * 8):
            opened.close()
    with Database.open(database_url).reading() as connection:
        assert connection.execute(select(func.count()).select_from(schema.version)).scalar() == 1


# Ends a process in the middle: after so many of the last step's statements, before anything is committed.
KILLED = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from newsbot.storing.database import Database

left = int(sys.argv[2])

@event.listens_for(Engine, "after_cursor_execute")
def _count(connection, cursor, statement, *_):
    global left
    if statement.lstrip().upper().startswith(("ALTER", "CREATE", "DROP", "UPDATE", "INSERT")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

Database.open(sys.argv[1])
"""


@pytest.mark.parametrize("statements", [1, 4, 9, 13])
def test_an_upgrade_that_is_killed_leaves_the_old_database(database_url: str, noon: datetime, statements: int) -> None:
    _lay(database_url, 1, noon)
    before = _contents(database_url)
    command = [sys.executable, "-c", KILLED, database_url, str(statements)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL  # noqa: S603
    assert _contents(database_url) == before
    Database.open(database_url).close()
    assert _differences(database_url) == []


def _contents(url: str) -> dict[str, tuple[list[str], list[object]]]:
    """The columns and rows of every table."""
    found = MetaData()
    engine = _engine(url)
    with engine.connect() as connection:
        found.reflect(connection)
        contents = {
            table.name: (list(table.columns.keys()), [tuple(row) for row in connection.execute(select(table))])
            for table in found.sorted_tables
        }
    engine.dispose()
    return contents


def test_an_issue_that_cannot_be_read_does_not_stop_the_upgrade(database_url: str, noon: datetime) -> None:
    _lay(database_url, 3, noon)
    engine = _engine(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE issues SET daily = 'cut off'")
    engine.dispose()
    with Database.open(database_url).reading() as connection:
        assert issues.listed(connection) == [issues.Listed(DAY, 0, "")]
