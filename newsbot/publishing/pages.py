"""A Daily, and all of them, as web pages: no script inside, nothing from elsewhere, relative links only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newsbot.issue.daily import Daily
from newsbot.publishing.plain import foreign_url, one_line
from newsbot.publishing.render import WEEKDAYS, beijing, provenance

TITLE = "国产大模型日报"


@dataclass(frozen=True, slots=True)
class Listed:
    """An issue in the archive: how many stories it has, and the line at its head ("" on a quiet day)."""

    day: date
    total: int
    lead: str


def daily_page(daily: Daily, *, before: date | None, after: date | None) -> str:
    """The page of an issue, with links to the issues before and after it."""
    weekday = WEEKDAYS[daily.day.weekday()]
    template = environment().get_template("daily.html.j2")
    return template.render(daily=daily, weekday=weekday, before=before, after=after)


def archive_page(listed: Sequence[Listed], *, address: str) -> str:
    """The first page of the site: all issues by month, the newest first, and the search."""
    return environment().get_template("index.html.j2").render(listed=listed, address=address)


def entry(daily: Daily, *, address: str) -> str:
    """The issue as a fragment of HTML, for readers of feeds."""
    return environment().get_template("entry.html.j2").render(daily=daily, address=address)


def link(text: str, url: str) -> Markup:
    """A link to a foreign page, or the plain text where ``url`` is no plain http or https address."""
    shown, target = escape(one_line(text)), foreign_url(url)
    if target is None:
        return shown
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(target, shown or target)


def assets() -> dict[str, bytes]:
    """Style sheets and scripts, by their path in the folder."""
    there = files("templates") / "assets"
    return {f"assets/{each.name}": each.read_bytes() for each in there.iterdir()}


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
    made.filters.update(text=one_line, beijing=beijing, provenance=provenance)
    made.globals.update(link=link, title=TITLE)
    return made
