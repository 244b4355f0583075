"""``scrapy push`` as a person runs it: what is sent, what is said, how it ends, and that no address is told."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import pytest_twisted

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from newsbot.issue.daily import Source
from newsbot.items import Article, Attempt, Outcome
from newsbot.press import Press, publish
from newsbot.storing import articles, attempts
from newsbot.storing.database import Database
from tests.commands.running import ROOT, Ended, rerouted, run_scrapy
from tests.pushing.services import Says, service

NOW = SAMPLE_DAYS[-1]
SECRET = "hook-0123456789abcdef"  # noqa: S105 (nobody's)


def _address(port: int, path: str = SECRET) -> str:
    return f"json://user:{SECRET}@127.0.0.1:{port}/{path}?:extra={SECRET}"


@pytest.fixture
def stored(database: Database, database_url: str, article: Callable[..., Article], tmp_path: Path) -> dict[str, str]:
    """The environment of a project that has an issue with two stories."""
    with database.writing() as connection:
        named = [("a", "智谱开源样例模型"), ("b", "腾讯发布样例助手")]
        articles.keep(connection, [article(key, title=title, summary=f"{title}。") for key, title in named])
        attempts.record(connection, [Attempt("kr36", "RSS", "https://36kr.com/", Outcome.OK, NOW)], run="a")
    press = Press(tmp_path / "reports", {"kr36": Source("kr36", "36Kr")}, "configuration")
    publish(press, database, day=NOW.date(), now=NOW)
    return {"NEWSBOT_DATABASE": database_url, "NEWSBOT_REPORTS": str(press.reports)}


@pytest_twisted.ensureDeferred
async def test_an_issue_is_pushed_once(tmp_path: Path, stored: dict[str, str]) -> None:
    push = partial(run_scrapy, tmp_path, "push", "--day", "2026-01-20")
    with service(Says({})) as played:
        channel = {"NEWSBOT_PUSH": _address(played.port), **stored}
        shown = await push("--dry-run", **channel)
        asked = len(played.asked)
        first = await push("-L", "DEBUG", **channel)
        again = await push(**channel)
    (sent,) = played.bodies
    head, _, printed = shown.out.partition(" ---\n")
    assert (shown.code, asked) == (0, 0)
    assert head.startswith("--- 第 1 个 (json)，第 1/1 条消息，")
    assert printed == f"{sent['title']}\n{sent['message']}\n"
    assert sent["title"] == "国产大模型日报 2026-01-20 星期二"
    assert sent["message"].count("\nhttps://") == 2
    assert (first.code, first.out) == (0, "第 1 个 (json)：已送达 1 条消息\n")
    assert again == Ended(4, "第 1 个 (json)：没有新内容，未发送\n", "")
    assert SECRET not in "".join(each.out + each.err for each in (shown, first, again))
    assert played.asked[0].headers["authorization"].startswith("Basic ")


@pytest_twisted.ensureDeferred
async def test_a_channel_that_fails_is_named_and_the_others_are_told(tmp_path: Path, stored: dict[str, str]) -> None:
    (file := tmp_path / "channels").touch(0o600)
    with service(Says({})) as good, service(Says({"error": SECRET}, 403)) as bad:
        file.write_text(f"# 样例\n{_address(bad.port)}\n", "utf-8")
        channels = {"NEWSBOT_PUSH": _address(good.port), "NEWSBOT_PUSH_FILE": str(file), **stored}
        push = partial(run_scrapy, tmp_path, "push", "--day", "2026-01-20", **channels)
        both = await push("-L", "DEBUG")
        one = await push("--channel", "2")
        none = await push("--channel", "3")
    assert (both.code, both.out) == (3, "第 1 个 (json)：已送达 1 条消息\n第 2 个 (json)：未送达：HTTP 403\n")
    assert one == Ended(5, "第 2 个 (json)：未送达：HTTP 403\n", "")
    assert none == Ended(2, "", "newsbot: --channel: there is no channel 3; there are 2\n")
    assert (len(good.asked), len(bad.asked)) == (1, 2)
    assert SECRET not in "".join(each.out + each.err for each in (both, one, none))


@pytest_twisted.ensureDeferred
async def test_what_is_wrong_is_said_in_a_line_without_addresses(tmp_path: Path) -> None:
    (file := tmp_path / "channels").write_text(f"json://{SECRET}", "utf-8")
    file.chmod(0o644)
    good = f"json://127.0.0.1:9/{SECRET}"
    no_channel = "there is no channel; NEWSBOT_PUSH and NEWSBOT_PUSH_FILE say where issues are pushed to"
    mine = "others than its owner may use it (mode 0644), and it is secret"
    readable = f"NEWSBOT_PUSH_FILE: {file}: {mine}; run: chmod 600 {file}"
    placed = "NEWSBOT_PUSH: settings are logged and printed; give it by the environment, or NEWSBOT_PUSH_FILE"
    missing = "2026-01-20: no issue of this day is stored; 'scrapy daily' makes today's"
    day = ("--day", "2026-01-20")
    cases: list[tuple[tuple[str, ...], dict[str, str], int, str]] = [
        (day, {}, 2, no_channel),
        (day, {"NEWSBOT_PUSH_FILE": str(file)}, 2, readable),
        (("-s", f"NEWSBOT_PUSH={good}"), {}, 2, placed),
        (day, {"NEWSBOT_PUSH": good}, 5, missing),
        (("--day", "x"), {"NEWSBOT_PUSH": good}, 2, "--day: 'x' is no day; write one like 2026-01-20"),
        (("x",), {"NEWSBOT_PUSH": good}, 2, "unexpected 'x'; a day is given as --day 2026-01-20"),
    ]
    for options, environment, code, message in cases:
        ended = await run_scrapy(tmp_path, "push", "-s", f"NEWSBOT_NOW={NOW.isoformat()}", *options, **environment)
        assert ended == Ended(code, "", f"newsbot: {message}\n")
    settings = await run_scrapy(tmp_path, "settings", "--get", "NEWSBOT_PUSH", NEWSBOT_PUSH=good)
    assert settings.out == "None\n"


@pytest_twisted.ensureDeferred
async def test_without_the_package_one_line_says_so(tmp_path: Path, stored: dict[str, str]) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "apprise.py").write_text("raise ImportError('not installed')", "utf-8")
    path = {"PYTHONPATH": f"{tmp_path / 'without'}{os.pathsep}{ROOT}", "NEWSBOT_PUSH": _address(9)}
    ended = await run_scrapy(tmp_path, "push", "--day", "2026-01-20", **path, **stored)
    said = "第 1 个 (json)：未送达：apprise is not installed; pip install 'newsbot[push]'\n"
    assert ended == Ended(5, said, "")


@pytest_twisted.ensureDeferred
async def test_a_daily_that_pushes_ends_as_one_that_does_not(tmp_path: Path) -> None:
    origins = {origin: each.respond for origin, each in site(NOW).items()}
    with serving(origins) as table, service(Says({})) as good, service(Says({}, 403)) as bad:
        addresses = f"{_address(good.port)} {_address(bad.port)}"
        daily = partial(run_scrapy, tmp_path, "daily", "kr36", "--push", "-L", "DEBUG", *rerouted(table))
        pushed = await daily(NEWSBOT_PUSH=addresses)
        unusable = await daily(NEWSBOT_PUSH=SECRET)
    assert (pushed.code, unusable.code) == (0, 4)
    assert pushed.out.endswith("第 1 个 (json)：已送达 1 条消息\n第 2 个 (json)：未送达：HTTP 403\n")
    assert "推送未进行：第 1 个 (?): no channel of this kind can be sent to; there are: " in unusable.out
    assert len(good.asked) == 1
    assert SECRET not in "".join(each.out + each.err for each in (pushed, unusable))
