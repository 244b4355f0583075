"""What a text counts: its figures in one scale, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_TOLERANCE = 0.02  # of two roundings of one figure

_SCALES = {
    **dict.fromkeys(("万亿", "trillion", "t"), 1e12),
    **dict.fromkeys(("十亿", "billion", "bn", "b"), 1e9),
    **dict.fromkeys(("百万", "million", "m"), 1e6),
    **dict.fromkeys(("千", "k"), 1e3),
    "千亿": 1e11,
    "百亿": 1e10,
    "亿": 1e8,
    "千万": 1e7,
    "十万": 1e5,
    "万": 1e4,
    "百": 1e2,
}
_UNITS = {
    **dict.fromkeys(("%", "％", "个百分点"), "%"),
    **dict.fromkeys(("美元", "美金"), "美元"),
    **dict.fromkeys(("港元", "港币"), "港元"),
    **dict.fromkeys(("元", "人民币"), "元"),
    **{unit: unit for unit in ("倍", "欧元", "英镑", "日元", "韩元", "新元", "卢比")},
    **{unit.lower(): unit for unit in ("GB", "TB", "MB", "PB", "GW", "MW", "kW", "GWh", "nm", "Hz", "GHz")},
}
# Not the beginning of 5.0.10, which is a version.
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,]?\d)"
_SCALE = r"万亿|[千百十]亿|亿|[千百十]?万|[千百](?!问)|(?:trillion|billion|million|bn|[tbmk])(?![a-z0-9])"
_LATIN_END = r"(?![a-z0-9])"
_UNIT = "|".join(
    unit + _LATIN_END * (unit.isascii() and unit.isalpha()) for unit in sorted(_UNITS, key=len, reverse=True)
)
_NUMBER = re.compile(
    rf"(?<![a-z0-9.\-])(\$)?\s?({_DIGITS})(?:\s?({_SCALE}))?(?:\s?({_UNIT}))?"
    rf"(?:\s?[-–—~～至到]\s?(\$)?({_DIGITS})(?:\s?({_SCALE}))?(?:\s?({_UNIT}))?)?"
    r"(\s?[年月日时点号])?"
)
_NUMERAL = re.compile(r"(?<![数几])([一二两三四五六七八九十]+)([百千]?)(万亿|亿|万)")
_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}


class Figure(NamedTuple):
    """One figure: a percentage, a multiple, an amount of a currency, a size, or ("") whatever else is counted."""

    unit: str
    value: float

    @property
    def is_bare(self) -> bool:
        """Whether it counts nothing: "2.0" and the like are versions or marks, and single digits are no figures."""
        return not self.unit and (self.value < 10 or not self.value.is_integer()) and self.value < 100

    def __str__(self) -> str:
        if self.is_bare and self.value.is_integer():
            return f"{self.value:.1f}"
        for scale, name in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
            if self.value >= scale:
                return f"{self.value / scale:.6g}{name}{self.unit}"
        return f"{self.value:.6g}{self.unit}"


def figures(text: str) -> Iterator[Figure]:
    """The figures of a folded text in its order; no dates, no years, and no bare digits: these stand everywhere."""
    for found in _NUMBER.finditer(text):
        dollar, digits, scale, unit, dollar2, digits2, scale2, unit2, calendar = found.groups()
        if calendar or (not (scale or unit or dollar or digits2) and _is_named(text, *found.span(2))):
            continue
        # "5-10T", "1亿至1.5亿元": what stands behind a range is said of both its ends.
        yield from _figure(dollar or dollar2, digits, scale or scale2, unit or unit2)
        if digits2:
            yield from _figure(dollar or dollar2, digits2, scale2, unit2)
    for numeral, power, scale in _NUMERAL.findall(text):
        yield Figure("", _count(numeral) * _SCALES.get(power, 1.0) * _SCALES[scale])


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether bare digits are part of a name: "iPhone 17", "14 Ultra"."""
    before, after = text[max(0, start - 2) : start].rstrip()[-1:], text[end : end + 2].lstrip()[:1]
    return "a" <= before <= "z" or "a" <= after <= "z"


def _figure(dollar: str | None, digits: str, scale: str | None, unit: str | None) -> Iterator[Figure]:
    value = float(digits.replace(",", "")) if len(digits) <= 15 else 0.0
    printed = _UNITS[unit] if unit else "美元" if dollar else ""
    if scale:
        yield Figure(printed, value * _SCALES[scale])
    elif printed or (len(digits) > 1 and not (1990 <= value <= 2099 and "." not in digits)):
        yield Figure(printed, value)


def _count(numeral: str) -> int:
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _NUMERALS.get(numeral[-1], 0)
    return (_NUMERALS.get(tens[-1:], 1)) * 10 + _NUMERALS.get(ones[:1], 0)


def is_close(left: Figure, right: Figure) -> bool:
    """Whether the two are one figure, rounded differently or without its currency; few per cent are not rounded."""
    if left.unit != right.unit and ("" not in {left.unit, right.unit} or {"%", "倍"} & {left.unit, right.unit}):
        return False
    low, high = sorted((left.value, right.value))
    if left.unit == "%" and low < 10:
        return low == high
    return high - low <= (0.5 if left.unit == "%" else _TOLERANCE * high)


def shared(left: Iterable[Figure], right: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures of the left that the right gives too."""
    others = tuple(right)
    return tuple(sorted(one for one in set(left) if any(is_close(one, other) for other in others)))
