"""``scrapy genspider``: Scrapy's own, and with ``-t feed`` a source with its recording and its expected items."""

from __future__ import annotations

import argparse
import json
import keyword
import re
import subprocess
import sys
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from scrapy.commands.genspider import Command as ScrapyGenspiderCommand
from scrapy.utils.conf import closest_scrapy_cfg

from newsbot.clock import clock_of
from newsbot.commandline import fail
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.configuration import names_of
from newsbot.crawling.guard import ALLOWED_ADDRESSES
from newsbot.crawling.loader import source_loader
from newsbot.crawling.probe import Seen
from newsbot.crawling.source import SourceSpider
from newsbot.items import Outcome
from newsbot.probing import asked_url, probe
from newsbot.reading.text import one_line
from newsbot.scaffolding import Before, answers_text, longest_silence, module_text

# The tests that write what is expected of a new source: of its recording, and in the README.
_RECORDING = "tests/spiders/test_recordings.py::test_a_spider_yields_what_its_recording_says[{name}-feed]"
_TABLE = "tests/test_readme.py::test_the_table_of_sources_is_that_of_the_project"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Command(ScrapyGenspiderCommand):
    """The feed is fetched first: what cannot be read makes no source, and nothing is written."""

    requires_crawler_process = True

    def short_desc(self) -> str:
        return "Make a new spider; -t feed: a source with its recording and expected items"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.list or opts.dump or opts.template != "feed":
            super().run(args, opts)
            if opts.list:
                print("  feed")  # noqa: T201 (one more line of Scrapy's own list)
            return
        if len(args) != 2:
            fail("give a name and the feed's address: scrapy genspider -t feed example https://www.example.com/feed", 2)
        name, url = args[0], asked_url(args[1]) or args[1]
        self._check(name, url, force=opts.force)
        seen = probe(self.crawler_process, self.settings, url)
        if seen.attempt is None or not (seen.attempt.outcome.usable or seen.attempt.outcome is Outcome.STALE):
            _refuse(url, seen)
        home = Path(closest_scrapy_cfg()).resolve().parent
        module = home / "spiders" / f"{name}.py"
        recording = home / "tests" / "spiders" / "recordings" / name
        feed = recording / ("feed.json" if seen.body.lstrip()[:1] == b"{" else "feed.xml")
        files = [module, feed, recording / "answers.toml", recording / "feed.expected.json"]
        before = Before([*files, home / "README.md"])
        try:
            self._write(module, feed, asked_url(seen.attempt.moved_to) or url, seen)
            why = _fault(home, name, seen, files[-1])
        except BaseException as error:
            before.put_back()
            if isinstance(error, OSError):
                fail(f"{error.filename}: {error.strerror}", EXIT_FAILED)
            raise
        if why:
            before.put_back()
            fail(f"the recording does not give what the feed gave; nothing was kept ({why})", EXIT_FAILED)
        if seen.attempt.outcome is Outcome.STALE:
            note = f"newsbot: {url}: {seen.attempt.detail}; see that it is slow and not dead: {name}.longest_silence"
            print(note, file=sys.stderr)  # noqa: T201
        for path in sorted(path for path in files if path.exists()):
            print(path)  # noqa: T201 (what was made, for a script)

    def _check(self, name: str, url: str, *, force: bool) -> None:
        assert self.settings is not None  # noqa: S101 (Scrapy sets it)
        if not _NAME.fullmatch(name) or keyword.iskeyword(name):
            fail(f"{name!r} is no name of a source; use small letters, digits and underscores", EXIT_USAGE)
        if not asked_url(url):
            fail(f"{url!r} is no address; write one like https://www.example.com/feed", EXIT_USAGE)
        if name in names_of(source_loader(self.settings)) and not force:
            fail(f"there is a source called {name!r}; --force writes it anew", EXIT_USAGE)

    def _write(self, module: Path, feed: Path, url: str, seen: Seen) -> None:
        """Write the module of the source at ``url``, and its recording. Raises OSError."""
        assert self.settings is not None  # noqa: S101 (Scrapy sets it)
        content_type = seen.content_type or "application/xml"
        now = clock_of(self.settings)()
        # What was moved for good is asked where it is; what only leads elsewhere today is asked as it was given.
        located = asked_url(seen.url) or url
        feed.parent.mkdir(parents=True, exist_ok=True)
        feed.write_bytes(seen.body)
        feed.with_name("answers.toml").write_text(answers_text(url, located, feed.name, content_type, now), "utf-8")
        allowed = self.settings.getlist(ALLOWED_ADDRESSES)
        title = self._title(module.stem, seen)
        module.write_text(module_text(module.stem, title, url, allowed, _silence(seen, now)), "utf-8")

    def _title(self, name: str, seen: Seen) -> str:
        """What the feed calls itself; with its name where another source is printed so."""
        assert self.settings is not None  # noqa: S101 (Scrapy sets it)
        loader = source_loader(self.settings)
        others = {getattr(loader.load(each), "title", "") for each in loader.list() if each != name}
        title = one_line(seen.title) or name
        return f"{title}（{name}）" if title in others else title


def _silence(seen: Seen, now: datetime) -> timedelta:
    """How long the feed is used to be silent; nothing where that is no longer than with other sources."""
    silence = longest_silence((each.published for each in seen.articles if each.published is not None), now=now)
    return silence if silence > SourceSpider.longest_silence else timedelta()


def _refuse(url: str, seen: Seen) -> NoReturn:
    why = f"{seen.attempt.outcome} {seen.attempt.detail}" if seen.attempt is not None else "nothing was asked"
    fail(f"{url}: {why}; nothing was written. 'scrapy check-source {url}' says more", EXIT_FAILED)


def _fault(home: Path, name: str, seen: Seen, expected: Path) -> str:
    """Have the tests write what they expect of the recording; what they say where that is not what was seen, or ""."""
    tests = [_RECORDING.format(name=name), _TABLE]
    if find_spec("pytest") is None:
        quoted = " ".join(f'"{test}"' for test in tests)  # brackets mean something to a shell
        print(f"then, with the test tools installed: make test ARGS='--rewrite {quoted}'")  # noqa: T201
        return ""
    # By their exact names: what other sources are expected to give is not written anew.
    command = [sys.executable, "-m", "pytest", "-q", "--rewrite", *tests]
    expected.unlink(missing_ok=True)
    ended = subprocess.run(command, cwd=home, check=False, capture_output=True, text=True)  # noqa: S603 (no outside input: the name was checked)
    found = json.loads(expected.read_text("utf-8"))["items"] if expected.exists() else []
    # Not the addresses as they are written: of two ways to write one, only the first is kept.
    if {item["canonical_url"] for item in found} == {article.canonical_url for article in seen.articles}:
        return ""
    return (ended.stdout.strip().splitlines() or ["no output"])[-1]
