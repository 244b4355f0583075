"""One question to an OpenAI-compatible endpoint. The only place that imports openai, and only when it asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from newsbot.condensing.prompt import LONGEST_REPLY, messages, without_thinking
from newsbot.items import Article

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_MAX_BYTES = 256 * 1024  # of a response, thinking included
_SHORTEST_KEY = 8  # characters; what is shorter ("none", "ollama") is no secret, but a word
# What the request needs. The library adds what it finds in the environment: organizations, projects, other headers.
_HEADERS = {
    *("host", "connection", "accept", "content-type", "content-length", "user-agent", "accept-encoding"),
    "x-stainless-raw-response",  # the library reads there how it was called
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked. ``patience`` is in seconds and for one question, from the first byte to the last."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    patience: float = 45.0


class SilenceError(Exception):
    """A question that got no answer: the reason is for readers, ``final`` says that others would get none either."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


@asynccontextmanager
async def connected(endpoint: Endpoint) -> AsyncIterator[AsyncOpenAI]:
    """A client of the endpoint, which follows no redirect and sends nothing but the question and the endpoint's key.

    Raises `SilenceError` where the package is not installed.
    """
    try:
        import openai  # noqa: PLC0415 (an extra, and half a second)
    except ImportError as error:
        raise SilenceError("未安装 openai（pip install 'newsbot[llm]'）", final=True) from error
    for name in ("openai", "httpx", "httpx2", "httpcore", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)  # they log requests

    async def only_ours(request: Any) -> None:
        for name in set(request.headers) - _HEADERS:
            del request.headers[name]
        if endpoint.key:
            request.headers["authorization"] = f"Bearer {endpoint.key}"

    http = openai.DefaultAsyncHttpxClient(
        follow_redirects=False, event_hooks={"request": [only_ours], "response": [_accept]}
    )
    async with openai.AsyncOpenAI(
        base_url=endpoint.url,
        api_key="none",
        max_retries=0,
        timeout=endpoint.patience,
        http_client=http,
        # Bodies are not inflated: a small one may be a large one packed.
        default_headers={"Accept-Encoding": "identity"},
    ) as client:
        yield client


async def reply(client: AsyncOpenAI, endpoint: Endpoint, article: Article) -> str:
    """What the model says of an article, without its thinking, cut at `LONGEST_REPLY`. Raises `SilenceError`."""
    try:
        async with asyncio.timeout(endpoint.patience):
            return _content(await _body(client, endpoint.model, article), endpoint.key)
    except TimeoutError as error:
        raise SilenceError("超时") from error
    except SilenceError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a library raises there, the daily goes on)
        # Their messages are not passed on: a server's may repeat the key.
        kind = type(error).__name__
        timed_out = "Timeout" in kind
        raise SilenceError("超时" if timed_out else f"无法连接（{kind}）", final=not timed_out) from None


async def _body(client: AsyncOpenAI, model: str, article: Article) -> bytes:
    # No tools, and neither a temperature nor a limit of tokens: not every model takes them.
    asking = client.chat.completions.with_streaming_response.create(model=model, messages=messages(article))  # type: ignore[arg-type]
    body = b""
    async with asking as response:
        async for chunk in response.iter_bytes():
            body += chunk
            if len(body) > _MAX_BYTES:
                raise SilenceError("回复过大")
    return body


async def _accept(response: Any) -> None:
    """Look at the head of a response; the body of one that is no answer is not read."""
    status, headers = response.status_code, response.headers
    if 300 <= status < 400:
        raise SilenceError(f"地址已转向别处（HTTP {status}）", final=True)
    if status != 200:
        # A request that is refused says nothing of the next one; nor does a fault in between.
        raise SilenceError(f"HTTP {status}", final=status in {401, 402, 403, 404, 405, 429})
    if "json" not in headers.get("content-type", ""):
        raise SilenceError("回复不是 JSON")
    if headers.get("content-encoding", "identity") != "identity":
        raise SilenceError("回复经过压缩")


def _content(body: bytes, key: str) -> str:
    """What a response says. One that repeats the key, however it is set apart, is none: replies are stored."""
    try:
        completion = msgspec.json.decode(body, type=_Completion)
    except (msgspec.DecodeError, RecursionError) as error:
        raise SilenceError("回复格式不符") from error
    said = (completion.choices[0].message.content if completion.choices else None) or ""
    if len(key) >= _SHORTEST_KEY and _letters(key) in _letters(said):
        raise SilenceError("回复含有密钥")
    return without_thinking(said)[:LONGEST_REPLY]


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
