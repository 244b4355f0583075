"""A Daily, and all of them, as web pages: no script inside, nothing from elsewhere, relative links only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newsbot.issue.condition import Condition
from newsbot.issue.daily import Daily
from newsbot.issue.health import Level
from newsbot.issue.periods import Period
from newsbot.issue.states import moment
from newsbot.publishing.archive import Listed, newest_of, period_title, years_of
from newsbot.publishing.bars import volume_bars
from newsbot.publishing.board_dates import age_note, data_date
from newsbot.publishing.chart import NARROW, WIDE, sparkline
from newsbot.publishing.facets import facets_of
from newsbot.publishing.plain import foreign_url, one_line
from newsbot.publishing.render import WEEKDAYS, beijing, provenance

TITLE = "国产大模型日报"
ABOUT = "每天的国产大模型新闻与排行"
# As a reader meets them: what needs somebody comes first.
_LEVELS = {Level.FAILING: "异常", Level.UNKNOWN: "未抓取", Level.WEAK: "需留意", Level.OK: "正常"}
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Group:
    """The sources of one level."""

    level: Level
    label: str
    conditions: tuple[Condition, ...]


def daily_page(daily: Daily, *, days: Sequence[date]) -> str:
    """The page of an issue; ``days`` are those of all issues that have a page, this one's included, in order."""
    at = days.index(daily.day)
    return (
        environment()
        .get_template("daily.html.j2")
        .render(
            daily=daily,
            weekday=WEEKDAYS[daily.day.weekday()],
            before=days[at - 1] if at else None,
            after=days[at + 1] if at + 1 < len(days) else None,
            days=frozenset(days),
            facets=facets_of(daily),
        )
    )


def archive_page(
    listed: Sequence[Listed],
    *,
    newest: Daily | None,
    searches: Mapping[date, str],
    address: str,
    rollups: Sequence[Period] = (),
) -> str:
    """The first page of the site: the newest issue's highlights, all issues by month, and the search.

    ``searches`` are the paths of the search's files by the first day of their month, ``rollups`` the weeks and months
    that have a page.
    """
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            years=years_of(listed, searches, rollups),
            newest=newest,
            weekday=WEEKDAYS[newest.day.weekday()] if newest else "",
            address=address,
            newest_rollups=newest_of(rollups),
            when=period_title,
        )
    )


def health_page(conditions: Sequence[Condition], *, now: datetime) -> str:
    """How each source is doing at ``now``, those that fail first."""
    groups = [
        Group(level, label, tuple(each for each in conditions if each.health.level is level))
        for level, label in _LEVELS.items()
    ]
    there = [group for group in groups if group.conditions]
    return environment().get_template("health.html.j2").render(groups=there, total=len(conditions), now=now)


def entry(daily: Daily, *, address: str) -> str:
    """The issue as a fragment of HTML, for readers of feeds."""
    return environment().get_template("entry.html.j2").render(daily=daily, address=address)


def story(title: str, url: str, summary: str) -> str:
    """The foreign text of one story, as it stands in the page of an issue."""
    return str(environment().get_template("story.html.j2").make_module().story(title, url, summary))  # type: ignore[attr-defined]


def link(text: str, url: str) -> Markup:
    """A link to a foreign page, or the plain text where ``url`` is no plain http or https address."""
    shown, target = escape(one_line(text)), foreign_url(url)
    if target is None:
        return shown
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(target, shown or target)


def language(text: str) -> Markup:
    """The attribute that tells a screen reader to change its voice: English titles stand in a Chinese page."""
    return Markup(' lang="en"') if _LATIN.search(text) and not _CHINESE.search(text) else Markup()


@cache
def assets() -> dict[str, bytes]:
    """Style sheets and scripts, by their path in the folder."""
    there = files("templates") / "assets"
    # GitHub Pages takes a folder without that file for Jekyll's, and leaves out what Jekyll would.
    return {f"assets/{each.name}": each.read_bytes() for each in there.iterdir()} | {".nojekyll": b""}


def asset(name: str) -> str:
    """The address of an asset: it changes with the content, so that nobody's cache shows a page with an older one."""
    path = f"assets/{name}"
    return f"{path}?v={digest(assets()[path])}"


def digest(content: bytes) -> str:
    """A short name of a content."""
    return hashlib.sha256(content).hexdigest()[:8]


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("templates", ""),  # finds them in a zipped egg too
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        text=one_line,
        lang=language,
        beijing=beijing,
        moment=moment,
        provenance=provenance,
        bars=volume_bars,
        sparkline=sparkline,
        data_date=data_date,
        age_note=age_note,
    )
    made.globals.update(link=link, asset=asset, title=TITLE, about=ABOUT, wide_chart=WIDE, narrow_chart=NARROW)
    return made
