"""A message to each kind of channel: what the service is sent, and what is made of its answer."""

import email
import logging
import urllib.parse
from email.policy import default
from typing import Any

import pytest

from newsbot.pushing import delivery
from newsbot.pushing.channels import ChannelError, channels_in
from newsbot.pushing.delivery import Reply, opened, persistently
from tests.pushing.services import Asked, Says, mailbox, reroute, service

TOKEN = "123456789:abcdefghijklmnopqrstuvwxyz123456789"  # noqa: S105 (nobody's)
TITLE, BODY = "样例日报", "1. 一条 <新闻>\n"
ACCEPTED = {
    "feishu": {"code": 0, "msg": "success"},
    "lark": {"StatusCode": 0, "StatusMessage": "success"},
    "dingtalk": {"errcode": 0, "errmsg": "ok"},
    "wecombot": {"errcode": 0, "errmsg": "ok"},
    "tgram": {"ok": True, "result": {}},
    "slack": b"ok",
    "discord": b"",
}
ADDRESSES = {
    "feishu": "feishu://sample-token",
    "lark": "lark://sample-token",
    "dingtalk": "dingtalk://sampletoken",
    "wecombot": "wecombot://sample-key",
    "tgram": f"tgram://{TOKEN}/-10012345",
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
    "discord": "discord://123456789/sample-token",
}


def _sent(address: str, title: str = TITLE, body: str = BODY) -> Reply:
    return opened(channels_in(address)[0])(title, body)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Send to a service with a fixed host, which answers as told; what it was asked, and the reply."""

    def asking(scheme: str, says: Says) -> tuple[list[Asked], Reply]:
        with service(says) as played:
            reroute(monkeypatch, played.port)
            return played.asked, _sent(ADDRESSES[scheme])

    return asking


SENT: dict[str, tuple[str, dict[str, Any]]] = {
    "feishu": (
        "https://open.feishu.cn/open-apis/bot/v2/hook/sample-token/",
        {"msg_type": "text", "content": {"text": BODY}},
    ),
    "lark": (
        "https://open.larksuite.com/open-apis/bot/v2/hook/sample-token",
        {"msg_type": "text", "content": {"text": BODY}},
    ),
    "dingtalk": (
        "https://oapi.dingtalk.com/robot/send?access_token=sampletoken",
        {
            "msgtype": "markdown",
            "at": {"atMobiles": [], "isAtAll": False},
            "markdown": {"title": TITLE, "text": f"# {TITLE}\n{BODY}"},
        },
    ),
    "wecombot": (
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=sample-key",
        {"msgtype": "text", "text": {"content": BODY}},
    ),
    "tgram": (
        f"https://api.telegram.org/bot{TOKEN}/sendMessage",
        {
            "disable_notification": False,
            "disable_web_page_preview": True,
            "parse_mode": "HTML",
            "text": BODY,
            "chat_id": -10012345,
        },
    ),
    "slack": (
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        {
            "mrkdwn": True,
            "attachments": [{"title": TITLE, "text": BODY, "color": "#3AA3E3", "footer": "newsbot", "ts": None}],
        },
    ),
    "discord": (
        "https://discord.com/api/webhooks/123456789/sample-token",
        {"tts": False, "wait": True, "content": f"{TITLE}\r\n{BODY}"},
    ),
}


@pytest.mark.parametrize("scheme", SENT)
def test_each_service_gets_the_message_as_it_was_written(scheme: str, ask: Any) -> None:
    asked, reply = ask(scheme, Says(ACCEPTED[scheme], 204 if scheme == "discord" else 200))
    ((got),) = asked
    for attachment in got.body.get("attachments", ()):
        attachment["ts"] = None
    assert (got.host + got.path, got.body) == SENT[scheme]
    assert reply == Reply(True)


REFUSALS: list[tuple[str, Says, Reply]] = [
    ("feishu", Says({"code": 19024, "msg": "Key Words Not Found"}), Reply(False, "错误码 19024")),
    ("feishu", Says({"code": 11232, "msg": "frequency limited"}), Reply(False, "错误码 11232", again=True)),
    ("feishu", Says(b"<html>login</html>"), Reply(False, "回复不是该服务的格式")),
    ("lark", Says({"code": 19001}), Reply(False, "错误码 19001")),
    ("dingtalk", Says({"errcode": 310000, "errmsg": "sign not match"}), Reply(False, "错误码 310000")),
    ("dingtalk", Says({"errcode": -1}), Reply(False, "错误码 -1", again=True)),
    ("wecombot", Says({"errcode": 93000, "errmsg": "invalid webhook url"}), Reply(False, "错误码 93000")),
    ("wecombot", Says({"errcode": 45009}), Reply(False, "错误码 45009", again=True)),
    ("tgram", Says({"ok": False, "description": "chat not found"}, 400), Reply(False, "HTTP 400")),
    ("tgram", Says({"parameters": {"retry_after": 7}}, 429), Reply(False, "HTTP 429", again=True, wait=7)),
    ("slack", Says(b"invalid_token", 403), Reply(False, "HTTP 403")),
    ("slack", Says(b"something else"), Reply(False, "服务没有接受")),
    ("discord", Says({}, 429, {"Retry-After": "3"}), Reply(False, "HTTP 429", again=True, wait=3)),
    ("wecombot", Says(b"", 502), Reply(False, "HTTP 502", again=True)),
    ("wecombot", Says(b"", 302, {"Location": "https://example.com/"}), Reply(False, "HTTP 302")),
]


@pytest.mark.parametrize(("scheme", "says", "reply"), REFUSALS)
def test_what_a_service_refuses_is_not_taken_for_sent(scheme: str, says: Says, reply: Reply, ask: Any) -> None:
    assert ask(scheme, says)[1] == reply


LOCAL: dict[str, tuple[str, dict[str, Any]]] = {
    "ntfy://127.0.0.1:{}/topic": ("/", {"topic": "topic", "title": TITLE, "message": BODY}),
    "bark://127.0.0.1:{}/device": ("/push", {"device_key": "device", "title": TITLE, "body": BODY}),
    "json://127.0.0.1:{}/hook": (
        "/hook",
        {"version": "1.0", "title": TITLE, "message": BODY, "attachments": [], "type": "info"},
    ),
    "gotify://127.0.0.1:{}/AbCdEfGhIjKlMnO": ("/message", {"priority": 5, "title": TITLE, "message": BODY}),
    "mmost://127.0.0.1:{}/abcdefghijklmnopqrstuvwxyz": (
        "/hooks/abcdefghijklmnopqrstuvwxyz",
        {"text": BODY, "username": "newsbot"},
    ),
}


@pytest.mark.parametrize("address", LOCAL)
def test_a_server_of_ones_own_gets_the_message(address: str) -> None:
    path, body = LOCAL[address]
    with service(Says({})) as played:
        reply = _sent(address.format(played.port))
    assert (reply, [(each.path, each.body) for each in played.asked]) == (Reply(True), [(path, body)])


def test_silence_and_refused_connections_may_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_ANSWERING", 0.2)
    with service(Says(silent=True)) as played:
        assert _sent(f"json://127.0.0.1:{played.port}") == Reply(False, "超时", again=True)
    assert _sent(f"json://127.0.0.1:{played.port}") == Reply(False, "无法连接（ConnectionError）", again=True)


def test_mail_has_the_message_as_html_and_as_text() -> None:
    with mailbox() as box:
        reply = _sent(f"mailto://127.0.0.1:{box.port}/reader@example.com?from=bot@example.com", TITLE, "<p>一条</p>\n")
    ((to, letter),) = box.letters
    message = email.message_from_string(letter, policy=default)
    parts = [
        (part.get_content_type(), part.get_content().strip()) for part in message.walk() if not part.is_multipart()
    ]
    assert (reply, to, message["Subject"]) == (Reply(True), "reader@example.com", TITLE)
    assert parts == [("text/plain", "一条"), ("text/html", "<p>一条</p>")]


def test_mail_that_is_refused_may_be_sent_again() -> None:
    with mailbox(refusing=True) as box:
        reply = _sent(f"mailto://127.0.0.1:{box.port}/reader@example.com?from=bot@example.com")
    assert (reply, box.letters) == (Reply(False, "邮件服务器没有接受", again=True), [])


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("feishu://not%20a%20token", "not a usable address; see https://appriseit.com/services/ for its form"),
        ("tgram://short/1", "not a usable address; see https://appriseit.com/services/ for its form"),
        (f"tgram://{TOKEN}/", "it names 0 recipients; write an address for each"),
        ("ntfy://127.0.0.1/one/two", "it names 2 recipients; write an address for each"),
    ],
)
def test_an_address_that_cannot_be_used_is_not_repeated(address: str, fault: str) -> None:
    (channel,) = channels_in(address)
    with pytest.raises(ChannelError) as caught:
        opened(channel)
    assert str(caught.value) == f"第 1 个 ({channel.scheme}): {fault}"


def test_nothing_is_logged_but_by_us(ask: Any, caplog: pytest.LogCaptureFixture, capfd: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        for scheme, address in ADDRESSES.items():
            for status in (200, 500):
                ask(scheme, Says({}, status))
            assert urllib.parse.urlsplit(address).netloc not in caplog.text
    assert [record.name for record in caplog.records] == []
    assert capfd.readouterr() == ("", "")


def test_tries_are_four_with_growing_pauses() -> None:
    slept: list[float] = []
    replies = iter([Reply(False, "超时", again=True)] * 4)
    assert persistently(lambda: next(replies), sleep=slept.append) == Reply(False, "超时", again=True)
    assert [round(each / wait) for each, wait in zip(slept, (1, 4, 16), strict=True)] == [1, 1, 1]
    assert list(replies) == []


@pytest.mark.parametrize(
    ("replies", "used", "waited"),
    [
        ([Reply(True)], 1, []),
        ([Reply(False, "HTTP 403")], 1, []),
        ([Reply(False, "HTTP 429", again=True, wait=61)], 1, []),
        ([Reply(False, "HTTP 429", again=True, wait=30), Reply(True)], 2, [30]),
    ],
)
def test_a_try_that_settles_it_is_the_last(replies: list[Reply], used: int, waited: list[float]) -> None:
    slept: list[float] = []
    left = iter(replies)
    assert persistently(lambda: next(left), sleep=slept.append) == replies[used - 1]
    assert slept == waited
