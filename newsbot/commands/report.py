"""``scrapy report``: an issue again, from the store, without network."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from newsbot.clock import clock_of
from newsbot.commandline import NewsbotCommand, checked, day_of, fail
from newsbot.commands import EXIT_FAILED, EXIT_KEPT, EXIT_USAGE
from newsbot.configuration import press_of
from newsbot.press import NothingToPrintError, Press, Published, publish, reprint
from newsbot.storing.database import Database, DatabaseError


class Command(NewsbotCommand):
    """Print a stored issue again, byte for byte; with --remake, choose from the stored articles anew."""

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Print a day's issue again from the store, offline"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="the issue's day in Beijing (default: today)")
        parser.add_argument("--remake", action="store_true", help="choose from the stored articles anew")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = checked(self.settings)
        if args:
            fail(f"unexpected {args[0]!r}; a day is given as --day 2026-01-20", EXIT_USAGE)
        now = clock_of(settings)()
        day = now.date() if opts.day is None else day_of(opts.day, now)
        try:
            database = Database.open(settings["NEWSBOT_DATABASE"])
            issue = _issue(press_of(settings), database, day=day, now=now, remake=opts.remake)
        except (NothingToPrintError, DatabaseError) as error:
            fail(error, EXIT_FAILED)
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}", EXIT_FAILED)
        print(issue.path)  # noqa: T201 (what a script wants to know)
        if issue.kept:
            self.exitcode = EXIT_KEPT


def _issue(press: Press, database: Database, *, day: date, now: datetime, remake: bool) -> Published:
    if remake:
        return publish(press, database, day=day, now=now, anew=True)
    stored = reprint(press, database, day=day)
    if stored is None:
        raise NothingToPrintError(f"{day}: no issue of this day is stored; --remake makes one from the stored articles")
    return stored
