"""The commands as a person runs them: in a process of their own, with what they print and how they exit."""

import csv
import json
import os
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from twisted.internet.defer import Deferred, gatherResults

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from tests.commands.running import ROOT, Ended, rerouted, run_scrapy
from tests.publishing.test_feeds import valid_json_feed

Run = Callable[..., Coroutine[Any, Any, Ended]]
NOW = SAMPLE_DAYS[-1]
UNKNOWN = "未抓取（上次 2026-01-20 13:47）"
SOURCES = sorted(path.stem for path in (ROOT / "spiders").glob("[a-z]*.py"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``scrapy`` in a home of its own, at the sample's moment."""
    return partial(run_scrapy, tmp_path)


def _site(without: str = "nothing") -> AbstractContextManager[dict[str, str]]:
    return serving({origin: each.respond for origin, each in site(NOW).items() if without not in origin})


@pytest_twisted.ensureDeferred
async def test_list_names_the_sources(run: Run) -> None:
    ended = await run("list")
    assert ended == Ended(0, "".join(f"{name}\n" for name in SOURCES), "")


@pytest_twisted.ensureDeferred
async def test_crawl_exports_the_items_of_a_source(run: Run, tmp_path: Path) -> None:
    with _site() as table:
        ended = await run("crawl", "infoq", "-O", str(tmp_path / "x.jsonl"), "-L", "ERROR", *rerouted(table))
    rows = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert [row["source"] for row in rows] == ["infoq"] * len(rows)
    assert rows
    assert list(rows[0]) == [
        "source",
        "url",
        "title",
        "published",
        "summary",
        "text",
        "author",
        "route",
        "canonical_url",
        "first_seen",
        "judgement",
    ]
    assert "\\u" not in (tmp_path / "x.jsonl").read_text("utf-8")
    assert (tmp_path / "reports" / "2026-01-20.md").exists()


@pytest_twisted.ensureDeferred
async def test_what_is_nested_is_json_in_a_table(run: Run, tmp_path: Path) -> None:
    with _site() as table:
        await run("crawl", "kr36", "-O", str(tmp_path / "x.csv"), "-L", "ERROR", *rerouted(table))
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {json.loads(row["judgement"])["grade"] for row in rows} == {0, 1, 2}


@pytest_twisted.ensureDeferred
async def test_a_crawl_is_written_as_a_feed_by_the_name_of_its_file_or_by_the_format(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / "x.jsonfeed", tmp_path / "x.json"]
    outputs = ["-O", str(files[0]), "-O", f"{files[1]}:jsonfeed", "-L", "ERROR"]
    with _site() as table:
        ended = await run("crawl", "infoq", *outputs, *rerouted(table))
    feeds = [valid_json_feed(each.read_bytes()) for each in files]
    assert (ended.code, ended.err, feeds[0].title, feeds[0]) == (0, "", "InfoQ", feeds[1])
    assert len(feeds[0].items) > 5
    with _site(without="infoq") as table:
        await run("crawl", "infoq", *outputs, *rerouted(table))
    assert [valid_json_feed(each.read_bytes()).items for each in files] == [[], []]


@pytest_twisted.ensureDeferred
async def test_a_source_whose_items_could_not_be_stored_has_failed(run: Run, tmp_path: Path) -> None:
    with _site() as table:
        await run("daily", "kr36", "qbitai", *rerouted(table))
        with sqlite3.connect(tmp_path / "data" / "newsbot.db") as database:
            database.execute(
                "CREATE TRIGGER full BEFORE INSERT ON articles WHEN NEW.source = 'kr36' "
                "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        ended = await run("daily", "kr36", "qbitai", *rerouted(table))
        strict = await run("daily", "--strict", "kr36", "qbitai", *rerouted(table))
    assert (ended.code, strict.code) == (4, 3)
    assert "异常信源：36Kr" in ended.out
    assert "newsbot.db: disk full; nothing was stored; check the database" in ended.err


@pytest_twisted.ensureDeferred
async def test_a_pause_may_be_a_fraction_of_a_second(run: Run) -> None:
    with _site() as table:
        ended = await run("crawl", "qbitai", "-L", "ERROR", *rerouted(table), "-s", "DOWNLOAD_DELAY=0.01")
    assert ended == Ended(0, "", "")


@pytest_twisted.ensureDeferred
async def test_crawl_of_a_dead_source_fails(run: Run) -> None:
    with _site(without="infoq") as table:
        ended = await run("crawl", "infoq", "-L", "CRITICAL", *rerouted(table))
    assert ended == Ended(5, "", "")


@pytest.mark.browser
@pytest_twisted.ensureDeferred
async def test_daily_crawls_all_sources_and_says_how_each_did(run: Run, tmp_path: Path) -> None:
    with _site() as table:
        ended = await run("daily", *rerouted(table))
    report = tmp_path / "reports" / "2026-01-20.md"
    assert (ended.code, ended.err) == (0, "")
    assert "机器之心: 14 条（RSS bot_wall；JSON ok）" in ended.out
    *_, counts, failed = ended.out.splitlines()
    assert counts.endswith(f"条相关资讯：{report}")
    # The other sources have no host on the sample's site.
    assert not {"36Kr", "InfoQ", "机器之心", "量子位"} & set(failed.removeprefix("异常信源：").split("、"))
    assert report.read_text("utf-8").startswith("# 2026-01-20 国产大模型日报\n\n> 星期二 · ")


@pytest_twisted.ensureDeferred
async def test_daily_goes_on_without_a_dead_source(run: Run) -> None:
    with _site(without="infoq") as table:
        lenient = await run("daily", "infoq", "kr36", *rerouted(table))
        strict = await run("daily", "--strict", "infoq", "kr36", *rerouted(table))
    assert (lenient.code, strict.code) == (0, 3)
    assert lenient.out.splitlines()[-1] == "异常信源：InfoQ"


@pytest_twisted.ensureDeferred
async def test_daily_without_any_source_leaves_no_issue_and_says_so(run: Run, tmp_path: Path) -> None:
    ended = await run("daily", *rerouted({}))
    message = "2026-01-20: no source delivered anything for this day, so there is no issue of it; see why each failed"
    assert (ended.code, ended.err) == (5, f"newsbot: {message}\n")
    assert "36Kr（RSS）: unreachable no such host\n" in ended.out
    assert list((tmp_path / "reports").glob("*.md")) == []


@pytest_twisted.ensureDeferred
async def test_health_tells_people_and_monitors_how_each_source_is_doing(run: Run) -> None:
    before = await run("health", "kr36", "-s", f"NEWSBOT_NOW={NOW.isoformat()}")
    with _site(without="infoq") as table:
        await run("daily", "infoq", "kr36", *rerouted(table))
    later = (NOW + timedelta(hours=1)).isoformat()
    table = await run("health", "infoq", "kr36", "-s", f"NEWSBOT_NOW={later}")
    lines = await run("health", "infoq", "kr36", "--json", "-s", f"NEWSBOT_NOW={later}")
    fine = await run("health", "kr36", "-s", f"NEWSBOT_NOW={later}")
    assert (before.code, table.code, lines.code, fine.code) == (5, 3, 3, 0)
    assert "尚未抓取" in before.out
    assert "异常：RSS 无法连接" in table.out
    infoq, kr36 = map(json.loads, lines.out.splitlines())
    assert kr36 == {
        "source": "kr36",
        "title": "36Kr",
        "kind": "media",
        "level": "ok",
        "state": "正常",
        "outcome": "ok",
        "route": "RSS",
        "retry_at": None,
        "since": NOW.isoformat(),
        "last_success": NOW.isoformat(),
        "last_new": NOW.isoformat(),
        "new_24h": 27,
        "usual": None,
        "undated": 0.0,
    }
    assert (infoq["level"], infoq["since"], infoq["last_success"]) == ("failing", NOW.isoformat(), None)


@pytest.mark.parametrize(
    ("rest", "code", "level", "state"), [(25, 0, "ok      ", "正常"), (26, 5, "unknown ", UNKNOWN)]
)
@pytest_twisted.ensureDeferred
async def test_health_does_not_call_well_what_is_no_longer_run(
    run: Run, rest: int, code: int, level: str, state: str
) -> None:
    with _site() as table:
        await run("daily", "kr36", *rerouted(table))
    ended = await run("health", "kr36", "-s", f"NEWSBOT_NOW={(NOW + timedelta(hours=rest)).isoformat()}")
    assert (ended.code, ended.err, ended.out.split("  自 ")[0]) == (code, "", f"{level}  36Kr (kr36)  {state}")


@pytest_twisted.ensureDeferred
async def test_a_day_on_which_all_sources_die_keeps_its_issue(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "reports" / "2026-01-20.md"
    with _site() as table:
        await run("daily", "kr36", *rerouted(table))
    items = report.read_text("utf-8").split("## 信源状态")[0].split("## 今日要点")[1]
    ended = await run("daily", "kr36", *rerouted({}))
    assert ended.code == 5
    assert report.read_text("utf-8").split("## 信源状态")[0].split("## 今日要点")[1] == items


@pytest_twisted.ensureDeferred
async def test_two_crawls_that_end_together_leave_one_complete_daily(run: Run, tmp_path: Path) -> None:
    with _site() as table:
        crawls = [
            run("crawl", name, "-L", "ERROR", *rerouted(table)) for name in ("infoq", "kr36", "qbitai", "lmarena")
        ]
        ended = await gatherResults([Deferred.fromCoroutine(crawl) for crawl in crawls])
    assert [each.code for each in ended] == [0, 0, 0, 5]  # the sample's board is stale
    text = (tmp_path / "reports" / "2026-01-20.md").read_text("utf-8")
    for source in ("InfoQ", "36Kr", "量子位"):
        assert f"**来源**: {source} |" in text or f"— {source} " in text
    assert "| 15 | deepseek-v3-0324 | DeepSeek | 1368 |" in text
    assert text.count("| 正常") == 3


@pytest_twisted.ensureDeferred
async def test_report_prints_a_stored_issue_again_to_the_byte(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "reports" / "2026-01-20.md"
    with _site() as table:
        await run("daily", "kr36", "lmarena", *rerouted(table))
    first = report.read_bytes()
    for _ in range(2):
        report.unlink()
        assert await run("report", "--day", "2026-01-20") == Ended(0, f"{report}\n", "")
        assert report.read_bytes() == first


@pytest_twisted.ensureDeferred
async def test_a_run_without_news_leaves_the_items_and_the_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "reports" / "2026-01-20.md"
    with _site() as table:
        await run("daily", "kr36", *rerouted(table))
        before = report.read_bytes()
        with sqlite3.connect(tmp_path / "data" / "newsbot.db") as database:
            database.execute("CREATE TRIGGER dull AFTER INSERT ON articles BEGIN UPDATE articles SET grade = 0; END")
        daily = await run("daily", "kr36", *rerouted(table))
        remade = await run("report", "--remake", *rerouted(table))
    assert (daily.code, remade.code) == (4, 4)
    assert (
        report.read_bytes().split(b"## \xe4\xbf\xa1")[0] == before.split(b"## \xe4\xbf\xa1")[0]
    )  # but for the sources
    assert daily.out.splitlines()[-1] == "没有新的相关资讯，日报的条目不变。"


@pytest_twisted.ensureDeferred
async def test_report_remake_chooses_anew(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "reports" / "2026-01-20.md"
    with _site() as table:
        await run("daily", "kr36", *rerouted(table))
        with sqlite3.connect(tmp_path / "data" / "newsbot.db") as database:
            database.execute("UPDATE articles SET title = '改过的标题 ' || canonical_url")
        again = await run("report", *rerouted(table))
        assert (again.code, "改过的标题" in report.read_text("utf-8")) == (0, False)
        remade = await run("report", "--remake", *rerouted(table))
    assert (remade.code, "改过的标题" in report.read_text("utf-8")) == (0, True)


@pytest_twisted.ensureDeferred
async def test_report_rolls_up_a_week_and_writes_all_again(run: Run, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    with _site() as table:
        await run("daily", "kr36", *rerouted(table))
    later = ["-s", "NEWSBOT_NOW=2026-01-27T09:00:00+08:00"]
    week = await run("report", "--week", *later)
    month = await run("report", "--month", "2026-01", *later)
    every = await run("report", "--all", *later)
    assert (week, month, every) == (
        Ended(0, f"{reports / '2026-W04.md'}\n", ""),
        Ended(0, f"{reports / '2026-01.md'} (2026-01 is not over)\n", ""),
        Ended(0, f"{reports / 'index.html'} (1 issue)\n", ""),
    )


@pytest_twisted.ensureDeferred
async def test_a_terminal_without_chinese_does_not_fail_the_command(run: Run) -> None:
    with _site() as table:
        ended = await run("daily", "kr36", *rerouted(table), PYTHONIOENCODING="ascii")
    assert (ended.code, ended.err) == (0, "")


@pytest_twisted.ensureDeferred
async def test_a_sample_leaves_a_real_store_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "newsbot.db").write_bytes(b"the archive of years")
    ended = await run("demo", "--output", str(tmp_path / "data"))
    assert (ended.code, (tmp_path / "data" / "newsbot.db").read_bytes()) == (0, b"the archive of years")


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "message"),
    [
        (["report", "--day", "2026-02-30"], {}, 2, "--day: '2026-02-30' is no day; write one like "),
        (["report", "--day", "9999-01-01"], {}, 2, "--day: 9999-01-01 has not begun in Beijing, where it is "),
        (["report", "2026-01-20"], {}, 2, "unexpected '2026-01-20'; a day is given as --day 2026-01-20"),
        (["report", "--dya", "2026-01-20"], {}, 2, "unknown option --dya; see 'scrapy report -h'"),
        (
            ["report", "--day", "2020-01-01"],
            {},
            5,
            "2020-01-01: no issue of this day is stored; --remake makes one",
        ),
        (
            ["crawl", "nosuch"],
            {},
            2,
            f"no source is called 'nosuch'; there are: {', '.join(SOURCES)}",
        ),
        (
            ["daily", "nosuch"],
            {},
            2,
            f"no source is called 'nosuch'; there are: {', '.join(SOURCES)}",
        ),
        (["crawl", "kr36"], {"NEWSBOT_DATABASE": "nonsense"}, 2, "NEWSBOT_DATABASE: not a usable database URL ("),
        (["crawl", "kr36"], {"NEWSBOT_LEXICON": "/no/such.toml"}, 2, "/no/such.toml: "),
        (["daily"], {"NEWSBOT_REPORTS": "/dev/null/reports"}, 2, "NEWSBOT_REPORTS: /dev/null"),
        (["report", "--day", "1999-01-01"], {}, 2, "--day: 1999-01-01 is before 2018, "),
        (["report", "--day", ""], {}, 2, "--day: '' is no day; write one like "),
        (["report", "--day", "2026-W04-2"], {}, 2, "--day: '2026-W04-2' is no day; write one like "),
        (["report"], {}, 5, "20"),
        (["report", "--week", "2026-W54"], {}, 2, "--week: '2026-W54' is no week; write one like 20"),
        (["report", "--week", "2026-01"], {}, 2, "--week: '2026-01' is no week; write one like 20"),
        (["report", "--month", ""], {}, 2, "--month: '' is no month; write one like 20"),
        (["report", "--month", "2017-12"], {}, 2, "--month: 2017-12 is before 2018, "),
        (["report", "--week", "9998-W01"], {}, 2, "--week: 9998-W01 has not begun in Beijing, where it is "),
        (["report", "--week"], {}, 5, "20"),
        (["report", "--all"], {}, 5, "no issue is stored that can be read; 'scrapy daily' makes one"),
        (["report", "--week", "--all"], {}, 2, "--week and --all: give one of them"),
        (["report", "--day", "2026-01-20", "--month"], {}, 2, "--day and --month: give one of them"),
        (["report", "--all", "--remake"], {}, 2, "--remake: chooses an issue's stories anew; --all only writes what"),
        (["explain"], {}, 2, "give the URL of an article, or a headline"),
        (["explain", "https://nowhere.example/1"], {}, 5, "https://nowhere.example/1: no source has listed it; "),
        (
            ["crawl", "kr36", "-s", "CONCURRENT_REQUESTS=abc"],
            {},
            2,
            "CONCURRENT_REQUESTS: 'abc' cannot be used; write a number",
        ),
        (["daily"], {"NEWSBOT_SOURCES": "kr36,nosuch"}, 2, "NEWSBOT_SOURCES: no source is called 'nosuch'; "),
        (["daily"], {"NEWSBOT_LEADERBOARD": "text/cooking"}, 2, "NEWSBOT_LEADERBOARD: 'text/cooking' is no board; "),
        (
            ["health", "-s", "NEWSBOT_ALLOWED_ADDRESSES=10.0.0.1"],
            {},
            2,
            "NEWSBOT_ALLOWED_ADDRESSES: allowed addresses: '10.0.0.1' is not of the form host:port; ",
        ),
        (["daily", "-s", "SPIDER_MODULES=nosuch"], {}, 2, "SPIDER_MODULES: there is no module 'nosuch'; name packages"),
        (["daily", "-s", "NEWSBOT_POLL_INTERVAL=nan"], {}, 2, "NEWSBOT_POLL_INTERVAL: 'nan' is no interval; write "),
        (["daily", "-s", "NEWSBOT_SAMPLE=maybe"], {}, 2, "NEWSBOT_SAMPLE: 'maybe' cannot be used; write True"),
        (
            ["daily"],
            {"NEWSBOT_CHROMIUM": "/nonexistent"},
            2,
            "NEWSBOT_CHROMIUM: /nonexistent is no program that can be run",
        ),
        (["report", "-s", "NEWSBOT_NOW=tomorrow"], {}, 2, "NEWSBOT_NOW: 'tomorrow' is no moment with a zone; write"),
        (["report", "-s", "NEWSBOT_NOW=0001-01-01T00:00:00+08:00"], {}, 2, "NEWSBOT_NOW: '0001-01-01"),
        (["report", "-s", "LOG_LEVEL=FOO"], {}, 2, "LOG_LEVEL: 'FOO' is none; write DEBUG"),
        (["report", "-s", 'ITEM_PIPELINES={"nosuch.Pipeline": 1}'], {}, 2, "ITEM_PIPELINES: nosuch.Pipeline: "),
        (["report", "-s", "NEWSBOT_NOW=2026-01-20T13:47:00"], {}, 2, "NEWSBOT_NOW: "),
    ],
)
@pytest_twisted.ensureDeferred
async def test_what_is_wrong_is_told_in_one_line(
    run: Run, arguments: list[str], environment: dict[str, str], code: int, message: str
) -> None:
    ended = await run(*arguments, **environment)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith(f"newsbot: {message}")
    assert len(ended.err.splitlines()) == 1


@pytest_twisted.ensureDeferred
async def test_a_source_that_declares_too_little_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "unfinished.py").write_text(
        "from newsbot.crawling.source import SourceSpider\n"
        "class Spider(SourceSpider):\n    name = 'unfinished'\n    title = '未完'\n",
        "utf-8",
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    ended = await run("daily", "-s", "SPIDER_MODULES=spiders,unfinished", PYTHONPATH=path)
    assert (ended.code, ended.err) == (2, "newsbot: unfinished: the source 'unfinished' declares no routes\n")


@pytest_twisted.ensureDeferred
async def test_a_fault_in_a_lexicon_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('[vendors.zhipu]\nname = "智谱"\naliases = ["智谱", ""]\n', "utf-8")
    ended = await run("report", NEWSBOT_LEXICON=str(tmp_path / "my.toml"))
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert "my.toml: vendors.zhipu.aliases[1]: " in ended.err


@pytest_twisted.ensureDeferred
async def test_explain_tells_of_a_stored_article_and_of_a_headline(run: Run, tmp_path: Path) -> None:
    with _site() as table:
        await run("daily", "kr36", *rerouted(table))
        report = (tmp_path / "reports" / "2026-01-20.md").read_text("utf-8")
        url = report.partition("[阅读原文](")[2].partition(")")[0]
        lines = await run("explain", url, *rerouted(table))
        record = await run("explain", url, "--json", *rerouted(table))
    assert (lines.code, lines.err, record.code) == (0, "", 0)
    told = json.loads(record.out)
    anchor = report.partition("[↗ 详情](#")[2].partition(")")[0]
    assert (told["url"], told["grade"], told["printed"][0]["anchor"]) == (url, 2, anchor)
    assert [line.partition("  ")[0] for line in lines.out.splitlines() if not line.startswith(" ")] == [
        *("标题", "链接", "来源", "判断", "刊载", "事件", "排名", "相近")
    ]
    said = await run("explain", "某地召开农业工作会议", "与会者谈到了春耕。")
    assert (said.code, said.out.splitlines()[-1]) == (0, "未刊  没有信源列出过它")


@pytest_twisted.ensureDeferred
async def test_explain_names_the_articles_of_a_page_that_has_several(run: Run, tmp_path: Path) -> None:
    with _site() as table:
        await run("daily", "kr36", *rerouted(table))
    with sqlite3.connect(tmp_path / "data" / "newsbot.db") as database:
        rows = database.execute("SELECT canonical_url, title FROM articles ORDER BY canonical_url LIMIT 2").fetchall()
        for number, (url, _) in enumerate(rows):
            changed = f"https://docs.example/news#{number}"
            database.execute("UPDATE articles SET canonical_url = ? WHERE canonical_url = ?", (changed, url))
    page = await run("explain", "https://docs.example/news")
    entry = await run("explain", "https://docs.example/news#1")
    assert (page.code, page.err.splitlines()) == (
        2,
        [
            "newsbot: https://docs.example/news: 2 articles stand on this page; give one of these:",
            *(f"  https://docs.example/news#{number}  {title}" for number, (_, title) in enumerate(rows)),
        ],
    )
    assert (entry.code, entry.out.splitlines()[0]) == (0, f"标题  {rows[1][1]}")


@pytest.fixture
def with_broken_modules(run: Run, tmp_path: Path) -> Run:
    """Runs ``scrapy`` with a second package of sources, in which only one module of four can be loaded."""
    package = tmp_path / "others"
    package.mkdir()
    source = (ROOT / "spiders" / "infoq.py").read_text("utf-8").replace('"infoq"', '"{name}"')
    for name, text in {
        "__init__": "",
        "bad_syntax": "x = 1\ndef broken(:",
        "bad_value": "int('(')",
        "bad_exit": "raise SystemExit('first\\nsecond')",
        "kr36_copy": source.format(name="kr36"),
        "well": source.format(name="well"),
    }.items():
        (package / f"{name}.py").write_text(text, "utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])

    def run_with(command: str, *arguments: str) -> Coroutine[Any, Any, Ended]:
        return run(command, *arguments, "-s", "SPIDER_MODULES=spiders,others", PYTHONPATH=path)

    return run_with


BROKEN = {
    "bad_exit": "others.bad_exit: SystemExit: first second",
    "bad_syntax": "others.bad_syntax: SyntaxError: invalid syntax (bad_syntax.py, line 2)",
    "bad_value": "others.bad_value: ValueError: invalid literal for int() with base 10: '('",
    "kr36_copy": "others.kr36_copy: a source is called 'kr36' already, in spiders.kr36",
}


@pytest_twisted.ensureDeferred
async def test_list_names_what_could_be_loaded_and_says_what_could_not(with_broken_modules: Run) -> None:
    names = "".join(f"{name}\n" for name in sorted([*SOURCES, "well"]))
    lines = "".join(f"newsbot: the source {name!r} cannot be loaded: {why}\n" for name, why in BROKEN.items())
    assert await with_broken_modules("list") == Ended(0, names, lines)


@pytest_twisted.ensureDeferred
async def test_a_broken_module_stops_no_other_source_and_counts_as_one_that_failed(
    with_broken_modules: Run, tmp_path: Path
) -> None:
    with _site() as table:
        names = ["kr36", "bad_syntax", "well"]
        lenient = await with_broken_modules("daily", *names, *rerouted(table))
        strict = await with_broken_modules("daily", "--strict", *names, *rerouted(table))
        alone = await with_broken_modules("daily", "bad_syntax", *rerouted(table))
    assert [(each.code, each.err) for each in (lenient, strict, alone)] == [(0, ""), (3, ""), (5, "")]
    assert lenient.out.splitlines()[0] == f"bad_syntax: 无法载入（{BROKEN['bad_syntax']}）"
    assert lenient.out.splitlines()[-1] == "异常信源：bad_syntax"
    report = (tmp_path / "reports" / "2026-01-20.md").read_text("utf-8")
    state = f"异常：无法载入（{BROKEN['bad_syntax']}）"
    assert f"| bad_syntax | {state} | 0 | – |" in report.splitlines()


@pytest_twisted.ensureDeferred
async def test_health_of_a_broken_module_is_bad(with_broken_modules: Run) -> None:
    moment = ("-s", f"NEWSBOT_NOW={NOW.isoformat()}")
    with _site() as table:
        await with_broken_modules("daily", "kr36", *rerouted(table))
    ended = await with_broken_modules("health", "kr36", "bad_value", "--json", *moment)
    assert (ended.code, ended.err) == (3, "")
    broken, kr36 = map(json.loads, ended.out.splitlines())
    assert kr36["level"] == "ok"
    assert broken == {
        "source": "bad_value",
        "title": "bad_value",
        "kind": None,
        "level": "failing",
        "state": f"异常：无法载入（{BROKEN['bad_value']}）",
        **dict.fromkeys(("outcome", "route", "retry_at", "since", "last_success", "last_new", "usual", "undated")),
        "new_24h": 0,
    }


@pytest.mark.parametrize("name", BROKEN)
@pytest_twisted.ensureDeferred
async def test_crawl_of_a_broken_module_says_why(with_broken_modules: Run, name: str) -> None:
    ended = await with_broken_modules("crawl", name)
    assert ended == Ended(5, "", f"newsbot: the source {name!r} cannot be loaded: {BROKEN[name]}\n")
