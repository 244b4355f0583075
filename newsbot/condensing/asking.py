"""Asking about several articles, within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from newsbot.condensing.endpoint import Endpoint, SilenceError, connected, reply
from newsbot.condensing.prompt import key_of
from newsbot.items import Article

MOST = 12  # questions at a time of asking; an issue has ten items
_AT_ONCE = 4
_TOTAL = 3  # times the patience for one question


@dataclass(slots=True)
class Answers:
    """What a model answered, and why it did not, both by `newsbot.condensing.prompt.key_of`."""

    replies: dict[str, str] = field(default_factory=dict)
    silences: dict[str, str] = field(default_factory=dict)


def total_patience(endpoint: Endpoint) -> float:
    """Seconds that asking takes at most, whatever the endpoint does."""
    return _TOTAL * endpoint.patience


def ask(endpoint: Endpoint, articles: Sequence[Article]) -> Answers:
    """Ask about each article, once; never raises for what an endpoint does or does not.

    Blocks for `total_patience` at most. The event loop is one of its own, in a thread of its own, so that it may be
    called wherever there is another.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _ask(endpoint, articles)).result()


async def _ask(endpoint: Endpoint, articles: Sequence[Article]) -> Answers:
    wanted = {key_of(endpoint.model, article): article for article in articles[:MOST]}
    answers = Answers(silences=dict.fromkeys(wanted, "时间用尽"))
    try:
        async with asyncio.timeout(total_patience(endpoint)), connected(endpoint) as client:
            gate = asyncio.Semaphore(_AT_ONCE)
            stopped: list[str] = []

            async def one(key: str, article: Article) -> None:
                async with gate:
                    if stopped:
                        answers.silences[key] = stopped[0]
                        return
                    try:
                        answers.replies[key] = await reply(client, endpoint, article)
                    except SilenceError as error:
                        answers.silences[key] = error.reason
                        if error.final:
                            stopped.append(error.reason)
                    else:
                        del answers.silences[key]

            await asyncio.gather(*(one(key, article) for key, article in wanted.items()))
    except TimeoutError:
        pass  # what was answered by then counts
    except SilenceError as error:
        answers.silences = dict.fromkeys(wanted, error.reason)
    return answers
