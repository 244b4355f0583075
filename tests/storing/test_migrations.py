"""The databases of older newsbots, as those have laid them, brought up to this one's schema."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, func, select

from newsbot.items import Attempt, Outcome
from newsbot.storing import attempts, issues, schema
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
