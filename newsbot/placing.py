"""Where an article was printed, as what part of which story, and what decided that the story stands there."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from newsbot.issue.composition import MEMORY, Standpoint
from newsbot.issue.daily import Daily, Line
from newsbot.issue.window import time_of
from newsbot.items import Article
from newsbot.press import NothingToPrintError, Press, as_printed, composed_again
from newsbot.storing import issues


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was printed: the issue's day, the anchor of its story, and the part of the issue in words.

    ``line`` is the story as printed, None where another version wrote the issue; ``told`` are the canonical URLs of its
    articles, ``earlier`` those printed before, if it goes on from there. ``standpoint`` is what decided, as of
    the issue; None where the issue comes out otherwise today, because articles or settings have changed since.
    """

    day: date
    anchor: str
    part: str
    line: Line | None
    told: Set[str]
    earlier: Set[str]
    standpoint: Standpoint | None


def places(connection: Connection, press: Press, article: Article) -> Iterator[Place]:
    """Where an article was printed, the first issue first."""
    if not article.canonical_url:
        return
    for printing in issues.printings(connection, article.canonical_url):
        anchors = issues.anchors_of(connection, printing.day)
        told = {url for url, anchor in anchors.items() if anchor == printing.anchor}
        stored = issues.issue_of(connection, printing.day)
        part, line, standpoint = "", None, None
        if stored is not None:
            again = composed_again(press, connection, stored)
            try:
                printed = as_printed(stored)
                part, line = _part(printed, printing.anchor, article)
                # Anchors say nothing of the order.
                if again.anchors == anchors and _order(again.daily) == _order(printed):
                    standpoint = again.standpoints.get(printing.anchor)
            except NothingToPrintError:
                part = "这一期由另一版本的 newsbot 写成，读不出它在哪一部分"
        earlier = _before(connection, printing.day, article) if line is not None and line.follow_up else frozenset()
        yield Place(printing.day, printing.anchor, part, line, told, earlier, standpoint)


def _order(daily: Daily) -> tuple[list[str], list[str]]:
    return [item.line.anchor for item in daily.items], [line.anchor for line in daily.others]


def _before(connection: Connection, day: date, article: Article) -> Set[str]:
    """What was printed before a day, of the days that one story may last."""
    since = time_of(article) - MEMORY
    printed = issues.printed_elsewhere(connection, day, since=since)
    return {url for url, printing in printed.items() if printing.day < day}


def _part(daily: Daily, anchor: str, article: Article) -> tuple[str, Line | None]:
    for number, item in enumerate(daily.items, start=1):
        if item.line.anchor == anchor:
            part = f"详细资讯第 {number} 条" + ("，列入今日要点" if item.highlight else "")
            return _as_told(part, item.line, article), item.line
    for number, line in enumerate(daily.others, start=1):
        if line.anchor == anchor:
            return _as_told(f"其余资讯第 {number} 条", line, article), line
    return "", None


def _as_told(part: str, line: Line, article: Article) -> str:
    return part if line.url == article.url else f"{part}（作为同题报道）"
