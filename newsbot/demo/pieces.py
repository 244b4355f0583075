"""What the demo's outlets publish: one TOML file an outlet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """One self-written news item.

    ``published`` is aware. ``body`` holds paragraphs of plain text; one that begins with ``## `` is a heading.
    ``summary`` is what the outlet's listing says, ``flash`` marks a newsflash. ``grade`` is what an editor would say
    (as in `newsbot.items.Judgement`) and ``story`` names an event that several items tell; neither is ever served.
    """

    id: str
    published: datetime
    title: str
    body: tuple[str, ...]
    grade: int
    story: str = ""
    author: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    flash: bool = False


@cache
def pieces(outlet: str) -> tuple[Piece, ...]:
    """All items of an outlet (``kr36``, ``jiqizhixin``, ``qbitai``, ``infoq``), newest first."""
    text = resources.files(__package__).joinpath(f"{outlet}.toml").read_text(encoding="utf-8")
    read = (_piece(table) for table in tomllib.loads(text)["piece"])
    return tuple(sorted(read, key=lambda piece: piece.published, reverse=True))


def published_by(now: datetime, outlet: str) -> tuple[Piece, ...]:
    """The items of an outlet that were out at ``now`` (aware), newest first."""
    return tuple(piece for piece in pieces(outlet) if piece.published <= now)


def _piece(table: dict[str, Any]) -> Piece:
    lists: dict[str, Any] = {key: tuple(table[key]) for key in ("body", "tags") if key in table}
    return Piece(**{**table, **lists})
