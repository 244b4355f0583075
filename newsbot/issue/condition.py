"""The sources as whoever looks after them wants to know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsbot.issue.daily import Source
from newsbot.issue.health import LONGEST_REST, Health, Past, health_of
from newsbot.issue.states import state_of


@dataclass(frozen=True, slots=True)
class Condition:
    """How a source is doing at a moment; ``state`` is a sentence for readers."""

    source: Source
    past: Past
    health: Health
    state: str


def condition_of(source: Source, past: Past, *, now: datetime) -> Condition:
    state = state_of(source.title, past, now=now, since=now - LONGEST_REST).state
    return Condition(source, past, health_of(past, now=now), state)
