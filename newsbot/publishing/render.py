"""A Daily as Markdown."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from newsbot.issue.daily import Condensation, Daily, FollowUp
from newsbot.items import BEIJING
from newsbot.publishing.board_dates import age_note, data_date
from newsbot.publishing.markdown import md_cell, md_link, md_own_link, md_text

WEEKDAYS = "一二三四五六日"


def markdown(daily: Daily) -> str:
    """The issue in CommonMark with tables. The same value always gives the same text."""
    return markdown_environment().get_template("daily.md.j2").render(daily=daily, weekday=WEEKDAYS[daily.day.weekday()])


@cache
def markdown_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("templates", ""),  # finds them in a zipped egg too
        autoescape=False,  # noqa: S701 (HTML escaping would not protect Markdown; the filters below do)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        text=md_text, cell=md_cell, link=md_link, own=md_own_link, beijing=beijing, provenance=provenance
    )
    environment.filters.update(data_date=data_date, age_note=age_note)
    environment.globals.update(followed=_followed)
    return environment


def beijing(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _followed(story: FollowUp) -> str:
    """What tells a reader that a story goes on, with the way to where it was printed first."""
    first = md_own_link(f"{story.day:%m-%d}", f"{story.day}.md#{story.anchor}")
    added = f"（新增：{md_text('、'.join(story.added))}）" if story.added else ""
    return f"连续报道第 {story.day_number} 天: {first}{added}"


def provenance(condensation: Condensation | None) -> str:
    """Where the highlights come from: which of them a model has condensed, and why it did not condense the others."""
    if condensation is None:
        return "摘自原文"
    why = "，".join(f"{reason} {count} 条" for reason, count in condensation.extracts)
    if not condensation.condensed:
        return f"摘自原文（{condensation.model} 未能精简：{why}）"
    numbers = "、".join(map(str, condensation.condensed))
    others = f"；其余摘自原文（{why}）" if why else ""
    return f"第 {numbers} 条由 {condensation.model} 精简，已逐条与原文核对{others}"
