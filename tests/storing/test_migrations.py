"""The databases of older newsbots, as those have laid them, brought up to this one's schema."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, Table, create_engine, func, insert, select

from newsbot.items import Attempt, Outcome
from newsbot.storing import attempts, boards, issues, schema
from newsbot.storing.database import Database
from tests.storing.older import DAY, lay

VERSIONS = range(1, schema.VERSION)


def _is_other_default(
    _context: object, _found: object, _said: object, found: str | None, _default: object, said: str | None
) -> bool:
    """Whether a default differs by more than how it is written: '0', 0 and '0'::text are one, and none and ''."""

    def value(text: str | None) -> str:
        return "" if text is None or text.startswith("nextval") else text.partition("::")[0].strip("()'")

    return value(found) != value(said)


def _differences(url: str) -> list[object]:
    """What alembic would still have to do."""
    engine = create_engine(url)
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
    lay(database_url, number, noon)
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
    lay(database_url, 3, noon)
    again = noon + timedelta(days=9)
    shared = {"source": "lmarena", "url": "u", "board": "text", "category": "overall", "complete": False}
    times = {"fetched_at": again, "first_fetched": noon}
    engine = create_engine(database_url)
    with engine.begin() as connection:
        old = Table("snapshots", MetaData(), autoload_with=connection)
        for publisher, published in (
            ("arena-ai-leaderboards", noon.date()),
            ("arena-ai-leaderboards", noon.date() - timedelta(days=2)),
            ("lmarena-history", noon.date() - timedelta(days=1)),
        ):
            values = shared | {name: at.astimezone(UTC).replace(tzinfo=None) for name, at in times.items()}
            connection.execute(insert(old).values(**values, publisher=publisher, published=published))
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
    lay(database_url, 1, noon)
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
    lay(database_url, 1, noon)
    before = _contents(database_url)
    command = [sys.executable, "-c", KILLED, database_url, str(statements)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL  # noqa: S603
    assert _contents(database_url) == before
    Database.open(database_url).close()
    assert _differences(database_url) == []


def _contents(url: str) -> dict[str, tuple[list[str], list[object]]]:
    """The columns and rows of every table."""
    found = MetaData()
    engine = create_engine(url)
    with engine.connect() as connection:
        found.reflect(connection)
        contents = {
            table.name: (list(table.columns.keys()), [tuple(row) for row in connection.execute(select(table))])
            for table in found.sorted_tables
        }
    engine.dispose()
    return contents


def test_an_issue_that_cannot_be_read_does_not_stop_the_upgrade(database_url: str, noon: datetime) -> None:
    lay(database_url, 3, noon)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE issues SET daily = 'cut off'")
    engine.dispose()
    with Database.open(database_url).reading() as connection:
        assert issues.listed(connection) == [issues.Listed(DAY, 0, "")]
