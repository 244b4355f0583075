"""A backup, put into a database: all of it, or nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from newsbot.storing.backup_reading import Backup, Stored, opened
from newsbot.storing.backups import TABLES, BackupError, Counts, counts_of
from newsbot.storing.database import Database

_AT_ONCE = 200  # rows
_BYTES_AT_ONCE = 4 * 1024 * 1024


def restore(database: Database, path: Path, *, replace: bool) -> Counts:
    """Read a backup into a database that holds nothing, or in place of what it holds; how many rows of each table.

    All of it, or nothing: whatever is wrong with a row, the database stays as it is. Raises `BackupError`, OSError,
    `newsbot.storing.database.DatabaseError`.
    """
    with opened(path) as backup, database.writing(lasting=True) as connection:
        held = {name: count for name, count in counts_of(connection).items() if count}
        if held and not replace:
            told = ", ".join(f"{name} {count}" for name, count in held.items())
            raise BackupError(f"the database is not empty ({told}); --replace puts the backup in place of all of it")
        for table in reversed(TABLES.values()):
            connection.execute(delete(table))
        _insert_all(connection, backup)
        _continue_numbers(connection)
    return backup.counts


def _insert_all(connection: Connection, backup: Backup) -> None:
    counted = dict.fromkeys(TABLES, 0)
    waiting: list[Stored] = []
    for row in backup.rows:
        full = len(waiting) >= _AT_ONCE or sum(each.size for each in waiting) > _BYTES_AT_ONCE
        if waiting and (full or waiting[0].table is not row.table):
            _insert(connection, waiting)
            waiting = []
        waiting.append(row)
        counted[row.table.name] += 1
    _insert(connection, waiting)
    for name, count in counted.items():
        if count != backup.counts[name]:
            raise BackupError(f"{backup.name}: {count} rows of {name}, and {backup.counts[name]} were backed up")


def _insert(connection: Connection, rows: list[Stored]) -> None:
    if not rows:
        return
    try:
        with connection.begin_nested():
            connection.execute(insert(rows[0].table), [row.values for row in rows])
    except (IntegrityError, DataError) as error:
        if len(rows) > 1:
            for row in rows:  # to find out which it is
                _insert(connection, [row])
        why = str(error.orig).strip().splitlines()[0]
        raise BackupError(f"{rows[0].place}: the database does not take the row ({why})") from error


def _continue_numbers(connection: Connection) -> None:
    """PostgreSQL counts by itself, and knows nothing of numbers that were given."""
    if connection.dialect.name != "postgresql":
        return
    for table in TABLES.values():
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            last = func.max(column)
            connection.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))
