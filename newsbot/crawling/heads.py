"""A bound on the head of an answer. Scrapy and Twisted bound the length of a header line, not the number of lines."""

from __future__ import annotations

from typing import Any

# Scrapy gives its pool this factory by a private name; a test sends an endless head, so that a change shows.
from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory, _LenientHTTP11ClientProtocol
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS
from twisted.web.client import HTTPConnectionPool

LARGEST_HEAD = 2 * 1024 * 1024  # bytes; a site with hundreds of cookies sends half of it


class HeadTooLargeError(Exception):
    """An answer whose head has no end."""


def bound_heads(pool: HTTPConnectionPool) -> None:
    """Have the connections of a pool give up on an answer whose head is larger than `LARGEST_HEAD`."""
    pool._factory = _BoundedFactory


def is_about_head(error: BaseException) -> bool:
    """Whether a failed download failed for its head."""
    reasons: list[Any] = getattr(error.__cause__, "reasons", [])
    return any(isinstance(reason, Failure) and reason.check(HeadTooLargeError) for reason in reasons)


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    _head = 0

    def request(self, request: Any) -> Any:
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
        if self._parser is not None and self._parser.state in {STATUS, HEADER}:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self._giveUp(Failure(HeadTooLargeError()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:  # noqa: ARG002, N802 (Twisted's interface)
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
