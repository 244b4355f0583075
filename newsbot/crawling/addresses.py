"""Which addresses may be connected to: public ones, at the web's ports, and what a source is allowed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

WEB_PORTS = frozenset({80, 443})
_DEFAULT_PORTS = {"http": 80, "https": 443}

# What IANA's special-purpose registries do not call globally reachable, and multicast. Written down because Python's
# own list changes with its version. 192.0.0.0/24 and 2001::/23 hold a few public anycast addresses; none is a web site.
_SPECIAL_V4 = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' networks; some clouds keep their metadata service here
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Only 2000::/3 is given out at all.
_GLOBAL_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = [
    IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")  # 2002: tunnels to IPv4
]
_TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits

# Names that only a network of one's own answers (RFC 6761, 6762, 8375, ICANN's resolution on .internal), or the
# machine itself. Not even asked for: a resolver is a channel too.
_PRIVATE_NAMES = re.compile(
    r"(?:[^.]+|(?:.+\.)?(?:localhost|localdomain|local|internal|intranet|intra|corp|home|lan|private|home\.arpa))\.?",
    re.IGNORECASE,
)


def is_public_ip(text: str) -> bool:
    """Whether an IP address is one of the public internet; False for what is no address."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return _is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return address in _GLOBAL_V6 and not any(address in block for block in _SPECIAL_V6)
    return not any(address in block for block in _SPECIAL_V4)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A name or a network, and a port, outside of the public web that a source is read from."""

    name: str
    network: IPv4Network | IPv6Network | None
    port: int

    @classmethod
    def parse(cls, text: str) -> Allowance:
        """``wiki.intranet:8080``, ``10.1.2.0/24:80`` or ``[fd00:1::/32]:80``. Raises ValueError."""
        host, colon, port = text.rpartition(":")
        if not (colon and host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise ValueError(f"{text!r} is not of the form host:port; write one like 10.1.2.0/24:8080")
        try:
            return cls("", ip_network(host.removeprefix("[").removesuffix("]"), strict=False), int(port))
        except ValueError:
            if "/" in host or ":" in host:
                raise ValueError(f"{text!r} has no network before its port; write one like 10.1.2.0/24:8080") from None
            return cls(host.lower(), None, int(port))


@dataclass(frozen=True, slots=True)
class Gate:
    """What one source may connect to: the public web, and its ``allowances``."""

    allowances: tuple[Allowance, ...] = ()

    @classmethod
    def of(cls, allowed: Iterable[str]) -> Gate:
        """A gate with the allowances written in ``allowed``. Raises ValueError."""
        return cls(tuple(map(Allowance.parse, allowed)))

    def objection(self, url: str) -> str:
        """Why a URL must not even be looked up; "" if nothing speaks against it."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
        except ValueError:
            return "not a valid address"
        if parts.scheme not in _DEFAULT_PORTS or not host:
            return f"{parts.scheme or 'no'} scheme, where only http and https are followed"
        return self.objection_to_name(host, port)

    def objection_to_name(self, host: str, port: int) -> str:
        """Why a host must not be looked up; "" if nothing speaks against it. IP addresses pass: see `permits`."""
        if any(allowance.name == host and allowance.port == port for allowance in self.allowances):
            return ""
        if _is_address(host):
            return ""
        if _PRIVATE_NAMES.fullmatch(host):
            return f"{host} is a name of a private network"
        return "" if port in WEB_PORTS else f"port {port} of {host} is none of the web's"

    def permits(self, host: str, address: str, port: int) -> bool:
        """Whether a connection to ``address``, which ``host`` resolved to, may be made."""
        try:
            found = ip_address(address.partition("%")[0])
        except ValueError:
            return False
        if port in WEB_PORTS and _is_public(found):
            return True
        return any(
            allowance.port == port
            and (allowance.name == host.lower() if allowance.network is None else found in allowance.network)
            for allowance in self.allowances
        )


def _is_address(host: str) -> bool:
    try:
        ip_address(host.removeprefix("[").removesuffix("]").partition("%")[0])
    except ValueError:
        return False
    return True
