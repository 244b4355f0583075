"""Opening the database, and its two kinds of transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from newsbot.storing import schema
from newsbot.storing.holding import Busy, Held, hold
from newsbot.storing.migrations import migrate


class DatabaseError(Exception):
    """The database cannot be used; the message says which, why, and what to do."""


class Database:
    """An open database. Safe to share between threads; cheap to open, so that every component opens its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Database:
        """Open ``url`` (SQLAlchemy's form) and lay the schema if it is new. Raises `DatabaseError`."""
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() == "sqlite" and "?" in url and not parsed.query:
                raise ArgumentError("a path with a question mark")
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            database = cls(_engine(url))
            database._lay_schema()
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
            raise DatabaseError(
                f"NEWSBOT_DATABASE: not a usable database URL ({_first_line(error)}); "
                "write one like sqlite:////path/newsbot.db"
            ) from error
        except (SQLAlchemyError, OSError) as error:
            where = parsed.render_as_string(hide_password=True)
            raise DatabaseError(f"{where}: {_first_line(error)}; check that the file or server can be used") from error
        return database

    def _lay_schema(self) -> None:
        with self.reading() as connection:
            is_new = not inspect(connection).has_table(schema.version.name)
        if is_new:
            with self.writing() as connection:
                schema.metadata.create_all(connection)
                # Another process may have been quicker; the transaction lets only one of them write.
                if connection.execute(select(schema.version)).first() is None:
                    connection.execute(insert(schema.version).values(version=schema.VERSION))
        with self.reading() as connection:
            found = connection.execute(select(schema.version.c.version)).scalar()
        if found is not None and found < schema.VERSION:
            with self.writing() as connection:
                # Read again: another process may have been quicker.
                migrate(connection, connection.execute(select(schema.version.c.version)).scalar_one())
        elif found != schema.VERSION:
            raise DatabaseError(
                f"{self._engine.url.render_as_string(hide_password=True)}: schema version {found}, "
                f"this newsbot reads {schema.VERSION}; use the newsbot that wrote it, or another database"
            )

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write: committed at the end of the block, rolled back when it raises.

        Raises `DatabaseError` where the database itself fails (a full disk, a lock that is never released).
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            where = self._engine.url.render_as_string(hide_password=True)
            raise DatabaseError(f"{where}: {_first_line(error)}; nothing was stored; check the database") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees a single state of the database and takes no lock against writers.

        Raises `DatabaseError` where the database itself fails.
        """
        try:
            with self._engine.connect().execution_options(newsbot_read_only=True) as connection:
                yield connection
        except SQLAlchemyError as error:
            where = self._engine.url.render_as_string(hide_password=True)
            raise DatabaseError(f"{where}: {_first_line(error)}; check the database") from error

    def hold(self, name: str) -> Held | Busy:
        """Hold a name across processes (`newsbot.storing.holding`), without waiting. Raises `DatabaseError`."""
        try:
            return hold(self._engine, name)
        except (OSError, SQLAlchemyError) as error:
            where = self._engine.url.render_as_string(hide_password=True)
            raise DatabaseError(f"{where}: cannot be locked ({_first_line(error)}); check the database") from error

    def close(self) -> None:
        self._engine.dispose()


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions start late and cannot be IMMEDIATE: SQLAlchemy's recipe turns them off.
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 30000")  # ms: a second crawl waits for the first one's commit
    _turn_to_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a power cut may lose commits, but never corrupts
    connection.execute("PRAGMA foreign_keys = ON")


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


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE: two writers that both began as readers would deadlock, and one would fail at once.
    read_only = connection.get_execution_options().get("newsbot_read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return (str(cause).splitlines() or [type(cause).__name__])[0]
