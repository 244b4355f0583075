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
OVERTIME = timedelta(hours=3)  # behind midnight, for a crawl that began before it
# And some give it a time that is a little ahead.
AHEAD = timedelta(hours=1)


def end_of(day: date, now: datetime) -> datetime:
    """When the issue of a day ends: now, for a past day at its midnight (Beijing time).

    A crawl that began before midnight ends behind it, and what it found is that day's.
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), BEIJING)
    return now.astimezone(BEIJING) if now < midnight + OVERTIME else midnight


def window_of(day: date, *, now: datetime, previous_end: datetime | None) -> Window:
    """The window of a day's issue: from where the previous one ended, or of the last 24 hours."""
    ends = end_of(day, now)
    recent = previous_end is not None and ends - LONGEST <= previous_end < ends
    if previous_end is None or not recent:
        return Window(ends - USUAL, ends, ends - USUAL)
    starts = previous_end.astimezone(BEIJING)
    # At least a day back: an issue that was renewed in the evening has not seen what the other sources had that day.
    return Window(starts, ends, min(starts, ends - USUAL) - LATE)


def reach_of(window: Window, last_success: datetime | None) -> datetime:
    """The earliest publication by one source that still counts; ``last_success`` is its last one before the window.

    A source that failed when the previous issue was made has still to tell what it had then, for up to `LONGEST`.
    """
    if last_success is None:
        return window.since
    return max(min(window.since, last_success - LATE), window.ends - LONGEST - LATE)


def time_of(article: Article) -> datetime:
    """When an article counts from: its publication, or for an undated one when it was first seen."""
    moment = article.published or article.first_seen
    if moment is None:
        raise ValueError(f"{article.url}: neither published nor seen at a known time")
    return moment


def belongs(article: Article, window: Window, since: datetime, printed: Collection[str]) -> bool:
    """Whether an article may be printed in the issue: on topic, new, of this window, and no digest.

    ``since`` is the reach of its source, ``printed`` what the issues of other days have.
    """
    return not objection(article, window, since, printed)


def objection(article: Article, window: Window, since: datetime, printed: Collection[str]) -> str:
    """Why an article may not be printed in the issue, in words for a reader; "" where it may."""
    judgement, first_seen = article.judgement, article.first_seen
    if judgement is not None and judgement.roundup:
        return "是汇总栏目，只刊其中拆出的条目"
    if judgement is None or judgement.grade == 0:
        return "与主题无关"
    if first_seen is None or first_seen > window.ends:
        return f"在该期截稿（{_local(window.ends)}）之后才抓到"
    if article.canonical_url in printed:
        return "已在另一天的日报刊出"
    moment = time_of(article)
    if moment < since:
        return f"发布于 {_local(moment)}，早于该期从这个信源收录的起点 {_local(since)}"
    if moment > window.ends + AHEAD:
        return f"标注的时间 {_local(moment)} 晚于该期截稿（{_local(window.ends)}）"
    return ""


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
