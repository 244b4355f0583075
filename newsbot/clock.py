"""The one place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scrapy.settings import BaseSettings

from newsbot.items import BEIJING

Clock = Callable[[], datetime]


# Nothing this program is about is older; and arithmetic with windows needs some room.
FIRST_YEAR = 2018


class ClockError(Exception):
    """NEWSBOT_NOW cannot be used; the message says why and what to write."""


def clock_of(settings: BaseSettings) -> Clock:
    """The clock of a crawl, in Beijing time: the machine's, or standing still at NEWSBOT_NOW (ISO 8601 with zone)."""
    moment = settings["NEWSBOT_NOW"]
    if not moment:
        return lambda: datetime.now(BEIJING)
    try:
        fixed = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
    except ValueError:
        fixed = None
    if fixed is None or fixed.tzinfo is None or not FIRST_YEAR <= fixed.year < 3000:
        raise ClockError(f"NEWSBOT_NOW: {moment!r} is no moment with a zone; write one like 2026-01-20T13:47:00+08:00")
    local = fixed.astimezone(BEIJING)
    return lambda: local
