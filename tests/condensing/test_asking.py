"""The endpoint's ways to answer and not to answer, each against a server on loopback."""

import gzip
import logging
import socket
import sys
import time
from collections.abc import Callable
from functools import partial

import pytest

from newsbot.condensing.asking import Answers, ask
from newsbot.condensing.endpoint import Endpoint
from newsbot.condensing.prompt import LONGEST_REPLY, key_of
from newsbot.items import Article
from tests.condensing.stub import Behave, Exchange, endpoint

Make = Callable[..., Article]

KEY = "sk-sample-0123456789"


def _asked(behave: Behave, articles: list[Article], patience: float = 5.0) -> Answers:
    with endpoint(behave) as stub:
        return ask(Endpoint(stub.url, "sample", KEY, patience), articles)


def test_a_model_is_asked_once_for_each_article(article: Make) -> None:
    articles = [article("a"), article("b"), article("a")]
    with endpoint(lambda exchange: exchange.line(exchange.title)) as stub:
        answers = ask(Endpoint(stub.url, "sample", KEY), articles)
    assert answers == Answers({key_of("sample", each): f'{{"line": "{each.title}"}}' for each in articles})
    assert stub.paths == ["/v1/chat/completions"] * 2
    assert {name for body in stub.bodies for name in body} == {"model", "messages"}


def test_nothing_is_sent_but_the_question_and_the_key(article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY"):
        monkeypatch.setenv(f"OPENAI_{name}", "other")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: other")
    with endpoint(lambda exchange: exchange.line("好")) as stub:
        ask(Endpoint(stub.url, "sample", KEY), [article()])
        ask(Endpoint(stub.url, "sample"), [article()])
    with_key, without = stub.headers
    assert with_key["authorization"] == f"Bearer {KEY}"
    assert set(without) == set(with_key) - {"authorization"}
    assert "other" not in str(stub.headers)
    assert [name for name in with_key if name.startswith(("x-", "openai"))] == ["x-stainless-raw-response"]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("<think>很久" + "想" * 9000 + "</think>好", "好"),
        ("长" * 9000, "长" * LONGEST_REPLY),
        ("", ""),
        (None, ""),
    ],
    ids=["thinking", "long", "empty", "none"],
)
def test_what_is_kept_of_an_answer(article: Make, content: str | None, kept: str) -> None:
    answers = _asked(lambda exchange: exchange.say(content), [article()])
    assert answers == Answers({key_of("sample", article()): kept})


def test_a_refusal_and_a_call_of_a_tool_are_empty_answers(article: Make) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "run", "arguments": "{}"}}
    behaviours: list[Behave] = [
        lambda exchange: exchange.say(None, refusal="no"),
        lambda exchange: exchange.say(None, tool_calls=[call], reasoning_content="…"),
        lambda exchange: exchange.send(b'{"choices": []}'),
    ]
    for behave in behaviours:
        assert list(_asked(behave, [article()]).replies.values()) == [""]


def _drip(exchange: Exchange) -> None:
    exchange.handler.send_response(200)
    exchange.handler.send_header("Content-Type", "application/json")
    exchange.handler.end_headers()
    while not exchange.stub.ended.wait(0.02):
        exchange.handler.wfile.write(b" ")


def _drip_headers(exchange: Exchange) -> None:
    exchange.handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not exchange.stub.ended.wait(0.02):
        exchange.handler.wfile.write(b"X-A: b\r\n")


def _flood(exchange: Exchange) -> None:
    exchange.handler.send_response(200)
    exchange.handler.send_header("Content-Type", "application/json")
    exchange.handler.end_headers()
    while not exchange.stub.ended.is_set():
        exchange.handler.wfile.write(b" " * 65536)


BOMB = gzip.compress(b" " * 50_000_000)
SILENCES: dict[str, tuple[Behave, str]] = {
    "slow": (lambda exchange: exchange.stub.ended.wait(30) and None, "超时"),
    "dripping": (_drip, "超时"),
    "dripping headers": (_drip_headers, "超时"),
    "huge": (_flood, "回复过大"),
    "packed": (lambda exchange: exchange.send(BOMB, Content_Encoding="gzip"), "回复经过压缩"),
    "unauthorized": (lambda exchange: exchange.send(b'{"error": "bad key sk-sample-0123456789"}', 401), "HTTP 401"),
    "too many": (lambda exchange: exchange.send(b"{}", 429, Retry_After="600"), "HTTP 429"),
    "broken": (lambda exchange: exchange.send(b"{}", 500), "HTTP 500"),
    "no content": (lambda exchange: exchange.send(b"", 204), "HTTP 204"),
    "web page": (lambda exchange: exchange.send(b"<html>", content_type="text/html"), "回复不是 JSON"),
    "events": (lambda exchange: exchange.send(b"data: {}", content_type="text/event-stream"), "回复不是 JSON"),
    "cut": (lambda exchange: exchange.send(b'{"choices": [{"mess'), "回复格式不符"),
    "rubbish": (lambda exchange: exchange.send(b"\xff\xfe\x00"), "回复格式不符"),
    "empty": (lambda exchange: exchange.send(b""), "回复格式不符"),
    "deep": (lambda exchange: exchange.send(b"[" * 200_000), "回复格式不符"),
    "other shape": (lambda exchange: exchange.send(b'{"choices": {"message": 1}}'), "回复格式不符"),
    "other content": (lambda exchange: exchange.say([{"type": "text"}]), "回复格式不符"),  # type: ignore[arg-type]
    "hanging up": (
        lambda exchange: exchange.handler.connection.shutdown(socket.SHUT_RDWR),
        "无法连接（APIConnectionError）",
    ),
}


@pytest.mark.parametrize("name", SILENCES)
def test_a_fault_of_the_endpoint_is_a_reason(article: Make, name: str) -> None:
    behave, reason = SILENCES[name]
    begun = time.monotonic()
    answers = _asked(behave, [article()], patience=0.5 if reason == "超时" else 5.0)
    assert answers == Answers(silences={key_of("sample", article()): reason})
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize(
    "said", [KEY, f'{{"line": "{KEY.upper()}"}}', " ".join(KEY), f"<think>{KEY}</think>好", "长" * 1995 + KEY]
)
def test_a_reply_that_repeats_the_key_is_not_kept(article: Make, said: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answers = _asked(lambda exchange: exchange.say(said), [article()])
    assert answers == Answers(silences={key_of("sample", article()): "回复含有密钥"})
    assert KEY not in caplog.text


def test_a_key_that_is_a_word_is_no_secret(article: Make) -> None:
    with endpoint(lambda exchange: exchange.say("none of it")) as stub:
        answers = ask(Endpoint(stub.url, "sample", "none"), [article()])
    assert list(answers.replies.values()) == ["none of it"]


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(article: Make) -> None:
    with endpoint(lambda exchange: exchange.line("不该到这里")) as other:
        for status in (301, 302, 307, 308):
            behave = partial(Exchange.send, body=b"", status=status, Location=f"{other.url}/chat/completions")
            reasons = list(_asked(behave, [article()]).silences.values())
            assert reasons == [f"地址已转向别处（HTTP {status}）"]
    assert other.paths == []


def test_an_endpoint_that_is_not_there_is_asked_no_further(article: Make) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        answers = ask(Endpoint(url, "sample", patience=5.0), [article(str(number)) for number in range(10)])
    assert set(answers.silences.values()) == {"无法连接（APIConnectionError）"}
    assert len(answers.silences) == 10


def test_one_that_refuses_the_key_is_not_asked_for_the_rest(article: Make) -> None:
    with endpoint(lambda exchange: exchange.send(b"{}", 401)) as stub:
        answers = ask(Endpoint(stub.url, "sample", KEY), [article(str(number)) for number in range(12)])
    assert len(stub.paths) <= 4
    assert list(answers.silences.values()) == ["HTTP 401"] * 12


def test_some_may_be_answered_and_others_not(article: Make) -> None:
    articles = [article(str(number), title=f"样例{number}") for number in range(6)]
    answers = _asked(lambda e: e.line("好") if e.title in {"样例1", "样例4"} else e.send(b"{}", 503), articles)
    good = [key_of("sample", articles[number]) for number in (1, 4)]
    assert set(answers.replies) == set(good)
    assert list(answers.silences.values()) == ["HTTP 503"] * 4


def test_time_and_number_of_questions_are_bounded(article: Make) -> None:
    with endpoint(lambda exchange: exchange.stub.ended.wait(30) and None) as stub:
        begun = time.monotonic()
        answers = ask(Endpoint(stub.url, "sample", patience=0.3), [article(str(number)) for number in range(60)])
    assert time.monotonic() - begun < 4
    assert set(answers.silences.values()) <= {"超时", "时间用尽"}
    assert len(answers.silences) == len(stub.paths) == 12


def test_without_the_package_nothing_is_asked(article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with endpoint(lambda exchange: exchange.line("好")) as stub:
        answers = ask(Endpoint(stub.url, "sample"), [article()])
    assert list(answers.silences.values()) == ["未安装 openai（pip install 'newsbot[llm]'）"]
    assert stub.paths == []


def test_the_key_is_in_no_log_and_no_text(article: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    target = Endpoint("http://127.0.0.1:9/v1", "sample", KEY)
    answers = _asked(lambda exchange: exchange.send(f"{{{KEY}}}".encode(), 401), [article()])
    _asked(lambda exchange: exchange.line("好"), [article()])
    assert KEY not in f"{caplog.text}{answers}{target}"
