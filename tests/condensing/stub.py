"""An OpenAI-compatible endpoint on loopback, which behaves as a test says."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[["Exchange"], None]
JSON = "application/json"


@dataclass
class Stub:
    """A running endpoint, and what it was asked: paths, headers in lower case, and bodies."""

    url: str = ""
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


class Exchange:
    """One request, and the ways to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], stub: Stub) -> None:
        self.handler = handler
        self.body = body
        self.stub = stub

    @property
    def asked(self) -> str:
        """What the user's turn says: the article between its marks."""
        return str(self.body["messages"][-1]["content"])

    @property
    def title(self) -> str:
        return self.asked.split("标题：", 1)[1].split("\n", 1)[0]

    def send(self, body: bytes, status: int = 200, content_type: str = JSON, **headers: str) -> None:
        self.handler.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def say(self, content: str | None, **message: Any) -> None:
        """Answer as a chat completion."""
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content, **message}}
        completion = {"id": "1", "object": "chat.completion", "created": 1, "model": "sample", "choices": [choice]}
        self.send(json.dumps(completion).encode())

    def line(self, line: str) -> None:
        self.say(json.dumps({"line": line}, ensure_ascii=False))


@contextmanager
def endpoint(behave: Behave) -> Iterator[Stub]:
    """Serve on a port of its own until the block ends."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.paths.append(self.path)
            stub.headers.append({name.lower(): value for name, value in self.headers.items()})
            stub.bodies.append(body)
            with suppress(BrokenPipeError, ConnectionResetError):
                behave(Exchange(self, body, stub))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        stub.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
