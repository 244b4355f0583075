"""What a service answered, seen on its way to apprise.

apprise tells only whether it takes a message for sent, and takes HTTP 200 for yes; the robots of 飞书, 钉钉 and
企业微信 answer 200 with an error code. Nor does it tell how long a service asks to be left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

_MOST_BYTES = 64 * 1024  # of an answer that is read


@dataclass(slots=True)
class Seen:
    """The answers to what was asked, in order; an exception's name where there was none."""

    answers: list[Any] = field(default_factory=list)

    @property
    def fault(self) -> str:
        """Why the last question has no answer; "" where it has, or nothing was asked."""
        return self.answers[-1] if self.answers and isinstance(self.answers[-1], str) else ""

    @property
    def status(self) -> int:
        """That of the last answer; 0 where nothing was asked by HTTP."""
        return int(self.answers[-1].status_code) if self.answers and not self.fault else 0

    @property
    def said(self) -> dict[str, Any]:
        """The last answer, where it is a JSON object."""
        try:
            content = self.answers[-1].content if self.status else b""
            found = msgspec.json.decode(content) if len(content) <= _MOST_BYTES else None
        except Exception:  # noqa: BLE001 (no JSON, or cut off while it was read)
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def wait(self) -> int:
        """Seconds for which the service asks to be left alone; 0 where it does not."""
        header = self.answers[-1].headers.get("Retry-After", "") if self.status else ""
        if header.isascii() and header.isdigit() and len(header) < 9:
            return int(header)
        match self.said:
            case {"parameters": {"retry_after": int(seconds)}} if seconds > 0:  # Telegram
                return seconds
        return 0


_watching: ContextVar[Seen | None] = ContextVar("watching", default=None)


@contextmanager
def watching() -> Iterator[Seen]:
    """See what is answered within the block, by the thread that runs it."""
    _install()
    seen = Seen()
    token = _watching.set(seen)
    try:
        yield seen
    finally:
        _watching.reset(token)


@cache
def _install() -> None:
    """Look at what requests gets. It changes nothing, and nothing at all is seen outside of `watching`."""
    from requests.adapters import HTTPAdapter  # noqa: PLC0415 (of an extra)

    send = HTTPAdapter.send

    def watched(self: HTTPAdapter, *args: Any, **kwargs: Any) -> Any:
        seen = _watching.get()
        if seen is None:
            return send(self, *args, **kwargs)
        try:
            answer = send(self, *args, **kwargs)
        except Exception as error:
            seen.answers.append(type(error).__name__)
            raise
        seen.answers.append(answer)
        return answer

    HTTPAdapter.send = watched  # type: ignore[method-assign]
