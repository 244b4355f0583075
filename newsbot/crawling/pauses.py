"""Leaving a server alone for as long as it asked, across runs."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newsbot.clock import Clock, clock_of
from newsbot.crawling.outcomes import refused
from newsbot.crawling.refusals import RefusedError
from newsbot.items import BEIJING, Outcome
from newsbot.storing.database import Database
from newsbot.storing.pauses import Pause, pause_of, poll_of, subjects_of

logger = logging.getLogger(__name__)


class PauseMiddleware:
    """Refuse requests whose server refused us and is not to be asked again yet, with the outcome that it gave then.

    NEWSBOT_OBEY_PAUSES = False asks all the same; NEWSBOT_POLL_INTERVAL = 0 asks what only our own rule leaves alone.
    """

    def __init__(self, database: Database, clock: Clock, *, polls: bool) -> None:
        self._database = database
        self._clock = clock
        self._polls = polls
        self._refusing: dict[str, Pause] = {}  # origins that have asked us in this run to leave them alone

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("NEWSBOT_OBEY_PAUSES"):
            raise NotConfigured("NEWSBOT_OBEY_PAUSES is off")
        settings = crawler.settings
        polls = settings.getfloat("NEWSBOT_POLL_INTERVAL") > 0
        middleware = cls(Database.open(settings["NEWSBOT_DATABASE"]), clock_of(settings), polls=polls)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def spider_closed(self) -> None:
        self._database.close()

    def process_request(self, request: Request) -> None:
        subjects = subjects_of(request.url, article=bool(request.meta.get("article_page")))
        if self._polls and "redirect_urls" not in request.meta:
            subjects.append(poll_of(request.url))
        pause = self._refusing.get(subjects[0])
        if pause is None:
            with self._database.reading() as connection:
                pause = pause_of(connection, subjects, now=self._clock())
        if pause is not None:
            until = pause.until.astimezone(BEIJING)
            logger.info("%s: not asked before %s; NEWSBOT_OBEY_PAUSES=False asks all the same", request.url, until)
            raise RefusedError(pause.outcome, pause.detail, until)

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status in {429, 503}:
            why = refused(response, now=self._clock())
            if why.outcome is Outcome.RATE_LIMITED and why.retry_at is not None:
                origin = subjects_of(request.url, article=False)[0]
                self._refusing[origin] = Pause(why.retry_at, why.outcome, why.detail)
        return response
