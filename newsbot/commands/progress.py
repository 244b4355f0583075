"""What `scrapy daily` shows while it works, and at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column, Table
from rich.text import Text

from newsbot.commands.watching import SourceRun
from newsbot.crawling.browser import ADVICE
from newsbot.issue.daily import Daily


class Screen:
    """Live lines on a terminal; elsewhere one plain line for each source that has ended."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    @contextmanager
    def showing(self) -> Iterator[None]:
        if not self._console.is_terminal:
            yield
            return
        elapsed = TimeElapsedColumn(table_column=Column(no_wrap=True, min_width=7))
        columns = SpinnerColumn(), TextColumn("{task.description}", markup=False), elapsed
        with Progress(*columns, console=self._console, transient=True) as self._progress:
            yield
        self._progress = None

    def changed(self, run: SourceRun) -> None:
        if self._progress is None:
            if run.ended:
                self._console.print(Text(_line(run)), soft_wrap=True)
            return
        if run.name not in self._tasks:
            self._tasks[run.name] = self._progress.add_task(run.title, total=1)
        self._progress.update(self._tasks[run.name], description=_line(run), completed=int(run.ended))


def _line(run: SourceRun) -> str:
    if not run.ended:
        return f"{run.title}: {run.requests} 次请求，{run.items} 条"
    if run.fault:
        return f"{run.title}: {run.fault}"
    if run.elsewhere:
        return f"{run.title}: 已在另一进程中抓取"
    tried = "；".join(f"{attempt.route} {attempt.outcome}" for attempt in run.routes) or "没有结果"
    return f"{run.title}: {run.items} 条（{tried}）"


def source_table(daily: Daily) -> Table:
    """The sources of an issue as a table for a terminal."""
    table = Table(title=f"{daily.day} 信源状态", title_justify="left")
    for name in ("信源", "状态", "新条目", "最近成功"):
        table.add_column(name, overflow="fold")  # Chinese has no blanks to wrap at
    for source in daily.sources:
        style = "" if source.working else "red"
        success = f"{source.last_success:%Y-%m-%d %H:%M}" if source.last_success else "–"
        new = "–" if source.new is None else str(source.new)
        table.add_row(Text(source.title, style), Text(source.state, style), new, success)
    return table


def show_missing_browser(console: Console, runs: Sequence[SourceRun]) -> None:
    """One line that says which sources would give more with a browser, and how to get one."""
    titles = [run.title for run in runs if run.lacks_browser]
    if titles:
        console.print(f"{'、'.join(titles)}的正文需要浏览器：{ADVICE}", soft_wrap=True, markup=False)


def show_failures(console: Console, runs: Sequence[SourceRun]) -> None:
    """Why each source failed, where there is no issue to say it."""
    for run in runs:
        if run.fault:
            console.print(_line(run), soft_wrap=True, markup=False)
        for attempt in run.routes:
            line = f"{run.title}（{attempt.route}）: {attempt.outcome} {attempt.detail}"
            console.print(line, soft_wrap=True, markup=False)


def failed_titles(runs: Sequence[SourceRun]) -> list[str]:
    return [run.title for run in runs if not run.working and not run.elsewhere]
