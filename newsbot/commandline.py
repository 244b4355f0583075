"""What newsbot's commands share: settings are tried before anything runs, and faults are told in one line.

Not in the commands' own package: Scrapy takes every command class there for a command.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from io import TextIOWrapper
from typing import NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings

from newsbot.clock import FIRST_YEAR
from newsbot.commands import EXIT_USAGE
from newsbot.configuration import ConfigurationError, check
from newsbot.credentials import check_places
from newsbot.secrets import SecretError


def fail(message: object, code: int) -> NoReturn:
    """End with a line on stderr and an exit code."""
    print(f"newsbot: {message}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


def say(lines: Iterable[str]) -> None:
    """Print lines; a reader who has seen enough (``| head``) is no fault."""
    try:
        for line in lines:
            print(line)  # noqa: T201
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at its end


def day_of(text: str, now: datetime) -> date:
    """The day that ``--day`` names; one that has no issue yet, or never had, ends the command with one line."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        fail(f"--day: {text!r} is no day; write one like {now:%Y-%m-%d}", EXIT_USAGE)
    if day.year < FIRST_YEAR:
        fail(f"--day: {day} is before {FIRST_YEAR}, when there were no large language models to report on", EXIT_USAGE)
    if day > now.date():
        fail(f"--day: {day} has not begun in Beijing, where it is {now:%Y-%m-%d %H:%M}", EXIT_USAGE)
    return day


def checked(settings: BaseSettings | None) -> BaseSettings:
    """The settings, tried; a broken one ends the command with one line."""
    assert settings is not None  # noqa: S101 (Scrapy sets it before any option is read)
    try:
        check(settings)
    except ConfigurationError as error:
        fail(error, EXIT_USAGE)
    return settings


def refuse_secrets(settings: BaseSettings | None) -> None:
    """End the command with one line where a secret stands among the settings."""
    assert settings is not None  # noqa: S101 (as above)
    try:
        check_places(settings)
    except SecretError as error:
        fail(error, EXIT_USAGE)


class NewsbotCommand(ScrapyCommand):
    """A command that refuses options it does not know."""

    requires_project = True

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that knows no Chinese must not fail the command
        refuse_secrets(self.settings)
        # Scrapy passes on what it does not know, so that a mistyped option would be ignored.
        if unknown := [arg for arg in args if arg.startswith("-")]:
            fail(f"unknown option {unknown[0]}; see 'scrapy {self.__module__.rpartition('.')[2]} -h'", EXIT_USAGE)
