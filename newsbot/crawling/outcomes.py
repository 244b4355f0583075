"""From a failure to a named outcome."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from gzip import BadGzipFile

import brotli
from playwright.async_api import TimeoutError as PageTimeoutError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.crawling.proxy import REFUSAL
from newsbot.crawling.refusals import RefusedError
from newsbot.items import BEIJING, Outcome
from newsbot.reading.text import one_line

# A Retry-After beyond this is taken as this: a slip in a header must not silence a source for years.
LONGEST_PAUSE = timedelta(days=2)
# How long a server is left alone that refuses us without saying for how long. Who is gone is asked again, rarely.
PAUSES = {
    Outcome.RATE_LIMITED: timedelta(hours=1),
    Outcome.BLOCKED: timedelta(hours=6),
    Outcome.GONE: timedelta(days=30),
}


@dataclass(frozen=True, slots=True)
class Failing:
    """Why a request delivered nothing.

    ``retry_at`` is when the server may be tried again, ``refused_by`` the address that has just said so.
    """

    outcome: Outcome
    detail: str
    retry_at: datetime | None = None
    refused_by: str = ""


def failing(error: BaseException, *, now: datetime) -> Failing:
    """The outcome that an exception of the downloader stands for."""
    match error:
        case HttpError():
            return refused(error.response, now=now)
        case RefusedError():
            return Failing(error.outcome, _first_line(error), error.retry_at, error.refused_by)
        case DownloadTimeoutError() | PageTimeoutError():
            return Failing(Outcome.TIMEOUT, _first_line(error))
        case DownloadCancelledError():
            return Failing(Outcome.TOO_LARGE, _first_line(error))
        case IgnoreRequest():
            return Failing(_ignored(str(error)), _first_line(error))
        case ResponseDataLossError():
            return Failing(Outcome.CUT_SHORT, "fewer bytes than were announced")
        case EOFError() | BadGzipFile() | zlib.error() | brotli.error():
            return Failing(Outcome.PARSE_ERROR, f"broken compression: {_first_line(error)}")
        case ValueError():
            return Failing(Outcome.HTTP_ERROR, f"leads to no address: {_first_line(error)}")
        case CannotResolveHostError():
            return Failing(Outcome.UNREACHABLE, "no such host")
        case DownloadConnectionRefusedError():
            return Failing(Outcome.UNREACHABLE, "connection refused")
        case _:
            return Failing(Outcome.UNREACHABLE, f"{type(error).__name__}: {_first_line(error)}")


def _ignored(message: str) -> Outcome:
    """What a middleware means that ignores a request: Scrapy says it in words only."""
    return Outcome.TOO_LARGE if "MAXSIZE" in message else Outcome.HTTP_ERROR


def refused(response: Response, *, now: datetime) -> Failing:
    """The outcome that an answer without success stands for: any status but 200."""
    if "playwright" in response.flags and response.headers.get(b"Proxy-Status") == REFUSAL:
        return Failing(Outcome.UNSAFE, "leads to an address that is not public")
    asked = _retry_at(response, now)
    outcome = _outcome(response.status, asked=asked is not None)
    pause = PAUSES.get(outcome)
    retry_at = asked or (now + pause if pause else None)
    location = response.headers.get(b"Location")
    if location and outcome is Outcome.HTTP_ERROR and 300 <= response.status < 400:
        leads_to = _shown(location)
        return Failing(Outcome.UNSAFE, f"HTTP {response.status} leads to {leads_to}, which is not followed")
    return Failing(outcome, f"HTTP {response.status}", retry_at, response.url if retry_at else "")


def _outcome(status: int, *, asked: bool) -> Outcome:
    match status:
        case 204:
            return Outcome.EMPTY
        case 206:
            return Outcome.CUT_SHORT
        case 401 | 403 | 451:
            return Outcome.BLOCKED
        case 410:
            return Outcome.GONE
        case 429:
            return Outcome.RATE_LIMITED
        case 503 if asked:
            return Outcome.RATE_LIMITED
        case _:
            return Outcome.HTTP_ERROR


def _shown(location: bytes) -> str:
    """The beginning of a redirect's target, for a person."""
    return one_line(location[:80].decode("latin-1"))


def _retry_at(response: Response, now: datetime) -> datetime | None:
    """When Retry-After (RFC 9110 §10.2.3: seconds or a date) asks to be tried again."""
    value = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit() and len(value) < 100 and int(value) > 0:
        return now + min(timedelta(seconds=min(int(value), 10**9)), LONGEST_PAUSE)
    try:
        asked = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if asked.tzinfo is None or asked <= now:
        return None
    return min(asked, now + LONGEST_PAUSE).astimezone(BEIJING)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
