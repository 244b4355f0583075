"""The demo's origins as HTTP servers on this machine's loopback address, one port each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from twisted.web.http import CACHED
from twisted.web.http import Request as ServerRequest
from twisted.web.resource import Resource
from twisted.web.server import Site


class Answered(Protocol):
    """A status, headers and a body."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def body(self) -> bytes: ...


Respond = Callable[[str], Answered]


class _OriginResource(Resource):
    isLeaf = True  # noqa: N815 (the name that Twisted looks for)

    def __init__(self, respond: Respond) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._respond = respond

    def render(self, request: ServerRequest) -> bytes:
        answer = self._respond(request.uri.decode("latin-1"))
        request.setResponseCode(answer.status)
        for name, value in answer.headers.items():
            request.setHeader(name, value)
        etag = answer.headers.get("ETag")
        if answer.status == 200 and etag is not None and request.setETag(etag.encode()) is CACHED:
            return b""  # the client has it: Twisted has made the answer a 304
        return answer.body


@contextmanager
def serving(origins: Mapping[str, Respond]) -> Iterator[dict[str, str]]:
    """Serve each origin on a port of its own; gives the table for NEWSBOT_REROUTE, and ends the servers after use."""
    from twisted.internet import reactor as running  # noqa: PLC0415 (which one runs is decided by whoever starts it)

    reactor: Any = running
    ports: dict[str, Any] = {}
    try:
        for origin, respond in origins.items():
            ports[origin] = reactor.listenTCP(0, Site(_OriginResource(respond)), interface="127.0.0.1")
        yield {origin: f"http://127.0.0.1:{port.getHost().port}" for origin, port in ports.items()}
    finally:
        for port in ports.values():
            port.stopListening()  # the reactor closes it on its next turn; nothing has to wait for that
