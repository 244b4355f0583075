"""Dates as feeds, pages and URLs write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from newsbot.reading.zones import written_zone

_MAX_LENGTH = 100
# What lies outside is a mistake, and near the limits of datetime a zone overflows.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_NO_DAY = date(1970, 1, 1)

_MONTHS = {
    # English, then what German, French, Spanish, Italian, Portuguese and Dutch feeds write, by their first letters.
    month: number
    for number, months in enumerate(
        (
            "jan gen ene",
            "feb fév fev",
            "mar mär maa",
            "apr avr abr",
            "may mai mei mag",
            "jun juin giu",
            "jul juil lug",
            "aug aoû aou ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez déc dic",
        ),
        start=1,
    )
    for month in months.split()
}
_EPOCH = re.compile(r"[0-9]{9,10}(?:\.[0-9]{1,9})?|[0-9]{12,13}")
_TIME = re.compile(
    r"(?P<cn>凌晨|早上|上午|中午|下午|晚上|晚间)?\s*(?P<hour>[0-9]{1,2})\s*[:：时点]\s*(?P<minute>[0-9]{2})(?:分(?![0-9]))?"
    r"(?:[:：分]\s*(?P<second>[0-9]{2})秒?(?:[.,](?P<fraction>[0-9]{1,12}))?)?\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?"
)
# A day without a time, and the zone that it is a day of: "2026-01-20 GMT+8"
_ZONE_OF_DAY = re.compile(r"\s?[(（]?(?:GMT|UTC)\s?[+\-−][0-9]{1,2}(?::?[0-9]{2})?[)）]?$")
_BASIC_TIME = re.compile(r"T(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?(?=Z|[+-]|$)")
_ALL_DIGITS = re.compile(r"(?:19|20)[0-9]{12}")
# asctime and Java: Tue Jan 20 12:31:00 CST 2026
_YEAR_LAST = re.compile(r"(?P<zone>.*?)\s?(?<![0-9+−-])(?P<year>[0-9]{4})")
_CHINESE_WEEKDAY = re.compile(r"\s?[(（]?(?:星期|周)[一二三四五六日天][)）]?\s?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*([-/.年])\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./ -])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_WEEKDAY = re.compile(r"(?:[^\W\d_]{2,12}\.?,?\s+|[^\W\d_]{2,12},)(?=\S)")
_NAMED_MONTH = (
    re.compile(
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s.-]+(?P<month>[^\W\d_]{3,12})\.?,?[\s-]+(?P<year>[0-9]{4}|[0-9]{2})"
    ),
    re.compile(r"(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})"),
)
_URL_DATE = re.compile(
    r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})(?:([-/_])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])"
)


def parse_date(text: str, *, zone: tzinfo, trust_zone: bool = True) -> datetime | None:
    """The aware time that a date as written means, or None.

    A date without a zone is in ``zone``; without ``trust_zone`` every one is, whatever zone it names. A date without
    a time is midnight. Epoch seconds and milliseconds, which have no zone, are read as such. Where day and month
    cannot be told apart (05/06/2026) the result is None.
    """
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        return None
    try:
        if _EPOCH.fullmatch(text):
            return _epoch(text)
        return _written(text, zone, trust_zone=trust_zone)
    except (ValueError, OverflowError):
        return None


def first_date(*written: str) -> str:
    """The first of several dates, the best first, that can be read; else the first that is there, "" for none.

    A zero is no date, nor is what some programs make of it: the day from which epochs count.
    """
    return next(filter(is_date, written), next(filter(None, written), ""))


def is_date(written: str) -> bool:
    """Whether a text is a date that can be read, and not that for none."""
    found = parse_date(written, zone=UTC)
    return found is not None and found.astimezone(UTC).date() != _NO_DAY


def url_date(url: str) -> date | None:
    """The day that a URL's path names: /2026-01-20-7, /2026/01/20/x, /20260120/x; None where it names none."""
    path = re.split(r"[?#]", url.partition("://")[2][:2048], maxsplit=1)[0].partition("/")[2]
    for match in _URL_DATE.finditer(path):
        try:
            return date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
        except ValueError:
            continue
    return None


def _epoch(text: str) -> datetime | None:
    seconds = float(text) / (1000 if len(text.partition(".")[0]) >= 12 else 1)
    result = datetime.fromtimestamp(seconds, UTC)
    return result if result.year <= _LAST_YEAR else None


def _written(text: str, zone: tzinfo, *, trust_zone: bool) -> datetime | None:
    if _ALL_DIGITS.fullmatch(text):
        text = f"{text[:8]}T{text[8:]}"
    time = _TIME.search(text) or _BASIC_TIME.search(text)
    zone_begins = time.end() if time else match.start() if (match := _ZONE_OF_DAY.search(text)) else len(text)
    day_part, zone_part = text[: time.start() if time else zone_begins], text[zone_begins:]
    if match := _YEAR_LAST.fullmatch(zone_part):
        day_part, zone_part = f"{day_part.rstrip()} {match['year']}", match["zone"]
    day = _day(_CHINESE_WEEKDAY.sub("", day_part).strip(" \t\n,-–T"))
    found = written_zone(zone_part, zone)
    if day is None or found is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None
    hour, minute, second, microsecond = _clock(time.groupdict()) if time else (0, 0, 0, 0)
    if hour == 24 and not (minute or second or microsecond):  # the end of a day is the beginning of the next
        day, hour = day + timedelta(days=1), 0
    naive = datetime(day.year, day.month, day.day, hour, minute, second, microsecond)  # noqa: DTZ001 -- zone follows
    return naive.replace(tzinfo=found if trust_zone else zone)


def _clock(time: dict[str, str | None]) -> tuple[int, int, int, int]:
    hour, minute, second = int(time["hour"] or 0), int(time["minute"] or 0), int(time["second"] or 0)
    half, chinese = (time.get("half") or "").lower(), time.get("cn") or ""
    afternoon = half.startswith("p") or chinese in {"下午", "晚上", "晚间"} or (chinese == "中午" and hour < 11)
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    if afternoon and hour < 12:
        hour += 12
    elif hour == 12 and (half.startswith("a") or chinese == "凌晨"):
        hour = 0
    if second == 60:  # a leap second, which datetime does not know
        second = 59
    return hour, minute, second, int((time.get("fraction") or "").ljust(6, "0")[:6])


def _day(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    text = re.sub(r"\s+(?:at|um|à)$", "", text).strip(" ,-–")
    bare = _WEEKDAY.sub("", text, count=1)
    for candidate in (text, bare):
        if day := _named_month(candidate):
            return day
        if match := _DAY_FIRST.fullmatch(candidate):
            return _day_and_month(int(match[1]), int(match[3]), _year(match[4]), match[2])
        if match := _YEAR_FIRST.fullmatch(candidate):
            return date(int(match[1]), int(match[3]), int(match[4]))
    return None


def _named_month(text: str) -> date | None:
    for pattern in _NAMED_MONTH:
        if match := pattern.fullmatch(text):
            name = match["month"].lower()
            month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
            return date(_year(match["year"]), month, int(match["day"])) if month else None
    return None


def _day_and_month(first: int, second: int, year: int, separator: str) -> date | None:
    # Points and blanks stand in day-month order everywhere; slashes and hyphens in either.
    if separator in ". " or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < 50 else 1900)  # RFC 5322 §4.3
