"""The commands, while another process crawls one of their sources."""

from functools import partial
from pathlib import Path

import pytest_twisted

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from newsbot.storing.database import Database
from newsbot.storing.holding import Held
from tests.commands.running import Ended, rerouted, run_scrapy


@pytest_twisted.ensureDeferred
async def test_daily_goes_on_without_a_source_that_is_being_crawled(tmp_path: Path) -> None:
    run = partial(run_scrapy, tmp_path)
    (tmp_path / "data").mkdir()
    database = Database.open(f"sqlite:///{tmp_path}/data/newsbot.db")
    with serving({origin: each.respond for origin, each in site(SAMPLE_DAYS[-1]).items()}) as table:
        await run("daily", "infoq", *rerouted(table), "-s", f"NEWSBOT_NOW={SAMPLE_DAYS[0].isoformat()}")
        held = database.hold("source infoq")
        crawl = await run("crawl", "infoq", "-L", "ERROR", *rerouted(table))
        daily = await run("daily", "--strict", "infoq", "kr36", *rerouted(table))
        assert isinstance(held, Held)
        held.release()
    by, wanted = crawl.err.partition("(")[2].partition(")")[0], "newsbot: infoq: already running in another crawl ({})"
    assert crawl == Ended(6, "", f"{wanted.format(by)}; nothing was asked for\n")
    assert (daily.code, daily.err) == (0, "")
    assert "InfoQ: 已在另一进程中抓取\n" in daily.out
    assert "异常信源" not in daily.out
    report = (tmp_path / "reports" / "2026-01-20.md").read_text("utf-8")
    assert "| InfoQ | 未抓取（上次 2026-01-19 13:47） |" in report
    assert "| 36Kr | 正常 |" in report
