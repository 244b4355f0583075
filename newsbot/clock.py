"""The one place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scrapy.settings import BaseSettings

from newsbot.items import BEIJING

Clock = Callable[[], datetime]


def clock_of(settings: BaseSettings) -> Clock:
    """The clock of a crawl, in Beijing time: the machine's, or standing still at NEWSBOT_NOW (ISO 8601 with zone)."""
    moment = settings["NEWSBOT_NOW"]
    if not moment:
        return lambda: datetime.now(BEIJING)
    fixed = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
    if fixed.tzinfo is None:
        raise ValueError(f"NEWSBOT_NOW: {moment!r} has no zone; write one like 2026-01-20T13:47:00+08:00")
    fixed = fixed.astimezone(BEIJING)
    return lambda: fixed
