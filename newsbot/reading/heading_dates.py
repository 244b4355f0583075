"""Headings that are dates, begin with one or end in one."""

from __future__ import annotations

import re

from newsbot.items import BEIJING
from newsbot.reading.dates import parse_date

# "Date: 2026-01-19", "时间：2026年1月19日". What is no label belongs to the date, and then there is none.
_LABEL = re.compile(
    r"(?:(?:release )?date|version|released?(?: on)?|published(?: on)?|updated(?: on)?"
    r"|(?:更新|发布|上线)?(?:时间|日期|于)|版本|发布|更新|上线)\s?[:：]?\s?(?=[0-9A-Z])",
    re.IGNORECASE,
)
# Emoji and other signs around a date; marks of sentences are none, nor is what makes a period of it.
_SIGN = r"[^\w\s!-~\u2010-\u2027\u3000-\u303f\uff00-\uffef]"
_SIGNS = re.compile(rf"^(?:{_SIGN}|[\s*])+|(?:{_SIGN}|[\s*])+$")
_ENCLOSED = re.compile(r"[(（\[【](?P<inside>[^()（）\[\]【】]{6,60})[)）\]】]")
# "2026-06-16 GLM-5.2 发布", "2026年6月16日更新". What goes on as a period, or as a time to come, names no day.
_ENGLISH = r"[A-Z][a-z]{2,8}\.?\s[0-9]{1,2}(?:st|nd|rd|th)?,?\s20[0-9]{2}|[0-9]{1,2}\s[A-Z][a-z]{2,8}\.?\s20[0-9]{2}"
_CHINESE = r"20[0-9]{2}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日"
_FIRST = re.compile(
    r"(?P<day>20[0-9]{2}\s?(?P<mark>[-/.])\s?[0-9]{1,2}\s?(?P=mark)\s?[0-9]{1,2}"
    rf"(?=[\s:：|｜,，·(（\[【《—\u4e00-\u9fff])|{_CHINESE}|(?:{_ENGLISH})(?=[\s:：|｜,，·(（\[【《—]))"
    r"(?!\s?(?:[~～至到起前后及和、]|[-–—]\s?(?:[0-9]|[A-Z][a-z]{2,8}\.?\s[0-9])|之[前后]))"
    r"[\s:：|｜,，·—–-]{0,5}(?P<rest>.{1,300})"
)
# "DeepSeek-V4.1 (2026-09-10)", "[1.2.0] - 2026-09-10"
_DATE = rf"20[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|{_CHINESE}|{_ENGLISH}"
_LAST = re.compile(
    rf"(?P<rest>.{{1,300}}?)(?:\s?[(（\[【]\s?(?:[^0-9()（）\[\]【】]{{0,12}}\s?)?(?P<enclosed>{_DATE})\s?[)）\]】]"
    rf"|(?:\s[-–—]\s|\s?[|｜·•]\s?)(?P<behind>{_DATE}))"
)
# Of a day to come, on which something ends.
_ENDS = re.compile(
    r"停用|停止|下线|下架|截止|截至|到期|弃用|维护|deprecat|retir|sunset|until|end of|shut", re.IGNORECASE
)
# What says no more than that something was published.
_NO_TITLE = re.compile(
    r"(?:版本|功能|产品|模型)?(?:更新|发布|上线)(?:日志|内容|说明|公告|记录)?|update[sd]?|releases?", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_LONGEST_DATE = 40
_LONGEST = 400


def day_of(heading: str) -> str:
    """The date that a heading consists of, as written; empty where it has none, or a month without a day."""
    if len(heading) > _LONGEST_DATE + 40 or not _YEAR.search(heading):
        return ""
    written = _SIGNS.sub("", heading)
    if match := _ENCLOSED.fullmatch(written):
        written = match["inside"].strip()
    if match := _LABEL.match(written):
        written = written[match.end() :]
    return written if len(written) <= _LONGEST_DATE and parse_date(written, zone=BEIJING) else ""


def dated_heading(heading: str) -> tuple[str, str]:
    """The date that a heading consists of, begins with or ends in, as written, and its title; each empty if none."""
    if day := day_of(heading):
        return day, ""
    if len(heading) > _LONGEST or not _YEAR.search(heading):
        return "", ""
    written = _SIGNS.sub("", heading)
    if (match := _FIRST.fullmatch(written)) and day_of(match["day"]):
        rest = match["rest"].strip()
        return match["day"], "" if _NO_TITLE.fullmatch(rest) else rest
    if (match := _LAST.fullmatch(written)) and not _YEAR.search(match["rest"]) and not _ENDS.search(written):
        day, rest = match["enclosed"] or match["behind"], match["rest"].strip()
        return (day, "" if _NO_TITLE.fullmatch(rest) else rest) if day_of(day) else ("", "")
    return "", ""
