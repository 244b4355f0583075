"""Columns that tell many stories under one headline, known by their titles.

A room of its own beside the others, because reading takes digests apart and judging keeps them out: both have to mean
the same titles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 300  # characters of a title that are looked at
# 特斯拉晚报 and Kimi周报 are what somebody calls a thing; these are publishers.
_OUTLET = (
    r"(?:36氪|虎嗅|钛媒体|爱范儿|少数派|极客公园|雷[峰锋]网|量子位|机器之心|新智元|IT之家|智东西|品玩"
    r"|澎湃|InfoQ|AIbase|DoNews|TechWeb)"
)
# Words that a product may be called by, too: alone, they need more than a colon behind them.
_PLAIN = r"[日周月]报|早餐"
_COLUMN = (
    r"(?:[89８９]\s?点\s?[1１]\s?氪|(?:每日\s?)?AI\s?速递|氪星晚报|钛?晨报|派早报"
    r"|(?:科技|财经|行业|大公司|雷[峰锋])[早晚]报|大模型[早日周]报|数智周报"
    r"|Edge AI Daily|(?:本周\s?)?(?:AI\s?)?项目周?榜|AI\s?早班车|一周融资|本周必看|盘前必读|(?:AI)?早新闻|财经早餐"
    r"|热点速递|今日要闻|一周要闻|每日速览|(?:极客)?早知道|新闻早班车|[早晚午]报"
    rf"|(?:(?:{_OUTLET}[｜|丨：:]?\s?)?AI|{_OUTLET}[｜|丨：:]?)\s?(?:[早晚日午周月]报|早餐|早新闻))"
)
_DATE = (
    r"[（(]?\s{0,3}(?:\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?|\d{1,2}月(?:\d{1,2}日|第\d周)?|\d{1,2}[-/]\d{1,2}"
    r"|\d{4}|\d{6}|\d{8}|第\s?\d{1,4}\s?[期周]|vol\.?\s?\d{1,4}|[#＃]\d{1,4})\s{0,3}[）)]?"
)
_BAR, _COLON = r"\s{0,3}[｜|丨】]", r"\s{0,3}[：:]"
# A column's name is all that stands before a mark or behind a bar: "早报｜…", "AI日报：…", "…｜周报".
_FIRST = re.compile(
    rf"\s{{0,3}}【?\s{{0,3}}(?:{_COLUMN}(?:\s{{0,3}}{_DATE})?(?:$|{_BAR}|{_COLON})"
    rf"|(?:{_PLAIN})(?:\s{{0,3}}{_DATE})?(?:{_BAR}|{_COLON}(?=[^；;/]{{1,200}}[；;/])))",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?:[｜|丨】【]\s{{0,3}}(?:{_COLUMN}|{_PLAIN})(?:\s{{0,3}}{_DATE})?"
    # Behind another name only with a date: 人民日报 and 科技日报 are newspapers, WPS AI日报 is software.
    rf"|(?:^|(?<=[A-Za-z0-9])|[｜|丨】【])\s{{0,3}}(?:{_PLAIN}|{_COLUMN})\s{{0,3}}{_DATE})\s{{0,3}}】?\s*$",
    re.IGNORECASE,
)


def column(title: str, names: Sequence[str] = ()) -> str:
    """The column that a title is of, as it is written there with its marks; "" for an article of one story.

    ``names`` are further columns: one has to be all that stands before a mark at the title's beginning, or behind a
    bar at its end, with or without a date.
    """
    short = title[:_LONGEST]
    found = _FIRST.match(short) or _LAST.search(short)
    if found is None and names:
        further = "|".join(map(re.escape, names))
        found = re.match(
            rf"\s{{0,3}}【?\s{{0,3}}(?:{further})(?:\s{{0,3}}{_DATE})?(?:$|{_BAR}|{_COLON})", short, re.IGNORECASE
        )
        found = found or re.search(
            rf"[｜|丨】【]\s{{0,3}}(?:{further})(?:\s{{0,3}}{_DATE})?\s{{0,3}}】?\s*$", short, re.IGNORECASE
        )
    return found[0].strip() if found is not None else ""


def is_digest(title: str) -> bool:
    """Whether a title is that of a digest, which is taken apart where its body allows it."""
    return column(title) != ""
