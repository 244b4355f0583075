"""The commands with a PostgreSQL behind them: the same files as with SQLite, and messages without its password."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_twisted
from twisted.internet.defer import Deferred, gatherResults

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from tests.commands.running import rerouted, run_scrapy
from tests.postgresql import PASSWORD, Server

SOURCES = ("infoq", "jiqizhixin", "kr36", "lmarena", "qbitai")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest_twisted.ensureDeferred
async def test_a_daily_is_the_same_files_from_either_database(tmp_path: Path, postgresql_url: str) -> None:
    homes = {"sqlite": "", "postgresql": postgresql_url}
    with serving({origin: each.respond for origin, each in site(SAMPLE_DAYS[-1]).items()}) as table:
        for home, database in homes.items():
            ended = await run_scrapy(tmp_path / home, "daily", *SOURCES, *rerouted(table), NEWSBOT_DATABASE=database)
            assert (ended.code, ended.err) == (0, "")
            again = await run_scrapy(tmp_path / home, "report", *rerouted(table), NEWSBOT_DATABASE=database)
            assert (again.code, again.err) == (0, "")
    found = [_files(tmp_path / home / "reports") for home in homes]
    assert found[0] == found[1]
    assert "2026-01-20.md" in found[0]
    assert not (tmp_path / "postgresql" / "data").exists()


@pytest_twisted.ensureDeferred
async def test_two_machines_that_crawl_at_once_both_publish_all(tmp_path: Path, postgresql_url: str) -> None:
    with serving({origin: each.respond for origin, each in site(SAMPLE_DAYS[-1]).items()}) as table:
        ended = await gatherResults(
            [
                Deferred.fromCoroutine(
                    run_scrapy(tmp_path / home, "daily", *names, *rerouted(table), NEWSBOT_DATABASE=postgresql_url)
                )
                for home, names in (("one", SOURCES[:2]), ("two", SOURCES[2:]))
            ]
        )
        for home in ("one", "two"):
            await run_scrapy(tmp_path / home, "report", "--all", *rerouted(table), NEWSBOT_DATABASE=postgresql_url)
    assert [(each.code, each.err) for each in ended] == [(0, ""), (0, "")]
    assert _files(tmp_path / "one" / "reports") == _files(tmp_path / "two" / "reports")


@pytest.mark.parametrize(
    "command", [("health",), ("report",), ("crawl", "kr36"), ("lexicon", "--articles", "5"), ("list",)]
)
@pytest_twisted.ensureDeferred
async def test_no_message_shows_the_password(tmp_path: Path, postgresql: Server, command: tuple[str, ...]) -> None:
    url = postgresql.url("missing")
    ended = await run_scrapy(tmp_path, *command, "-L", "DEBUG", NEWSBOT_DATABASE=url)
    written = url.partition("://reader:")[2].partition("@127")[0]
    for secret in (PASSWORD, written):
        assert secret not in ended.out + ended.err
    if command != ("list",):
        assert 'database "missing" does not exist; check' in ended.err
        assert "Traceback" not in ended.err
