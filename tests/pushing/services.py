"""The services that messages are sent to, played on loopback: what they were sent, and what they answer."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter


@dataclass(frozen=True)
class Says:
    """An answer. ``silent``: none at all, until the test ends."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Asked:
    """A request: the host that it was meant for, its path, its JSON, its headers in lower case."""

    host: str
    path: str
    body: Any
    headers: dict[str, str]


@dataclass
class Service:
    """A running server. Its answers are given in turn, the last one again and again."""

    answers: list[Says]
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def bodies(self) -> list[Any]:
        return [each.body for each in self.asked]


def _serve(server: socketserver.BaseServer) -> threading.Thread:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    return thread


@contextmanager
def service(*answers: Says) -> Iterator[Service]:
    """Serve HTTP on a port of its own until the block ends."""
    played = Service(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            played.asked.append(Asked(headers.get("x-meant-for", ""), self.path, json.loads(content), headers))
            says = played.answers[min(len(played.asked), len(played.answers)) - 1]
            if says.silent:
                played.ended.wait(30)
                return
            with suppress(OSError):
                self.send_response(says.status)
                for name, value in {"Content-Length": str(len(says.content)), **says.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(says.content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = _serve(server)
    played.port = cast("int", server.server_address[1])
    try:
        yield played
    finally:
        played.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def reroute(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Send to a port of loopback what is meant for the hosts of services, whose addresses are fixed."""

    class Rerouted(HTTPAdapter):
        def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
            parts = urlsplit(request.url or "")
            request.headers["X-Meant-For"] = f"{parts.scheme}://{parts.netloc}"
            request.url = f"http://127.0.0.1:{port}{parts.path}" + (f"?{parts.query}" if parts.query else "")
            return super().send(request, *args, **kwargs)

    monkeypatch.setattr(Session, "get_adapter", lambda self, url: Rerouted())


@dataclass
class Mailbox:
    """A running mail server: the letters it has accepted; the recipients that it refuses."""

    port: int = 0
    letters: list[tuple[str, str]] = field(default_factory=list)
    refusing: bool = False


@contextmanager
def mailbox(*, refusing: bool = False) -> Iterator[Mailbox]:
    """Serve SMTP (RFC 5321, as much as a message needs) until the block ends."""
    box = Mailbox(refusing=refusing)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 mail.example.com")
            to = ""
            while line := self.rfile.readline().decode().strip():
                verb = line[:4].upper()
                if verb == "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    self._say("550 no such mailbox" if box.refusing else "250 ok")
                elif verb == "DATA":
                    self._say("354 go on")
                    box.letters.append((to, self._letter()))
                    self._say("250 ok")
                elif verb == "QUIT":
                    self._say("221 bye")
                    return
                else:
                    self._say("250 ok")

        def _letter(self) -> str:
            lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
            return "\n".join(line.removeprefix(".") for line in lines)

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = _serve(server)
    box.port = cast("int", server.server_address[1])
    try:
        yield box
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
