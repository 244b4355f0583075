"""What scrapyd's answers are taken for, and what is said when there is none."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from newsbot.jobs import Jobs, NoAnswerError, Scrapyd, ScrapydError

ACCESS = dict.fromkeys(("url", "bind_address", "http_port", "unix_socket_path"), "")
OPERATOR = {"username": "operator", "password": "p:w"}


@contextmanager
def _answering(status: int, body: bytes, path: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """A server that gives one answer to everything, on loopback or a Unix socket; its address, and what it is asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked.append(f"{self.command} {self.path} {self.rfile.read(length).decode()}".strip())
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 (the name it is looked for by)

        def address_string(self) -> str:
            return "loopback"

        def log_message(self, *_: object) -> None:
            pass

    server = (
        socketserver.ThreadingUnixStreamServer(str(path), Handler)
        if path is not None
        else socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    )
    with server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield (f"unix:{path}" if path is not None else f"http://127.0.0.1:{server.server_address[1]}"), asked
        finally:
            server.shutdown()


def _body(**values: object) -> bytes:
    return json.dumps({"status": "ok"} | values).encode()


def test_jobs_are_known_by_their_names() -> None:
    body = _body(pending=[{"id": "a"}], running=[{"id": "b", "pid": 1}, {"pid": 2}, 7], finished="nonsense")
    with _answering(200, body) as (address, asked):
        found = Scrapyd(address, **OPERATOR).jobs()
    assert found == Jobs(frozenset("a"), frozenset("b"), frozenset())
    assert found.known == {"a", "b"}
    assert asked == ["GET /listjobs.json?project=newsbot"]


def test_a_job_is_asked_for_with_its_settings(tmp_path: Path) -> None:
    with _answering(200, _body(jobid="d-kr36"), tmp_path / "s") as (address, asked):
        Scrapyd.of(ACCESS | OPERATOR | {"unix_socket_path": str(tmp_path / "s")}).schedule(
            "kr36", "d-kr36", ["A=1&2", "B=x"]
        )
    assert address == f"unix:{tmp_path}/s"
    assert asked == ["POST /schedule.json project=newsbot&spider=kr36&jobid=d-kr36&setting=A%3D1%262&setting=B%3Dx"]


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, b"Unauthorized", "refuses SCRAPYD_USERNAME or SCRAPYD_PASSWORD"),
        (
            200,
            b'{"status": "error", "message": "Traceback:\\n ...\\nValueError: no such thing"}',
            "daemonstatus.json: ValueError: no such thing; its log has more",
        ),
        (200, b"<html>", "daemonstatus.json: HTTP 200, and no answer of scrapyd's; is that its address?"),
        (404, b"[]", "daemonstatus.json: HTTP 404, and no answer of scrapyd's; is that its address?"),
    ],
)
def test_what_it_does_not_do_is_told_in_a_line(status: int, body: bytes, told: str) -> None:
    with _answering(status, body) as (address, _), pytest.raises(ScrapydError) as raised:
        Scrapyd(address, **OPERATOR).check()
    assert str(raised.value) == f"scrapyd at {address}: {told}"


def test_a_scrapyd_that_is_not_there_is_told_by_its_address(tmp_path: Path) -> None:
    for address in ("http://127.0.0.1:9", f"unix:{tmp_path}/none"):
        with pytest.raises(NoAnswerError, match=rf"scrapyd at {address}: .*; start it, or set SCRAPYD_URL"):
            Scrapyd(address, **OPERATOR).jobs()


@pytest.mark.parametrize("url", ["ftp://x", "http://u:p@x", "http://x:y", "127.0.0.1:6800", "http://[", "http://x/y"])
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(
        ScrapydError, match=r"^SCRAPYD_URL: not a usable address; write one like http://127\.0\.0\.1:6800"
    ):
        Scrapyd.of(ACCESS | OPERATOR | {"url": url}).check()


def test_without_user_or_password_nothing_is_asked() -> None:
    for missing in OPERATOR:
        with pytest.raises(ScrapydError, match="SCRAPYD_USERNAME, SCRAPYD_PASSWORD: not set"):
            Scrapyd.of(ACCESS | OPERATOR | {missing: ""})
