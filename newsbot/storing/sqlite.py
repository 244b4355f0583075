"""SQLite: a file, one writer at a time, readers that do not wait for it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from newsbot.storing.backend import Backend

_READ_ONLY = "newsbot_read_only"
_REBUILDING = "newsbot_rebuilding"


def _connect(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own transactions start late and cannot be IMMEDIATE: SQLAlchemy's recipe turns them off.
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 30000")  # ms: a second crawl waits for the first one's commit
    _turn_to_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a power cut may lose commits, but never corrupts


def _turn_to_wal(connection: Any) -> None:
    """Readers then do not wait for the writer. The busy timeout does not hold for this one statement."""
    for left in reversed(range(100)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if left == 0 or "locked" not in str(error):
                raise
            time.sleep(0.05)
        else:
            return


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    # A table is changed by making it anew: with the keys on, those that refer to it would lose their rows. The pragma
    # holds for transactions that begin after it, and a connection is used again.
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if options.get(_REBUILDING) else 'ON'}")
    # IMMEDIATE: two writers that both began as readers would deadlock, and one would fail at once.
    connection.exec_driver_sql("BEGIN" if options.get(_READ_ONLY) else "BEGIN IMMEDIATE")


@contextmanager
def _on_this_machine(_engine: Engine, _name: str, _patience: float) -> Iterator[bool]:
    """A file is one machine's, and its processes are kept apart by locks of files."""
    yield True


SQLITE = Backend(
    connect=_connect,
    release=lambda engine: engine.dispose(),
    across_machines=_on_this_machine,
    reading={_READ_ONLY: True},
    writing={},
    lasting={},
    sharing={},
    rebuilding={_REBUILDING: True},
)
