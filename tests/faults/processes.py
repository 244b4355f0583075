"""A process a crawl: forked from this one, so that nothing has to be imported again, watched, ended by its number."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MARK = "FAULTS_CRAWL"  # in the environment of every program that a crawl starts


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended. ``status`` is its exit code, or less than 0 for a signal; ``rss_mb`` its peak."""

    pid: int
    status: int
    wall: float  # seconds
    rss_mb: float


class Process:
    """A forked process; it runs until `ended` says otherwise."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._started = time.monotonic()

    @classmethod
    def fork(cls, work: Callable[[], None], *, mark: str, log: Path) -> Process:
        """Have a process of its own do ``work``. What it prints is appended to ``log``."""
        pid = os.fork()
        if pid:
            return cls(pid)
        status = 1
        try:
            os.setsid()
            os.environ[_MARK] = mark
            _redirect(log)
            work()
            status = 0
        except BaseException:  # noqa: BLE001 (whatever it is, this process must go no further than here)
            traceback.print_exc()
        finally:
            os._exit(status)

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._started

    def ended(self) -> Ended | None:
        """How it ended; None while it runs. To be asked until then, and no more."""
        pid, status, usage = os.wait4(self._pid, os.WNOHANG)
        if pid == 0:
            return None
        return Ended(pid, os.waitstatus_to_exitcode(status), self.age, usage.ru_maxrss / 1024)

    def kill(self) -> None:
        """End it, with what it started in its own session."""
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)


def left_by(mark: str) -> dict[int, str]:
    """Numbers and names of the programs that the crawl with this mark has started and that still run."""
    wanted = f"{_MARK}={mark}".encode()
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = (folder / "comm").read_text().strip()
    return found


def kill_all(pids: dict[int, str]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _redirect(log: Path) -> None:
    """Nothing to read, and everything printed to ``log``, whatever the process or its programs print to."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(nothing, 0)
    os.dup2(written, 1)
    os.dup2(written, 2)
    # Nothing flushes at the end, and Python's own streams may have been replaced.
    sys.stdout = sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
