"""A scrapyd of the test's own, on loopback, and the programs of deploy/ as an operator calls them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from twisted.internet.defer import Deferred
from twisted.internet.threads import deferToThread
from twisted.internet.utils import getProcessOutputAndValue
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site

from tests.commands.running import ROOT, Ended

USER, PASSWORD = "operator", "a $trange pass%word"
LONGEST = 90  # seconds that anything here may take
_OPENER = build_opener(ProxyHandler({}))


class Daemon:
    """A scrapyd that keeps everything in ``home``; `start`, `stop`, and what its API is asked."""

    def __init__(self, home: Path, *options: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.home = home
        self.folder = home / "data" / "scrapyd"
        self.log = home / "scrapyd.log"
        self.socket: Path | None = None  # where it listens, instead of at the port
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        unset = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "NEWSBOT_SCRAPYD"}}
        return unset | {
            "PATH": path,
            "NEWSBOT_HOME": str(self.home),
            "SCRAPYD_HTTP_PORT": str(self.port),
            "SCRAPYD_UNIX_SOCKET_PATH": str(self.socket or ""),
            "SCRAPYD_USERNAME": USER,
            "SCRAPYD_PASSWORD": PASSWORD,
            "COLUMNS": "200",
        }

    async def start(self) -> None:
        self._spawn()
        await until(self._answers)

    def _spawn(self) -> None:
        self.home.mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            command = [str(ROOT / "deploy" / "scrapyd"), *self._options]
            self._process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)  # noqa: S603

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log.read_text()
        if self.socket is not None:
            with socket.socket(socket.AF_UNIX) as connection:
                return connection.connect_ex(str(self.socket)) == 0
        try:
            return bool(self.ask("daemonstatus.json")["status"] == "ok")
        except URLError:
            return False

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """End it, and nothing that it has started."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(timeout=LONGEST)
            self._process = None

    def ask(self, service: str, *, password: str = PASSWORD, post: bool = False, **values: object) -> Any:
        """What its API answers; a status other than 200 is that number."""
        query = urlencode(values, doseq=True)
        authorization = "Basic " + b64encode(f"{USER}:{password}".encode()).decode()
        url = f"http://127.0.0.1:{self.port}/{service}"
        request = Request(url if post else f"{url}?{query}", query.encode() if post else None)  # noqa: S310
        request.add_header("Authorization", authorization)
        try:
            with _OPENER.open(request, timeout=LONGEST) as answer:
                return json.load(answer)
        except HTTPError as error:
            return error.code

    def state(self, job: str) -> str | None:
        """pending, running, finished; None for a job that it does not know."""
        return str(found) if (found := self.ask("status.json", job=job)["currstate"]) else None

    async def started(self, job: str) -> None:
        await until(lambda: self.state(job) in {"running", "finished"})

    async def finished(self, job: str) -> None:
        await until(lambda: self.state(job) == "finished")

    def job_log(self, source: str, job: str) -> str:
        return (self.folder / "logs" / "newsbot" / source / f"{job}.log").read_text("utf-8")

    async def run(self, program: str, *arguments: str, **environment: str) -> Ended:
        """Run a program of deploy/ to its end."""
        path = str(ROOT / "deploy" / program)
        variables = self.environment | environment
        out, err, code = await getProcessOutputAndValue(path, arguments, env=variables, path=str(self.home))
        return Ended(code, out.decode(), err.decode())


async def until(condition: Callable[[], bool]) -> None:
    """Ask in a thread until it is so; the servers of the test go on answering."""

    def ask() -> None:
        end = time.monotonic() + LONGEST
        while not condition():
            assert time.monotonic() < end, "it took too long"
            time.sleep(0.1)

    await deferToThread(ask)


class GatedOrigin(Resource):
    """An origin whose feed is answered once the gate is open; it counts who has asked."""

    isLeaf = True  # noqa: N815

    def __init__(self, feed: str, body: bytes) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.asked: list[str] = []
        self._feed, self._body = feed, body
        self._waiting: list[Any] = []
        self._open = False

    def render_GET(self, request: Any) -> Any:  # noqa: N802
        path = request.uri.decode()
        self.asked.append(path)
        request.notifyFinish().addErrback(lambda _: self._waiting.remove(request))
        if path != self._feed:
            request.setResponseCode(404)
            return b""
        if not self._open:
            self._waiting.append(request)
            return NOT_DONE_YET
        return self._answer(request)

    def _answer(self, request: Any) -> bytes:
        request.setHeader("Content-Type", "application/rss+xml")
        return self._body

    def shut(self) -> None:
        self._open = False
        self.asked.clear()

    def open(self) -> None:
        self._open = True
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            request.write(self._answer(request))
            request.finish()

    async def asked_for_feed(self) -> None:
        await until(lambda: self._feed in self.asked)


@contextmanager
def gated(origin: str, gate: GatedOrigin) -> Iterator[dict[str, str]]:
    """Serve the gate on loopback; gives the table for NEWSBOT_REROUTE."""
    from twisted.internet import reactor as running  # noqa: PLC0415 (it is installed when the tests begin)

    reactor: Any = running
    port = reactor.listenTCP(0, Site(gate), interface="127.0.0.1")
    try:
        yield {origin: f"http://127.0.0.1:{port.getHost().port}"}
    finally:
        gate.open()
        port.stopListening()


def as_deferred(running: Any) -> Deferred[Any]:
    """Something that goes on beside the test."""
    return Deferred.fromCoroutine(running)
