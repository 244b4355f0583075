"""When an issue begins and ends, and what belongs to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from newsbot.issue.daily import Window
from newsbot.items import BEIJING, Article

LONGEST = timedelta(hours=72)  # a previous issue further back than this does not count: nobody reads old news as new
USUAL = timedelta(hours=24)
# Some sources put an article into their feed hours after the time they give it.
LATE = timedelta(hours=12)
# And some give it a time that is a little ahead.
AHEAD = timedelta(hours=1)


def window_of(day: date, *, now: datetime, previous_end: datetime | None) -> Window:
    """The window of a day's issue: it ends now, or for a past day at that day's midnight (Beijing time)."""
    midnight = datetime.combine(day + timedelta(days=1), time(), BEIJING)
    ends = min(now.astimezone(BEIJING), midnight)
    recent = previous_end is not None and ends - LONGEST <= previous_end < ends
    if previous_end is None or not recent:
        return Window(ends - USUAL, ends, ends - USUAL)
    starts = previous_end.astimezone(BEIJING)
    # At least a day back: an issue that was renewed in the evening has not seen what the other sources had that day.
    return Window(starts, ends, min(starts, ends - USUAL) - LATE)


def time_of(article: Article) -> datetime:
    """When an article counts from: its publication, or for an undated one when it was first seen."""
    moment = article.published or article.first_seen
    if moment is None:
        raise ValueError(f"{article.url}: neither published nor seen at a known time")
    return moment


def belongs(article: Article, window: Window, printed: Collection[str]) -> bool:
    """Whether an article may be printed in the issue: on topic, new, of this window, and no digest."""
    judgement, first_seen = article.judgement, article.first_seen
    return (
        judgement is not None
        and judgement.grade > 0
        and not judgement.roundup
        and first_seen is not None
        and first_seen <= window.ends
        and window.since <= time_of(article) <= window.ends + AHEAD
        and article.canonical_url not in printed
    )
