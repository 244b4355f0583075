"""The files of a new source: its module, what its address answered, and the table that says so; and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

_HABIT = 10  # entries, the newest: old ones are pinned, or from when the site was young


def longest_silence(dates: Iterable[datetime], *, now: datetime) -> timedelta:
    """The longest time without anything new between a feed's newest entries, and from the newest of them to ``now``."""
    newest = sorted(dates, reverse=True)[:_HABIT]
    return max((later - earlier for later, earlier in pairwise([now, *newest])), default=timedelta())


def module_text(name: str, title: str, url: str, allowed: Sequence[str] = (), silence: timedelta = timedelta()) -> str:
    """A spider's module. ``name`` is a module's name; the others are any text, which is written as it can be read.

    ``allowed`` are the addresses outside of the public web that it was read from; ``silence`` is how long it is used to
    be silent, where that is longer than with other sources.
    """
    addresses = "".join(f"{quoted(each)}, " for each in allowed)
    camel = "".join(part.capitalize() for part in name.split("_"))
    days = -(-silence // timedelta(days=1))
    habit = (
        f"    # Up to {days} days without anything new when this was written; twice that, and it counts as frozen.\n"
        f"    longest_silence = timedelta(days={2 * days})\n"
    )
    return (
        ("from datetime import timedelta\n\n" if days else "") + "from newsbot.crawling.routes import Feed\n"
        "from newsbot.crawling.source import SourceSpider\n"
        "\n\n"
        f"class {camel}Spider(SourceSpider):\n"
        f"    name = {quoted(name)}\n"
        f"    title = {quoted(title)}\n"
        f"    routes = (Feed({quoted(url)}),)\n"
        + (f"    # Outside of the public web.\n    allowed_addresses = ({addresses.rstrip()})\n" if addresses else "")
        + (habit if days else "")
    )


def answers_text(url: str, located: str, file: str, content_type: str, now: datetime) -> str:
    """The tables of a recording's one scenario; ``now`` is when it was made, where the clock stands when it is read.

    ``located`` is the address that answered where ``url`` led there: what links are relative to.
    """
    answer = f"file = {quoted(file)}\ntype = {quoted(content_type)}\n"
    redirect = f"[feed.{quoted(url)}]\n{answer}status = 302\nheaders = {{ Location = {quoted(located)} }}\n\n"
    return (
        f"[feed]\nnow = {now.isoformat(timespec='seconds')}\n\n"
        + (redirect if located != url else "")
        + f"[feed.{quoted(located)}]\n{answer}"
    )


class Before:
    """Files, which may not be there, as they are now; their folders are made if they have to be."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._files = {path: path.read_bytes() if path.is_file() else None for path in paths}
        self._new_folders = {path.parent for path in self._files if not path.parent.exists()}

    def put_back(self) -> None:
        """Have all files as they were."""
        for path, body in self._files.items():
            if body is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(body)
        for folder in self._new_folders:
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()


def quoted(text: str) -> str:
    """A string as Python and TOML alike write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char) & 0xFFFF:04x}" for char in escaped) + '"'
