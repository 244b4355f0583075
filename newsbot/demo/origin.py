"""Origins and their answers: what a host says to a path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import parse_qsl, unquote

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; ``body`` is UTF-8."""

    status: int
    headers: dict[str, str]
    body: bytes


Listing = Callable[[Mapping[str, str]], Answer]


@dataclass(frozen=True, slots=True)
class Origin:
    """One scheme and host: its pages by decoded path, and what it says to a path it does not know.

    A page that depends on the query is a function of the query's names and values.
    """

    pages: Mapping[str, Answer | Listing]
    missing: Callable[[str], Answer]

    def respond(self, path_and_query: str) -> Answer:
        """The answer to a request target such as ``/feed`` or ``/p/1?f=rss``; a slash at its end changes nothing."""
        raw, _, query = path_and_query.partition("#")[0].partition("?")
        path = unquote(raw).rstrip("/") or "/"
        page = self.pages.get(path)
        if page is None:
            return self.missing(path)
        return page(dict(parse_qsl(query))) if callable(page) else page


def answer(text: str, content_type: str, status: int = 200) -> Answer:
    """An answer without validators."""
    return Answer(status, {"Content-Type": content_type}, text.encode())


def document(text: str, content_type: str, modified: datetime) -> Answer:
    """An answer with an ETag and a Last-Modified, as feeds have (RFC 9110 §8.8)."""
    body = text.encode()
    validators = {
        "ETag": f'"{sha256(body).hexdigest()[:32]}"',
        "Last-Modified": format_datetime(modified.astimezone(UTC), usegmt=True),
    }
    return Answer(200, {"Content-Type": content_type} | validators, body)


def robots(*disallowed: str) -> Answer:
    """A robots.txt that allows everything but the paths named (RFC 9309)."""
    rules = "".join(f"Disallow: {path}\n" for path in disallowed) or "Disallow:\n"
    return answer(f"User-agent: *\n{rules}", TEXT)
