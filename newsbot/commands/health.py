"""``scrapy health``: how each source is doing, for people and for monitors."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsbot.clock import clock_of
from newsbot.commandline import NewsbotCommand, checked, fail, say
from newsbot.commands import EXIT_FAILED, EXIT_SOURCES_FAILED, EXIT_USAGE
from newsbot.configuration import sources_of
from newsbot.issue.condition import Condition
from newsbot.issue.health import Level
from newsbot.issue.states import moment
from newsbot.items import ARTICLE_PAGES, BEIJING
from newsbot.records import conditions_of
from newsbot.storing.database import Database, DatabaseError

_STYLES = {Level.OK: "", Level.WEAK: "yellow", Level.UNKNOWN: "dim", Level.FAILING: "red"}


class Command(NewsbotCommand):
    """Say of each source how it is doing, since when, and what it last brought; nothing is asked over the network."""

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Say how each source is doing, from the store"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a line and source")
        parser.add_argument("--strict", action="store_true", help="exit with 3 for a source that is weak, too")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = checked(self.settings)
        sources = sources_of(settings)
        if unknown := [name for name in args if name not in sources]:
            fail(f"no source is called {unknown[0]!r}; there are: {', '.join(sources)}", EXIT_USAGE)
        chosen = {name: source for name, source in sources.items() if not args or name in args}
        now = clock_of(settings)()
        try:
            with Database.open(settings["NEWSBOT_DATABASE"]).reading() as connection:
                found = conditions_of(chosen, connection, now=now)
        except DatabaseError as error:
            fail(error, EXIT_FAILED)
        if opts.json:
            say(json.dumps(_record(each), ensure_ascii=False) for each in found)
        elif (console := Console()).is_terminal:
            console.print(_table(found, now))
        else:
            say(_line(each, now) for each in found)
        self.exitcode = _verdict({each.health.level for each in found}, strict=opts.strict)


def _verdict(levels: set[Level], *, strict: bool) -> int:
    """The exit code: 0 where all is well, 3 where a source needs somebody to look at it, 5 where none delivers."""
    if not levels & {Level.OK, Level.WEAK}:
        return EXIT_FAILED
    bad = {Level.UNKNOWN, Level.FAILING} | ({Level.WEAK} if strict else set())
    return EXIT_SOURCES_FAILED if levels & bad else 0


def _line(condition: Condition, now: datetime) -> str:
    """One source in a line, for logs and mails."""
    source, past, health = condition.source, condition.past, condition.health
    return "  ".join(
        (
            f"{health.level:<8}",
            f"{source.title} ({source.name})",
            condition.state,
            f"自 {_moment(health.since, now)}",
            f"最近成功 {_moment(past.last_success, now)}",
            f"最近新条目 {_moment(past.last_new, now)}",
            f"24 小时 {_number(past.recent)} / 平日 {_number(health.usual)}",
            f"无时间 {'–' if health.undated is None else f'{health.undated:.0%}'}",
        )
    )


def _table(conditions: Sequence[Condition], now: datetime) -> Table:
    table = Table(title=f"{now:%Y-%m-%d %H:%M} 信源健康", title_justify="left")
    for name in ("信源", "状态", "自", "最近成功", "最近新条目", "24 小时 / 平日", "无时间"):
        table.add_column(name, overflow="fold")
    for condition in conditions:
        source, past, health = condition.source, condition.past, condition.health
        table.add_row(
            Text(f"{source.title} ({source.name})"),
            Text(condition.state, _STYLES[health.level]),
            _moment(health.since, now),
            _moment(past.last_success, now),
            _moment(past.last_new, now),
            f"{_number(past.recent)} / {_number(health.usual)}",
            "–" if health.undated is None else f"{health.undated:.0%}",
        )
    return table


def _record(condition: Condition) -> dict[str, object]:
    """One source for a monitor; times are ISO 8601 in Beijing time, the outcome is that of the last route tried."""
    source, past, health = condition.source, condition.past, condition.health
    last = next((each for each in reversed(past.run) if each.route != ARTICLE_PAGES), None)
    return {
        "source": source.name,
        "title": source.title,
        "kind": source.kind or None,
        "level": health.level,
        "state": condition.state,
        "outcome": last.outcome if last is not None else None,
        "route": last.route if last is not None else None,
        "retry_at": _iso(last.retry_at) if last is not None else None,
        "since": _iso(health.since),
        "last_success": _iso(past.last_success),
        "last_new": _iso(past.last_new),
        "new_24h": past.recent,
        "usual": health.usual,
        "undated": health.undated,
    }


def _moment(at: datetime | None, now: datetime) -> str:
    return moment(at, now) if at is not None else "–"


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(BEIJING).isoformat(timespec="seconds") if at is not None else None


def _number(count: float | None) -> str:
    return "–" if count is None else f"{count:g}"
