"""All that a database holds, written to one file: for the same kind of database, or for the other."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, func, select

from newsbot.storing import schema
from newsbot.storing.database import Database
from newsbot.storing.rows import written

COPIES = (".db", ".sqlite", ".sqlite3")  # of an SQLite database, as they are
LINES = (".jsonl", ".jsonl.gz")  # JSON lines, for both databases and from one to the other
FORMAT = "newsbot backup"
FETCHED = 32  # rows; documents are large
TABLES = {table.name: table for table in schema.metadata.sorted_tables if table is not schema.version}

Counts = Mapping[str, int]


class BackupError(Exception):
    """A file that cannot be written or restored; the message says which, where in it, why, and what to do."""


def back_up(database: Database, path: Path) -> Counts:
    """Write all that the database holds to a file, in one step; how many rows of each table that are.

    The file's name says how: `COPIES` or `LINES`. It is one state of the database, whoever writes meanwhile, and only
    its owner may read it. Raises `BackupError`, OSError, `newsbot.storing.database.DatabaseError`.
    """
    kind = kind_of(path)
    source = database.url.database if database.url.get_backend_name() == "sqlite" else None
    if kind in COPIES and source is None:
        raise BackupError(f"{path}: only an SQLite database can be copied to such a file; name one ending in .jsonl.gz")
    if source is not None and path.exists() and path.samefile(source):
        raise BackupError(f"{path}: this is the database itself; name another file")
    with _replacing(path) as new, database.reading() as connection:
        counts = counts_of(connection)
        if kind in COPIES:
            _copy(connection, new)
        else:
            _dump(connection, new, counts, compressed=kind.endswith(".gz"))
    return counts


def kind_of(path: Path) -> str:
    kind = next((suffix for suffix in (*LINES[::-1], *COPIES) if path.name.endswith(suffix)), None)
    if kind is None:
        raise BackupError(f"{path}: name a file ending in {', '.join(LINES)} or {COPIES[0]}")
    return kind


def counts_of(connection: Connection) -> dict[str, int]:
    counted = {name: connection.execute(select(func.count()).select_from(table)) for name, table in TABLES.items()}
    return {name: count.scalar_one() for name, count in counted.items()}


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A new file of its owner's alone, which takes the place of ``path`` once it is whole and on the disk."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # with mode 0600
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path.parent)) from error
    os.close(handle)
    new = Path(name)
    try:
        yield new
        with new.open("rb") as whole:
            os.fsync(whole.fileno())
        new.replace(path)
    finally:
        for left in (new, *(new.with_name(new.name + suffix) for suffix in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _copy(connection: Connection, new: Path) -> None:
    source: Any = connection.connection.driver_connection
    try:
        with closing(sqlite3.connect(new)) as target:
            source.backup(target)
            # So that it is one file, and can be read in a folder that cannot be written.
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{new.parent}: the database could not be copied there ({error})") from error


def _dump(connection: Connection, new: Path, counts: Counts, *, compressed: bool) -> None:
    with new.open("wb") as file:
        if compressed:
            # Neither name nor time: the same database gives the same bytes.
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                _write_lines(connection, packed, counts)
        else:
            _write_lines(connection, file, counts)


def _write_lines(connection: Connection, file: IO[bytes] | gzip.GzipFile, counts: Counts) -> None:
    file.write(_line({"format": FORMAT, "schema": schema.VERSION, "tables": dict(counts)}))
    for name, table in TABLES.items():
        query = select(table).order_by(*table.primary_key.columns)
        for row in connection.execute(query, execution_options={"yield_per": FETCHED}):
            file.write(_line({"table": name, "row": written(table, row)}))


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
