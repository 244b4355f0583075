"""``scrapy backup`` and ``scrapy restore`` as a person runs them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from tests.commands.running import Ended, rerouted, run_scrapy

Run = Callable[..., Coroutine[Any, Any, Ended]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return partial(run_scrapy, tmp_path / "home")


@pytest_twisted.ensureDeferred
async def test_a_store_moves_from_sqlite_to_postgresql_and_prints_the_same_issues(
    run: Run, tmp_path: Path, postgresql_url: str
) -> None:
    path = tmp_path / "backup.jsonl.gz"
    with serving({origin: each.respond for origin, each in site(SAMPLE_DAYS[-1]).items()}) as table:
        await run("daily", "kr36", "infoq", *rerouted(table))
        saved = await run("backup", str(path))
        restored = await run("restore", str(path), NEWSBOT_DATABASE=postgresql_url)
        printed = await run(
            "report", *rerouted(table), NEWSBOT_DATABASE=postgresql_url, NEWSBOT_REPORTS=str(tmp_path / "new")
        )
    again = await run("restore", str(path), NEWSBOT_DATABASE=postgresql_url)
    assert (saved.code, saved.err, restored.code, restored.err, printed.code) == (0, "", 0, "", 0)
    assert saved.out.startswith(f"{path}: ")
    rows = saved.out.split()[1]
    assert restored.out == f"{path}: {rows} rows restored; 'scrapy report --all' writes the 1 issues again\n"
    for name in ("2026-01-20.md", "2026-01-20.html", "2026-01-20.json"):
        assert (tmp_path / "new" / name).read_bytes() == (tmp_path / "home" / "reports" / name).read_bytes()
    assert again.code == 5
    assert again.err.startswith("newsbot: the database is not empty (articles ")


@pytest_twisted.ensureDeferred
async def test_what_cannot_be_backed_up_or_restored_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    missing = await run("backup", str(tmp_path / "backup.db"))
    assert missing == Ended(5, "", "newsbot: there is no database yet; 'scrapy daily' makes one\n")
    await run("restore", str(tmp_path / "none.jsonl"))
    for arguments, code, said in (
        (("backup",), 2, "name one file, such as newsbot.jsonl.gz"),
        (("restore", "a", "b"), 2, "name one file that 'scrapy backup' wrote"),
        (("restore", "--force", "a"), 2, "unknown option --force; see 'scrapy restore -h'"),
        (("backup", "a.zip"), 5, "a.zip: name a file ending in .jsonl, .jsonl.gz or .db"),
        (("backup", f"{tmp_path}/none/a.jsonl"), 5, f"{tmp_path}/none: No such file or directory"),
        (("restore", f"{tmp_path}/none.jsonl"), 5, f"{tmp_path}/none.jsonl: No such file or directory"),
        (("restore", f"{tmp_path}/none.db"), 5, f"{tmp_path}/none.db: No such file or directory"),
    ):
        assert await run(*arguments) == Ended(code, "", f"newsbot: {said}\n")
