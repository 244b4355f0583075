"""The server that misbehaves, as a process: started, asked what it has and what it saw, ended."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.faults.isolation import unguarded

LIFETIME = 3 * 3600  # seconds after which it ends by itself, should nobody be left to end it
START_TIMEOUT = 60  # seconds: it makes keys and certificates


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way to misbehave. ``url`` has ``{token}`` where a word for one try goes; ``group`` is its class."""

    id: str
    group: str
    kind: str
    url: str
    expect: dict[str, Any]
    needs_guard: bool = False
    repeat: int = 1

    @classmethod
    def read(cls, told: dict[str, Any]) -> Scenario:
        return cls(
            told["id"],
            told["class"],
            told["kind"],
            told["url"],
            told["expect"],
            bool(told.get("needs_guard")),
            int(told.get("repeat") or 1),
        )


class FaultServer:
    """A running server. What it saw is one list, so each of several crawls at once needs a server of its own."""

    def __init__(self, process: subprocess.Popen[bytes], ready: dict[str, Any]) -> None:
        self._process = process
        self._address = urlsplit(ready["base"]).netloc
        self.other: str = ready["other"]
        self.authority: str | None = ready.get("tls_ca")
        self.scenarios = {
            scenario.id: scenario for scenario in map(Scenario.read, self._ask("/scenarios.json")["scenarios"])
        }

    @classmethod
    def start(cls, folder: Path, work: Path) -> FaultServer:
        """Start the server of ``folder``; its files go to ``work``. Raises RuntimeError when it does not come up."""
        work.mkdir(parents=True)
        ready = work / "ready.json"
        program = str(folder / "faultserver.py")
        with (work / "log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, program, "--ready-file", str(ready), "--lifetime", str(LIFETIME)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=unguarded(),
            )
        try:
            _wait_for(ready, process)
            return cls(process, json.loads(ready.read_text("utf-8")))
        except BaseException:
            process.kill()
            process.wait()
            raise

    @property
    def reachable(self) -> list[str]:
        """host:port of everything that a crawl may connect to."""
        urls = [self.other, *(scenario.url for scenario in self.scenarios.values())]
        return sorted({urlsplit(url).netloc for url in urls})

    def reset(self) -> None:
        self._get("/__reset")

    def hits(self) -> list[dict[str, Any]]:
        """What it was asked since it was reset, the internal service included."""
        hits: list[dict[str, Any]] = self._ask("/__hits")
        return hits

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ask(self, path: str) -> Any:
        return json.loads(self._get(path))

    def _get(self, path: str) -> bytes:
        connection = HTTPConnection(self._address, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()


def _wait_for(ready: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the fault server did not come up; {ready.parent}/log says why")
        time.sleep(0.05)
