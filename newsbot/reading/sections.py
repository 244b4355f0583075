"""Changelogs: headings that are dates, and below each of them what was published on that day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape

from newsbot.items import BEIJING
from newsbot.reading.dates import parse_date
from newsbot.reading.entry import Entry
from newsbot.reading.fields import headline_text
from newsbot.reading.text import sentences
from newsbot.reading.xmlfeeds import MAX_ENTRIES

_MAX_LINES = 300
# "Date: 2026-01-19", "时间：2026年1月19日". What is no label belongs to the date, and then there is none.
_LABEL = re.compile(r"(?:(?:release )?date|updated|(?:更新|发布|上线)?(?:时间|日期))\s?[:：]\s?", re.IGNORECASE)
# "2026-06-16 GLM-5.2 发布", "2026年6月16日更新". What goes on as a period, or as a time to come, names no day.
_DATE_FIRST = re.compile(
    r"(?P<day>20[0-9]{2}\s?(?:(?P<mark>[-/.])\s?[0-9]{1,2}\s?(?P=mark)\s?[0-9]{1,2}(?=[\s:：|｜(（\[【《—\u4e00-\u9fff])"
    r"|年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日))"
    r"(?!\s?(?:[~～至到起前后及和、]|[-–—]\s?[0-9]|之[前后]))[\s:：|｜,，·—–-]{0,5}(?P<rest>.{1,300})"
)
# What says no more than that something was published.
_NO_TITLE = re.compile(
    r"(?:版本|功能|产品|模型)?(?:更新|发布|上线)(?:日志|内容|说明|公告|记录)?|update[sd]?|releases?", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_LONGEST_DATE = 40
_STOPPED = re.compile(r"[。！？!?.…:：;；,，、][”’」』）)》】\"'*]{0,4}$")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(slots=True)
class Section:
    """A heading and the plain lines below it, up to the next heading.

    ``level`` is 1 for the highest. ``anchor`` is the fragment that leads to it, ``link`` another page that it is about.
    """

    level: int
    title: str
    lines: list[str] = field(default_factory=list)
    anchor: str = ""
    link: str = ""


def day_of(heading: str) -> str:
    """The date that a heading consists of, as written; empty where it has none, or a month without a day."""
    match = _LABEL.match(heading)
    written = heading[match.end() :] if match else heading
    if len(written) > _LONGEST_DATE or not _YEAR.search(written):
        return ""
    return written if parse_date(written, zone=BEIJING) else ""


def dated_heading(heading: str) -> tuple[str, str]:
    """The date that a heading consists of or begins with, as written, and the title after it; each empty if none."""
    if day := day_of(heading):
        return day, ""
    match = _DATE_FIRST.fullmatch(heading.strip())
    if not match or not day_of(match["day"]):
        return "", ""
    rest = match["rest"].strip()
    return match["day"], "" if _NO_TITLE.fullmatch(rest) else rest


def dated_entries(sections: Iterable[Section], *, url: str) -> list[Entry]:
    """The entries of a changelog: the sections below each heading that is a date, or that date's own text without any;
    a heading that goes on after its date is an entry itself.

    What stands deeper than those belongs to the one before it. ``url`` is the page's own. A heading without a day
    ("2026 年 4 月") dates nothing: on which day its entries appeared nobody can know.
    """
    return [entry for group in _groups(sections) for entry in _entries_of_day(*group, url=url)][:MAX_ENTRIES]


def entry_of(section: Section, *, day: str, url: str) -> Entry:
    """One entry of a changelog; ``day`` is a date as written.

    Its title is the section's, or the first sentence of one without. It is told from the others of its page by both.
    """
    date = parse_date(day, zone=BEIJING)
    lines = section.lines[:_MAX_LINES]
    title = section.title or next(iter(sentences("\n".join(lines[:1]))), "").rstrip("。.")
    return Entry(
        title=headline_text(title, literal=True),
        link=section.link or (f"{url}#{section.anchor}" if section.anchor else url),
        published=day,
        content=escape("\n".join(lines), quote=False),
        part=f"{date.date() if date else day} {title}"[:300],
    )


def item(text: str) -> str:
    """An item of a list as a sentence: with a stop, so that it can stand beside others."""
    if not text or _STOPPED.search(text[-8:]):
        return text
    return text + ("。" if _CHINESE.search(text) else ".")


def _groups(sections: Iterable[Section]) -> list[tuple[str, Section, list[Section]]]:
    """Each date with its own section, titled by what follows the date in it, and those below it."""
    groups: list[tuple[str, Section, list[Section]]] = []
    inside = False
    for section in sections:
        day, title = dated_heading(section.title)
        if day:
            groups.append((day, replace(section, title=title), []))
            inside = True
        elif inside and section.level > groups[-1][1].level:
            groups[-1][2].append(section)
        else:
            inside = False
    return groups


def _entries_of_day(day: str, own: Section, below: list[Section], *, url: str) -> list[Entry]:
    if own.title:
        lines = [line for section in below for line in (section.title, *section.lines)]
        return [entry_of(replace(own, lines=own.lines + lines), day=day, url=url)]
    if not below:
        return [entry_of(own, day=day, url=url)] if any(own.lines) else []
    merged: list[Section] = []
    for section in below:
        if merged and section.level > merged[-1].level:
            merged[-1].lines += [section.title, *section.lines]
        else:
            merged.append(section)
    return [entry_of(section, day=day, url=url) for section in merged if section.title]
