"""``scrapy lexicon`` as a person runs it."""

import json
import sqlite3
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted

from newsbot.demo import SAMPLE_DAYS
from newsbot.items import Article, Leaderboard, Score
from newsbot.storing import articles, boards
from newsbot.storing.database import Database
from tests.commands.running import Ended, run_scrapy

Run = Callable[..., Coroutine[Any, Any, Ended]]
NOW = SAMPLE_DAYS[-1]
FILE = """
[groups.robots]
name = "机器人"
words = ["机器狗", "机械臂", "四足机器狗"]
patterns = ['融资|上市']
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "my.toml").write_text(FILE, "utf-8")
    return partial(run_scrapy, tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two articles, the newer of which names the dog."""
    path = tmp_path / "store.db"
    database = Database.open(f"sqlite:///{path}")
    titles = ["机器狗公司融资", "某店开业"]
    with database.writing() as connection:
        articles.keep(
            connection,
            [
                Article("kr36", url, title, canonical_url=url, first_seen=NOW - timedelta(hours=number))
                for number, title in enumerate(titles)
                for url in [f"https://www.36kr.com/p/{number}"]
            ],
        )
    database.close()
    return path


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@pytest_twisted.ensureDeferred
async def test_findings_and_hits_are_told_with_their_places(run: Run, store: Path, tmp_path: Path) -> None:
    ended = await run("lexicon", str(tmp_path / "my.toml"), "--hits", NEWSBOT_DATABASE=f"sqlite:///{store}")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "my.toml: words 3, expressions 1",
        f"store: articles 2, first seen {NOW - timedelta(hours=1):%Y-%m-%d %H:%M} … {NOW:%Y-%m-%d %H:%M} (Beijing)",
        (
            'shadowed  groups.robots.words[2]: "四足机器狗": "机器狗" of the same list is found in it anyway; '
            "remove the longer one"
        ),
        "unseen    2 in none of the articles",
        '        1 groups.robots.words[0]: "机器狗"',
        '        1 groups.robots.patterns[0]: "融资|上市"',
        '        0 groups.robots.words[1]: "机械臂"',
        '        0 groups.robots.words[2]: "四足机器狗"',
    ]


@pytest_twisted.ensureDeferred
async def test_json_has_a_word_a_line(run: Run, store: Path, tmp_path: Path) -> None:
    ended = await run(
        "lexicon", "--json", NEWSBOT_LEXICON=str(tmp_path / "my.toml"), NEWSBOT_DATABASE=f"sqlite:///{store}"
    )
    first, second, *_ = map(json.loads, ended.out.splitlines())
    times = {"articles": 2, "since": (NOW - timedelta(hours=1)).isoformat(), "until": NOW.isoformat()}
    assert (first, second) == (
        {"place": "groups.robots.words[0]", "word": "机器狗", "hits": 1, "hidden": 0, **times, "faults": []},
        {
            "place": "groups.robots.words[1]",
            "word": "机械臂",
            "hits": 0,
            "hidden": 0,
            **times,
            "faults": [{"fault": "unseen", "advice": "in the title or first sentence of none of 2 articles"}],
        },
    )


@pytest_twisted.ensureDeferred
async def test_without_a_store_none_is_made(run: Run, tmp_path: Path) -> None:
    before = files_in(tmp_path)
    ended = await run("lexicon", str(tmp_path / "my.toml"))
    assert (ended.code, ended.out.splitlines()[1]) == (0, "store: no articles, so nothing was counted")
    assert files_in(tmp_path) == before


@pytest_twisted.ensureDeferred
async def test_bundled_lexicon_passes_the_strict_check(run: Run) -> None:
    ended = await run("lexicon", "--strict")
    assert (ended.code, ended.out.splitlines()[1:]) == (0, ["store: no articles, so nothing was counted"])


@pytest_twisted.ensureDeferred
async def test_strict_check_fails_for_a_shadowed_word(run: Run, tmp_path: Path) -> None:
    assert (await run("lexicon", "--strict", str(tmp_path / "my.toml"))).code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nosuch.toml"], 2, "nosuch.toml: file: cannot be read (No such file or directory); "),
        (["a.toml", "b.toml"], 2, "unexpected 'b.toml'; name one file"),
        (["--articles", "-1"], 2, "--articles: write a number from 0"),
        (["--all"], 2, "unknown option --all; see 'scrapy lexicon -h'"),
        (["-s", "NEWSBOT_DATABASE=nosuch://"], 5, "NEWSBOT_DATABASE: not a usable database URL"),
    ],
)
@pytest_twisted.ensureDeferred
async def test_what_is_wrong_is_told_in_one_line(run: Run, arguments: list[str], code: int, message: str) -> None:
    ended = await run("lexicon", *arguments)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (code, "", 1)
    assert ended.err.startswith(f"newsbot: {message}")


@pytest_twisted.ensureDeferred
async def test_store_that_cannot_be_read_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_text("no database" * 1000)
    ended = await run("lexicon", NEWSBOT_DATABASE=f"sqlite:///{tmp_path}/broken.db")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (5, "", 1)


@pytest_twisted.ensureDeferred
async def test_reading_the_store_leaves_it_as_it_was(run: Run, store: Path) -> None:
    def content() -> list[str]:
        with sqlite3.connect(store) as connection:
            return list(connection.iterdump())

    before = content()
    assert (await run("lexicon", NEWSBOT_DATABASE=f"sqlite:///{store}")).code == 0
    assert content() == before


@pytest_twisted.ensureDeferred
async def test_models_of_unknown_vendors_are_told(run: Run, store: Path, tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{store}")
    old, new = NOW.date() - timedelta(days=3), NOW.date()
    kept = [
        ("text", old, (Score(1, "gone-1", 1400),)),
        ("text", new, (Score(1, "qwen-x", 1400, "alibaba"), Score(2, "riddle-1", 1390, "Odd Lab"))),
        ("vision", new, (Score(1, "riddle-1", 1300, "Odd Lab"), Score(2, "gpt-x", 1290))),
    ]
    with database.writing() as connection:
        boards.keep(
            connection,
            [Leaderboard("lmarena", "p", "u", board, "overall", day, NOW, scores) for board, day, scores in kept],
        )
    database.close()
    told = await run("lexicon", str(tmp_path / "my.toml"), NEWSBOT_DATABASE=f"sqlite:///{store}")
    assert told.out.splitlines()[-2:] == [
        "leaderboards: models 3, of an unknown vendor 1",
        'vendor?   "riddle-1" ("Odd Lab"): text, vision',
    ]
    listed = await run("lexicon", str(tmp_path / "my.toml"), "--json", NEWSBOT_DATABASE=f"sqlite:///{store}")
    assert json.loads(listed.out.splitlines()[-1]) == {
        "model": "riddle-1",
        "organization": "Odd Lab",
        "boards": ["text", "vision"],
        "faults": [{"fault": "vendor"}],
    }
