"""The way out for a browser: an HTTP proxy on loopback that lets through what the source's gate lets through.

What a page loads (redirects, WebSockets, frames, scripts' own requests) is seen nowhere else in full: Playwright's
own hooks miss redirects and WebSockets.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from newsbot.crawling.addresses import Gate

# What one page may load over one connection; the largest article page seen had 3 MB.
MOST_BYTES = 32 * 1024 * 1024
LONGEST = 60  # seconds that a connection may last
CONNECT_TIMEOUT = 10  # seconds
_LONGEST_HEAD = 64 * 1024
_MOST_CONNECTIONS = 64
# Headers that concern this hop only, or that a proxy must not pass on.
_HOP_HEADERS = (b"proxy-", b"connection:", b"keep-alive:")
# RFC 9209 names the reason, so that whoever asked can tell a refusal of ours from one of the site.
REFUSAL = b"newsbot; error=destination_ip_prohibited"


class FilteringProxy:
    """Serves on a free port of 127.0.0.1 between `start` and `close`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self.refused: list[str] = []

    async def start(self) -> str:
        """Begin to serve; the proxy's URL."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LONGEST_HEAD)
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            for connection in self._connections:
                connection.cancel()
            await asyncio.gather(*self._connections, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (asyncio runs this as a task)
        self._connections.add(task)
        try:
            if len(self._connections) <= _MOST_CONNECTIONS:
                async with asyncio.timeout(LONGEST):
                    await self._answer(reader, writer)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the page sees a connection that ended
        finally:
            self._connections.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        line, _, headers = head.partition(b"\r\n")
        method, target, _version = line.split(b" ", 2)
        url = urlsplit(target.decode("ascii") if method != b"CONNECT" else f"https://{target.decode('ascii')}")
        host, port = (url.hostname or "").lower(), url.port or 80
        usable = method == b"CONNECT" or url.scheme == "http"  # what is encrypted is not sent through us in the clear
        connection = await self._connected(host, port) if usable and host else None
        if connection is None:
            self.refused.append(f"{host}:{port}")
            writer.write(
                b"HTTP/1.1 403 Forbidden\r\nProxy-Status: " + REFUSAL + b"\r\nContent-Length: 0\r\n"
                b"Connection: close\r\n\r\n"
            )
            await writer.drain()
            return
        upstream_reader, upstream = connection
        try:
            if method == b"CONNECT":
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            else:
                path = target[len(b"http://") + len(url.netloc) :] or b"/"
                upstream.write(method + b" " + path + b" HTTP/1.1\r\n" + _passed_on(headers))
            await asyncio.gather(_pipe(reader, upstream), _pipe(upstream_reader, writer))
        finally:
            upstream.close()

    async def _connected(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """A connection to a host; None where it may not be reached. Raises OSError where it cannot be."""
        if self._gate.objection_to_name(host, port):
            return None
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(CONNECT_TIMEOUT):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            permitted = [str(where[4][0]) for where in found if self._gate.permits(host, str(where[4][0]), port)]
            if not permitted:
                return None
            # The addresses that were checked, not the name: a second look-up may give others.
            for address in permitted[:-1]:
                with suppress(OSError):
                    return await asyncio.open_connection(address, port, limit=_LONGEST_HEAD)
            return await asyncio.open_connection(permitted[-1], port, limit=_LONGEST_HEAD)


def _passed_on(headers: bytes) -> bytes:
    """The request's headers for the next hop, which serves one request a connection."""
    lines = [each for each in headers.split(b"\r\n") if each and not each.lower().startswith(_HOP_HEADERS)]
    upgrade = any(each.lower().startswith(b"upgrade:") for each in lines)
    return b"\r\n".join([*lines, b"Connection: Upgrade" if upgrade else b"Connection: close", b"", b""])


async def _pipe(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    left = MOST_BYTES
    try:
        while left > 0 and (data := await source.read(65536)):
            left -= len(data)
            sink.write(data)
            await sink.drain()
    finally:
        with suppress(OSError):
            sink.close()
