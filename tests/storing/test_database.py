from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from newsbot.items import Attempt, Outcome
from newsbot.storing import attempts, issues, schema
from newsbot.storing.database import Database, DatabaseError

MOMENT = datetime(2026, 1, 20, tzinfo=UTC)
DAILY = '{"items": [{"highlight": ""}, {"highlight": "要点。"}], "others": [{}]}'
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


def test_the_database_waits_for_writers_and_lets_readers_through(database: Database) -> None:
    with database.reading() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "busy_timeout")]
    assert pragmas == ["wal", 30000]


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    with Database.open(url).writing() as connection:
        connection.execute(update(schema.version).values(version=99))
    with pytest.raises(DatabaseError, match=r"newsbot\.db: schema version 99, this newsbot reads 4"):
        Database.open(url)


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


def test_opening_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    with Database.open(url).writing() as writer:
        writer.execute(insert(schema.claims).values(CLAIM))
        with Database.open(url).reading() as connection:
            assert connection.execute(select(schema.claims)).all() == []


def test_a_fault_while_reading_is_told_too(database: Database) -> None:
    with database.writing() as connection:
        schema.claims.drop(connection)
    with pytest.raises(DatabaseError, match=r"no such table: claims; check the database"), database.reading() as reader:
        reader.execute(select(schema.claims))


def test_a_database_of_an_older_newsbot_is_brought_up(tmp_path: Path, noon: datetime) -> None:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    with Database.open(url).writing() as connection:
        for statement in (
            "DROP INDEX attempts_by_run",
            "ALTER TABLE issues DROP COLUMN total",
            "ALTER TABLE issues DROP COLUMN lead",
            "DROP TABLE pushed",
            "DROP TABLE replies",
            "DROP TABLE pauses",
            "DROP TABLE documents",
            "CREATE TABLE documents (url TEXT PRIMARY KEY, etag BLOB, body BLOB)",
            "ALTER TABLE attempts DROP COLUMN undated",
            "ALTER TABLE attempts DROP COLUMN moved_to",
            "INSERT INTO attempts VALUES (1, 'kr36', 'RSS', 'u', 'ok', '', 3, '2026-01-20 04:00:00', NULL, 'a')",
            f"INSERT INTO issues VALUES ('2026-01-19', '{MOMENT}', '{MOMENT}', '{MOMENT}', 'c', '{DAILY}')",  # noqa: S608 (constants)
            "UPDATE schema_version SET version = 1",
        ):
            connection.exec_driver_sql(statement)
    with Database.open(url).writing() as connection:
        assert attempts.last_run(connection, "kr36", before=noon) == [
            Attempt("kr36", "RSS", "u", Outcome.OK, noon, entries=3)
        ]
        attempts.record(connection, [Attempt("kr36", "RSS", "u", Outcome.GONE, noon, retry_at=noon)], run="b")
        assert issues.listed(connection) == [issues.Listed(date(2026, 1, 19), 3, "要点。")]
        assert connection.execute(select(schema.version)).scalar() == schema.VERSION
        found = inspect(connection)
        assert {
            table.name: {column["name"] for column in found.get_columns(table.name)}
            for table in schema.metadata.sorted_tables
        } == {table.name: set(table.columns.keys()) for table in schema.metadata.sorted_tables}


def test_a_change_of_the_schema_is_a_new_version() -> None:
    # What is written to disk. Where this fails, `schema.VERSION` has to change too.
    tables = "".join(
        str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in schema.metadata.sorted_tables
    )
    assert (schema.VERSION, sha256(tables.encode()).hexdigest()[:16]) == (4, "78cd1d61eb318601")
