"""Scenarios through the crawl, several at once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.faults.crawl import Task, crawl
from tests.faults.processes import Ended, Process, kill_all, left_by
from tests.faults.row import Row, canary_connects, leaked, requests
from tests.faults.server import FaultServer, Scenario

LIMIT = 75  # seconds for one crawl; one that takes longer hangs
GRACE = 3  # seconds for programs that a crawl has started to end after it
STDERR = 20_000  # characters kept of what a crawl printed

Step = Generator[None, None, Row]


@dataclass(frozen=True, slots=True)
class Runner:
    """How scenarios are run. ``guard_log`` is where the guard of all processes writes."""

    work: Path
    guard_log: Path
    in_browser: bool = False

    def run(self, ids: Iterable[str], servers: list[FaultServer], seen: Callable[[Row], None]) -> None:
        """Tell ``seen`` of each scenario as it ends; as many run at once as there are servers."""
        waiting = list(reversed(list(ids)))
        running: dict[int, Step] = {}
        try:
            while waiting or running:
                for position, server in enumerate(servers):
                    if position not in running and waiting:
                        running[position] = self.steps(server, server.scenarios[waiting.pop()])
                    if position in running and (row := _row_of(running[position])) is not None:
                        del running[position]
                        seen(row)
                time.sleep(0.01)
        finally:
            for steps in running.values():
                steps.close()  # which ends its crawl

    def steps(self, server: FaultServer, scenario: Scenario) -> Step:
        """Run one scenario, all its crawls one after the other; yields while there is nothing to do but wait."""
        token = uuid4().hex[:12]
        folder = self.work / token
        folder.mkdir()
        task = Task(
            scenario.kind,
            scenario.url.replace("{token}", token),
            folder,
            server.reachable,
            server.authority,
            self.in_browser,
        )
        server.reset()
        crawls = yield from _crawls(task, mark=token, times=scenario.repeat)
        left = yield from _left_behind(token)
        hits = server.hits()
        return {
            "id": scenario.id,
            "class": scenario.group,
            "expect": scenario.expect,
            "results": crawls.results,
            "wall": round(sum(end.wall for end in crawls.ends), 1),
            "rss_mb": round(max(end.rss_mb for end in crawls.ends)),
            "hang": crawls.hang,
            "crash": None if crawls.hang else crawls.ends[-1].status or None,
            "stderr": (folder / "log").read_text("utf-8", "replace")[-STDERR:],
            "requests": requests(hits, scenario, token),
            "canary_connects": canary_connects(hits),
            "guard": _guard_events(self.guard_log, {end.pid for end in crawls.ends}),
            "leaked": leaked(hits, urlsplit(scenario.url).hostname or ""),
            "left_behind": [] if crawls.hang else left,
        }


@dataclass(slots=True)
class _Crawls:
    """What came of a scenario's crawls. ``hang``: the last one had to be ended."""

    ends: list[Ended] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    hang: bool = False


def _crawls(task: Task, *, mark: str, times: int) -> Generator[None, None, _Crawls]:
    """Crawl so many times, as long as it goes well."""
    done = _Crawls()
    while len(done.ends) < times and not done.hang and all(end.status == 0 for end in done.ends):
        process = Process.fork(partial(crawl, task), mark=mark, log=task.folder / "log")
        try:
            while (end := process.ended()) is None:
                if process.age > LIMIT and not done.hang:
                    done.hang = True
                    process.kill()
                yield
        except GeneratorExit:
            process.kill()
            kill_all(left_by(mark))
            raise
        done.ends.append(end)
        if end.status == 0:
            done.results.append(json.loads(task.result.read_text("utf-8")))
            task.result.unlink()
    return done


def _row_of(step: Step) -> Row | None:
    try:
        next(step)
    except StopIteration as ended:
        row: Row = ended.value
        return row
    return None


def _left_behind(token: str) -> Generator[None, None, list[str]]:
    """Names of the programs that outlive a crawl, which are ended."""
    deadline = time.monotonic() + GRACE
    while (left := left_by(token)) and time.monotonic() < deadline:
        yield
    names = sorted(left.values())
    while left:
        kill_all(left)
        yield
        left = left_by(token)
    return names


def _guard_events(log: Path, pids: set[int]) -> list[dict[str, Any]]:
    """What the guard kept some processes from: connections first, then names that only they asked for.

    Each has an ``event``, and an ``addr`` whose first is the address or the name.
    """
    if not log.exists():
        return []
    events = [event for event in map(json.loads, log.read_text("utf-8").splitlines()) if event.get("pid") in pids]
    connects = [event for event in events if event["event"] == "connect_refused"]
    names = [event | {"addr": [event["name"]]} for event in events if event["event"] == "dns_unknown"]
    return connects + names
