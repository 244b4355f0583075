"""One message to one channel. The only place that imports apprise, and only when it sends."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from newsbot.publishing.messages import TITLE
from newsbot.pushing.channels import Channel, ChannelError
from newsbot.pushing.forms import FORMS
from newsbot.pushing.witness import Seen, watching

_WAITS = (1, 4, 16)  # seconds before each further try
_LONGEST_WAIT = 60  # seconds; who asks for more is asked again by the next run
_CONNECTING, _ANSWERING = 5.0, 10.0  # seconds
# What robots call success, and codes of theirs that only ask to wait.
_CODES = {
    "feishu": ("code", "StatusCode"),
    "lark": ("code", "StatusCode"),
    "dingtalk": ("errcode",),
    "wecombot": ("errcode",),
}
_BUSY = {-1, 9499, 11232, 45009, 130101}
# They log addresses and messages, each of them on several levels.
_TALKATIVE = ("apprise", "requests", "urllib3", "oauthlib", "requests_oauthlib", "charset_normalizer", "chardet")


@dataclass(frozen=True, slots=True)
class Reply:
    """Whether a channel took a message; why it did not, whether it may be asked again, and not before how long (s)."""

    accepted: bool
    fault: str = ""
    again: bool = False
    wait: float = 0


Send = Callable[[str, str], Reply]  # title and body


def opened(channel: Channel) -> Send:
    """How to send to a channel. Raises `ChannelError` where apprise is missing, or takes the address for none."""
    try:
        import apprise  # noqa: PLC0415 (an extra, and half a second)
    except ImportError:
        raise ChannelError("apprise is not installed; pip install 'newsbot[push]'") from None
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    asset = apprise.AppriseAsset(
        app_id="newsbot",
        app_desc=TITLE,
        app_url="",
        image_url_mask="",  # or messages have an icon of apprise's, from its site
        image_url_logo="",
        http_redirects=False,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
    )
    try:
        plugin = apprise.Apprise.instantiate(channel.url, asset=asset, suppress_exceptions=False)
        recipients = _recipients(channel.scheme, plugin)
    except Exception:  # noqa: BLE001 (their messages repeat the address)
        plugin, recipients = None, 0
    if plugin is None:
        raise ChannelError(f"{channel.name}: not a usable address; see https://appriseit.com/services/ for its form")
    if recipients != 1:
        raise ChannelError(f"{channel.name}: it names {recipients} recipients; write an address for each")
    plugin.request_rate_per_sec = 0  # the pace is ours
    plugin.socket_connect_timeout, plugin.socket_read_timeout = _CONNECTING, _ANSWERING
    return lambda title, body: _reply(plugin, channel.scheme, title, body)


def persistently(send: Callable[[], Reply], *, sleep: Callable[[float], None]) -> Reply:
    """The reply of the first try that is accepted or makes others useless, of the fourth otherwise."""
    for wait in _WAITS:
        reply = send()
        due = max(wait * random.uniform(0.75, 1.25), reply.wait)  # noqa: S311 (so that channels do not come together)
        if reply.accepted or not reply.again or due > _LONGEST_WAIT:
            return reply
        sleep(due)
    return send()


def _recipients(scheme: str, plugin: Any) -> int:
    """To how many a message would go: one whom it does not reach would make all others get it again."""
    if plugin is None or scheme == "dingtalk":  # those are called by one message, which goes to the group
        return 1
    if scheme in {"tgram", "bark", "barks"} and not plugin.targets:
        return 0
    return len(plugin)


def _reply(plugin: Any, scheme: str, title: str, body: str) -> Reply:
    from apprise import NotifyFormat, NotifyType  # noqa: PLC0415 (as above)

    form, format_ = FORMS[scheme]
    with watching() as seen:
        try:
            # Not by its notify(), which would convert what is written for the channel already.
            sent = plugin.send(
                body=body,
                title=title if form.titled else "",
                notify_type=NotifyType.INFO,
                body_format=NotifyFormat(format_),
                body_passthrough=False,
            )
        except Exception as error:  # noqa: BLE001 (a library's fault must not stop the other channels)
            return Reply(False, f"{type(error).__name__}", again=False)
    return _judged(scheme, bool(sent), seen)


def _judged(scheme: str, sent: bool, seen: Seen) -> Reply:
    if seen.fault:
        return Reply(False, "超时" if "Timeout" in seen.fault else f"无法连接（{seen.fault}）", again=True)
    if not seen.status:
        return Reply(sent, "" if sent else "邮件服务器没有接受", again=not sent)
    if not 200 <= seen.status < 300:
        again = seen.status in {408, 425, 429} or seen.status >= 500
        return Reply(False, f"HTTP {seen.status}", again, seen.wait)
    if names := _CODES.get(scheme):
        codes = [seen.said[name] for name in names if isinstance(seen.said.get(name), int)]
        if not codes:
            return Reply(False, "回复不是该服务的格式")
        if codes[0] != 0:
            return Reply(False, f"错误码 {codes[0]}", codes[0] in _BUSY, seen.wait)
    return Reply(sent, "" if sent else "服务没有接受", wait=seen.wait)
