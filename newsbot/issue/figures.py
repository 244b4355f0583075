"""The figures of a text, whichever way they are written: 1.2万 is 12,000, 百分之三十 is 30%, 30B is 300亿."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from newsbot.judging.matching import fold

# fmt: off
_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "bn": 10**9, "mn": 10**6,
    "t": 10**12, "b": 10**9, "m": 10**6, "w": 10**4, "k": 10**3,
}
# fmt: on
# What a figure may be of, and how that is known; classifiers such as 款 and 家 count whatever stands behind them.
_UNITS = dict(
    line.split()
    for line in """
    美元    美元|美金|美刀|usd
    港元    港元|港币|hkd
    欧元    欧元|eur
    日元    日元
    韩元    韩元
    英镑    英镑
    卢比    卢比
    元      元人民币|元|人民币|块钱|rmb|cny
    百分点  个百分点|百分点|pct
    %       %|％
    ‰       ‰
    倍      倍
    成      成(?![立为功员本果长都])
    折      折(?!叠)
    个月    个月
    年      年
    季度    季度|季报
    月      月份?
    日      日|号
    小时    小时|h(?![a-z])
    分      分钟|分(?![别析布享类之])
    毫秒    毫秒|ms
    秒      秒
    天      天
    周      周(?![边围])|星期
    岁      岁
    时      时|点(?![击名评])
    gb      gb
    tb      tb
    mb      mb
    kb      kb
    公里    公里|千米|km
    厘米    厘米|cm
    毫米    毫米|mm
    纳米    纳米|nm
    米      米
    公斤    公斤|千克|kg
    吨      吨
    兆瓦    兆瓦|mw
    吉瓦    吉瓦|gw
    千瓦时  千瓦时|kwh
    度      度|℃
    """.strip().splitlines()
)
_UNIT = "|".join(f"(?P<u{number}>{words})" for number, words in enumerate(_UNITS.values()))
_UNIT_NAMES = tuple(_UNITS)
_MORE = r"超过|超|逾|突破|多于|高于|大于|至少|不低于|不少于|>"
_LESS = r"不到|不足|低于|少于|小于|最多|至多|不超过|未满|接近|近|<"
_ABOUT = r"大约|大概|约|~"
_SOME = r"(?<![参函指倍总次人])[数几上](?=[十百千万亿])"  # 数千万, but not 参数90亿
_BOUND = rf"(?:(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<about>{_ABOUT})|(?P<some>{_SOME}))\s?)?"
_SCALE = rf"(?P<more_of>[多余])?\s?(?P<scale>{'|'.join(_SCALES)})?(?<![a-z](?=[a-z]))(?P<and_more>[多余])?"
_BEFORE = r"(?P<sign>(?<![a-z0-9)）%.—–-])[-−–])?(?P<currency>us\$|hk\$|\$|¥|￥|€|£)?(?P<nth>第)?(?P<share>百分之)?"
_DIGITS = r"(?<![a-z0-9.])(?<![a-z]-)(?:(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*))"
_DIGIT = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_DIGITS = "".join(_DIGIT)
_HAN = rf"(?P<han>[{_HAN_DIGITS}十百千万亿]+(?:点[{_HAN_DIGITS}]+)?)"
_FIGURE = re.compile(
    # A moment or a proportion; a date in figures; anything else.
    rf"(?<!\d)(?P<clock>\d{{1,3}}:\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?P<y>20\d\d)[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)(?![\d.])"
    rf"|{_BOUND}{_BEFORE}(?:{_DIGITS}|{_HAN})(?:\s?{_SCALE})\s?(?:{_UNIT})?"
)
# The size of a model inside its name: Qwen-30B.
_SIZE = re.compile(r"(?<=[a-z0-9]-)(\d{1,5}(?:\.\d{1,5})?)b(?![a-z0-9])")
# What a numeral counts, which is then no part of a word.
_COUNTED = frozenset("款家个名项种张台辆部篇次场届条只位所座颗枚套层类大方卡人版轮期代支件门座")
_CURRENCIES = {"us$": "美元", "$": "美元", "hk$": "港元", "¥": "元", "￥": "元", "€": "欧元", "£": "英镑"}
_LONGEST = 40  # characters; what is longer is no figure, and numbers of any length cost more than they say
_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000}


class Figure(NamedTuple):
    """A figure: ``value`` is exact, ``unit`` what it is of ("" for a mere count), ``bound`` "", ">", "<", "~", "数",
    or "?" for what is too long to be read.

    A number with a point but no unit, such as a version, has itself for its unit: 3.1 is not 3.10. ``is_word`` marks
    numerals that may be part of a word, as in 统一. ``start`` and ``end`` are its place.
    """

    value: Fraction
    unit: str
    bound: str
    is_word: bool
    start: int
    end: int

    @property
    def meaning(self) -> tuple[Fraction, str, str]:
        return self.value, self.unit, self.bound


def figures(text: str) -> list[Figure]:
    """All figures of the text, in order."""
    folded = fold(text)
    found: list[Figure] = []
    for match in _FIGURE.finditer(folded):
        found += _read(match)
    ends = {figure.end for figure in found}
    for size in (size for size in _SIZE.finditer(folded) if size.end() not in ends):
        found.append(Figure(Fraction(size[1]) * 10**9, "", "", False, size.start(), size.end()))
    return sorted(found, key=lambda figure: figure.start)


def _read(match: re.Match[str]) -> list[Figure]:
    start, end = match.span()
    if end - start > _LONGEST:
        return [Figure(Fraction(-1), match[0], "?", False, start, end)]
    if match["clock"]:
        hours, minutes = match["clock"].split(":")
        return [Figure(Fraction(int(hours) * 100 + int(minutes)), ":", "", False, start, end)]
    if match["y"]:
        return [
            Figure(Fraction(int(match[part])), u, "", False, start, end)
            for part, u in zip("ymd", "年月日", strict=True)
        ]
    value = Fraction(match["number"].replace(",", "")) if _is_plain(match["number"]) else from_han(match["han"] or "")
    unit = next((name for n, name in enumerate(_UNIT_NAMES) if match[f"u{n}"]), "")
    if match["number"] and not _is_plain(match["number"]):
        return [Figure(Fraction(0), match["number"], "", False, start, end)]  # 3.10.2
    counts = match.string[end : end + 1] in _COUNTED
    # 百 in a name or 一起 count nothing; 一万 and 两亿 always do.
    is_word = len(match["han"] or "") in {1, 2} and (match["han"] or "")[1:] not in {"万", "亿"}
    is_word = is_word and not (unit or match["share"] or match["nth"] or counts)
    if value is None:  # 百度, 万物: no figure
        return [Figure(Fraction(-1), match["han"], "", True, *match.span("han"))]
    if match["number"] and "." in match["number"] and not (unit or match["scale"] or match["currency"]):
        unit = match["number"]
    value *= _SCALES.get(match["scale"] or "", 1) * (-1 if match["sign"] else 1)
    if unit == "成":
        value, unit = value * 10, "%"
    unit = "%" if match["share"] else "第" if match["nth"] and not unit else _CURRENCIES.get(match["currency"], unit)
    bound = "<" if match["less"] else ">" if match["more"] or match["more_of"] or match["and_more"] else ""
    bound = bound or ("~" if match["about"] else "数" if match["some"] else "")
    return [Figure(value, unit, bound, is_word and not bound, start, end)]


def _is_plain(number: str | None) -> bool:
    return number is not None and number.count(".") < 2


def from_han(numeral: str) -> Fraction | None:
    """The value of a Chinese numeral; None for what is none, such as 两三 or a lone 万."""
    whole, _, decimals = numeral.partition("点")
    if all(character in _DIGIT for character in whole):
        # 二〇二六 is told digit by digit; 七八 is seven or eight.
        if len(whole) == 2 or not whole:
            return None
        return _told(whole) + (Fraction(_told(decimals), 10 ** len(decimals)) if decimals else 0)
    if whole[0] in "万亿" or whole in {"百", "千"}:
        return None
    total = section = digit = 0
    for character in whole:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _MULTIPLIERS:
            section += (digit or 1) * _MULTIPLIERS[character]
            digit = 0
        else:
            scale = _SCALES[character]
            below = section + digit
            total = (total + below) * scale if scale > total else total + below * scale
            section = digit = 0
    return Fraction(total + section + digit) + (Fraction(_told(decimals), 10 ** len(decimals)) if decimals else 0)


def _told(digits: str) -> Fraction:
    return Fraction(int("".join(str(_DIGIT[character]) for character in digits)))
