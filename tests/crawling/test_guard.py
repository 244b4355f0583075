"""The way out for downloads, with names that lead where they should not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_twisted
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.spiders import Spider
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.project import get_project_settings
from twisted.internet import reactor
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.ssl import DistinguishedName, KeyPair, PrivateCertificate
from zope.interface import implementer

from newsbot.crawling.guard import GuardedDownloadHandler
from newsbot.crawling.outcomes import failing
from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome


@implementer(IHostnameResolver)
class ScriptedResolver:
    """Answers each look-up of a name with its next answer."""

    def __init__(self, answers: dict[str, list[list[str]]]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def resolveHostName(self, receiver: IResolutionReceiver, host: str, port: int = 0, *_: Any) -> Any:  # noqa: N802
        receiver.resolutionBegan(self)
        self.asked.append(host)
        for address in self.answers[host].pop(0):
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()
        return self


class Page(Protocol):
    """An HTTP server that counts the connections made to it."""

    made = 0

    def connectionMade(self) -> None:  # noqa: N802 (Twisted's name)
        Page.made += 1

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


@pytest.fixture
def port() -> Iterator[int]:
    Page.made = 0
    listening = reactor.listenTCP(0, Factory.forProtocol(Page), interface="127.0.0.1")
    yield listening.getHost().port
    listening.stopListening()


@pytest.fixture
def resolver() -> Iterator[ScriptedResolver]:
    before = reactor.nameResolver
    scripted = ScriptedResolver({})
    reactor.installNameResolver(scripted)
    yield scripted
    reactor.installNameResolver(before)


def _handler(*allowed: str) -> GuardedDownloadHandler:
    settings = get_project_settings()
    settings.set("NEWSBOT_ALLOWED_ADDRESSES", list(allowed))
    crawler = Crawler(Spider, settings)
    crawler._apply_settings()
    return GuardedDownloadHandler(crawler)


async def _outcome(handler: GuardedDownloadHandler, url: str, **meta: str) -> tuple[Outcome, str]:
    try:
        response = await deferred_from_coro(handler.download_request(Request(url, meta=meta)))
    except RefusedError as error:
        return error.outcome, str(error)
    return Outcome.OK, response.text


@pytest_twisted.ensureDeferred
async def test_a_name_that_resolves_inside_is_not_connected_to(port: int, resolver: ScriptedResolver) -> None:
    resolver.answers = {"inside.example": [["127.0.0.1"]]}
    handler = _handler(f"allowed.example:{port}")
    found = await _outcome(handler, "http://inside.example/")
    assert found == (Outcome.UNSAFE, "inside.example (127.0.0.1), port 80: no public address")


@pytest_twisted.ensureDeferred
async def test_a_name_is_judged_each_time_it_is_connected_to(port: int, resolver: ScriptedResolver) -> None:
    resolver.answers = {"allowed.example": [["127.0.0.1"], ["127.0.0.1"]], "other.example": [["127.0.0.1"]]}
    handler = _handler(f"allowed.example:{port}")
    assert await _outcome(handler, f"http://allowed.example:{port}/") == (Outcome.OK, "ok")
    # What one source may reach is not open to another, not even while the first one is reading.
    other = _handler(f"other.example:{port + 1}")
    assert (await _outcome(other, f"http://allowed.example:{port}/"))[0] is Outcome.UNSAFE
    assert Page.made == 1
    assert resolver.asked == ["allowed.example"]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"])
@pytest_twisted.ensureDeferred
async def test_no_way_of_writing_an_inner_address_helps(port: int, host: str) -> None:
    assert (await _outcome(_handler(), f"http://{host}:{port}/"))[0] is Outcome.UNSAFE
    assert Page.made == 0


@pytest_twisted.ensureDeferred
async def test_of_several_addresses_only_public_ones_are_tried(resolver: ScriptedResolver) -> None:
    # 192.0.2.1 would be tried if it counted as public: nothing answers there, so that the outcome would be another.
    resolver.answers = {"mixed.example": [["10.0.0.1", "192.0.2.1"]]}
    assert await _outcome(_handler(), "http://mixed.example/") == (
        Outcome.UNSAFE,
        "mixed.example (10.0.0.1), port 80, mixed.example (192.0.2.1), port 80: no public address",
    )


@pytest_twisted.ensureDeferred
async def test_names_of_private_networks_are_not_even_looked_up(resolver: ScriptedResolver) -> None:
    found = await _outcome(_handler(), "http://metadata.google.internal/")
    assert found == (Outcome.UNSAFE, "metadata.google.internal is a name of a private network")
    assert resolver.asked == []


@pytest_twisted.ensureDeferred
async def test_whoever_connects_without_a_source_gets_the_public_web_only(port: int) -> None:
    handler = _handler(f"127.0.0.1:{port}")
    assert await _outcome(handler, f"http://127.0.0.1:{port}/") == (Outcome.OK, "ok")
    addresses: list[object] = []

    @implementer(IResolutionReceiver)
    class Receiver:
        resolutionBegan = resolutionComplete = staticmethod(lambda *_: None)  # noqa: N815
        addressResolved = staticmethod(addresses.append)  # noqa: N815

    reactor.nameResolver.resolveHostName(Receiver(), "127.0.0.1", port)
    assert addresses == []


@pytest_twisted.ensureDeferred
async def test_an_endless_head_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsbot.crawling.heads.LARGEST_HEAD", 50_000)

    class Chatter(Protocol):
        def dataReceived(self, data: bytes) -> None:  # noqa: N802
            self.transport.write(b"HTTP/1.1 200 OK\r\n" + b"X-Pad: aaaaaaaaaaaaaaaaaaaa\r\n" * 3000)

    listening = reactor.listenTCP(0, Factory.forProtocol(Chatter), interface="127.0.0.1")
    port = listening.getHost().port
    try:
        found = await _outcome(_handler(f"127.0.0.1:{port}"), f"http://127.0.0.1:{port}/")
    finally:
        listening.stopListening()
    assert found == (Outcome.TOO_LARGE, "more than 2,097,152 bytes before the body")


@pytest_twisted.ensureDeferred
async def test_a_proxy_of_the_machine_is_reached_and_nothing_private_through_it(port: int) -> None:
    proxy = f"http://127.0.0.1:{port}"
    assert await _outcome(_handler(), "http://www.example.com/", proxy=proxy) == (Outcome.OK, "ok")
    assert await _outcome(_handler(), "http://10.0.0.1/", proxy=proxy) == (
        Outcome.UNSAFE,
        "10.0.0.1, port 80: no public address",
    )
    assert (await _outcome(_handler(), "http://localhost/", proxy=proxy))[0] is Outcome.UNSAFE
    assert Page.made == 1


def _self_signed() -> PrivateCertificate:
    key = KeyPair.generate(size=2048)
    name = DistinguishedName(CN="127.0.0.1")
    request = key.requestObject(name)
    signed = key.signRequestObject(name, request, serialNumber=1, secondsToExpiry=3600)
    return key.newCertificate(signed.dump())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of Twisted's own way of making certificates
@pytest_twisted.ensureDeferred
async def test_a_certificate_that_nobody_vouches_for_is_not_accepted() -> None:
    listening = reactor.listenSSL(0, Factory.forProtocol(Page), _self_signed().options(), interface="127.0.0.1")
    port = listening.getHost().port
    try:
        with pytest.raises(Exception, match="certificate verify failed") as caught:
            await _outcome(_handler(f"127.0.0.1:{port}"), f"https://127.0.0.1:{port}/")
    finally:
        listening.stopListening()
    assert failing(caught.value, now=datetime.now(UTC)).outcome is Outcome.UNREACHABLE
