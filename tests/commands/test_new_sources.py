"""`scrapy check-source` and `scrapy genspider -t feed`, as processes, against a loopback server."""

import json
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from twisted.internet.threads import deferToThread

from newsbot.demo.server import serving
from tests.commands.running import ROOT, rerouted, run_scrapy

FEED = "https://www.example.com/feed"
ENTRY = (
    "<item><title>{title}</title><link>https://www.example.com/{number}</link><pubDate>{date}</pubDate>"
    "<description>{title}，这一段说明足够长，把事情的前因后果都讲清楚了，读者不必再去翻原文。</description></item>"
)
RSS = (
    '<rss version="2.0"><channel><title>示例“网”</title>'
    + ENTRY.format(title="智谱开源GLM样例模型", number=1, date="Tue, 20 Jan 2026 03:00:00 +0000")
    + ENTRY.format(title="汽车展会开幕", number=2, date="Tue, 20 Jan 2026 12:00:00 +0000")
    + "</channel></rss>"
).encode()
PAGE = (
    '<html><head><title>示例网</title><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>'
    "<body><article><h1>示例文章</h1><p>这是一篇足够长的文章，它的第一句话说明了发生的事情，第二句话说明了它的原因。</p>"
    "<p>第三句话讲后来的事：参加的人都回去了，留下的记录有三本，今天还放在样例图书馆里，谁都可以去看。</p></article></body></html>"
).encode()


@pytest.fixture
def site(answer: Any) -> Any:
    """Serves one answer at `FEED`; gives the options that lead there."""

    def serve(body: bytes, status: int = 200, content_type: str = "application/xml; charset=utf-8") -> Any:
        def respond(target: str) -> Any:
            found = answer(body, status, {"Content-Type": content_type})
            return found if target == "/feed" else answer(b"", 404)

        return serving({"https://www.example.com": respond})

    return serve


@pytest_twisted.ensureDeferred
async def test_check_source_says_what_a_feed_would_give(site: Any, tmp_path: Path) -> None:
    with site(RSS) as table:
        ended = await run_scrapy(tmp_path, "check-source", FEED, *rerouted(table))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[:4] == [
        FEED,
        "结果: ok（正常）",
        f"类型: application/xml; charset=utf-8，{len(RSS)} 字节",
        "条目: 2 条，1 条有时间，最新 2026-01-20 11:00",
    ]
    assert "智谱开源GLM样例模型" in ended.out
    assert ended.out.splitlines()[-1] == (
        "· 1 条的时间在未来：时间可能是北京时间而标成了别的时区，考虑 trust_zone = False"
    )
    assert not (tmp_path / "data").exists()


def _feed(dates: list[str]) -> bytes:
    items = [ENTRY.format(title=f"样例{number}", number=number, date=date) for number, date in enumerate(dates)]
    return f"<rss><channel><title>样例</title>{''.join(items)}</channel></rss>".encode()


PAST = "Tue, 20 Jan 2026 0{}:30:00 GMT"
AHEAD = "· 2 条的时间在未来：时间可能是北京时间而标成了别的时区，考虑 trust_zone = False"
TOGETHER = "· 3 条的时间完全相同：可能是抓取或生成订阅的时间，不是发布时间，各条时间需另有依据"


@pytest.mark.parametrize(
    ("dates", "hints"),
    [
        ([PAST.format(hour) for hour in range(4)], []),
        ([*(PAST.format(hour) for hour in range(4)), *["Tue, 20 Jan 2026 11:00:00 GMT"] * 2], [AHEAD]),
        ([*(PAST.format(hour) for hour in range(4)), "Tue, 20 Jan 2026 11:00:00 GMT"], []),
        ([*(PAST.format(hour) for hour in range(4)), *[PAST.format(1)] * 2], [TOGETHER]),
        # A day without a time is none that could be that of the crawl.
        (["2026-01-19"] * 4, []),
    ],
)
@pytest_twisted.ensureDeferred
async def test_check_source_hints_at_times_that_are_not_those_of_publication(
    site: Any, tmp_path: Path, dates: list[str], hints: list[str]
) -> None:
    with site(_feed(dates)) as table:
        ended = await run_scrapy(tmp_path, "check-source", FEED, *rerouted(table))
    assert [line for line in ended.out.splitlines() if "的时间" in line and line.startswith("·")] == hints


@pytest_twisted.ensureDeferred
async def test_check_source_says_until_when_a_server_asks_to_be_left_alone(answer: Any, tmp_path: Path) -> None:
    answers = {"/feed": answer(b"", 429, {"Retry-After": "7200"})}
    with serving({"https://www.example.com": lambda target: answers.get(target, answer(b"", 404))}) as table:
        ended = await run_scrapy(tmp_path, "check-source", FEED, *rerouted(table))
    assert (ended.code, ended.err, ended.out.splitlines()) == (
        5,
        "",
        [FEED, "结果: rate_limited（限制访问（HTTP 429））", "对方要求暂停: 2026-01-20 15:47 后再访问"],
    )


@pytest_twisted.ensureDeferred
async def test_check_source_of_a_feed_without_entries_may_be_run_again_at_once(site: Any, tmp_path: Path) -> None:
    given = ("-s", "NEWSBOT_POLL_INTERVAL=3600", "-s", f"NEWSBOT_DATABASE=sqlite:///{tmp_path}/real.db")
    with site(b"<rss version='2.0'><channel><title>t</title></channel></rss>") as table:
        ended = await run_scrapy(tmp_path, "check-source", FEED, *rerouted(table), *given)
    assert (ended.code, ended.err, ended.out.splitlines()[1:3]) == (
        5,
        "",
        [
            "结果: empty（没有条目） a feed without entries",
            "类型: application/xml; charset=utf-8，60 字节",
        ],
    )
    assert not (tmp_path / "real.db").exists()  # nor is anything kept


@pytest_twisted.ensureDeferred
async def test_check_source_names_the_feeds_of_a_page(site: Any, tmp_path: Path) -> None:
    with site(PAGE, content_type="text/html") as table:
        ended = await run_scrapy(tmp_path, "check-source", FEED, *rerouted(table))
    assert ended.code == 0
    assert ended.out.splitlines()[1] == "结果: 不是订阅，是一篇文章的网页"
    assert "网页: 示例文章；时间 未注明；正文" in ended.out
    assert ended.out.splitlines()[-1] == "页面指向的订阅: https://www.example.com/rss.xml"


DATED = "<title>日志</title><main>" + "".join(f"<h2>2026-01-1{n}</h2><p>第{n}件事。</p>" for n in (9, 8)) + "</main>"
CARDS = "".join(f"<li><a href=/p/{n}><h3>第{n}篇</h3></a><p>2026-01-1{n}</p>" for n in (9, 8, 7))
OTHER_KINDS = {
    "changelog": ('<Update label="2026-01-19" description="样例">文。</Update>', "text/markdown"),
    "sitemap": ("<urlset><url><loc>https://www.example.com/1</loc></url></urlset>", "application/xml"),
    "dated page": (f"<!doctype html>{DATED}", "text/html"),
    "cards": (f"<!doctype html><title>博客</title><ul>{CARDS}</ul>", "text/html"),
}


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("changelog", ["newsbot.reading.changelogs.read_changelog", "条目: 1 条；第一条 2026-01-19 样例"]),
        ("sitemap", ["newsbot.reading.sitemaps.read_sitemap", "条目: 1 条"]),
        ("dated page", ["newsbot.reading.dated_pages.read_dated_page", "条目: 2 条；第一条 2026-01-19 第9件事"]),
        ("cards", ["newsbot.reading.cards.read_cards", "条目: 3 条；第一条 2026-01-19 第9篇"]),
    ],
)
@pytest_twisted.ensureDeferred
async def test_check_source_names_the_reader_of_what_is_no_feed(
    site: Any, tmp_path: Path, kind: str, lines: list[str]
) -> None:
    body, content_type = OTHER_KINDS[kind]
    with site(body.encode(), content_type=content_type) as table:
        ended = await run_scrapy(tmp_path, "check-source", FEED, *rerouted(table))
    size = f"类型: {content_type}，{len(body.encode()):,} 字节"
    found = [f"结果: 不是订阅，{lines[0]} 可以读", size, lines[1]]
    assert (ended.code, ended.err, ended.out.splitlines()) == (0, "", [FEED, *found])


@pytest_twisted.ensureDeferred
async def test_check_source_reads_the_address_of_a_source_s_route_as_that(answer: Any, tmp_path: Path) -> None:
    url = "https://docs.bigmodel.cn/cn/update/new-releases.md"
    body = '<Update label="2026-01-19" description="GLM-样例 上线">\n智谱的样例模型上线。\n</Update>'
    page = answer(body.encode(), 200, {"Content-Type": "text/markdown"})
    with serving({"https://docs.bigmodel.cn": lambda _: page}) as table:
        ended = await run_scrapy(tmp_path, "check-source", url, *rerouted(table))
    assert (ended.code, ended.err, ended.out.splitlines()[:3]) == (
        0,
        "",
        [url, "信源: zhipu 的路线 更新日志（Document），按其读法", "结果: ok（正常）"],
    )


@pytest.mark.parametrize("arguments", [(), ("not-an-address",), (FEED, FEED)])
@pytest_twisted.ensureDeferred
async def test_check_source_wants_one_address(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = await run_scrapy(tmp_path, "check-source", *arguments)
    assert (ended.code, ended.err) == (2, "newsbot: give one address, such as https://www.example.com/feed\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project to write into."""
    for name in ("newsbot", "spiders", "pipelines", "templates", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("scrapy.cfg", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest_twisted.ensureDeferred
async def test_genspider_writes_a_source_with_its_recording_and_its_expected_items(site: Any, project: Path) -> None:
    run = partial(run_scrapy, project, folder=project)
    with site(RSS) as table:
        made = await run("genspider", "-t", "feed", "example", FEED, *rerouted(table))
        again = await run("genspider", "-t", "feed", "example", FEED, *rerouted(table))
    recording = project / "tests" / "spiders" / "recordings" / "example"
    assert (made.code, made.err, made.out.splitlines()) == (
        0,
        "",
        [str(project / "spiders" / "example.py")]
        + [str(recording / name) for name in ("answers.toml", "feed.expected.json", "feed.xml")],
    )
    assert (again.code, again.err) == (2, "newsbot: there is a source called 'example'; --force writes it anew\n")
    assert (project / "spiders" / "example.py").read_text("utf-8") == (
        "from newsbot.crawling.routes import Feed\nfrom newsbot.crawling.source import SourceSpider\n\n\n"
        "class ExampleSpider(SourceSpider):\n"
        '    name = "example"\n    title = "示例“网”"\n    routes = (Feed("https://www.example.com/feed"),)\n'
    )
    expected = json.loads((recording / "feed.expected.json").read_text("utf-8"))
    assert expected["attempts"] == [["RSS", "ok", "", 2]]
    assert sorted(item["title"] for item in expected["items"]) == ["智谱开源GLM样例模型", "汽车展会开幕"]
    assert "| `example` | 示例“网” | media | RSS |" in (project / "README.md").read_text("utf-8")
    listed = await run("list")
    assert "example" in listed.out.split()


@pytest_twisted.ensureDeferred
async def test_genspider_takes_a_slow_feed_and_says_how_slow_it_is(site: Any, project: Path) -> None:
    slow = RSS.replace(b"20 Jan 2026 03", b"09 Jan 2026 03").replace(b"20 Jan 2026 12", b"29 Dec 2025 03")
    with site(slow) as table:
        made = await run_scrapy(project, "genspider", "-t", "feed", "example", FEED, *rerouted(table), folder=project)
    note = "nothing since 2026-01-09; see that it is slow and not dead: example.longest_silence"
    assert (made.code, made.err, len(made.out.splitlines())) == (0, f"newsbot: {FEED}: {note}\n", 4)
    assert (project / "spiders" / "example.py").read_text("utf-8") == (
        "from datetime import timedelta\n\n"
        "from newsbot.crawling.routes import Feed\nfrom newsbot.crawling.source import SourceSpider\n\n\n"
        "class ExampleSpider(SourceSpider):\n"
        '    name = "example"\n    title = "示例“网”"\n    routes = (Feed("https://www.example.com/feed"),)\n'
        "    # Up to 12 days without anything new when this was written; twice that, and it counts as frozen.\n"
        "    longest_silence = timedelta(days=24)\n"
    )
    recording = project / "tests" / "spiders" / "recordings" / "example"
    expected = json.loads((recording / "feed.expected.json").read_text("utf-8"))
    assert expected["attempts"] == [["RSS", "ok", "", 2]]


@pytest_twisted.ensureDeferred
async def test_genspider_writes_nothing_where_no_feed_can_be_read(site: Any, project: Path) -> None:
    with site(PAGE, content_type="text/html") as table:
        ended = await run_scrapy(project, "genspider", "-t", "feed", "example", FEED, *rerouted(table), folder=project)
    why = "bot_wall a web page (示例网) where a feed was due"
    assert (ended.code, ended.err) == (
        5,
        f"newsbot: {FEED}: {why}; nothing was written. 'scrapy check-source {FEED}' says more\n",
    )
    assert not (project / "spiders" / "example.py").exists()


@pytest_twisted.ensureDeferred
async def test_genspider_records_a_feed_that_its_address_leads_to(answer: Any, project: Path) -> None:
    body = RSS.replace(b"<link>https://www.example.com/", b"<link>items/")
    answers = {
        "/feed": answer(b"", 302, {"Location": "https://www.example.com/rss/feed.xml"}),
        "/rss/feed.xml": answer(body, 200, {"Content-Type": "application/xml"}),
    }
    with serving({"https://www.example.com": lambda target: answers.get(target, answer(b"", 404))}) as table:
        made = await run_scrapy(project, "genspider", "-t", "feed", "example", FEED, *rerouted(table), folder=project)
    recording = project / "tests" / "spiders" / "recordings" / "example"
    assert (made.code, made.err) == (0, "")
    expected = json.loads((recording / "feed.expected.json").read_text("utf-8"))
    assert sorted(item["url"] for item in expected["items"]) == [
        "https://www.example.com/rss/items/1",
        "https://www.example.com/rss/items/2",
    ]
    assert f'routes = (Feed("{FEED}"),)' in (project / "spiders" / "example.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://www.example.com/feed?q=大模型#x", "/feed?q=%E5%A4%A7%E6%A8%A1%E5%9E%8B"),
        ("https://www.example.com/feed?x={day}", "/feed?x=%7Bday%7D"),
    ],
)
@pytest_twisted.ensureDeferred
async def test_genspider_writes_an_address_as_it_is_asked(answer: Any, project: Path, given: str, asked: str) -> None:
    # The feed has one article twice, by two addresses of which one is only a way to count.
    twice = RSS.replace(b"com/1<", b"com/3?utm_source=rss<").replace(b"com/2<", b"com/3<")
    feed = answer(twice, 200, {"Content-Type": "application/xml"})
    answers = {asked: feed}
    with serving({"https://www.example.com": lambda target: answers.get(target, answer(b"", 404))}) as table:
        made = await run_scrapy(project, "genspider", "-t", "feed", "example", given, *rerouted(table), folder=project)
    assert (made.code, made.err, len(made.out.splitlines())) == (0, "", 4)
    route = f'routes = (Feed("https://www.example.com{asked}"),)'
    assert route in (project / "spiders" / "example.py").read_text("utf-8")
    recording = project / "tests" / "spiders" / "recordings" / "example"
    assert [*tomllib.loads((recording / "answers.toml").read_text("utf-8"))["feed"]][1:] == [
        f"https://www.example.com{asked}"
    ]
    expected = json.loads((recording / "feed.expected.json").read_text("utf-8"))
    assert [item["url"] for item in expected["items"]] == ["https://www.example.com/3?utm_source=rss"]


def _pytest(project: Path, *arguments: str) -> Any:
    return deferToThread(
        subprocess.run,
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=project,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest_twisted.ensureDeferred
async def test_the_tests_of_the_project_pass_with_a_source_of_a_private_network(answer: Any, project: Path) -> None:
    feed = answer(RSS.replace("示例“网”".encode(), b"a | b"), 200, {"Content-Type": "application/xml"})
    answers = {"/feed": feed}
    handlers = dict.fromkeys(("http", "https"), "newsbot.demo.reroute.ReroutingHandler")
    given = ("-s", "NEWSBOT_ALLOWED_ADDRESSES=wiki.intranet:80", "-s", f"DOWNLOAD_HANDLERS={json.dumps(handlers)}")
    url = "http://wiki.intranet/feed"
    with serving({"http://wiki.intranet": lambda target: answers.get(target, answer(b"", 404))}) as table:
        made = await run_scrapy(
            project, "genspider", "-t", "feed", "example", url, *rerouted(table), *given, folder=project
        )
    assert (made.code, made.err, len(made.out.splitlines())) == (0, "", 4)
    assert "| `example` | a \\| b | media | RSS |" in (project / "README.md").read_text("utf-8").splitlines()
    folders = ("tests/spiders", "tests/crawling/test_settings.py", "tests/test_readme.py")
    ended = await _pytest(project, "-rA", *folders, "-k", "example or alike or table_of_sources")
    passed = [line.rpartition("::")[2] for line in ended.stdout.splitlines() if line.startswith("PASSED ")]
    assert (ended.returncode, sorted(passed)) == (
        0,
        [
            "test_a_source_has_a_browser_if_its_pages_need_one[example]",
            "test_a_source_is_named_like_its_module_and_says_what_it_is[example]",
            "test_a_spider_keeps_the_hardening_and_only_one_that_renders_has_a_browser[example]",
            "test_a_spider_yields_what_its_recording_says[example-feed]",
            "test_every_spider_has_a_recording[example]",
            "test_no_two_sources_are_printed_alike",
            "test_the_routes_of_a_source_can_be_told_apart_and_copies_come_last[example]",
            "test_the_table_of_sources_is_that_of_the_project",
        ],
    )


@pytest_twisted.ensureDeferred
async def test_genspider_leaves_alone_what_other_sources_are_expected_to_give(site: Any, project: Path) -> None:
    recordings = project / "tests" / "spiders" / "recordings"
    with site(RSS) as table:
        run = partial(run_scrapy, project, "genspider", "-t", "feed", folder=project)
        first = await run("my_example", FEED, *rerouted(table))
        (recordings / "my_example" / "feed.expected.json").write_text("what somebody is about to mend\n", "utf-8")
        before = {path: body for path, body in _files(project).items() if path != "README.md"}
        second = await run("example", FEED, *rerouted(table))
    assert [(each.code, each.err) for each in (first, second)] == [(0, ""), (0, "")]
    after = {path: body for path, body in _files(project).items() if path in before}
    assert after == before


@pytest_twisted.ensureDeferred
async def test_a_source_that_calls_itself_like_another_is_told_apart(site: Any, project: Path) -> None:
    with site(RSS.replace("示例“网”".encode(), b"InfoQ")) as table:
        made = await run_scrapy(project, "genspider", "-t", "feed", "example", FEED, *rerouted(table), folder=project)
    assert (made.code, made.err, len(made.out.splitlines())) == (0, "", 4)
    assert '    title = "InfoQ（example）"\n' in (project / "spiders" / "example.py").read_text("utf-8")


@pytest_twisted.ensureDeferred
async def test_without_the_test_tools_genspider_says_how_to_write_the_rest(site: Any, project: Path) -> None:
    (project / "sitecustomize.py").write_text("import sys\nsys.modules['pytest'] = None\n", "utf-8")
    with site(RSS) as table:
        made = await run_scrapy(project, "genspider", "-t", "feed", "example", FEED, *rerouted(table), folder=project)
    (project / "sitecustomize.py").unlink()
    advice, *paths = made.out.splitlines()
    assert (made.code, made.err, [Path(path).name for path in paths]) == (
        0,
        "",
        ["example.py", "answers.toml", "feed.xml"],
    )
    told, _, command = advice.partition(": make test ARGS=")
    assert told == "then, with the test tools installed"
    (arguments,) = shlex.split(command)
    ended = await _pytest(project, *shlex.split(arguments))
    assert ended.returncode == 0
    assert "| `example` | 示例“网” | media | RSS |" in (project / "README.md").read_text("utf-8").splitlines()
    expected = project / "tests" / "spiders" / "recordings" / "example" / "feed.expected.json"
    assert json.loads(expected.read_text("utf-8"))["attempts"] == [["RSS", "ok", "", 2]]


def _files(project: Path) -> dict[str, bytes]:
    folders = [project / "spiders", project / "tests" / "spiders" / "recordings"]
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {str(path.relative_to(project)): path.read_bytes() for path in [*paths, project / "README.md"]}


@pytest.mark.parametrize("arguments", [("example",), ("--force", "sspai"), ("--force", "kr36")])
@pytest_twisted.ensureDeferred
async def test_genspider_puts_everything_back_where_the_recording_cannot_be_read(
    site: Any, project: Path, arguments: tuple[str, ...]
) -> None:
    tests = project / "tests" / "spiders" / "test_recordings.py"
    tests.write_text("def test_of_nothing_feed() -> None:\n    assert False\n", "utf-8")
    before = _files(project)
    with site(RSS) as table:
        ended = await run_scrapy(project, "genspider", "-t", "feed", *arguments, FEED, *rerouted(table), folder=project)
    why = "newsbot: the recording does not give what the feed gave; nothing was kept ("
    assert (ended.code, ended.err[: len(why)], ended.err.count("\n")) == (5, why, 1)
    assert _files(project) == before
    assert not (project / "tests" / "spiders" / "recordings" / "example").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("example",), "give a name and the feed's address: scrapy genspider -t feed example " + FEED),
        (("Ex-ample", FEED), "'Ex-ample' is no name of a source; use small letters, digits and underscores"),
        (("import", FEED), "'import' is no name of a source; use small letters, digits and underscores"),
        (("example", "http://[::1/feed"), f"'http://[::1/feed' is no address; write one like {FEED}"),
        (("../x", FEED), "'../x' is no name of a source; use small letters, digits and underscores"),
        (("example", "www.example.com"), f"'www.example.com' is no address; write one like {FEED}"),
        (("kr36", FEED), "there is a source called 'kr36'; --force writes it anew"),
    ],
)
@pytest_twisted.ensureDeferred
async def test_genspider_says_what_is_wrong_with_what_it_was_given(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    ended = await run_scrapy(tmp_path, "genspider", "-t", "feed", *arguments)
    assert (ended.code, ended.err) == (2, f"newsbot: {message}\n")
