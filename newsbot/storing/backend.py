"""What SQLite and PostgreSQL do differently: one such value each, chosen when a database is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Engine

Options = Mapping[str, Any]  # of a connection's execution


@dataclass(frozen=True, slots=True)
class Backend:
    """How a database is connected to, and with which options its transactions begin.

    ``writing`` is for a transaction that no other writer runs beside; ``sharing`` for one of a row, whose statements
    decide by themselves; ``lasting`` and ``rebuilding`` are as ``writing`` for what takes as long as it takes,
    the latter for changes of tables, in which foreign keys may not hold.
    ``across_machines`` holds a name, waiting for so many seconds, and gives whether it could be had.
    """

    connect: Callable[[URL], Engine]
    release: Callable[[Engine], None]
    across_machines: Callable[[Engine, str, float], AbstractContextManager[bool]]
    reading: Options
    writing: Options
    lasting: Options
    sharing: Options
    rebuilding: Options
