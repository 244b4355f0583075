import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.crawling.addresses import Gate, is_public_ip

PUBLIC = ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
SPECIAL = [
    *("0.0.0.1", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1"),
    *("2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1%eth0", "fec0::1"),
    *("ff02::1", "5f00::1"),
    *("", "localhost", "1.1.1", "2130706434", "0x7f000001", "1.1.1.1/32", "127.0.0.1\n"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public_ip(address)


@pytest.mark.parametrize("address", SPECIAL)
def test_an_address_with_a_special_purpose_is_not_public(address: str) -> None:
    assert not is_public_ip(address)


@given(st.ip_addresses())
def test_nothing_counts_as_public_that_python_calls_private(address: object) -> None:
    if is_public_ip(str(address)):
        known = getattr(address, "ipv4_mapped", None) or address
        translated = str(address).startswith("64:ff9b:")
        assert translated or (known.is_global and not known.is_multicast)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("url", "objection"),
    [
        ("https://www.36kr.com/feed", ""),
        ("http://www.36kr.com/feed", ""),
        ("https://1.1.1.1:8080/", ""),  # an address is judged when it is connected to
        ("https://example.com:8443/", "port 8443 of example.com is none of the web's"),
        ("https://example.com:22/", "port 22 of example.com is none of the web's"),
        ("ftp://example.com/", "ftp scheme, where only http and https are followed"),
        ("file:///etc/passwd", "file scheme, where only http and https are followed"),
        ("//example.com/", "no scheme, where only http and https are followed"),
        ("http:///x", "http scheme, where only http and https are followed"),
        ("http://[", "not a valid address"),
        ("http://example.com:99999/", "not a valid address"),
        *(
            (f"http://{name}/", f"{name} is a name of a private network")
            for name in ("localhost", "x.localhost", "metadata.google.internal", "printer", "db.corp", "2130706434")
        ),
    ],
)
def test_what_is_no_address_of_the_public_web_is_not_looked_up(url: str, objection: str) -> None:
    assert Gate().objection(url) == objection


def test_a_source_reaches_what_it_is_allowed_and_nothing_beside_it() -> None:
    gate = Gate.of(["10.1.2.0/24:8080", "wiki.intranet:80", "[fd00:1::/32]:443", "127.0.0.1:5000"])
    assert gate.permits("10.1.2.3", "10.1.2.3", 8080)
    assert not gate.permits("10.1.2.3", "10.1.2.3", 80)
    assert not gate.permits("10.1.3.3", "10.1.3.3", 8080)
    assert gate.permits("WIKI.intranet", "192.168.0.7", 80)
    assert not gate.permits("evil.example", "192.168.0.7", 80)
    assert gate.permits("x.example", "fd00:1::7", 443)
    assert not gate.permits("x.example", "fd00:2::7", 443)
    assert [gate.objection(url) for url in ("http://wiki.intranet/", "http://wiki.intranet:81/")] == [
        "",
        "wiki.intranet is a name of a private network",
    ]
    assert gate.permits("example.com", "93.184.216.34", 443)
    assert not gate.permits("example.com", "93.184.216.34", 8443)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("10.0.0.1", "'10.0.0.1' is not of the form host:port; write one like 10.1.2.0/24:8080"),
        ("10.0.0.1:http", "'10.0.0.1:http' is not of the form host:port; write one like 10.1.2.0/24:8080"),
        ("10.0.0.1:0", "'10.0.0.1:0' is not of the form host:port; write one like 10.1.2.0/24:8080"),
        ("10.0.0.0/33:80", "'10.0.0.0/33:80' has no network before its port; write one like 10.1.2.0/24:8080"),
        ("", "'' is not of the form host:port; write one like 10.1.2.0/24:8080"),
    ],
)
def test_an_allowance_that_is_none_says_how_to_write_one(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Gate.of([text])
