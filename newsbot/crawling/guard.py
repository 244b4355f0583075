"""The one way out to the network for everything that is downloaded: feeds, JSON, articles, robots.txt, leaderboards.

Names are checked before they are looked up, addresses when they are about to be connected to: an address that was
public a moment ago does not help a name that now leads inside. Browsers go through `newsbot.crawling.proxy`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError
from scrapy.http import Response
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from newsbot.crawling.addresses import Gate
from newsbot.crawling.heads import LARGEST_HEAD, bound_heads, is_about_head
from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome

ALLOWED_ADDRESSES = "NEWSBOT_ALLOWED_ADDRESSES"  # the setting that a spider's ``allowed_addresses`` become


class Passage:
    """One request on its way through a gate. ``refused`` are the addresses it was kept from."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.refused: list[str] = []


# Whatever connects without saying for whom gets the public web only.
_passage: ContextVar[Passage] = ContextVar("passage", default=Passage(Gate()))  # noqa: B039 (only its gate is read)


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https, through the source's gate."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        bound_heads(self._pool)
        self._gate = gate_of(crawler)

    async def download_request(self, request: Request) -> Response:
        return await through(self._gate, request, super().download_request)


def gate_of(crawler: Crawler) -> Gate:
    return Gate.of(crawler.settings.getlist(ALLOWED_ADDRESSES))


async def through(gate: Gate, request: Request, download: Any) -> Response:
    """What ``download`` answers to a request; raises `RefusedError` where the gate does not let it pass."""
    if objection := gate.objection(request.url):
        raise RefusedError(Outcome.UNSAFE, objection)
    _guard_resolver()
    passage = Passage(gate)
    token = _passage.set(passage)
    try:
        response: Response = await download(request)
    except CannotResolveHostError:
        if passage.refused:
            raise RefusedError(Outcome.UNSAFE, f"{', '.join(passage.refused[:3])}: no public address") from None
        raise
    except DownloadFailedError as error:
        if is_about_head(error):
            raise RefusedError(Outcome.TOO_LARGE, f"more than {LARGEST_HEAD:,} bytes before the body") from None
        raise
    finally:
        _passage.reset(token)
    return response


def _guard_resolver() -> None:
    """Have every name that the reactor looks up, and every address that it connects to, go through `_passage`.

    Done at each request, because whoever starts the reactor may install a resolver of its own later.
    """
    from twisted.internet import reactor as running  # noqa: PLC0415 (which one runs is decided by whoever starts it)

    reactor: Any = running
    if not isinstance(reactor.nameResolver, _GuardedResolver):
        reactor.installNameResolver(_GuardedResolver(reactor.nameResolver))


@implementer(IHostnameResolver)
class _GuardedResolver:
    """Looks up names as the resolver it wraps does, and gives only those addresses that may be connected to.

    Twisted asks it for IP addresses too, and connects to what it gives without looking anything up again.
    """

    def __init__(self, resolver: Any) -> None:  # an IHostnameResolver: types know interfaces by their classes only
        self._resolver = resolver

    def resolveHostName(  # noqa: N802 (the interface's name)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:  # an IHostResolution
        receiver = _Sieve(resolutionReceiver, _passage.get(), hostName, portNumber)
        if (literal := _literal(hostName, portNumber)) is not None:
            # The resolver that Scrapy installs knows no IPv6, and would ask the network for the name.
            receiver.resolutionBegan(_Known(hostName))
            receiver.addressResolved(literal)
            receiver.resolutionComplete()
            return _Known(hostName)
        return self._resolver.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


def _literal(host: str, port: int) -> IPv4Address | IPv6Address | None:
    """The address that a host is written as; None for a name."""
    if isIPAddress(host):
        return IPv4Address("TCP", host, port)
    return IPv6Address("TCP", host, port) if isIPv6Address(host) else None


@implementer(IHostResolution)
@dataclass(frozen=True)
class _Known:
    """A look-up that was none."""

    name: str

    def cancel(self) -> None:
        """Do nothing: it has ended."""


@implementer(IResolutionReceiver)
class _Sieve:
    """Passes on the addresses that may be connected to."""

    def __init__(self, receiver: Any, passage: Passage, host: str, port: int) -> None:  # an IResolutionReceiver
        self._receiver = receiver
        self._passage = passage
        self._host = host
        self._port = port

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: object) -> None:  # noqa: N802
        if not isinstance(address, (IPv4Address, IPv6Address)):
            return
        if self._passage.gate.permits(self._host, address.host, self._port):
            self._receiver.addressResolved(address)
        else:
            where = f"{self._host} ({address.host})" if self._host != address.host else self._host
            self._passage.refused.append(f"{where}, port {self._port}")

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()
