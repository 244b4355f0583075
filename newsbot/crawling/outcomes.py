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
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.crawling.browser import BrowserNotFoundError
from newsbot.items import BEIJING, Outcome

# A Retry-After beyond this is taken as this: a slip in a header must not silence a source for years.
LONGEST_PAUSE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Failing:
    """Why a request delivered nothing. ``retry_at`` is when the server asks to be tried again, if it does."""

    outcome: Outcome
    detail: str
    retry_at: datetime | None = None


def failing(error: BaseException, *, now: datetime) -> Failing:
    """The outcome that an exception of the downloader stands for."""
    match error:
        case HttpError():
            return refused(error.response, now=now)
        case BrowserNotFoundError():
            return Failing(Outcome.NO_BROWSER, str(error))
        case DownloadTimeoutError() | PageTimeoutError():
            return Failing(Outcome.TIMEOUT, _first_line(error))
        case DownloadCancelledError():
            return Failing(Outcome.TOO_LARGE, _first_line(error))
        case IgnoreRequest():
            return Failing(_ignored(str(error)), _first_line(error))
        case EOFError() | BadGzipFile() | zlib.error() | brotli.error():
            return Failing(Outcome.PARSE_ERROR, f"broken compression: {_first_line(error)}")
        case CannotResolveHostError():
            return Failing(Outcome.UNREACHABLE, "no such host")
        case DownloadConnectionRefusedError():
            return Failing(Outcome.UNREACHABLE, "connection refused")
        case _:
            return Failing(Outcome.UNREACHABLE, f"{type(error).__name__}: {_first_line(error)}")


def _ignored(message: str) -> Outcome:
    """What a middleware means that ignores a request: Scrapy says it in words only."""
    if "robots.txt" in message:
        return Outcome.DISALLOWED
    return Outcome.TOO_LARGE if "MAXSIZE" in message else Outcome.HTTP_ERROR


def refused(response: Response, *, now: datetime) -> Failing:
    """The outcome that an answer without success stands for."""
    status, retry_at = response.status, _retry_at(response, now)
    match status:
        case 401 | 403 | 451:
            outcome = Outcome.BLOCKED
        case 410:
            outcome = Outcome.GONE
        case 429:
            outcome = Outcome.RATE_LIMITED
        case 503 if retry_at is not None:
            outcome = Outcome.RATE_LIMITED
        case _:
            outcome = Outcome.HTTP_ERROR
    return Failing(outcome, f"HTTP {status}", retry_at)


def _retry_at(response: Response, now: datetime) -> datetime | None:
    """When Retry-After (RFC 9110 §10.2.3: seconds or a date) asks to be tried again."""
    value = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return now + min(timedelta(seconds=int(value)), LONGEST_PAUSE)
    try:
        asked = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if asked.tzinfo is None or asked <= now:
        return None
    return min(asked, now + LONGEST_PAUSE).astimezone(BEIJING)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
