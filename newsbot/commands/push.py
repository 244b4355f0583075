"""``scrapy push``: an issue to the channels of its readers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from scrapy.settings import BaseSettings

from newsbot.clock import clock_of
from newsbot.commandline import NewsbotCommand, checked, day_of, fail, say
from newsbot.commands import EXIT_CHANNELS_FAILED, EXIT_FAILED, EXIT_KEPT, EXIT_PUBLISHED, EXIT_USAGE
from newsbot.configuration import channels_of, press_of
from newsbot.dispatch import Letter, Outcome, Post, letters, send
from newsbot.press import NothingToPrintError
from newsbot.publishing.splitting import utf8
from newsbot.pushing.channels import Channel, ChannelError
from newsbot.pushing.forms import FORMS
from newsbot.storing.database import Database, DatabaseError


class Command(NewsbotCommand):
    """Tell each channel of NEWSBOT_PUSH what it has not been told of an issue."""

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Send an issue to chats, mail and phones, each story once"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="the issue's day in Beijing (default: today)")
        parser.add_argument("--channel", metavar="N", type=int, help="only the N-th channel, counted from 1")
        parser.add_argument("--dry-run", action="store_true", help="print what would be sent, send nothing")
        parser.add_argument("--quiet-too", action="store_true", help="tell also that a day had no highlights")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = checked(self.settings)
        if args:
            fail(f"unexpected {args[0]!r}; a day is given as --day 2026-01-20", EXIT_USAGE)
        now = clock_of(settings)()
        day = now.date() if opts.day is None else day_of(opts.day, now)
        try:
            channels = _chosen(channels_of(settings), opts.channel)
        except ChannelError as error:
            fail(error, EXIT_USAGE)
        try:
            database = Database.open(settings["NEWSBOT_DATABASE"])
            write = partial(_letters, settings, database, channels, day, quiet_too=opts.quiet_too)
            if opts.dry_run:
                say(_shown(write()))
                return
            outcomes = send(database, write, Post(Path(settings["NEWSBOT_REPORTS"])))
        except (NothingToPrintError, DatabaseError, TimeoutError) as error:
            fail(error, EXIT_FAILED)
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}", EXIT_FAILED)
        say(map(_told, outcomes))
        self.exitcode = _verdict(outcomes)


def pushed(settings: BaseSettings, database: Database, day: date) -> list[str]:
    """Push the issue of a day, and say in lines how it went; whatever goes wrong is one of them."""
    try:
        write = partial(_letters, settings, database, _chosen(channels_of(settings), None), day, quiet_too=False)
        return [_told(each) for each in send(database, write, Post(Path(settings["NEWSBOT_REPORTS"])))]
    except (ChannelError, NothingToPrintError, DatabaseError, TimeoutError) as error:
        return [f"推送未进行：{error}"]
    except OSError as error:
        return [f"推送未进行：{error.filename}: {error.strerror}"]


def _chosen(channels: Sequence[Channel], number: int | None) -> Sequence[Channel]:
    if not channels:
        raise ChannelError("there is no channel; NEWSBOT_PUSH and NEWSBOT_PUSH_FILE say where issues are pushed to")
    if number is None:
        return channels
    if not 1 <= number <= len(channels):
        raise ChannelError(f"--channel: there is no channel {number}; there are {len(channels)}")
    return [channels[number - 1]]


def _letters(
    settings: BaseSettings, database: Database, channels: Sequence[Channel], day: date, *, quiet_too: bool
) -> list[Letter]:
    found = letters(database, channels, day=day, address=press_of(settings).address, quiet_too=quiet_too)
    if found is None:
        raise NothingToPrintError(f"{day}: no issue of this day is stored; 'scrapy daily' makes today's")
    return found


def _told(outcome: Outcome) -> str:
    """How a channel did, in a line."""
    if outcome.fault:
        sent = f"（{outcome.parts} 条消息已送达 {outcome.sent} 条）" if outcome.sent else ""
        return f"{outcome.channel.name}：未送达{sent}：{outcome.fault}"
    return f"{outcome.channel.name}：" + (f"已送达 {outcome.sent} 条消息" if outcome.parts else "没有新内容，未发送")


def _verdict(outcomes: Sequence[Outcome]) -> int:
    """The exit code of all channels together."""
    sent, failed = any(each.sent for each in outcomes), any(each.fault for each in outcomes)
    if failed:
        return EXIT_CHANNELS_FAILED if sent else EXIT_FAILED
    return EXIT_PUBLISHED if sent else EXIT_KEPT


def _shown(found: Sequence[Letter]) -> Iterator[str]:
    """What would be sent, with the bytes of each message and what it costs of the channel's limit."""
    for letter in found:
        form, _ = FORMS[letter.channel.scheme]
        if not letter.parts:
            yield _told(Outcome(letter.channel))
        for number, part in enumerate(letter.parts, start=1):
            text = f"{part.title}\n{part.body}" if form.titled else part.body
            yield (
                f"--- {letter.channel.name}，第 {number}/{len(letter.parts)} 条消息，{utf8(text)} 字节，"
                f"占上限 {form.cost(text)}/{form.limit} ---"
            )
            yield text
