"""What stands at the end when all sources have been crawled: the issue, how each source did, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from scrapy.settings import BaseSettings

from newsbot.clock import Clock
from newsbot.commandline import fail
from newsbot.commands import EXIT_FAILED, EXIT_KEPT, EXIT_PUBLISHED, EXIT_SOURCES_FAILED
from newsbot.commands.progress import failed_titles, show_failures, show_missing_browser, source_table
from newsbot.commands.push import pushed
from newsbot.commands.watching import SourceRun
from newsbot.condensation import Asking
from newsbot.configuration import press_of
from newsbot.press import NothingToPrintError, Published, publish
from newsbot.storing import issues
from newsbot.storing.database import Database, DatabaseError


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run over all sources of ``day`` is to end; ``before`` is what the day's issue had printed when it began."""

    day: date
    before: set[str]
    strict: bool
    push: bool


def printed_on(database: Database, day: date) -> set[str]:
    """The canonical URLs that the issue of a day has printed. Raises `DatabaseError`."""
    with database.reading() as connection:
        return issues.printed_on(connection, day)


def conclude(
    console: Console,
    settings: BaseSettings,
    database: Database,
    runs: Sequence[SourceRun],
    ending: Ending,
    *,
    asking: Asking | None,
    now: Clock,
) -> int:
    """Publish the issue of all sources, say how each did, push what is new if that is wished; the exit code.

    Where there is no issue to publish, the command ends here.
    """
    try:
        issue = publish(press_of(settings), database, day=ending.day, now=now(), asking=asking)
    except NothingToPrintError as error:
        show_failures(console, runs)
        fail(error, EXIT_FAILED)
    except DatabaseError as error:
        fail(error, EXIT_FAILED)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}; the items are stored: mend it and run again", EXIT_FAILED)
    console.print(source_table(issue.daily))
    show_missing_browser(console, runs)
    is_new = not ending.before or bool(printed_on(database, ending.day) - ending.before)
    code = _verdict(console, runs, issue, is_new=is_new, strict=ending.strict)
    if ending.push:
        for line in pushed(settings, database, ending.day):
            console.print(line, soft_wrap=True, markup=False)
    return code


def _verdict(console: Console, runs: Sequence[SourceRun], issue: Published, *, is_new: bool, strict: bool) -> int:
    """The last lines and the exit code."""
    daily, failed = issue.daily, failed_titles(runs)
    console.print(f"{len(daily.items)} 条精选，共 {daily.total} 条相关资讯：{issue.path}", soft_wrap=True, markup=False)
    if issue.remark:
        console.print(issue.remark, soft_wrap=True, markup=False)
    if failed:
        console.print(f"异常信源：{'、'.join(failed)}", soft_wrap=True, markup=False)
    if len(failed) == len(runs):
        console.print("所有信源都失败了；日报只含以前存下的内容。", style="red")
        return EXIT_FAILED
    if strict and failed:
        return EXIT_SOURCES_FAILED
    if not is_new:
        console.print("没有新的相关资讯，日报的条目不变。")
        return EXIT_KEPT
    return EXIT_PUBLISHED
