"""``scrapy report``: an issue again, from the store, without network."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime

from newsbot.clock import FIRST_YEAR, clock_of
from newsbot.commandline import NewsbotCommand, checked, day_of, fail
from newsbot.commands import EXIT_FAILED, EXIT_KEPT, EXIT_USAGE
from newsbot.configuration import press_of
from newsbot.issue.periods import Kind, Period, last_whole, named
from newsbot.press import NothingToPrintError, Press, Published, publish, reprint, reprint_all, roll_up
from newsbot.storing.database import Database, DatabaseError

LAST = "last"


class Command(NewsbotCommand):
    """Print a stored issue again, byte for byte; with --remake, choose from the stored articles anew.

    With --week or --month the issues of that time as one; with --all every issue.
    """

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Print a day's issue again from the store, a week's or month's roll-up, or all, offline"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="the issue's day in Beijing (default: today)")
        parser.add_argument("--remake", action="store_true", help="choose from the stored articles anew")
        for kind, name in ((Kind.WEEK, "YYYY-Www"), (Kind.MONTH, "YYYY-MM")):
            about = f"write the roll-up of a {kind} (default: {LAST}, the newest that is over)"
            parser.add_argument(f"--{kind}", nargs="?", const=LAST, metavar=name, help=about)
        parser.add_argument(
            "--all", action="store_true", help="write all stored issues, and the site around them, again"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = checked(self.settings)
        if args:
            fail(f"unexpected {args[0]!r}; a day is given as --day 2026-01-20", EXIT_USAGE)
        _check_choice(opts)
        now = clock_of(settings)()
        day = now.date() if opts.day is None else day_of(opts.day, now)
        period = next((_period(kind, name, now) for kind in Kind if (name := getattr(opts, kind)) is not None), None)
        try:
            database = Database.open(settings["NEWSBOT_DATABASE"])
            press = press_of(settings)
            if period is not None:
                path, over = roll_up(press, database, period, today=now.date())
                written, kept = f"{path}" if over else f"{path} ({period.name} is not over)", ""
            elif opts.all:
                count = reprint_all(press, database, now=now, said=_said)
                written, kept = f"{press.reports / 'index.html'} ({count} {'issue' if count == 1 else 'issues'})", ""
            else:
                issue = _issue(press, database, day=day, now=now, remake=opts.remake)
                written, kept = str(issue.path), issue.kept
        except (NothingToPrintError, DatabaseError) as error:
            fail(error, EXIT_FAILED)
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}", EXIT_FAILED)
        print(written)  # noqa: T201 (what a script wants to know)
        if kept:
            self.exitcode = EXIT_KEPT


def _check_choice(opts: argparse.Namespace) -> None:
    given = [*(name for name in ("day", "week", "month") if getattr(opts, name) is not None), *["all"] * opts.all]
    if len(given) > 1:
        fail(f"--{given[0]} and --{given[1]}: give one of them", EXIT_USAGE)
    if opts.remake and given not in ([], ["day"]):
        fail(f"--remake: chooses an issue's stories anew; --{given[0]} only writes what is stored", EXIT_USAGE)


def _issue(press: Press, database: Database, *, day: date, now: datetime, remake: bool) -> Published:
    if remake:
        return publish(press, database, day=day, now=now, anew=True)
    stored = reprint(press, database, day=day)
    if stored is None:
        raise NothingToPrintError(f"{day}: no issue of this day is stored; --remake makes one from the stored articles")
    return stored


def _said(written: int, of: int) -> None:
    """A line that counts up on a terminal; in a log it would be a line each."""
    if sys.stderr.isatty():
        print(f"\r{written}/{of}", end="\n" if written == of else "", file=sys.stderr, flush=True)  # noqa: T201


def _period(kind: Kind, text: str, now: datetime) -> Period:
    """The period of a name; of none, the last one that is over."""
    if text == LAST:
        return last_whole(kind, now.date())
    period = named(text)
    if period is None or period.kind is not kind:
        usual = last_whole(kind, now.date()).name
        fail(f"--{kind}: {text!r} is no {kind}; write one like {usual}", EXIT_USAGE)
    if period.first.year < FIRST_YEAR:
        fail(f"--{kind}: {text} is before {FIRST_YEAR}, when there were no large language models", EXIT_USAGE)
    if period.first > now.date():
        fail(f"--{kind}: {text} has not begun in Beijing, where it is {now:%Y-%m-%d %H:%M}", EXIT_USAGE)
    return period
