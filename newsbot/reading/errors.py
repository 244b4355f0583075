"""Why a document could not be read."""

from __future__ import annotations

from newsbot.items import Outcome


class ReadingError(ValueError):
    """A document that is not what was asked for; ``str()`` of it is for people, ``outcome`` for the source's status."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome
