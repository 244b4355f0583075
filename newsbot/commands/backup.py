"""``scrapy backup``: all that the store holds, in one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsbot.commandline import NewsbotCommand, fail, say
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.storing.backups import BackupError, back_up
from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.location import is_missing


class Command(NewsbotCommand):
    """Write the database to a file, while others may write to it; the file is replaced in one step.

    FILE.jsonl or FILE.jsonl.gz holds a line for each row, and can be restored into SQLite or PostgreSQL; FILE.db is a
    copy of an SQLite database. Only its owner may read the file.
    """

    requires_crawler_process = False

    def syntax(self) -> str:
        return "FILE"

    def short_desc(self) -> str:
        return "Write all that the store holds to a file"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        assert self.settings is not None  # noqa: S101 (Scrapy sets it before any option is read)
        if len(args) != 1:
            fail("name one file, such as newsbot.jsonl.gz", EXIT_USAGE)
        path, url = Path(args[0]), self.settings["NEWSBOT_DATABASE"]
        try:
            if is_missing(url):
                fail("there is no database yet; 'scrapy daily' makes one", EXIT_FAILED)
            database = Database.open(url)
            try:
                counts = back_up(database, path)
            finally:
                database.close()
        except (BackupError, DatabaseError) as error:
            fail(error, EXIT_FAILED)
        except OSError as error:
            fail(f"{error.filename or path}: {error.strerror}", EXIT_FAILED)
        say([f"{path}: {sum(counts.values())} rows ({', '.join(f'{name} {n}' for name, n in counts.items())})"])
