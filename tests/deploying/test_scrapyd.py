"""scrapyd on loopback, as docs/deployment.md has it run: with eggs, with the folder, stopped in the middle."""

import re
import shutil
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from twisted.internet.utils import getProcessOutputAndValue

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from tests.commands.running import ROOT, Ended, rerouted, run_scrapy
from tests.deploying.daemon import Daemon, GatedOrigin, as_deferred, gated, until

DAY = f"{SAMPLE_DAYS[-1]:%Y-%m-%d}"
CHOSEN = ("infoq", "kr36", "qbitai")
ALL = sorted(path.stem for path in (ROOT / "spiders").glob("[a-z]*.py"))

FEED = "https://www.solidot.org/index.rss"
SUMMARY = "智谱今天开源了一个样例模型，权重可以免费下载，许可协议是 MIT，官方同时给出了推理代码和一份技术报告。"
RSS = f"""<rss version="2.0"><channel><title>x</title><item><title>智谱开源样例模型 GLM-Sample</title>
<link>https://www.solidot.org/story?sid=1</link><description>{SUMMARY}</description>
<pubDate>Tue, 20 Jan 2026 03:00:00 +0000</pubDate></item></channel></rss>""".encode()


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    """It runs the folder; ended with the test."""
    made = Daemon(tmp_path / "home")
    yield made
    made.stop()


@pytest.fixture
def daemon_of_eggs(tmp_path: Path) -> Iterator[Daemon]:
    made = Daemon(tmp_path / "home", "--eggs")
    yield made
    made.stop()


@pytest.fixture
def gate() -> GatedOrigin:
    return GatedOrigin("/index.rss", RSS)


def _site() -> Any:
    return serving({origin: each.respond for origin, each in site(SAMPLE_DAYS[-1]).items()})


def _tree() -> set[str]:
    """What stands in the project's folder, but for what Python and the tests' own tools leave there."""
    return {path.name for path in ROOT.iterdir() if not path.name.endswith("cache__")}


@pytest.mark.parametrize("missing", ["SCRAPYD_USERNAME", "SCRAPYD_PASSWORD"])
@pytest.mark.parametrize("how", ["deploy/scrapyd", "scrapyd in its folder", "scrapyd in the project's folder"])
@pytest_twisted.ensureDeferred
async def test_scrapyd_does_not_start_without_a_user_and_a_password(tmp_path: Path, missing: str, how: str) -> None:
    daemon = Daemon(tmp_path / "home")
    environment = daemon.environment | {missing: ""}
    folder = tmp_path / "folder"
    folder.mkdir()
    if how == "deploy/scrapyd":
        program, wanted = str(ROOT / "deploy" / "scrapyd"), f"newsbot: {missing}: not set; scrapyd runs whatever"
    else:
        source = "deploy/scrapyd.conf" if how == "scrapyd in its folder" else "scrapy.cfg"
        (folder / Path(source).name).write_bytes((ROOT / source).read_bytes())
        program, wanted = "/usr/bin/env", f"Raw value: '%({missing} has to be set in the environment)s'"
    arguments = ["scrapyd"] if program == "/usr/bin/env" else []
    out, err, code = await getProcessOutputAndValue(program, arguments, env=environment, path=str(folder))
    assert (code != 0, wanted in (out + err).decode()) == (True, True)


@pytest_twisted.ensureDeferred
async def test_an_egg_is_deployed_lists_crawls_and_publishes_what_the_folder_does(
    daemon_of_eggs: Daemon, tmp_path: Path
) -> None:
    daemon, before = daemon_of_eggs, _tree()
    await daemon.start()
    assert daemon.ask("daemonstatus.json", password="wrong") == 401  # noqa: S106
    deployed = await _deploy(daemon)
    assert (deployed.code, f'"spiders": {len(ALL)}' in deployed.out) == (0, True), deployed
    assert _tree() == before
    _check_egg(next((daemon.folder / "eggs" / "newsbot").iterdir()))
    assert daemon.ask("listspiders.json", project="newsbot")["spiders"] == ALL
    with _site() as table:
        scheduled = await daemon.run("schedule", *CHOSEN, *rerouted(table))
        again = await daemon.run("schedule", *CHOSEN, *rerouted(table))
        expected = await run_scrapy(tmp_path / "other", "daily", *CHOSEN, *rerouted(table))
    assert (scheduled.code, scheduled.err) == (0, "")
    assert _told(scheduled) == _told(expected)
    made = [(home / "reports" / f"{DAY}.md").read_bytes() for home in (daemon.home, tmp_path / "other")]
    assert made[0] == made[1]
    assert (again.code, again.out.splitlines()[-1]) == (4, "没有新的相关资讯，日报的条目不变。")
    jobs = daemon.ask("listjobs.json", project="newsbot")
    assert sorted(job["id"] for job in jobs["finished"]) == [f"{DAY}-{name}" for name in CHOSEN]
    log = daemon.job_log("kr36", f"{DAY}-kr36")
    assert ("started (bot: egg)" in log, "'finish_reason': 'finished'" in log) == (True, True)
    assert not (daemon.folder / "items").exists()
    code = (await daemon.run("schedule", "--check")).out
    assert code == "0 pending, 0 running, 3 finished\n"


async def _deploy(daemon: Daemon) -> Ended:
    """By a copy of deploy/deploy's folder whose target is this daemon."""
    config = (ROOT / "scrapy.cfg").read_text("utf-8")
    assert "url = http://127.0.0.1:6800\n" in config
    project = daemon.home / "project"
    project.mkdir()
    for name in ("newsbot", "spiders", "pipelines", "templates", "deploy"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project)
    # To be known again when it runs.
    settings = (project / "newsbot" / "settings.py").read_text("utf-8")
    (project / "newsbot" / "settings.py").write_text(
        settings.replace('BOT_NAME = "newsbot"', 'BOT_NAME = "egg"'), "utf-8"
    )
    (project / "scrapy.cfg").write_text(config.replace(":6800\n", f":{daemon.port}\n"), "utf-8")
    out, err, code = await getProcessOutputAndValue(
        "/bin/sh", [str(project / "deploy" / "deploy")], env=daemon.environment, path=str(project)
    )
    return Ended(code, out.decode(), err.decode())


def _check_egg(path: Path) -> None:
    """Everything that is in the packages is in the egg, and nothing else."""
    with zipfile.ZipFile(path) as egg:
        found = {name for name in egg.namelist() if not name.startswith("EGG-INFO/") and not name.endswith(".pyc")}
    packages = ("newsbot", "spiders", "pipelines", "templates")
    there = {
        str(file.relative_to(ROOT))
        for package in packages
        for file in (ROOT / package).rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    assert found == there


def _told(ended: Ended) -> list[str]:
    """The end of what a command printed, without places: behind the lines that come as sources are ready."""
    lines = [re.sub(r"：/.*$", "", line) for line in ended.out.splitlines()]
    return lines[[line.rstrip() for line in lines].index(f"{DAY} 信源状态") :]


@pytest_twisted.ensureDeferred
async def test_the_folder_runs_without_an_egg_and_a_job_started_twice_asks_once(
    daemon: Daemon, gate: GatedOrigin
) -> None:
    await daemon.start()
    assert daemon.ask("listspiders.json", project="newsbot")["spiders"] == ALL
    refused = f"newsbot: scrapyd at http://127.0.0.1:{daemon.port}: refuses SCRAPYD_USERNAME or SCRAPYD_PASSWORD\n"
    assert await daemon.run("schedule", SCRAPYD_PASSWORD="wrong") == Ended(5, "", refused)  # noqa: S106
    assert await daemon.run("scrapyd") == Ended(2, "", f"newsbot: {daemon.folder}: another scrapyd runs here\n")
    with gated("https://www.solidot.org", gate) as table:
        values = {"project": "newsbot", "spider": "solidot", "jobid": "twice", "setting": _settings(table)}
        for _ in range(2):
            daemon.ask("schedule.json", post=True, **values)
        await gate.asked_for_feed()
        await until(lambda: "already running" in daemon.job_log("solidot", "twice"))
        gate.open()
        await until(lambda: _finished(daemon) == ["twice", "twice"])
        log = daemon.job_log("solidot", "twice")
        assert sorted(re.findall(r"'finish_reason': '(.*)'", log)) == ["already running", "finished"]
        assert gate.asked.count("/index.rss") == 1
        assert "GLM-Sample" in (daemon.home / "reports" / f"{DAY}.md").read_text("utf-8")

        gate.shut()
        values["setting"] = [*_settings(table), "NEWSBOT_POLL_INTERVAL=0"]
        daemon.ask("schedule.json", post=True, **values | {"jobid": "cancelled"})
        await gate.asked_for_feed()
        assert daemon.ask("cancel.json", post=True, project="newsbot", job="cancelled")["prevstate"] == "running"
        # A request that is under way is waited for.
        await until(lambda: "Received SIGINT" in daemon.job_log("solidot", "cancelled"))
        gate.open()
        await daemon.finished("cancelled")
        assert "'finish_reason': 'shutdown'" in daemon.job_log("solidot", "cancelled")
        daemon.ask("schedule.json", post=True, **values | {"jobid": "after"})
        await daemon.finished("after")
        assert "'finish_reason': 'finished'" in daemon.job_log("solidot", "after")


@pytest_twisted.ensureDeferred
async def test_a_day_that_scrapyd_was_restarted_in_is_completed_and_nobody_asked_twice(
    daemon: Daemon, gate: GatedOrigin
) -> None:
    await daemon.start()
    with gated("https://www.solidot.org", gate) as table:
        options = [part for setting in _settings(table) for part in ("-s", setting)]
        running = as_deferred(daemon.run("schedule", "solidot", *options))
        await gate.asked_for_feed()
        daemon.stop(signal.SIGKILL)
        await daemon.start()
        await daemon.started(f"{DAY}-solidot")
        gate.open()
        ended = await running
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == "Solidot: 1 条（RDF not_modified）"
    assert gate.asked.count("/index.rss") == 1
    assert "GLM-Sample" in (daemon.home / "reports" / f"{DAY}.md").read_text("utf-8")


@pytest_twisted.ensureDeferred
async def test_a_socket_left_behind_by_a_crash_does_not_keep_scrapyd_from_starting(daemon: Daemon) -> None:
    daemon.socket = daemon.home / "scrapyd.sock"
    await daemon.start()
    daemon.stop(signal.SIGKILL)
    assert daemon.socket.exists()
    away = await daemon.run("schedule", "--check")
    wanted = f"newsbot: scrapyd at unix:{daemon.socket}: [Errno 111] Connection refused; start it, or set SCRAPYD_URL\n"
    assert away == Ended(5, "", wanted)
    await daemon.start()
    assert await daemon.run("schedule", "--check") == Ended(0, "0 pending, 0 running, 0 finished\n", "")
    assert daemon.socket.stat().st_mode & 0o777 == 0o660


def _settings(table: dict[str, str]) -> list[str]:
    """What a job is given; within the hour nobody is asked twice, as in earnest."""
    return [*rerouted(table)[1::2], "NEWSBOT_POLL_INTERVAL=3600", "DOWNLOAD_TIMEOUT=60"]


def _finished(daemon: Daemon) -> list[str]:
    return [job["id"] for job in daemon.ask("listjobs.json", project="newsbot")["finished"]]
