"""The proxy that browsers go through, spoken to byte by byte."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import pytest_twisted
from scrapy.utils.defer import deferred_from_coro

from newsbot.crawling import proxy
from newsbot.crawling.addresses import Gate
from newsbot.crawling.proxy import FilteringProxy

REFUSED = (
    b"HTTP/1.1 403 Forbidden\r\nProxy-Status: newsbot; error=destination_ip_prohibited\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)
Talk = Callable[[bytes], Awaitable[bytes]]


async def _behind(test: Callable[[Talk, int, list[bytes]], Awaitable[None]]) -> None:
    """Run a test with a way to talk through the proxy, the port of a server behind it, and what that has received."""
    received: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 100)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    filtering = FilteringProxy(Gate.of([f"127.0.0.1:{port}", f"named.example:{port}"]))
    where = int((await filtering.start()).rpartition(":")[2])

    async def talk(sent: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", where)
        writer.write(sent)
        if b"\r\n\r\n" not in sent:
            writer.write_eof()
        answer = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        return answer

    try:
        await test(talk, port, received)
    finally:
        server.close()
        await filtering.close()


def _run(test: Callable[[Talk, int, list[bytes]], Awaitable[None]]) -> Any:
    return deferred_from_coro(_behind(test))


@pytest_twisted.ensureDeferred
async def test_a_request_is_passed_on_without_what_was_meant_for_the_proxy() -> None:
    async def test(talk: Talk, port: int, received: list[bytes]) -> None:
        sent = f"GET http://127.0.0.1:{port}/a?b HTTP/1.1\r\nHost: 127.0.0.1\r\nProxy-Authorization: x\r\n"
        answer = await talk(sent.encode() + b"Proxy-Connection: keep-alive\r\nCookie: c\r\n\r\n")
        assert answer == b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 100
        assert received == [b"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: c\r\nConnection: close\r\n\r\n"]

    await _run(test)


@pytest_twisted.ensureDeferred
async def test_a_tunnel_leads_to_what_is_allowed() -> None:
    async def test(talk: Talk, port: int, received: list[bytes]) -> None:
        inner = b"GET / HTTP/1.1\r\n\r\n"
        answer = await talk(f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n".encode() + inner)
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n")
        assert received == [inner]

    await _run(test)


@pytest.mark.parametrize(
    "line",
    [
        "GET http://127.0.0.1:{other}/ HTTP/1.1",
        "GET http://127.0.0.2:{port}/ HTTP/1.1",
        "GET http://localhost:{port}/ HTTP/1.1",
        "GET http://[::1]:{port}/ HTTP/1.1",
        "GET http://metadata.google.internal/ HTTP/1.1",
        "GET https://127.0.0.1:{port}/ HTTP/1.1",
        "GET ftp://127.0.0.1:{port}/ HTTP/1.1",
        "GET / HTTP/1.1",
        "CONNECT 127.0.0.1:{other} HTTP/1.1",
        "CONNECT localhost:{port} HTTP/1.1",
        "CONNECT 169.254.169.254:80 HTTP/1.1",
        "CONNECT example.com:22 HTTP/1.1",
    ],
)
@pytest_twisted.ensureDeferred
async def test_everything_else_is_refused_by_name(line: str) -> None:
    async def test(talk: Talk, port: int, received: list[bytes]) -> None:
        assert await talk(line.format(port=port, other=port + 1).encode() + b"\r\n\r\n") == REFUSED
        assert received == []

    await _run(test)


@pytest.mark.parametrize(
    "sent", [b"", b"nonsense\r\n\r\n", b"GET http://[ HTTP/1.1\r\n\r\n", b"GET " + b"x" * 100_000 + b"\r\n\r\n"]
)
@pytest_twisted.ensureDeferred
async def test_what_is_no_request_is_hung_up_on(sent: bytes) -> None:
    async def test(talk: Talk, _port: int, received: list[bytes]) -> None:
        assert await talk(sent) in {b"", REFUSED}
        assert received == []

    await _run(test)


@pytest_twisted.ensureDeferred
async def test_an_endless_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy, "MOST_BYTES", 50)

    async def test(talk: Talk, port: int, _received: list[bytes]) -> None:
        answer = await talk(f"GET http://127.0.0.1:{port}/ HTTP/1.1\r\n\r\n".encode())
        assert len(answer) <= 65536
        assert answer.startswith(b"HTTP/1.1 200 OK")

    await _run(test)
