"""Opening the database, and its kinds of transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from newsbot.storing import schema
from newsbot.storing.backend import Backend, Options
from newsbot.storing.errors import BusyError, DatabaseError, cause, shown
from newsbot.storing.holding import Busy, Held, hold
from newsbot.storing.location import location
from newsbot.storing.migrations import upgrade
from newsbot.storing.postgresql import POSTGRESQL
from newsbot.storing.sqlite import SQLITE

__all__ = ["BusyError", "Database", "DatabaseError"]

_NO_DRIVER = "PostgreSQL needs a driver that is not installed: pip install 'newsbot[postgres]'"


class Database:
    """An open database. Safe to share between threads; cheap to open, so that every component opens its own."""

    def __init__(self, engine: Engine, backend: Backend) -> None:
        self._engine = engine
        self._backend = backend
        self._closed = False

    @classmethod
    def open(cls, url: str) -> Database:
        """Open ``url`` (SQLAlchemy's form) and lay the schema if it is new. Raises `DatabaseError`."""
        parsed = location(url)
        backend = POSTGRESQL if parsed.get_backend_name() == "postgresql" else SQLITE
        try:
            database = cls(backend.connect(parsed), backend)
        except ImportError as error:
            raise DatabaseError(f"{shown(parsed)}: {_NO_DRIVER}") from error
        except (SQLAlchemyError, OSError, TypeError, ValueError) as error:
            raise _unusable(parsed, error) from error
        try:
            database._lay_schema()
        except DatabaseError:
            database.close()
            raise
        except (SQLAlchemyError, OSError, ValueError) as error:
            database.close()
            raise _unusable(parsed, error) from error
        return database

    @property
    def url(self) -> URL:
        return self._engine.url

    def _lay_schema(self) -> None:
        with self.reading() as connection:
            is_new = not inspect(connection).has_table(schema.version.name)
        if is_new:
            with self.rebuilding() as connection:
                schema.metadata.create_all(connection)
                # Another process may have been quicker; the transaction lets only one of them write.
                if connection.execute(select(schema.version)).first() is None:
                    connection.execute(insert(schema.version).values(version=schema.VERSION))
        with self.reading() as connection:
            found = connection.execute(select(schema.version.c.version)).scalar()
        if found is not None and found < schema.VERSION:
            with self.rebuilding() as connection:
                # Read again: another process may have been quicker.
                upgrade(connection, connection.execute(select(schema.version.c.version)).scalar_one())
        elif found != schema.VERSION:
            raise DatabaseError(
                f"{shown(self.url)}: schema version {found}, this newsbot reads {schema.VERSION}; "
                "use the newsbot that wrote it, or another database"
            )

    @contextmanager
    def writing(self, *, lasting: bool = False) -> Iterator[Connection]:
        """One transaction that may write, alone: committed at the end of the block, rolled back when it raises.

        A ``lasting`` one may take any time; all other writers wait, and give up after half a minute.
        Raises `DatabaseError` where the database itself fails (a full disk, a lock that is never released).
        """
        with self._changing(self._backend.lasting if lasting else self._backend.writing) as connection:
            yield connection

    @contextmanager
    def sharing(self) -> Iterator[Connection]:
        """As `writing`, but where many machines write, for one row, by statements that decide each by itself."""
        with self._changing(self._backend.sharing) as connection:
            yield connection

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """As `writing`, to change tables, which may take any time. Foreign keys are not held."""
        with self._changing(self._backend.rebuilding) as connection:
            yield connection

    @contextmanager
    def _changing(self, options: Options) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            why = cause(error, self.url)
            raise DatabaseError(f"{shown(self.url)}: {why}; nothing was stored; check the database") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees a single state of the database and takes no lock against writers.

        Raises `DatabaseError` where the database itself fails.
        """
        try:
            with self._engine.connect().execution_options(**self._backend.reading) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise DatabaseError(f"{shown(self.url)}: {cause(error, self.url)}; check the database") from error

    @contextmanager
    def across_machines(self, name: str, *, patience: float) -> Iterator[None]:
        """Hold a name that no other machine with this database holds; it is let go when the process dies.

        Processes of one machine are kept apart by whoever calls: an SQLite database is a file, and of one machine.
        Raises `BusyError` where it is held for longer than ``patience`` (seconds).
        """
        try:
            with self._backend.across_machines(self._engine, name, patience) as held:
                if not held:
                    raise BusyError(
                        f"{shown(self.url)}: another machine has been {name} for {patience:g} s; try again later"
                    )
                yield
        except SQLAlchemyError as error:
            raise DatabaseError(f"{shown(self.url)}: {cause(error, self.url)}; check the database") from error

    def hold(self, name: str) -> Held | Busy:
        """Hold a name across processes (`newsbot.storing.holding`), without waiting. Raises `DatabaseError`."""
        try:
            return hold(self._engine, name)
        except (OSError, SQLAlchemyError) as error:
            raise DatabaseError(
                f"{shown(self.url)}: cannot be locked ({cause(error, self.url)}); check the database"
            ) from error

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._backend.release(self._engine)


def _unusable(url: URL, error: Exception) -> DatabaseError:
    return DatabaseError(f"{shown(url)}: {cause(error, url)}; check that the file or server can be used")
