"""A week or a month as Markdown, as a page and as JSON, beside the issues it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from newsbot.issue.periods import Kind
from newsbot.issue.rollup import Rollup
from newsbot.issue.running import Running
from newsbot.publishing.archive import period_title
from newsbot.publishing.pages import TITLE, environment
from newsbot.publishing.render import markdown_environment

_OUTLETS = 4  # named of those that told a story


def rollup_files(rollup: Rollup) -> dict[str, str]:
    """The files of a roll-up by name. The same value always gives the same files."""
    values = {
        "rollup": rollup,
        "series": series(rollup),
        "when": when(rollup),
        "word": "周" if rollup.kind is Kind.WEEK else "月",
        "days": {issue.day: issue for issue in rollup.issues},
        "outlets": outlets,
        "short": short,
        "spans": spans,
    }
    return {
        f"{rollup.name}.json": rollup.to_json() + "\n",
        f"{rollup.name}.md": markdown_environment().get_template("rollup.md.j2").render(values),
        f"{rollup.name}.html": environment().get_template("rollup.html.j2").render(values),
    }


def series(rollup: Rollup) -> str:
    """What roll-ups of its kind are called: 国产大模型周报."""
    return TITLE.removesuffix("日报") + ("周报" if rollup.kind is Kind.WEEK else "月报")


def when(rollup: Rollup) -> str:
    """Its week or month in words: 2026 年第 4 周."""
    return period_title(rollup.kind, rollup.first)


def outlets(story: Running) -> str:
    """Who told a story: 量子位、36Kr 等 6 家."""
    more = len(story.outlets) > _OUTLETS
    return "、".join(story.outlets[:_OUTLETS]) + (f" 等 {len(story.outlets)} 家" if more else "")


def short(day: date) -> str:
    return f"{day:%m-%d}"


def spans(days: Sequence[date]) -> str:
    """Days in their order, those that follow each other as one: 01-01 至 01-18、01-21."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(short(run[0]) + (f" 至 {short(run[-1])}" if len(run) > 1 else "") for run in runs)
