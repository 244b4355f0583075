"""When an article was published, from everything that says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from newsbot.items import BEIJING
from newsbot.reading.dates import parse_date, url_date


class DateKind(StrEnum):
    """Where a date stands. Of two that contradict each other, and that nothing else agrees with, the first counts."""

    STATE = "state"  # the data that the site's own code starts from
    JSON_LD = "JSON-LD"
    META = "meta"
    MARKED = "marked"  # <time>, and elements whose name says what they hold
    SCRIPT = "script"  # a variable
    SHOWN = "shown"  # text beside the heading
    URL = "URL"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as written, and where."""

    kind: DateKind
    written: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The time that stands, in Beijing (None: none does); ``reason`` is for people."""

    time: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Moment:
    """A date that was read; ``exact`` where it is more than a day."""

    kind: DateKind
    at: datetime
    day: date
    exact: bool


# What one program writes in two places: the two agree in their faults as well.
_SAME_HAND = {DateKind.META: DateKind.JSON_LD, DateKind.SCRIPT: DateKind.STATE, DateKind.SHOWN: DateKind.MARKED}
_ORDER = {kind: position for position, kind in enumerate(DateKind)}
_AGREEING = timedelta(minutes=5)  # what is shown is rounded, and what is saved again a little later
_NEAR = timedelta(days=1)  # an address names the day in Greenwich, or that of the draft
# What is shown to readers is that of publication where metadata are further off; so far off they are of the last
# change, or Greenwich's time that is taken for Beijing's, or the other way round.
_FAR, _GREENWICH = timedelta(hours=6), timedelta(hours=8)
_METADATA = frozenset({DateKind.META, DateKind.JSON_LD})
# Of the last days the day alone says less than when the article was first seen.
_RECENT = timedelta(days=2)


def publication(
    feed: datetime | None,
    datings: Iterable[Dating],
    *,
    url: str,
    seen: datetime,
    zone: tzinfo = BEIJING,
    distrusted: Collection[DateKind] = (),
) -> Publication:
    """The publication time of the article at ``url`` that was first seen at ``seen``.

    A time in the feed stands; Greenwich's midnight may be a day, and yields to another time of that day or the one
    before. Where the feed has only the day, or nothing, the page's date is taken: one that two places agree on before
    one that stands alone, a time before a day, and these in the order of `DateKind`, but metadata behind what is shown
    when hours lie between them. A date of the page is rejected when the article had been seen before it, when it is of
    another day than the feed's, and when nothing else on the page agrees with it and it is far from the day in the
    address, or from one that two other places agree on. Dates without a zone are in ``zone``; ``distrusted`` kinds are
    left out.
    """
    of_feed = _moment(DateKind.FEED, feed) if feed is not None else None
    feed = feed.astimezone(BEIJING) if feed is not None else None
    day = url_date(url)
    of_page = [
        _moment(dating.kind, at)
        for dating in datings
        if dating.kind not in distrusted and (at := parse_date(dating.written, zone=zone)) is not None
    ]
    if of_feed is not None and of_feed.exact:
        of_page = _instead_of_midnight(of_feed, of_page)
        if not of_page:
            return Publication(feed, "the feed's time")
        of_feed = None
    elif of_feed is not None and of_feed.day == day:
        of_feed = None  # it says no more than the address, and may come from there
    faults = [(moment, _fault(moment, of_page, of_feed, day, seen)) for moment in of_page]
    found = [moment for moment, fault in faults if not fault]
    if day is not None:
        found.append(_moment(DateKind.URL, datetime.combine(day, time(), BEIJING)))
    rejected = "".join(f"; {moment.kind} {fault}" for moment, fault in faults if fault)
    standing = _standing(found if of_feed is None else [*found, of_feed], feed, seen)
    return Publication(standing.time, standing.reason + rejected)


def _instead_of_midnight(of_feed: _Moment, of_page: list[_Moment]) -> list[_Moment]:
    """The times of a page that make Greenwich's midnight in the feed a day; none where that is no midnight."""
    exact = [moment for moment in of_page if moment.exact]
    if of_feed.at.astimezone(UTC).time() != time() or _agreeing(of_feed, exact):
        return []
    return [moment for moment in exact if of_feed.day - _NEAR <= moment.day <= of_feed.day]


def _standing(found: list[_Moment], feed: datetime | None, seen: datetime) -> Publication:
    ordered = sorted(
        found,
        key=lambda moment: (
            not _agreeing(moment, found),
            not moment.exact,
            _is_doubtful(moment, found),
            _ORDER[moment.kind],
        ),
    )
    if not ordered:
        return Publication(feed, "no date on the page")
    best = ordered[0]
    others = "".join(f", {kind}" for kind in _agreeing(best, found))
    reason = f"{best.kind}{others}"
    if best.exact:
        return Publication(best.at.astimezone(BEIJING), reason)
    if feed is not None:
        return Publication(feed, "the feed's day")
    if best.day >= seen.astimezone(BEIJING).date() - _RECENT:
        return Publication(None, f"{reason}: only the day, and a recent one")
    return Publication(datetime.combine(best.day, time(), BEIJING), reason)


def _fault(
    moment: _Moment, of_page: list[_Moment], of_feed: _Moment | None, day_of_url: date | None, seen: datetime
) -> str:
    """Why a date of the page cannot be that of publication ("" if it can)."""
    if moment.at > seen if moment.exact else moment.day > seen.astimezone(BEIJING).date():
        return "is later than the article was seen"
    if of_feed is not None and moment.day != of_feed.day:
        return "is of another day than the feed's"
    if day_of_url is not None and abs(moment.day - day_of_url) > _NEAR and not _agreeing(moment, of_page):
        return "is far from the day in the address"
    if not _agreeing(moment, of_page) and any(
        abs(moment.day - other.day) > _NEAR and _agreeing(other, of_page) for other in of_page
    ):
        return "is far from the day of two other places"
    return ""


def _is_doubtful(moment: _Moment, found: list[_Moment]) -> bool:
    """Whether readers are shown another time than these metadata, and nothing else has theirs."""
    exact = [other for other in found if other.exact]
    if moment.kind not in _METADATA or not moment.exact or _agreeing(moment, exact):
        return False
    apart = [abs(other.at - moment.at) for other in exact if _hand(other.kind) is DateKind.MARKED]
    return any(abs(each - _GREENWICH) <= _AGREEING or (moment.kind is DateKind.META and each > _FAR) for each in apart)


def _agreeing(moment: _Moment, found: list[_Moment]) -> list[DateKind]:
    """The other places that agree with a date, each of another hand."""
    return [
        other.kind
        for other in found
        if _hand(other.kind) is not _hand(moment.kind)
        and (abs(other.at - moment.at) <= _AGREEING if other.exact and moment.exact else other.day == moment.day)
    ]


def _hand(kind: DateKind) -> DateKind:
    return _SAME_HAND.get(kind, kind)


def is_exact(at: datetime) -> bool:
    """Whether a date is more than a day: midnight, where it was written or in Beijing, stands for the day."""
    return at.time() != time() != at.astimezone(BEIJING).time()


def _moment(kind: DateKind, at: datetime) -> _Moment:
    local = at if at.time() == time() else at.astimezone(BEIJING)
    return _Moment(kind, at, local.date(), is_exact(at))
