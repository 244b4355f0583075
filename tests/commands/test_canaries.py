"""Secrets that are easy to find again, in every place that one is taken from: none is in anything that is written."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
import pytest_twisted

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.server import serving
from newsbot.demo.site import site
from tests.commands.running import Ended, rerouted, run_scrapy
from tests.condensing.stub import Exchange, endpoint
from tests.postgresql import PASSWORD, Server
from tests.pushing.services import Says, service

KEY = "sk-canary+llm/0123456789="
HOOK = "canary-hook-0123456789abcdef"
IN_FILE = "canary-file-0123456789abcdef"
SCRAPYD = "canary scrapyd: 0123/456789"
WRONG = "canary-database@0123456789"
CANARIES = (KEY, HOOK, IN_FILE, SCRAPYD, WRONG, PASSWORD)
_SHORTEST = 12  # letters of base64 that are no chance


def written(secret: str) -> Iterator[str]:
    """The ways in which a secret may come out."""
    yield from (secret, quote(secret), quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1])
    for before in range(3):  # where it begins among the groups of three bytes
        text = base64.b64encode(b"\0" * before + secret.encode()).decode()
        core = text[4 if before else 0 : len(text) // 4 * 4 - 4]
        assert len(core) >= _SHORTEST
        yield core


def _told(ended: list[Ended], folder: Path) -> dict[str, str]:
    """All that was printed, and all files, by what they are."""
    files = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    plain = {name: gzip.decompress(body) if name.endswith(".gz") else body for name, body in files.items()}
    printed = {str(number): each.out + each.err for number, each in enumerate(ended)}
    return printed | {name: body.decode("utf-8", "replace") for name, body in plain.items()}


def _found(told: dict[str, str]) -> list[tuple[str, str]]:
    forms = [form for secret in CANARIES for form in written(secret)]
    return [(name, form) for name, text in told.items() for form in forms if form in text]


def _refuses(exchange: Exchange) -> None:
    exchange.send(f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'.encode(), 401)


@pytest_twisted.ensureDeferred
async def test_no_secret_is_printed_logged_stored_or_published(
    tmp_path_factory: pytest.TempPathFactory, postgresql: Server, postgresql_url: str
) -> None:
    home, apart = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("apart")
    (channels := apart / "channels").touch(0o600)
    origins = {origin: each.respond for origin, each in site(SAMPLE_DAYS[-1]).items()}
    refusal = Says({"error": f"{HOOK} {IN_FILE} {SCRAPYD}"}, 403)
    with serving(origins) as table, endpoint(_refuses) as model, service(refusal) as other:
        channels.write_text(f"json://user:{IN_FILE}@127.0.0.1:{other.port}/{IN_FILE}\n", "utf-8")
        right = {
            "NEWSBOT_DATABASE": postgresql_url,
            "NEWSBOT_LLM_URL": model.url,
            "NEWSBOT_LLM_MODEL": "sample-model",
            "NEWSBOT_LLM_KEY": KEY,
            "NEWSBOT_PUSH": f"json://user:{HOOK}@127.0.0.1:{other.port}/{HOOK}?:extra={HOOK}",
            "NEWSBOT_PUSH_FILE": str(channels),
            "SCRAPYD_URL": f"http://127.0.0.1:{other.port}",
            "SCRAPYD_USERNAME": "newsbot",
            "SCRAPYD_PASSWORD": SCRAPYD,
        }
        elsewhere = f"postgresql+psycopg://reader:{quote(WRONG, safe='')}@127.0.0.1:{postgresql.port}/postgres"
        wrong = right | {"NEWSBOT_DATABASE": elsewhere}
        run = partial(run_scrapy, home)
        commands = [
            ("daily", "kr36", "--push", "-L", "DEBUG", *rerouted(table)),
            ("crawl", "qbitai", "-L", "DEBUG", *rerouted(table)),
            ("push", "--day", "2026-01-20", "-L", "DEBUG"),
            ("report", "--remake", "-L", "DEBUG"),
            ("explain", "https://36kr.com/p/1", "-L", "DEBUG"),
            ("health", "--json", "-L", "DEBUG"),
            ("backup", str(home / "all.jsonl.gz"), "-L", "DEBUG"),
            ("schedule", "kr36", "-L", "DEBUG"),
            ("settings", "--get", "NEWSBOT_DATABASE"),
        ]
        now = ("-s", f"NEWSBOT_NOW={SAMPLE_DAYS[-1].isoformat()}")
        ended = [await run(*command, *(() if "daily" in command else now), **right) for command in commands]
        failed = [await run(*command, *(() if "daily" in command else now), **wrong) for command in commands[:4]]
        misplaced = [
            await run("crawl", "kr36", "-L", "DEBUG", "-s", f"{name}={value}")
            for name, value in (("NEWSBOT_LLM_KEY", KEY), ("NEWSBOT_PUSH", right["NEWSBOT_PUSH"]))
        ]
        misplaced += [
            await run(*command, "-s", f"NEWSBOT_DATABASE={elsewhere}")
            for command in (("crawl", "kr36"), ("backup", "x"))
        ]
    assert [each.code for each in misplaced] == [2] * 4
    assert ended[-1].out.startswith("postgresql+psycopg://reader:***@127.0.0.1:")
    # They got as far as to use each secret, and to have it refused.
    assert model.headers[0]["authorization"] == f"Bearer {KEY}"
    assert {asked.headers["authorization"].split()[0] for asked in other.asked} == {"Basic"}
    assert [each.code for each in ended] == [0, 0, 5, 0, 5, 3, 0, 5, 0]  # health: some were never asked
    assert [(each.code, "password authentication failed" in each.err) for each in failed] == [(2, True)] * 4
    assert len(list(home.rglob("*.html"))) > 2
    assert _found(_told([*ended, *failed, *misplaced], home)) == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    header = base64.b64encode(f"user:{HOOK}".encode()).decode()
    (tmp_path / "log").write_text(f"Authorization: Basic {header}", "utf-8")
    (tmp_path / "all.gz").write_bytes(gzip.compress(f"?key={quote_plus(KEY)}".encode()))
    assert {Path(name).name for name, _ in _found(_told([], tmp_path))} == {"log", "all.gz"}
