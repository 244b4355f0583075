"""Doing something alone, across processes and machines: a hold that ends with its process, however that dies.

Beside a SQLite file it is a lock on a small file; on PostgreSQL an advisory lock in a session of its own.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, func, select


@dataclass(slots=True)
class Held:
    """Something this process does alone, until it lets go of it."""

    _let_go: Callable[[], None] | None = None

    def release(self) -> None:
        """Let go. May be called again, and then does nothing."""
        let_go, self._let_go = self._let_go, None
        if let_go is not None:
            let_go()


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody else does it now; ``by`` is who, as far as that is known ("" if it is not)."""

    by: str = ""


def hold(engine: Engine, name: str) -> Held | Busy:
    """Hold ``name``, which others of the same database then cannot; at once, without waiting.

    Two holds of one process exclude each other too. Raises OSError or SQLAlchemyError.
    """
    if engine.dialect.name == "postgresql":
        return _advisory(engine, name)
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path.startswith((":memory:", "file:")):
        return Held()  # a database in memory is its process's own
    return _locked(Path(f"{path}.holds") / f"{quote(name, safe='')}.lock")


def _locked(path: Path) -> Held | Busy:
    path.parent.mkdir(exist_ok=True)
    # Python's descriptors are not inherited by programs that are started: a browser left behind holds nothing.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        by = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        return Busy(f"process {by}" if by.isdigit() else "")
    except OSError:
        os.close(descriptor)
        raise
    # For people only. The file stays when it is let go: to delete it could take it from under who waits for it.
    with suppress(OSError):
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return Held(lambda: os.close(descriptor))


def _advisory(engine: Engine, name: str) -> Held | Busy:
    key = int.from_bytes(sha256(f"newsbot {name}".encode()).digest()[:8], "big", signed=True)
    # AUTOCOMMIT: a transaction that stays open for a crawl would keep the server from cleaning up behind others.
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    # Out of the pool, so that closing it ends its session, and the lock with it.
    connection.detach()
    try:
        granted = connection.execute(select(func.pg_try_advisory_lock(key))).scalar_one()
    except BaseException:
        connection.close()
        raise
    if granted:
        return Held(connection.close)
    connection.close()
    return Busy()
