"""A week or a month as Markdown, as a page and as JSON, beside the issues it is made of."""

from __future__ import annotations

from datetime import date

from newsbot.issue.periods import Kind
from newsbot.issue.rollup import Rollup
from newsbot.issue.running import Running
from newsbot.publishing.pages import TITLE, environment
from newsbot.publishing.render import markdown_environment

_OUTLETS = 4  # named of those that told a story


def rollup_files(rollup: Rollup) -> dict[str, str]:
    """The files of a roll-up by name. The same value always gives the same files."""
    values = {
        "rollup": rollup,
        "heading": heading(rollup),
        "word": "周" if rollup.kind is Kind.WEEK else "月",
        "days": {issue.day: issue for issue in rollup.issues},
        "outlets": outlets,
        "short": short,
    }
    return {
        f"{rollup.name}.json": rollup.to_json() + "\n",
        f"{rollup.name}.md": markdown_environment().get_template("rollup.md.j2").render(values),
        f"{rollup.name}.html": environment().get_template("rollup.html.j2").render(values),
    }


def heading(rollup: Rollup) -> str:
    """What a roll-up is called: 国产大模型周报 2026 年第 4 周."""
    if rollup.kind is Kind.WEEK:
        return f"{TITLE.removesuffix('日报')}周报 {rollup.first:%G} 年第 {int(f'{rollup.first:%V}')} 周"
    return f"{TITLE.removesuffix('日报')}月报 {rollup.first.year} 年 {rollup.first.month} 月"


def outlets(story: Running) -> str:
    """Who told a story: 量子位、36Kr 等 6 家."""
    more = len(story.outlets) > _OUTLETS
    return "、".join(story.outlets[:_OUTLETS]) + (f" 等 {len(story.outlets)} 家" if more else "")


def short(day: date) -> str:
    return f"{day:%m-%d}"
