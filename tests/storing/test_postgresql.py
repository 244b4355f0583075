"""What a server does that a file does not: it goes away, keeps others out, and is set up in its own way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from newsbot.items import Article, Attempt, Judgement, Outcome
from newsbot.press import Press, publish
from newsbot.storing import articles, attempts, schema
from newsbot.storing.database import BusyError, Database, DatabaseError
from tests.postgresql import PASSWORD, Server, running

Make = Callable[..., Article]
LONE = "\ud83c"


@pytest.fixture
def server(postgresql: Server) -> Iterator[Server]:
    """A server of the test's own, which it may stop."""
    with running() as own:
        yield own


def test_a_server_that_was_restarted_is_connected_to_again(server: Server, noon: datetime) -> None:
    with server.database() as url:
        database = Database.open(url)
        with database.writing() as connection:
            articles.claim(connection, "u", source="kr36", at=noon)
        server.stop()
        with pytest.raises(DatabaseError, match=r"Connection refused; check the database$"), database.reading():
            pass
        server.start()
        with database.reading() as connection:
            assert connection.execute(select(schema.claims.c.canonical_url)).scalars().all() == ["u"]
        database.close()


def test_a_server_that_goes_away_in_the_middle_leaves_nothing_half(server: Server, noon: datetime) -> None:
    with server.database() as url:
        database = Database.open(url)

        def claim_twice() -> None:
            with database.writing() as connection:
                articles.claim(connection, "u", source="kr36", at=noon)
                server.stop()
                server.start()
                articles.claim(connection, "v", source="kr36", at=noon)

        with pytest.raises(DatabaseError, match=r"nothing was stored; check the database$"):
            claim_twice()
        with database.reading() as connection:
            assert connection.execute(select(schema.claims)).all() == []
        database.close()


def test_a_transaction_that_reads_sees_one_state_and_cannot_write(postgresql_url: str, noon: datetime) -> None:
    database = Database.open(postgresql_url)
    count = select(func.count()).select_from(schema.claims)
    with database.reading() as reader:
        assert reader.execute(count).scalar() == 0
        with database.writing() as writer:
            articles.claim(writer, "u", source="kr36", at=noon)
        assert reader.execute(count).scalar() == 0
    with (
        pytest.raises(DatabaseError, match=r"cannot execute INSERT in a read-only transaction; "),
        database.reading() as c,
    ):
        articles.claim(c, "v", source="kr36", at=noon)
    database.close()


def test_writers_wait_for_one_another_and_see_what_the_other_wrote(postgresql_url: str) -> None:
    database = Database.open(postgresql_url)

    def add(number: int) -> None:
        with database.writing() as connection:
            counted = connection.execute(select(func.count()).select_from(schema.claims)).scalar_one()
            moment = datetime.fromisoformat("2026-01-20T12:00:00+08:00")
            articles.claim(connection, f"{counted:03}", source=f"s{number}", at=moment)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    with database.reading() as connection:
        found = connection.execute(select(schema.claims.c.canonical_url)).scalars().all()
    assert sorted(found) == [f"{number:03}" for number in range(40)]
    database.close()


def test_claims_do_not_wait_for_a_writer(postgresql_url: str, noon: datetime) -> None:
    database = Database.open(postgresql_url)
    with database.writing() as writer:
        writer.execute(select(schema.claims))
        with database.sharing() as connection:
            assert articles.claim(connection, "u", source="kr36", at=noon) == noon
    database.close()


def test_many_components_share_a_few_connections(postgresql: Server, postgresql_url: str) -> None:
    opened = [Database.open(postgresql_url) for _ in range(80)]  # the server allows 60

    def read(database: Database) -> int:
        with database.reading() as connection:
            found: int = connection.exec_driver_sql(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            ).scalar_one()
        return found

    with ThreadPoolExecutor(32) as pool:
        assert max(pool.map(read, opened)) <= 15
    for each in opened:
        each.close()
    with Database.open(postgresql_url).reading() as connection:
        activity = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        assert connection.exec_driver_sql(activity).scalar() == 1


HOLDING = """
import sys
from newsbot.storing.database import Database
with Database.open(sys.argv[1]).across_machines("publishing", patience=10):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_name_is_held_by_one_machine_and_let_go_when_its_process_dies(postgresql_url: str) -> None:
    database = Database.open(postgresql_url)
    command = [sys.executable, "-c", HOLDING, postgresql_url]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with (
        pytest.raises(BusyError, match=r"another machine has been publishing for 0\.2 s; try again later$"),
        database.across_machines("publishing", patience=0.2),
    ):
        pass
    with database.across_machines("asking", patience=0.2):  # another name
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with database.across_machines("publishing", patience=10):
        pass
    with database.across_machines("publishing", patience=0.2):  # let go at the end of the block
        pass
    database.close()


def test_two_machines_publish_one_after_the_other(
    postgresql_url: str, tmp_path: Path, article: Make, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has reports of its own, and so a lock of files of its own."""
    names = "智谱涨价 通义改名 豆包出海 混元开源".split()  # noqa: SIM905
    inside, most = 0, 0
    guard = threading.Lock()

    def counted(*arguments: object, **more: object) -> object:
        nonlocal inside, most
        with guard:
            inside += 1
            most = max(most, inside)
        try:
            return write(*arguments, **more)
        finally:
            with guard:
                inside -= 1

    from newsbot import press as module  # noqa: PLC0415

    write: Callable[..., object] = module._write
    monkeypatch.setattr("newsbot.press._write", counted)

    def crawl_and_publish(number: int) -> None:
        database = Database.open(postgresql_url)
        mine = article(str(number), title=names[number], source=f"s{number}", judgement=Judgement(2))
        with database.writing() as connection:
            articles.keep(connection, [mine])
            attempts.record(connection, [Attempt(f"s{number}", "RSS", "u", Outcome.OK, noon)], run=str(number))
        publish(Press(tmp_path / str(number), {}, "c"), database, day=noon.date(), now=noon)
        database.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(crawl_and_publish, range(4)))
    texts = [(tmp_path / str(number) / "2026-01-20.md").read_text("utf-8") for number in range(4)]
    assert most == 1
    assert max(sum(name in text for name in names) for text in texts) == 4


def test_what_no_database_keeps_is_left_out_and_what_no_index_takes_is_shortened(
    database: Database, article: Make, noon: datetime
) -> None:
    long = "https://example.com/" + "".join(f"{n:x}" for n in range(9000))
    odd = article(title=f"智谱\x00{LONE}发布", canonical_url=long, judgement=Judgement(2, reasons=(f"a\x00{LONE}",)))
    with database.writing() as connection:
        assert articles.claim(connection, long, source="kr36", at=noon) == noon
        assert articles.claim(connection, long + "0", source="infoq", at=noon) == noon
        assert articles.claim(connection, long, source="infoq", at=noon) is None
        articles.keep(connection, [odd, odd])
        attempts.record(
            connection,
            [Attempt("kr36", "RSS", long, Outcome.GONE, noon, f"\x00{LONE}", retry_at=noon, refused_by=long)],
            run="r",
        )
        kept = articles.known(connection, long)
    assert kept is not None
    assert (kept.title, kept.judgement) == ("智谱发布", Judgement(2, reasons=("a",)))
    assert len(kept.canonical_url.encode()) == 2000
    assert kept.canonical_url.startswith(long[:1900])


def test_order_is_that_of_code_points_whatever_the_servers_language(
    database: Database, article: Make, noon: datetime
) -> None:
    urls = ["https://example.com/Z", "https://example.com/a", "https://example.com/中", "https://example.com/B", "é"]
    with database.writing() as connection:
        articles.keep(connection, [article(url, canonical_url=url) for url in urls])
        found = articles.on_topic(connection, since=noon - timedelta(days=1), until=noon)
    assert [each.canonical_url for each in found] == sorted(urls)


URLS = [
    "postgresql+psycopg://u:sEcret@127.0.0.1:1/db",
    "postgresql+psycopg://u:p@sEcret@host/db",
    "postgresql://u:p@ss:sEcret@h/db",
    "postgresql+psycopg://u:sEcret@no.such.host.invalid/db",
    "postgresql+psycopg://u@127.0.0.1/db?password=sEcret",
    "postgresql+psycopg://u:sEcret@127.0.0.1:1/db?foo=sEcret",
    "postgresql+psycopg://u:sEcret@127.0.0.1:1/db?connect_timeout=sEcret",
    "postgresql+psycopg://u:sEcret@127.0.0.1:99999/db",
    "postgresql+psycopg://u:sEcret%00@127.0.0.1:1/db",
    "postgres://u:sEcret@h/d",
    "mysql://u:sEcret@h/d",
    "sEcret",
]


@pytest.mark.parametrize("url", URLS)
def test_no_message_repeats_a_password(url: str) -> None:
    with pytest.raises(DatabaseError) as refused:
        Database.open(url)
    told = "".join(traceback.format_exception(refused.value))
    assert "sEcret" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "sEcret" not in told or "connect_timeout" in url  # psycopg's own words, behind ours


def test_a_password_that_the_server_refuses_is_not_repeated(postgresql_url: str) -> None:
    url = postgresql_url.replace("Wort", "Irrtum")
    with pytest.raises(DatabaseError, match=r'password authentication failed for user "reader"; check the') as refused:
        Database.open(url)
    assert "Irrtum" not in "".join(traceback.format_exception(refused.value))
    assert PASSWORD not in str(refused.value)


def test_a_missing_driver_is_told_with_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text("raise ModuleNotFoundError('No module named psycopg')")
    program = "from newsbot.storing.database import Database; Database.open('postgresql+psycopg://u:sEcret@h/d')"
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=False, text=True)  # noqa: S603
    assert done.stderr.splitlines()[-1] == (
        "newsbot.storing.errors.DatabaseError: postgresql+psycopg://u:***@h/d: PostgreSQL needs a driver that is not "
        "installed: pip install 'newsbot[postgres]'"
    )
