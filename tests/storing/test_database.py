from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from newsbot.storing import schema
from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.errors import shown

MOMENT = datetime(2026, 1, 20, tzinfo=UTC)
CLAIM = {"canonical_url": "u", "source": "s", "first_seen": MOMENT, "claimed_at": MOMENT}


def test_two_openings_see_the_same_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/deep/er/newsbot.db"
    with Database.open(url).writing() as connection:
        connection.execute(
            insert(schema.claims).values(canonical_url="u", source="s", first_seen=MOMENT, claimed_at=MOMENT)
        )
    with Database.open(url).reading() as connection:
        assert connection.execute(select(schema.claims.c.canonical_url)).scalars().all() == ["u"]


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(
                insert(schema.claims).values(canonical_url="u", source="s", first_seen=MOMENT, claimed_at=MOMENT)
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with database.reading() as connection:
        assert connection.execute(select(schema.claims)).all() == []


def test_sqlite_waits_for_writers_and_lets_readers_through(tmp_path: Path) -> None:
    with Database.open(f"sqlite:///{tmp_path}/newsbot.db").reading() as connection:
        names = ("journal_mode", "busy_timeout", "foreign_keys")
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert pragmas == ["wal", 30000, 1]


def test_postgresql_waits_no_longer_than_sqlite(postgresql_url: str) -> None:
    database = Database.open(postgresql_url)
    with database.writing() as connection:
        names = ("lock_timeout", "idle_in_transaction_session_timeout", "transaction_isolation")
        found = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names]
    with database.reading() as connection:
        names = ("transaction_isolation", "transaction_read_only")
        found += [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names]
    assert found == ["30s", "10min", "read committed", "repeatable read", "on"]
    database.close()


def test_a_database_of_a_newer_newsbot_is_refused(database: Database, database_url: str) -> None:
    with database.writing() as connection:
        connection.execute(update(schema.version).values(version=99))
    with pytest.raises(DatabaseError) as refused:
        Database.open(database_url)
    assert str(refused.value) == (
        f"{shown(database.url)}: schema version 99, this newsbot reads 4; use the newsbot that wrote it, "
        "or another database"
    )


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "newsbot.db").write_bytes(b"not a database at all, but long enough to be read as a header" * 20)
    with pytest.raises(DatabaseError, match=r"newsbot\.db: file is not a database; check the database"):
        Database.open(f"sqlite:///{tmp_path}/newsbot.db")


@pytest.mark.parametrize(
    "url", ["nonsense", "oracle9i://x", "sqlite3+nothing:///x", "sqlite:////tmp/a?b/c.db", "postgresql://h:port/x"]
)
def test_a_url_that_is_none_is_a_fault_of_the_setting(url: str) -> None:
    with pytest.raises(DatabaseError, match=r"^NEWSBOT_DATABASE: not a usable database URL"):
        Database.open(url)


def test_opening_does_not_wait_for_a_writer(database: Database, database_url: str) -> None:
    with database.writing() as writer:
        writer.execute(insert(schema.claims).values(CLAIM))
        with Database.open(database_url).reading() as connection:
            assert connection.execute(select(schema.claims)).all() == []


def test_a_fault_while_reading_is_told_too(database: Database) -> None:
    with database.rebuilding() as connection:
        schema.claims.drop(connection)
    missing = r'(no such table: claims|relation "claims" does not exist); check the database$'
    with pytest.raises(DatabaseError, match=missing), database.reading() as reader:
        reader.execute(select(schema.claims))


def test_a_change_of_the_schema_is_a_new_version() -> None:
    # What is written to disk. Where this fails, `schema.VERSION` has to change too.
    tables = "".join(
        str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in schema.metadata.sorted_tables
    )
    assert (schema.VERSION, sha256(tables.encode()).hexdigest()[:16]) == (4, "1c135c3c4c8466f2")
