"""A request that is not made, or not gone on with, for a reason that has a name."""

from __future__ import annotations

from datetime import datetime

from scrapy.exceptions import IgnoreRequest

from newsbot.items import Outcome


class RefusedError(IgnoreRequest):
    """We refuse a request ourselves. ``outcome`` is what becomes of the attempt, ``str()`` of it is its detail."""

    def __init__(self, outcome: Outcome, detail: str, retry_at: datetime | None = None, refused_by: str = "") -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.retry_at = retry_at
        self.refused_by = refused_by  # as in `newsbot.crawling.outcomes.Failing`
