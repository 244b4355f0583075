"""Backups: whole values that come back, from either database into either, and files that are not believed."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from newsbot.items import Article, Attempt, Document, Leaderboard, Outcome, Score
from newsbot.storing import articles, attempts, boards, issues, pushes, replies, schema
from newsbot.storing.backups import BackupError, back_up
from newsbot.storing.database import Database
from newsbot.storing.restoring import restore
from tests.storing.older import DAY, lay

Make = Callable[..., Article]
URL = "https://example.com/feed"
LINES = [".jsonl", ".jsonl.gz"]


def _fill(database: Database, article: Make, noon: datetime) -> None:
    """Something of every kind in every table."""
    document = Document(URL, URL, b"\x00\xff<rss/>" * 99, b'W/"\xff"', b"yesterday", b"text/xml", moved=True)
    attempt = Attempt("kr36", "RSS", URL, Outcome.OK, noon, documents=(document,), undated=2, moved_to=URL)
    refusal = Attempt("kr36", "JSON", URL, Outcome.GONE, noon, retry_at=noon + timedelta(days=1), refused_by=URL)
    scores = (Score(1, "glm-9", 1446.4, "z.ai", 1440.1, 1452.9, 9000), Score(2, "其他", 0.1 + 0.2))
    board = Leaderboard("lmarena", "p", URL, "text", "overall", date(2026, 1, 19), noon, scores, False)
    odd = article("b", title="“智谱”\U0001f389 <b>|\\n\t\u2028", published=None, first_seen=noon.replace(microsecond=7))
    issue = issues.StoredIssue(date(2026, 1, 19), noon, noon, noon, "c", '{"day": "引号\\""}', 3, "要点")
    with database.writing() as connection:
        for each in (article("a"), odd):
            articles.claim(connection, each.canonical_url, source="kr36", at=noon)
        articles.keep(connection, [article("a"), odd])
        attempts.record(connection, [attempt, refusal], run="r")
        boards.keep(connection, [board, replace(board, published=date(2026, 1, 20))])
        issues.save(connection, issue, {odd.canonical_url: "item-1"})
        replies.keep(connection, {"k": '{"line": "一"}'}, model="m")
        pushes.mark(connection, "c" * 64, date(2026, 1, 19), [URL])


def _contents(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in schema.metadata.sorted_tables
        }


@pytest.fixture
def filled(database: Database, article: Make, noon: datetime) -> Database:
    _fill(database, article, noon)
    assert all(_contents(database).values())
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Another database, empty."""
    if request.param == "postgresql":
        with request.getfixturevalue("postgresql").database() as url:
            opened = Database.open(url)
            yield opened
            opened.close()
    else:
        opened = Database.open(f"sqlite:///{tmp_path}/other.db")
        yield opened
        opened.close()


@pytest.mark.parametrize("suffix", LINES)
def test_a_backup_comes_back_as_it_was_in_either_database(
    filled: Database, other: Database, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"backup{suffix}"
    counts = back_up(filled, path)
    assert restore(other, path, replace=False) == counts
    assert _contents(other) == _contents(filled)
    # The same rows are the same bytes, from whichever database.
    again = tmp_path / f"again{suffix}"
    back_up(other, again)
    assert again.read_bytes() == path.read_bytes()
    assert (path.stat().st_mode & 0o777, sorted(tmp_path.glob(".*"))) == (0o600, [])


def test_what_is_stored_after_a_restore_has_numbers_of_its_own(
    filled: Database, other: Database, tmp_path: Path, noon: datetime
) -> None:
    path = tmp_path / "backup.jsonl"
    back_up(filled, path)
    restore(other, path, replace=False)
    with other.writing() as connection:
        attempts.record(connection, [Attempt("kr36", "RSS", URL, Outcome.TIMEOUT, noon)], run="later")
        assert [each.outcome for each in attempts.last_run(connection, "kr36", before=noon)] == [Outcome.TIMEOUT]


def test_a_copy_of_an_sqlite_database_is_one_file_that_opens_as_it_is_and_restores_into_either(
    other: Database, tmp_path: Path, article: Make, noon: datetime
) -> None:
    filled = Database.open(f"sqlite:///{tmp_path}/newsbot.db")
    _fill(filled, article, noon)
    path = tmp_path / "copies" / "backup.db"
    path.parent.mkdir()
    counts = back_up(filled, path)
    before = path.read_bytes()
    restore(other, path, replace=False)
    assert _contents(other) == _contents(filled)
    assert ([each.name for each in path.parent.iterdir()], path.read_bytes()) == (["backup.db"], before)
    assert (path.stat().st_mode & 0o777, counts["articles"]) == (0o600, 2)
    opened = Database.open(f"sqlite:///{path}")
    assert _contents(opened) == _contents(filled)
    opened.close()
    filled.close()


def test_a_postgresql_database_is_not_copied_to_a_file_of_sqlite(postgresql_url: str, tmp_path: Path) -> None:
    database = Database.open(postgresql_url)
    with pytest.raises(BackupError, match=r"backup\.db: only an SQLite database can be copied to such a file"):
        back_up(database, tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []
    database.close()


def test_a_backup_is_one_state_whoever_writes_meanwhile(filled: Database, tmp_path: Path, noon: datetime) -> None:
    path = tmp_path / "backup.jsonl"
    with filled.reading() as reader:
        assert reader.execute(select(schema.claims)).all()
        back_up(filled, path)
        with filled.writing() as connection:
            articles.claim(connection, "later", source="kr36", at=noon)
    counts = json.loads(path.read_text("utf-8").splitlines()[0])["tables"]
    assert counts["claims"] == 2


def test_a_database_that_holds_something_is_left_alone_unless_it_is_to_be_replaced(
    filled: Database, other: Database, tmp_path: Path, noon: datetime
) -> None:
    path = tmp_path / "backup.jsonl.gz"
    back_up(filled, path)
    with other.writing() as connection:
        articles.claim(connection, "mine", source="kr36", at=noon)
    with pytest.raises(BackupError, match=r"^the database is not empty \(claims 1\); --replace puts the backup"):
        restore(other, path, replace=False)
    assert [row[0] for row in _contents(other)["claims"]] == ["mine"]
    restore(other, path, replace=True)
    assert _contents(other) == _contents(filled)


def _changed(lines: list[str], table: str, **values: object) -> list[str]:
    """The first row of a table with other values."""
    number = next(n for n, line in enumerate(lines) if line.startswith(f'{{"table":"{table}"'))
    row = json.loads(lines[number])
    row["row"] |= values
    return [*lines[:number], json.dumps(row), *lines[number + 1 :]]


FAULTS: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "no header": (lambda lines: lines[1:], ":1: not the beginning of a backup that 'scrapy backup' wrote"),
    "empty": (lambda _: [], ":1: no JSON (Expecting value)"),
    "newer": (
        lambda lines: [lines[0].replace('"schema":4', '"schema":5'), *lines[1:]],
        ":1: schema version 5, this newsbot reads 4; restore it with the newsbot that wrote it",
    ),
    "older": (
        lambda lines: [lines[0].replace('"schema":4', '"schema":3'), *lines[1:]],
        "restore it with the newsbot that wrote it, and open that database with this one",
    ),
    "other tables": (
        lambda lines: [lines[0].replace('"claims":2,', ""), *lines[1:]],
        ":1: its tables are not those of schema version 4",
    ),
    "a row less": (lambda lines: lines[:-1], ": 3 rows of scores, and 4 were backed up"),
    "a row twice": (lambda lines: [lines[0], lines[1], *lines[1:]], ":3: the database does not take the row ("),
    "no row": (lambda lines: [*lines, '{"table":"users","row":{}}'], ":22: no row of a table that there is"),
    "no JSON": (lambda lines: [*lines[:2], "{", *lines[2:]], ":3: no JSON ("),
    "a column less": (
        lambda lines: [lines[0], lines[1].replace('"source":"kr36",', ""), *lines[2:]],
        ":2: articles: source is missing",
    ),
    "a column more": (lambda lines: _changed(lines, "articles", x=1), ":2: articles: articles has no column 'x'"),
    "null": (lambda lines: _changed(lines, "articles", title=None), ":2: articles: title is null"),
    "a type": (lambda lines: _changed(lines, "articles", title=3), "title: another type than it has to be"),
    "true for a number": (lambda lines: _changed(lines, "articles", grade=True), "grade: another type than it has"),
    "a large number": (lambda lines: _changed(lines, "articles", grade=2**31), "grade: too large a number"),
    "no zone": (lambda lines: _changed(lines, "articles", first_seen="2026-01-20T04:00:00"), "instant without a zone"),
    "no time": (lambda lines: _changed(lines, "articles", first_seen="today"), "first_seen: Invalid isoformat"),
    "no base64": (lambda lines: _changed(lines, "documents", body="ü"), "documents: body: "),
    "NUL": (lambda lines: _changed(lines, "articles", title="\x00"), "title: characters that no database keeps"),
    "a half pair": (lambda lines: _changed(lines, "articles", title="\ud800"), "characters that no database keeps"),
    "deep": (lambda lines: [lines[0], "[" * 100_000], ":2: no JSON ("),
    "of nothing": (
        lambda lines: _changed(lines, "scores", snapshot=77),
        ": the database does not take the row (",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_is_not_as_it_has_to_be_changes_nothing(filled: Database, tmp_path: Path, name: str) -> None:
    path = tmp_path / "backup.jsonl"
    back_up(filled, path)
    spoil, why = FAULTS[name]
    path.write_text("".join(f"{line}\n" for line in spoil(path.read_text("utf-8").split("\n")[:-1])), "utf-8")
    before = _contents(filled)
    with pytest.raises(BackupError) as refused:
        restore(filled, path, replace=True)
    assert why in str(refused.value)
    assert str(refused.value).startswith(str(path))
    assert _contents(filled) == before


@pytest.fixture
def copied(tmp_path: Path, article: Make, noon: datetime) -> Path:
    """Where backups of an SQLite database are, of both kinds; without their suffix."""
    filled = Database.open(f"sqlite:///{tmp_path}/newsbot.db")
    _fill(filled, article, noon)
    for suffix in (".jsonl.gz", ".db"):
        back_up(filled, tmp_path / f"backup{suffix}")
    filled.close()
    return tmp_path / "backup"


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _overwritten(content: bytes) -> bytes:
    """A few bytes changed; of an SQLite database, at the beginning of its third page."""
    at = 2 * 4096 if content.startswith(b"SQLite") else len(content) // 2
    return content[:at] + b"\x55" * 16 + content[at + 16 :]


SPOILT = [_cut, _overwritten, lambda _: b"", lambda _: b"text\n"]


@pytest.mark.parametrize(("suffix", "spoil"), list(product([".jsonl.gz", ".db"], SPOILT)))
def test_a_file_that_is_damaged_is_told_and_changes_nothing(
    copied: Path, other: Database, suffix: str, spoil: Callable[[bytes], bytes]
) -> None:
    path = copied.with_suffix(suffix)
    path.write_bytes(spoil(path.read_bytes()))
    before = _contents(other)
    with pytest.raises(BackupError, match=rf"^{path}"):
        restore(other, path, replace=True)
    assert _contents(other) == before


def test_a_file_that_is_no_backup_is_refused(other: Database, tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.commit()
        with pytest.raises(BackupError, match=rf"^{path}: not a newsbot's database"):
            restore(other, path, replace=False)
        connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
        for row, found in (("(NULL)", "1"), ("(99)", "99")):
            connection.execute("DELETE FROM schema_version")
            connection.execute(f"INSERT INTO schema_version VALUES {row}")  # noqa: S608 (constants)
            connection.commit()
            why = "no such table" if found == "1" else "schema version 99, this newsbot reads 4"
            with pytest.raises(BackupError, match=rf"^{path}: .*{why}"):
                restore(other, path, replace=False)
    with pytest.raises(FileNotFoundError):
        restore(other, tmp_path / "missing.db", replace=False)
    with pytest.raises(BackupError, match=r"backup\.zip: name a file ending in \.jsonl, \.jsonl\.gz or \.db"):
        restore(other, tmp_path / "backup.zip", replace=False)


@pytest.mark.parametrize("number", range(1, schema.VERSION))
def test_a_copy_of_an_older_database_is_brought_up(
    other: Database, tmp_path: Path, noon: datetime, number: int
) -> None:
    lay(f"sqlite:///{tmp_path}/backup.db", number, noon)
    before = (tmp_path / "backup.db").read_bytes()
    assert restore(other, tmp_path / "backup.db", replace=False)["issues"] == 1
    with other.reading() as connection:
        assert issues.listed(connection) == [issues.Listed(DAY, 3, "要点。")]
    assert (tmp_path / "backup.db").read_bytes() == before


def test_the_database_itself_is_not_written_over(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/newsbot.db")
    (tmp_path / "link.db").symlink_to(tmp_path / "newsbot.db")
    for name in ("newsbot.db", "link.db"):
        with pytest.raises(BackupError, match="this is the database itself"):
            back_up(database, tmp_path / name)
    database.close()


MEASURED = """
import resource, sys
from pathlib import Path
from newsbot.storing.backups import back_up
from newsbot.storing.database import Database
from newsbot.storing.restoring import restore
from tests.storing.older import DAY, lay

database, path = Database.open(sys.argv[2]), Path(sys.argv[3])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
back_up(database, path) if sys.argv[1] == "back up" else restore(database, path, replace=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def _grown(*arguments: str) -> int:
    """By how many kB the process grew that did it."""
    done = subprocess.run([sys.executable, "-c", MEASURED, *arguments], capture_output=True, check=True, text=True)  # noqa: S603
    return int(done.stdout)


def test_a_large_store_needs_no_more_memory_than_a_small_one(
    database: Database, database_url: str, tmp_path: Path, noon: datetime
) -> None:
    body = bytes(range(256)) * 1000
    instants = dict.fromkeys(("asked_at", "sent_at", "checked_at"), noon)
    row = {"location": "", "moved": False, "etag": b"", "last_modified": b"", "content_type": b"", "body": body}
    for number in range(400):  # a hundred megabytes
        with database.writing() as connection:
            connection.execute(insert(schema.documents).values(row | instants | {"url": f"u{number:05}"}))
    path = tmp_path / "backup.jsonl"
    assert _grown("back up", database_url, str(path)) < 40_000
    assert path.stat().st_size > 100_000_000
    assert _grown("restore", database_url, str(path)) < 60_000
