"""From a stored issue to the channels of its readers: what each has still to be told, and what it has been told.

What a channel has accepted is noted at once, message by message. A process that dies in between lets it have one
message twice, and no story not at all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from newsbot.issue.daily import Daily
from newsbot.press import as_printed
from newsbot.publishing.messages import AROUND, STANDING, Part, message, quiet
from newsbot.pushing.channels import Channel, ChannelError
from newsbot.pushing.delivery import Send, opened, persistently
from newsbot.pushing.forms import FORMS
from newsbot.storing import issues, pushes
from newsbot.storing.database import BusyError, Database, DatabaseError

PATIENCE = 300  # seconds for a channel, all its messages and tries included
_PACE = 3.0  # seconds between two messages; robots take twenty a minute


@dataclass(frozen=True, slots=True)
class Letter:
    """What a channel has still to be told of an issue. ``urls`` are what the store knows each subject by."""

    channel: Channel
    day: date
    parts: Sequence[Part]
    urls: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Outcome:
    """What became of a letter: ``sent`` of ``parts`` messages; ``fault`` is why not all of them, "" if they were."""

    channel: Channel
    parts: int = 0
    sent: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """How letters are sent. ``locks``: the folder of the lock that lets one process send at a time."""

    locks: Path
    open: Callable[[Channel], Send] = field(default=opened)
    sleep: Callable[[float], None] = field(default=time.sleep)
    patience: float = PATIENCE


def letters(
    database: Database, channels: Sequence[Channel], *, day: date, address: str, quiet_too: bool = False
) -> list[Letter] | None:
    """What each channel has still to be told of the issue of a day, in their order; None without an issue.

    Of a day without highlights nothing is told, unless it is to be (``quiet_too``). Raises `NothingToPrintError` for an
    issue that this version cannot read, `DatabaseError`.
    """
    with database.reading() as connection:
        stored = issues.issue_of(connection, day)
        places = issues.anchors_of(connection, day)
        known = {channel: pushes.sent(connection, channel.digest, day) for channel in channels}
    if stored is None:
        return None
    daily = as_printed(stored)
    urls = _urls(daily, places)
    return [
        Letter(channel, day, _parts(daily, channel, urls, known[channel], address, quiet_too=quiet_too), urls)
        for channel in channels
    ]


def _urls(daily: Daily, places: Mapping[str, str]) -> dict[str, list[str]]:
    """The articles of each story: it was told if any of them was, whichever leads it now."""
    found: dict[str, list[str]] = {STANDING: [STANDING], AROUND: [AROUND]}
    for url, anchor in places.items():
        found.setdefault(anchor, []).append(url)
    for item in daily.items:
        found.setdefault(item.line.anchor, [item.line.url])
    return found


def _parts(
    daily: Daily,
    channel: Channel,
    urls: Mapping[str, Sequence[str]],
    sent: set[str],
    address: str,
    *,
    quiet_too: bool,
) -> list[Part]:
    form, _ = FORMS[channel.scheme]
    if not daily.lead:
        return quiet(daily, form, address=address) if quiet_too and not sent else []
    known = {subject for subject, names in urls.items() if not sent.isdisjoint(names)}
    return message(daily, form, address=address, known=known)


def send(database: Database, written: Callable[[], Sequence[Letter]], post: Post) -> list[Outcome]:
    """Send what is ``written`` once nobody else is sending, each channel on its own; the outcomes in their order.

    Never raises for what a channel, or what leads to it, does. Raises TimeoutError where another process does not end.
    """
    try:
        post.locks.mkdir(parents=True, exist_ok=True)
        with (
            FileLock(post.locks / ".push.lock", timeout=2 * post.patience),
            database.across_machines("sending", patience=2 * post.patience),
        ):
            return _send_all(database, written(), post)
    except (Timeout, BusyError):
        raise TimeoutError("another process is still sending; run again when it has ended") from None


def _send_all(database: Database, due: Sequence[Letter], post: Post) -> list[Outcome]:
    outcomes = [Outcome(letter.channel, len(letter.parts)) for letter in due]
    # Daemons: what hangs in a connection must not keep the process from ending.
    threads = [
        threading.Thread(target=_send_letter, args=(database, letter, outcome, post), daemon=True)
        for letter, outcome in zip(due, outcomes, strict=True)
        if letter.parts
    ]
    for thread in threads:
        thread.start()
    ends = time.monotonic() + post.patience
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))
    late = {thread: thread.is_alive() for thread in threads}
    for outcome, thread in zip((each for each in outcomes if each.parts), threads, strict=True):
        if late[thread]:
            outcome.fault = "时间用尽"
    return outcomes


def _send_letter(database: Database, letter: Letter, outcome: Outcome, post: Post) -> None:
    try:
        give = post.open(letter.channel)
        for part in letter.parts:
            if outcome.sent:
                post.sleep(_PACE)
            reply = persistently(partial(give, part.title, part.body), sleep=post.sleep)
            if not reply.accepted:
                outcome.fault = reply.fault
                return
            outcome.sent += 1
            with database.writing() as connection:
                told = [url for subject in part.told for url in letter.urls[subject]]
                pushes.mark(connection, letter.channel.digest, letter.day, told)
    except ChannelError as error:
        outcome.fault = str(error).removeprefix(f"{letter.channel.name}: ")
    except DatabaseError as error:
        outcome.fault = f"已送达但没有记下，下次会重复（{error}）"
    except Exception as error:  # noqa: BLE001 (nor does a fault of ours stop the other channels; its text may be secret)
        outcome.fault = type(error).__name__
