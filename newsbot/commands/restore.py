"""``scrapy restore``: a backup, read back into the store."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsbot.commandline import NewsbotCommand, fail, say
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.storing.backups import BackupError
from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.restoring import restore


class Command(NewsbotCommand):
    """Read a file that ``scrapy backup`` wrote into a database that holds nothing; all of it, or nothing.

    With --replace, in place of what the database holds. The files of the issues are written by
    ``scrapy report --all``.
    """

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--replace] FILE"

    def short_desc(self) -> str:
        return "Read a backup into an empty store, or in place of what it holds"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--replace", action="store_true", help="delete what the database holds, in the same step")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 (Scrapy sets it before any option is read)
        if len(args) != 1:
            fail("name one file that 'scrapy backup' wrote", EXIT_USAGE)
        path = Path(args[0])
        try:
            database = Database.open(self.settings["NEWSBOT_DATABASE"])
            try:
                counts = restore(database, path, replace=opts.replace)
            finally:
                database.close()
        except (BackupError, DatabaseError) as error:
            fail(error, EXIT_FAILED)
        except OSError as error:
            fail(f"{error.filename or path}: {error.strerror}", EXIT_FAILED)
        rows, issues = sum(counts.values()), counts["issues"]
        say([f"{path}: {rows} rows restored; 'scrapy report --all' writes the {issues} issues again"])
