"""The commands with a language model configured: what they ask, what they never tell, and how they end."""

import os
from functools import partial
from pathlib import Path

import pytest_twisted

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from tests.commands.running import ROOT, Ended, rerouted, run_scrapy
from tests.condensing.stub import Exchange, endpoint

NOW = SAMPLE_DAYS[-1]
KEY = "sk-sample-0123456789"


def _environment(url: str) -> dict[str, str]:
    return {"NEWSBOT_LLM_URL": url, "NEWSBOT_LLM_MODEL": "sample-model", "NEWSBOT_LLM_KEY": KEY}


def _footer(home: Path) -> str:
    return (home / "reports" / "2026-01-20.md").read_text("utf-8").rsplit("要点：", 1)[1].split(" · ", 1)[0]


def _told(home: Path) -> int:
    """How many highlights the daily has."""
    return (home / "reports" / "2026-01-20.md").read_text("utf-8").count("↗ 详情")


def _site() -> dict[str, object]:
    return {origin: each.respond for origin, each in site(NOW).items()}


def _repeat(exchange: Exchange) -> None:
    exchange.line(exchange.title if "GLM-Sample" in exchange.title else "样例公司宣布倒闭。")


@pytest_twisted.ensureDeferred
async def test_daily_asks_once_and_report_never(tmp_path: Path) -> None:
    run = partial(run_scrapy, tmp_path)
    with serving(_site()) as table, endpoint(_repeat) as stub:
        daily = await run("daily", "kr36", "qbitai", *rerouted(table), **_environment(stub.url))
        asked = len(stub.paths)
        printed = (tmp_path / "reports" / "2026-01-20.md").read_bytes()
        again = await run("daily", "kr36", "qbitai", *rerouted(table), **_environment(stub.url))
        now = ("-s", f"NEWSBOT_NOW={NOW.isoformat()}")
        report = await run("report", *now, **_environment(stub.url))
        remade = await run("report", "--remake", *now, **_environment(stub.url))
    assert (daily.code, again.code, report.code, remade.code) == (0, 4, 0, 0)
    told = _told(tmp_path)
    assert asked == len(stub.paths) == told > 1
    assert "由 sample-model 精简，已逐条与原文核对；其余摘自原文（未通过核对" in _footer(tmp_path)
    assert "倒闭" not in printed.decode()
    assert f"sample-model: 1 highlights condensed; extracted instead: 未通过核对 {told - 1}" in daily.out
    assert KEY not in "".join(each.out + each.err for each in (daily, again, report, remade))


@pytest_twisted.ensureDeferred
async def test_a_crawl_asks_when_it_ends_and_its_log_has_no_key(tmp_path: Path) -> None:
    with serving(_site()) as table, endpoint(_repeat) as stub:
        ended = await run_scrapy(tmp_path, "crawl", "kr36", "-L", "DEBUG", *rerouted(table), **_environment(stub.url))
        settings = await run_scrapy(tmp_path, "settings", "--get", "NEWSBOT_LLM_KEY", **_environment(stub.url))
    assert ended.code == 0
    assert len(stub.paths) == _told(tmp_path) > 1
    assert stub.headers[0]["authorization"] == f"Bearer {KEY}"
    assert "highlights condensed; extracted instead" in ended.err
    assert KEY not in ended.out + ended.err + settings.out + settings.err


@pytest_twisted.ensureDeferred
async def test_a_dead_endpoint_costs_neither_daily_nor_exit_code(tmp_path: Path) -> None:
    with serving(_site()) as table:
        ended = await run_scrapy(
            tmp_path, "crawl", "kr36", "-L", "INFO", *rerouted(table), **_environment("http://127.0.0.1:9/v1")
        )
    assert ended.code == 0
    assert (
        _footer(tmp_path) == f"摘自原文（sample-model 未能精简：无法连接（APIConnectionError） {_told(tmp_path)} 条）"
    )
    assert ended.err.count("无法连接") == 1
    assert "Traceback" not in ended.err


@pytest_twisted.ensureDeferred
async def test_without_the_package_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "openai.py").write_text("raise ImportError('not installed')", "utf-8")
    path = f"{tmp_path / 'without'}{os.pathsep}{ROOT}"
    with serving(_site()) as table, endpoint(_repeat) as stub:
        ended = await run_scrapy(
            tmp_path,
            "crawl",
            "kr36",
            "-L",
            "WARNING",
            *rerouted(table),
            **_environment(stub.url) | {"PYTHONPATH": path},
        )
    assert (ended.code, stub.paths) == (0, [])
    (line,) = [line for line in ended.err.splitlines() if "openai" in line]
    assert line.endswith(f"extracted instead: 未安装 openai（pip install 'newsbot[llm]'） {_told(tmp_path)}")


@pytest_twisted.ensureDeferred
async def test_the_demo_asks_nobody(tmp_path: Path) -> None:
    with endpoint(_repeat) as stub:
        ended = await run_scrapy(tmp_path, "demo", "--output", str(tmp_path / "demo"), **_environment(stub.url))
    assert (ended.code, stub.paths) == (0, [])
    assert _footer(tmp_path / "demo") == "摘自原文"


@pytest_twisted.ensureDeferred
async def test_a_setting_that_cannot_be_used_is_named_without_its_value(tmp_path: Path) -> None:
    url = "NEWSBOT_LLM_URL: not a usable address; write one like http://127.0.0.1:11434/v1, without a user or a query"
    model = "NEWSBOT_LLM_MODEL: no usable name; write the model's name as the endpoint knows it"
    key = "NEWSBOT_LLM_KEY: has characters that no key has; copy it again"
    placed = "NEWSBOT_LLM_KEY: settings are logged and printed; give it by the environment, or NEWSBOT_LLM_KEY_FILE"
    twice = "NEWSBOT_LLM_KEY: there is NEWSBOT_LLM_KEY_FILE, too; leave one of them out"
    (file := tmp_path / "key").write_text(KEY, "utf-8")
    file.chmod(0o640)
    mine = "others than its owner may use it (mode 0640), and it is secret"
    readable = f"NEWSBOT_LLM_KEY_FILE: {file}: {mine}; run: chmod 600 {file}"
    (own := tmp_path / "own").write_text(KEY, "utf-8")
    own.chmod(0o600)
    timeout = "NEWSBOT_LLM_TIMEOUT: write seconds, more than 0 and at most 600"
    good = _environment("http://127.0.0.1:9/v1")
    cases: list[tuple[dict[str, str], tuple[str, ...], str]] = [
        *(
            (good | {"NEWSBOT_LLM_URL": each}, (), url)
            for each in ("x", "ftp://a/v1", "http://u:p@a/v1", "http://a/?key=1")
        ),
        (good | {"NEWSBOT_LLM_MODEL": ""}, (), model),
        (good | {"NEWSBOT_LLM_KEY": "sk 秘密"}, (), key),
        (good, ("-s", f"NEWSBOT_LLM_KEY={KEY}"), placed),
        (good | {"NEWSBOT_LLM_KEY_FILE": str(own)}, (), twice),
        (good | {"NEWSBOT_LLM_KEY": "", "NEWSBOT_LLM_KEY_FILE": str(file)}, (), readable),
        (good, ("-s", "NEWSBOT_LLM_TIMEOUT=0"), timeout),
    ]
    for environment, options, message in cases:
        ended = await run_scrapy(tmp_path, "report", *options, **environment)
        assert ended == Ended(2, "", f"newsbot: {message}\n")
