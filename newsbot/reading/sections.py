"""Changelogs: headings that are dates, and below each of them what was published on that day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from newsbot.items import BEIJING
from newsbot.reading.dates import parse_date
from newsbot.reading.entry import Entry, Listing
from newsbot.reading.fields import headline_text
from newsbot.reading.heading_dates import dated_heading, day_of
from newsbot.reading.text import sentences
from newsbot.reading.xmlfeeds import MAX_ENTRIES

COMPONENT = 0  # the level of what is an entry by itself, such as Mintlify's <Update>
LINE = 8  # of what stands below a line that is a date
_LOWEST = 6  # of headings; a card is lower
_MAX_LINES = 300
_MAX_NAMED, _LONGEST_NAME = 20, 60
_STOPPED = re.compile(r"[。！？!?.…:：;；,，、][”’」』）)》】\"'*]{0,4}$")
_CHINESE = re.compile("[\u4e00-\u9fff]")
# What stands at the head of a changelog and is no entry.
_ABOUT = re.compile(
    r"(?:(?:关于|说明|简介|介绍|目录|概述|概览|总览|导航|前言|订阅|图例|更新(?:日志|记录|公告)?|版本(?:记录|说明)"
    r"|产品动态"
    r"|新品发布)"
    r"|(?:api |product |platform )?(?:change ?log|release notes|what'?s new|updates?|releases?|overview|introduction"
    r"|about|(?:table of )?contents|(?:documentation )?index|subscribe|navigation|on this page|legend))[:：]?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Section:
    """A heading and the plain lines below it, up to the next heading.

    ``level`` is 1 for the highest, `COMPONENT` for what is an entry whatever stands around it. ``anchor`` is the
    fragment that leads to it, ``link`` another page that it is about, ``day`` its date where that is not in its title.
    """

    level: int
    title: str
    lines: list[str] = field(default_factory=list)
    anchor: str = ""
    link: str = ""
    day: str = ""


@dataclass(slots=True)
class _Group:
    """A date, its own section, titled by what stands beside the date, and those below it.

    ``by_line``: the date is a line of its own, and not a heading.
    """

    day: str
    own: Section
    below: list[Section] = field(default_factory=list)
    by_line: bool = False


def dated_listing(sections: Sequence[Section], *, url: str) -> Listing:
    """The entries of a changelog: the sections below each heading that is a date, or that date's own text without any;
    a heading that has words beside its date is an entry itself, and so is a component.

    A date may also be the line below its heading, or a line before its text. What stands deeper than those belongs to
    the one before it. ``url`` is the page's own. A heading without a day ("2026 年 4 月") dates nothing: on which day
    its entries appeared nobody can know. Those above the first entry are named, for they are likely to be newer.
    """
    groups, before = _groups(sections)
    entries = [entry for group in groups for entry in _entries_of(group, url=url) if entry.title]
    return Listing(entries[:MAX_ENTRIES], passed_over=tuple(_named(before, groups))[:_MAX_NAMED] if entries else ())


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


def _groups(sections: Iterable[Section]) -> tuple[list[_Group], list[Section]]:
    """The dates of a changelog with what belongs to each, and the sections above the first of them."""
    groups: list[_Group] = []
    before: list[Section] = []
    inside = False  # the last of the groups
    for section in sections:
        last = groups[-1] if inside else None
        if last is not None and last.by_line and not (last.below or any(last.own.lines)):
            last.own.level = section.level - 1  # the date stands before its heading
        below = last.below if last is not None and section.level > last.own.level else None
        if section.level == COMPONENT or (section.level < LINE and (section.day or dated_heading(section.title)[0])):
            found = [_dated(section)]
        elif below is not None and last is not None and not last.by_line:
            found = [section] if section.level < LINE else []
        else:
            found = _at_lines(section)
        for each in found:
            if each.day:
                groups.append(_Group(each.day, each, by_line=each.level == LINE))
                inside = each.level != COMPONENT
            elif below is not None and each is found[0]:
                below.append(each)
            else:
                inside = False
                before += [] if groups else [each]
    return groups, before


def _dated(section: Section) -> Section:
    """A section with the date that its title has, titled by the words beside it."""
    if section.day or section.level == COMPONENT:
        return section
    day, title = dated_heading(section.title)
    return replace(section, title=title, day=day)


def _at_lines(section: Section) -> list[Section]:
    """A section up to its first line that is a date, and what stands below each of those.

    A heading has the date that is the first line below it, unless it is that of the changelog itself.
    """
    places = [place for place, line in enumerate(section.lines) if day_of(line)]
    if section.level == LINE or not places:
        return [section]
    if places[0] == 0 and section.level > 1 and section.title and not _ABOUT.fullmatch(section.title):
        return [replace(section, day=day_of(section.lines[0]), lines=section.lines[1:])]
    ends = [*places[1:], len(section.lines)]
    return [replace(section, lines=section.lines[: places[0]])] + [
        Section(LINE, "", section.lines[start + 1 : end], section.anchor, day=day_of(section.lines[start]))
        for start, end in zip(places, ends, strict=True)
    ]


def _named(before: Sequence[Section], groups: Sequence[_Group]) -> Iterator[str]:
    """What the sections above the first entry are called, none of which has a day; not what is about the changelog."""
    level = min(groups[0].own.level or _LOWEST, _LOWEST)
    for place, section in enumerate(before):
        is_first_heading = place == 0 and section.level == 1
        below = before[place + 1 : place + 2]
        says = any(section.lines) or any(each.level > section.level for each in below)
        if section.level == COMPONENT or (
            says and section.level <= level and not is_first_heading and not _ABOUT.fullmatch(section.title)
        ):
            name = section.title or next(iter(section.lines), "")
            if name:
                yield headline_text(name[:_LONGEST_NAME], literal=True)


def _entries_of(group: _Group, *, url: str) -> list[Entry]:
    day, own, below = group.day, group.own, group.below
    if own.title or own.level == COMPONENT:
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
