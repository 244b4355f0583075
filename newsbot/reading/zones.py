"""Time zones as dates name them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo

from newsbot.items import BEIJING

# Hours east of Greenwich (RFC 5322 §4.3, and what European and Asian feeds add). "BST" is Britain's, "IST" India's.
_HOURS = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0.0),
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "akst": -9,
    "hst": -10,
    "bst": 1,
    "west": 1,
    "cet": 1,
    "cest": 2,
    "mez": 1,
    "mesz": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "hkt": 8,
    "sgt": 8,
    "jst": 9,
    "kst": 9,
    "aest": 10,
    "aedt": 11,
    "ist": 5.5,
}
# The earth's zones end at +14 and -12; feeds go one further. More is no zone.
_WIDEST = timedelta(hours=15)

_CHINA = re.compile(r"\s?[\[(（]?(?:北京时间|Asia/(?:Shanghai|Chongqing|Hong_Kong|Macau|Taipei))[\])）]?")
_NAMED = re.compile(r"\s*(?P<name>[A-Za-z]{1,5})?\s*(?:\([^()]*\))?\s*")
_OFFSET = re.compile(
    # "GMT+8" as browsers and Chinese sites write it, "(UTC+8)", "UTC+8:00".
    r"\s*[(（]?\s*(?P<name>[A-Za-z]{1,5})?\s*(?P<sign>[+\-−＋－])"
    r"(?P<hours>[0-9]{2}|[0-9](?=[^0-9]|$))(?:[:：]?(?P<minutes>[0-5][0-9]))?"
    r"\s*[)）]?(?:Z|\s[A-Z]{3,4})?\s*(?:\([^()]*\))?\s*"
)


def written_zone(text: str, zone: tzinfo) -> tzinfo | None:
    """The zone that stands behind a time; ``zone`` itself where nothing does, None where something else does.

    An offset counts more than the name beside it. "CST" is China's where ``zone`` is, else North America's.
    """
    rest = _CHINA.sub("", text, count=1)
    if rest != text and not rest.strip():
        return BEIJING
    if match := _OFFSET.fullmatch(rest):
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        if offset > _WIDEST or (match["name"] and match["name"].lower() not in _HOURS):
            return None
        return timezone(offset if match["sign"] in "+＋" else -offset)
    match = _NAMED.fullmatch(rest)
    if not match or not match["name"]:
        return zone if match else None
    name = match["name"].lower()
    if name == "cst" and zone.utcoffset(datetime(2026, 1, 1)) == BEIJING.utcoffset(None):  # noqa: DTZ001 -- any day
        return BEIJING
    return timezone(timedelta(hours=_HOURS[name])) if name in _HOURS else None
