"""PostgreSQL: a server that several machines share. Its driver, psycopg, is an extra: ``newsbot[postgres]``."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from newsbot.storing.backend import Backend

_ALONE = "newsbot_alone"
_UNHURRIED = "newsbot_unhurried"
_LOCK_NOT_AVAILABLE = "55P03"
_COMMITTED = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
# Of a session; in a URL, options=... has its own in their place.
_LIMITS = {
    "lock_timeout": 30_000,  # ms: as SQLite's busy timeout, a second crawl waits for the first one's commit
    "statement_timeout": 120_000,  # ms
    # A process that was stopped in the middle would keep all others from writing.
    "idle_in_transaction_session_timeout": 600_000,  # ms
}
_CONNECTION = {
    "application_name": "newsbot",
    "client_encoding": "utf8",
    "connect_timeout": 10,  # seconds for each address of a host
    "options": " ".join(f"-c {name}={limit}" for name, limit in _LIMITS.items()),
    # A server that is gone without a word is noticed in two minutes, not in two hours.
    "keepalives_idle": 60,
    "keepalives_interval": 15,
    "keepalives_count": 4,
}
# One number in the server for each name in each schema: two newsbots may share a database.
_KEY = "hashtextextended('newsbot ' || coalesce(current_schema(), '') || ' ' || %(name)s, 0)"


@dataclass(slots=True)
class _Shared:
    engine: Engine
    users: int = 0


# Every component of a crawl opens the database for itself, and `scrapy daily` crawls all sources in one process: with a
# pool each they would use up what a server allows (100 connections). A child process must not share its parent's.
_engines: dict[tuple[int, str], _Shared] = {}
_guard = threading.Lock()


def _key(url: URL) -> tuple[int, str]:
    return os.getpid(), url.render_as_string(hide_password=False)


def _connect(url: URL) -> Engine:
    with _guard:
        shared = _engines.get(_key(url))
        if shared is None:
            # A connection is tried before it is used again: the server may have been restarted.
            shared = _engines[_key(url)] = _Shared(_engine(url, pool_pre_ping=True))
            event.listen(shared.engine, "begin", _begin)
        shared.users += 1
        return shared.engine


def _release(engine: Engine) -> None:
    with _guard:
        shared = _engines.get(_key(engine.url))
        if shared is None or shared.engine is not engine:
            return
        shared.users -= 1
        if shared.users == 0:
            del _engines[_key(engine.url)]
            engine.dispose()


def _engine(url: URL, **more: Any) -> Engine:
    arguments = {name: value for name, value in _CONNECTION.items() if name not in url.query}
    return create_engine(url, connect_args=arguments, hide_parameters=True, **more)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(_UNHURRIED):
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    if options.get(_ALONE):
        # One writer at a time, as in SQLite. In READ COMMITTED each statement sees what was committed before it began,
        # so that whoever has waited here sees all that the one before it wrote; a snapshot would be older than that.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_KEY})", {"name": "writing"})


@contextmanager
def _across_machines(engine: Engine, name: str, patience: float) -> Iterator[bool]:
    """Held by a connection of its own, which ends with the process, and the lock with it."""
    own = _engine(engine.url, poolclass=NullPool)
    with own.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        milliseconds = max(1, round(patience * 1000))
        connection.exec_driver_sql(f"SET lock_timeout = {milliseconds}")
        connection.exec_driver_sql("SET statement_timeout = 0")
        try:
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({_KEY})", {"name": name})
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
                raise
            held = False
        else:
            held = True
        try:
            yield held
        finally:
            with suppress(SQLAlchemyError):  # where the connection is gone, so is the lock
                connection.invalidate()


POSTGRESQL = Backend(
    connect=_connect,
    release=_release,
    across_machines=_across_machines,
    # Named although they are the defaults of most servers: a server can have others.
    reading={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    writing=_COMMITTED | {_ALONE: True},
    lasting=_COMMITTED | {_ALONE: True, _UNHURRIED: True},
    sharing=_COMMITTED,
    rebuilding=_COMMITTED | {_ALONE: True, _UNHURRIED: True},
)
