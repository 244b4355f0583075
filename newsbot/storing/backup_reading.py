"""A backup as it is read: its tables, and row after row with the place it stands at."""

from __future__ import annotations

import gzip
import json
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from sqlalchemy import Connection, Table, select

from newsbot.storing import schema
from newsbot.storing.backups import COPIES, FETCHED, FORMAT, TABLES, BackupError, Counts, counts_of, kind_of
from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.rows import read

_LONGEST_LINE = 64 * 1024 * 1024  # bytes; the largest document is 8 MB, and a third longer in base64
_DAMAGES = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Stored:
    """A row that was read: where, how long its line is, and its values."""

    place: str
    size: int
    table: Table
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Backup:
    name: str
    counts: Counts
    rows: Iterator[Stored]


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """A backup, open for reading. Raises `BackupError`, OSError."""
    kind = kind_of(path)
    if kind in COPIES:
        with _database_in(path) as copied, copied.reading() as connection:
            yield Backup(str(path), counts_of(connection), _rows_of(connection, path))
        return
    with path.open("rb") as file, gzip.GzipFile(fileobj=file) if kind.endswith(".gz") else file as lines:
        yield Backup(str(path), _header(lines, path), _rows_in(lines, path))


def _next_line(file: IO[bytes] | gzip.GzipFile, place: str) -> bytes:
    try:
        line = file.readline(_LONGEST_LINE)
    except _DAMAGES as error:
        raise BackupError(f"{place}: the file is damaged or was cut short ({error})") from error
    if line and not line.endswith(b"\n"):
        raise BackupError(f"{place}: the line has no end: the file was cut short")
    return line


def _json(line: bytes, place: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BackupError(f"{place}: no JSON ({str(error).split(':')[0]})") from error


def _header(file: IO[bytes] | gzip.GzipFile, path: Path) -> Counts:
    place = f"{path}:1"
    match _json(_next_line(file, place), place):
        case {"format": str(form), "schema": int(version), "tables": dict(tables)} if form == FORMAT:
            pass
        case _:
            raise BackupError(f"{place}: not the beginning of a backup that 'scrapy backup' wrote")
    if version != schema.VERSION:
        raise BackupError(
            f"{place}: schema version {version}, this newsbot reads {schema.VERSION}; restore it with the newsbot that "
            "wrote it" + (", and open that database with this one" if version < schema.VERSION else "")
        )
    if tables.keys() != TABLES.keys() or not all(type(count) is int and count >= 0 for count in tables.values()):
        raise BackupError(f"{place}: its tables are not those of schema version {version}")
    return tables


def _rows_in(file: IO[bytes] | gzip.GzipFile, path: Path) -> Iterator[Stored]:
    number = 1
    while line := _next_line(file, f"{path}:{number + 1}"):
        number += 1
        place = f"{path}:{number}"
        match _json(line, place):
            case {"table": str(name), "row": values, **more} if name in TABLES and not more:
                pass
            case _:
                raise BackupError(f"{place}: no row of a table that there is")
        try:
            yield Stored(place, len(line), TABLES[name], read(TABLES[name], values))
        except ValueError as error:
            raise BackupError(f"{place}: {name}: {error}") from error


@contextmanager
def _database_in(path: Path) -> Iterator[Database]:
    """A copy of an SQLite database, checked and brought up to this version; the file itself is left as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        try:
            path.open("rb").close()  # what cannot be read at all is told as for any file
            with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as source:
                found = source.execute("SELECT max(version) FROM schema_version").fetchone()[0]
                with closing(sqlite3.connect(copy)) as target:
                    source.backup(target)
                    faults = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.Error as error:
            raise BackupError(f"{path}: not a newsbot's database that can be read ({error})") from error
        if not isinstance(found, int) or not 1 <= found <= schema.VERSION:
            raise BackupError(f"{path}: schema version {found}, this newsbot reads {schema.VERSION}")
        if faults != "ok":
            raise BackupError(f"{path}: the file is damaged ({' '.join(faults.split())})")
        try:
            database = Database.open(f"sqlite:///{copy}")
        except DatabaseError as error:
            raise BackupError(f"{path}: its copy could not be brought up to this version ({error})") from error
        try:
            yield database
        finally:
            database.close()


def _rows_of(connection: Connection, path: Path) -> Iterator[Stored]:
    for name, table in TABLES.items():
        for row in connection.execute(select(table), execution_options={"yield_per": FETCHED}):
            values = dict(row._mapping)
            size = sum(len(value) for value in values.values() if isinstance(value, str | bytes))
            yield Stored(f"{path}: {name}", size, table, values)
