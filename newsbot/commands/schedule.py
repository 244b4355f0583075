"""``scrapy schedule``: every source as a job of scrapyd, once a day, then the issue."""

from __future__ import annotations

import argparse
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from rich.console import Console
from scrapy.settings import BaseSettings

from newsbot import settings as project_settings
from newsbot.clock import Clock, clock_of
from newsbot.commandline import NewsbotCommand, checked, fail
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.commands.concluding import Ending, conclude, printed_on
from newsbot.commands.progress import Screen
from newsbot.commands.watching import SourceRun
from newsbot.configuration import asking_of, chosen_sources, sources_of
from newsbot.items import BEIJING
from newsbot.jobs import Jobs, NoAnswerError, Scrapyd, ScrapydError
from newsbot.storing import attempts
from newsbot.storing.database import Database, DatabaseError

STEP = 2.0  # seconds between two looks at the jobs
# Of a job that was running when scrapyd ended, its process may have gone on. Who takes its place waits for it.
_WAIT_FOR_ORPHAN = 900  # seconds, as CLOSESPIDER_TIMEOUT
_MOST_TRIES = 3  # of one job
EXIT_INTERRUPTED = 130


class Command(NewsbotCommand):
    """Have scrapyd crawl all sources (or those named), wait for it, publish the day's issue, say how each source did.

    A job is named by its day and its source, and scheduled once: run it again, and it waits for what is under way.
    """

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Have scrapyd crawl every source, then publish today's issue"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--again", action="store_true", help="also crawl what was crawled today already")
        parser.add_argument("--no-wait", action="store_true", help="only schedule; each job publishes what it finds")
        parser.add_argument(
            "--timeout", metavar="MINUTES", type=float, default=120.0, help="longest wait (default: %(default)g)"
        )
        parser.add_argument("--strict", action="store_true", help="exit with 3 when any source failed")
        parser.add_argument("--push", action="store_true", help="then tell the channels of NEWSBOT_PUSH what is new")
        parser.add_argument("--check", action="store_true", help="only ask whether scrapyd answers")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            daemon = Scrapyd.of(project_settings.scrapyd_access())
            if opts.check:
                print(daemon.check())  # noqa: T201 (what a monitor wants to know)
                return
            self.exitcode = _schedule(daemon, checked(self.settings), args, opts)
        except ScrapydError as error:
            fail(error, EXIT_FAILED)
        except DatabaseError as error:
            fail(error, EXIT_FAILED)
        except KeyboardInterrupt:
            fail("interrupted; the jobs go on, and the same command again waits for them", EXIT_INTERRUPTED)


def _schedule(daemon: Scrapyd, settings: BaseSettings, args: Sequence[str], opts: argparse.Namespace) -> int:
    sources, clock = sources_of(settings), clock_of(settings)
    chosen = list(args) or chosen_sources(settings)
    if unknown := [name for name in chosen if name not in sources]:
        fail(f"no source is called {unknown[0]!r}; there are: {', '.join(sources)}", EXIT_USAGE)
    there, known = set(daemon.sources()), daemon.jobs().known
    now = clock()
    day = now.date()
    database = Database.open(settings["NEWSBOT_DATABASE"])
    before = printed_on(database, day)
    runs = {name: SourceRun(name, sources[name].title) for name in chosen}
    for name, run in runs.items():
        if name not in there:
            broken = sources[name].fault
            run.ended, run.fault = True, f"无法载入（{broken}）" if broken else "未抓取（scrapyd 中没有这个信源）"
    jobs = {_free_id(day, name, known, again=opts.again): run for name, run in runs.items() if not run.ended}
    # The issue of all sources is what a model is asked about, once: not that of each crawl on the way there.
    passed = ["LOG_LEVEL=INFO", "NEWSBOT_LLM_ASK=False", *opts.set]
    for job, run in jobs.items():
        if job not in known:
            daemon.schedule(run.name, job, passed)
    if opts.no_wait:
        print(f"{len(jobs.keys() - known)} of {len(jobs)} jobs scheduled")  # noqa: T201
        return 0
    console = Console()
    screen = Screen(console)
    with screen.showing():
        for run in runs.values():
            screen.changed(run)
        since = now if opts.again else datetime.combine(day, time_of_day(), BEIJING)
        watch = Watch(daemon, database, jobs, screen, clock=clock, since=since, passed=passed)
        watch.wait(timedelta(minutes=opts.timeout))
    ending = Ending(day, before, strict=opts.strict, push=opts.push)
    return conclude(console, settings, database, list(runs.values()), ending, asking=asking_of(settings), now=clock)


def _free_id(day: date, source: str, known: Collection[str], *, again: bool) -> str:
    """The name of a source's job of a day; ``again``, one that no job has yet."""
    name, number = f"{day}-{source}", 1
    while again and name in known:
        number += 1
        name = f"{day}-{source}-{number}"
    return name


class Watch:
    """Looks at jobs until all have ended, and schedules again those that were lost."""

    def __init__(
        self,
        daemon: Scrapyd,
        database: Database,
        jobs: Mapping[str, SourceRun],
        screen: Screen,
        *,
        clock: Clock,
        since: datetime,
        passed: Sequence[str],
    ) -> None:
        self._daemon = daemon
        self._database = database
        self._jobs = jobs
        self._screen = screen
        self._clock = clock
        self._since = since
        self._passed = passed
        self._tries = dict.fromkeys(jobs, 1)

    def wait(self, longest: timedelta) -> None:
        until = time.monotonic() + longest.total_seconds()
        silence = ""
        while left := {job: run for job, run in self._jobs.items() if not run.ended}:
            if time.monotonic() > until:
                for run in left.values():
                    self._end(run, f"未抓取完（{silence or f'等了 {longest.total_seconds() / 60:g} 分钟'}）")
                return
            try:
                self._look(left, self._daemon.jobs())
                silence = ""
            except NoAnswerError as error:
                silence = str(error)  # it may be starting again
            if not all(run.ended for run in left.values()):
                time.sleep(STEP)

    def _look(self, left: Mapping[str, SourceRun], found: Jobs) -> None:
        for job, run in left.items():
            if job in found.finished:
                self._end(run)
            elif job not in found.known and self._tries[job] < _MOST_TRIES:
                # scrapyd was started again while it ran: it has forgotten the job, whose process may have gone on.
                self._tries[job] += 1
                self._daemon.schedule(run.name, job, [*self._passed, f"NEWSBOT_WAIT={_WAIT_FOR_ORPHAN}"])
            elif job not in found.known:
                self._end(run, "未抓取（scrapyd 一再丢失任务）")

    def _end(self, run: SourceRun, fault: str = "") -> None:
        with self._database.reading() as connection:
            made = attempts.last_run(connection, run.name, before=self._clock())
        run.attempts = [attempt for attempt in made if attempt.at >= self._since]
        run.items = sum(attempt.entries for attempt in run.routes)
        run.ended, run.fault = True, "" if run.working else fault
        self._screen.changed(run)
