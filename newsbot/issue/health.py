"""How a source is doing: works, works less well than it used to, or does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from newsbot.items import ARTICLE_PAGES, FEWEST_ENTRIES, Attempt, Outcome

PAST = timedelta(days=28)  # in which a source shows its habit
# A source that has not been run for that long is not watched any more.
LONGEST_REST = timedelta(hours=26)
# Days of a source's past from which its habit can be told, and the least habit that a lack shows against.
_FEWEST_DAYS = 7
_LEAST_USUAL = 4
_LACK = 4  # times less than usual: weekends and holidays bring a half


class Level(StrEnum):
    """What a monitor has to know; the later ones are the worse."""

    OK = "ok"
    WEAK = "weak"  # delivers, but something about it is not as it should be
    UNKNOWN = "unknown"  # never run, or not for `LONGEST_REST`
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Past:
    """What the store knows of a source.

    ``run`` has the attempts of its last run; ``turned`` is when its runs began to be as that one: without a flaw,
    delivering with one (`Attempt.flawed`), or not delivering. ``days`` is how many new articles it brought on each of
    the days before today, oldest first, ``recent`` how many in the last 24 hours, ``new`` how many since the previous
    issue; both None for a source without articles. ``fault`` is why it could not be loaded now.
    """

    run: Sequence[Attempt] = ()
    turned: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    days: Sequence[int] = ()
    new: int | None = None
    recent: int | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is doing. ``since`` is when it began to do so; None where that is not known.

    ``usual`` is the median of new articles a day, ``undated`` the share of entries without a usable date in the last
    document; each None where too little is known. ``remarks`` are for readers.
    """

    level: Level
    since: datetime | None
    usual: float | None
    undated: float | None
    remarks: tuple[str, ...]


def health_of(past: Past, *, now: datetime) -> Health:
    """The health of a source at a moment, from what the store knew of it then."""
    routes = [attempt for attempt in past.run if attempt.route != ARTICLE_PAGES]
    usual = median(past.days) if len(past.days) >= _FEWEST_DAYS else None
    undated = _undated(routes)
    if past.fault:
        return Health(Level.FAILING, None, usual, undated, ())
    if not routes or routes[-1].at <= now - LONGEST_REST:
        return Health(Level.UNKNOWN, routes[-1].at if routes else None, usual, undated, ())
    if not routes[-1].outcome.usable:
        return Health(Level.FAILING, past.turned, usual, undated, ())
    remarks = tuple(_remarks(past, routes, usual, undated))
    if any(attempt.flawed for attempt in routes):
        return Health(Level.WEAK, past.turned, usual, undated, remarks)
    if remarks:
        # The run is as it should be, and brings too little: when that began is not known.
        return Health(Level.WEAK, None, usual, undated, remarks)
    return Health(Level.OK, past.turned, usual, undated, ())


def _undated(routes: Sequence[Attempt]) -> float | None:
    # What was passed over for want of a date counts as undated, and not as an entry.
    last = routes[-1] if routes else None
    return min(1, last.undated / last.entries) if last is not None and last.entries >= FEWEST_ENTRIES else None


def _remarks(past: Past, routes: Sequence[Attempt], usual: float | None, undated: float | None) -> Iterator[str]:
    if routes[-1].moved_to:
        yield f"地址已永久变更为 {routes[-1].moved_to}"
    if usual is not None and past.recent is not None and usual >= _LEAST_USUAL and past.recent * _LACK < usual:
        yield f"24 小时内新条目 {past.recent} 条，平日约 {usual:g} 条"
    if undated is not None and undated > 1 / 2 and routes[-1].outcome is not Outcome.UNDATED:  # which says it itself
        yield f"{undated:.0%} 的条目没有时间"
