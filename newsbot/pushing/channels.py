"""Where messages go: addresses that are secrets, and are therefore named by their number and scheme only."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from newsbot.pushing.forms import FORMS

_SCHEME = re.compile(r"([a-z][a-z0-9]{1,11})://", re.IGNORECASE)
# As the robots' own pages print their addresses.
_PRINTED = (
    (re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]+)/?"), r"feishu://\1"),
    (re.compile(r"https://open\.larksuite\.com/open-apis/bot/v2/hook/([\w-]+)/?"), r"lark://\1"),
    (re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=(\w+)"), r"dingtalk://\1"),
    (re.compile(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([\w-]+)"), r"wecombot://\1"),
    (re.compile(r"https://hooks\.slack\.com/services/(\w+)/(\w+)/(\w+)/?"), r"slack://\1/\2/\3"),
    (re.compile(r"https://discord(?:app)?\.com/api/webhooks/(\d+)/([\w-]+)/?"), r"discord://\1/\2"),
)
# What would read files, change messages after they were measured, hide failures, weaken TLS, or reach somebody else.
_REFUSED = {
    *("attach", "filename", "template", "pgp", "pgpprv", "pgppub", "wkd"),
    *("batch", "blocks", "emojis", "format", "inline", "mdv", "overflow", "tz"),
    *("cto", "optional", "retry", "rto", "store", "tag", "wait"),
    *("bcc", "cc", "detect", "redirect", "schema", "verify"),
}


class ChannelError(Exception):
    """A channel that cannot be used; the message says which, by number and scheme, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Channel:
    """The ``number``-th channel, from 1. ``url`` is in apprise's form and secret."""

    number: int
    scheme: str
    url: str = field(repr=False)

    @property
    def name(self) -> str:
        return f"第 {self.number} 个 ({self.scheme})"

    @property
    def digest(self) -> str:
        """What the store knows the channel by."""
        return hashlib.sha256(b"newsbot channel\0" + self.url.encode("utf-8", "surrogatepass")).hexdigest()


def channels_in(text: str) -> list[Channel]:
    """The channels whose addresses stand in a text, between blanks or line breaks; each once. Raises `ChannelError`.

    A line that begins with # is a comment.
    """
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    addresses = dict.fromkeys(address for line in lines for address in line.split())
    found = [_channel(number, address) for number, address in enumerate(addresses, start=1)]
    if len({channel.url for channel in found}) < len(found):
        raise ChannelError("two channels are the same one, written in two ways; leave one of them out")
    return found


def _channel(number: int, address: str) -> Channel:
    for printed, form in _PRINTED:
        if match := printed.fullmatch(address):
            address = match.expand(form)
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else "?"
    if scheme not in FORMS:
        known = " ".join(sorted(FORMS))
        raise ChannelError(f"第 {number} 个 ({scheme}): no channel of this kind can be sent to; there are: {known}")
    try:
        options = {name.lower() for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)}
    except ValueError:
        raise ChannelError(f"第 {number} 个 ({scheme}): not a usable address; write it again") from None
    if refused := sorted(options & _REFUSED):
        raise ChannelError(f"第 {number} 个 ({scheme}): the option {refused[0]!r} cannot be used here; leave it out")
    return Channel(number, scheme, address)
