"""What spiders of leaderboards are made of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, ClassVar, Self, TypeVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsbot.crawling.documents import document_of
from newsbot.crawling.outcomes import Failing, failing
from newsbot.crawling.routed import RoutedSpider
from newsbot.crawling.routes import Route
from newsbot.items import Document, Leaderboard, Outcome
from newsbot.reading.board_checks import BoardError, Refused
from newsbot.storing.boards import as_kept
from newsbot.storing.database import Database
from newsbot.storing.location import is_missing

_MOST_FAULTS = 5  # that are told one by one
_AT_ONCE = 20  # boards of a history that are read before the reactor has its turn
_Read = TypeVar("_Read")


@dataclass(slots=True)
class Tally:
    """What a publisher has delivered so far: how the wanted board (board, category) came out decides its attempt."""

    wanted: tuple[str, str]
    newest: Leaderboard | None = None
    fault: BoardError | None = None
    faults: list[str] = field(default_factory=list)
    documents: tuple[Document, ...] = ()

    def boards(self, found: Iterable[Leaderboard | Refused]) -> Iterator[Leaderboard]:
        """Those that can be believed, of ``found`` with the newest first."""
        for each in found:
            is_newest = (each.board, each.category) == self.wanted and self.newest is None and self.fault is None
            if isinstance(each, Leaderboard):
                self.newest = each if is_newest else self.newest
                yield each
            elif is_newest:
                self.fault = each.error
            else:
                self.faults.append(str(each.error))

    def add(self, response: Response, *, readable: bool = True) -> None:
        self.documents += document_of(response, readable=readable)

    @property
    def detail(self) -> str:
        more = [f"{len(self.faults) - _MOST_FAULTS} more refused"] if len(self.faults) > _MOST_FAULTS else []
        return "; ".join([*self.faults[:_MOST_FAULTS], *more])


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that could not be had, and why; ``absent``: there is none (404)."""

    why: Failing
    absent: bool
    failure: Failure

    @property
    def alone(self) -> bool:
        """Whether it is this document's own fault, so that others of its site can still be had."""
        return self.why.retry_at is None and self.why.outcome in {
            Outcome.HTTP_ERROR,
            Outcome.TOO_LARGE,
            Outcome.CUT_SHORT,
        }


class BoardSpider(RoutedSpider):
    """A spider of leaderboards: it reads all that a publisher has; the wanted board (NEWSBOT_LEADERBOARD) decides
    whether the next one is asked.

    With ``-a backfill=1`` all publishers are asked, for all days they have.
    """

    kind = "leaderboard"
    longest_silence: ClassVar[timedelta]  # from there on a board is stale
    wanted: tuple[str, str]
    backfill: bool | str = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        board, _, category = crawler.settings["NEWSBOT_LEADERBOARD"].strip().partition("/")
        spider.wanted = (board, category)
        spider.backfill = str(spider.backfill).lower() in {"1", "true", "yes"}
        return spider

    def route(self, position: int) -> Route:
        route = super().route(position)
        return replace(route, url=route.url.replace("{board}", self.wanted[0]))

    def ask(self, url: str, parse: str, missing: str, position: int, **more: Any) -> Request:
        """A request that, where it fails, goes to the method ``missing``, with a `Missing` and what is ``more``."""
        request = self.request(url, parse, position, **more)

        def failed(failure: Failure) -> Iterator[Any]:
            why = failing(failure.value or RuntimeError(failure.getErrorMessage()), now=self.clock())
            absent = isinstance(failure.value, HttpError) and failure.value.response.status == 404
            handler: Callable[..., Iterator[Any]] = getattr(self, missing)
            yield from handler(Missing(why, absent, failure), position, **more)

        return request.replace(errback=failed)

    @staticmethod
    async def aside(read: Callable[..., _Read], *args: Any, **more: Any) -> _Read:
        """What ``read`` returns, read in a thread: a large document takes long, and others share the reactor."""
        return await asyncio.to_thread(read, *args, **more)

    async def some_aside(self, found: Iterator[_Read]) -> AsyncIterator[_Read]:
        """What an iterator gives, each few of it read in a thread."""
        while some := await self.aside(lambda: list(islice(found, _AT_ONCE))):
            for each in some:
                yield each

    def date_of(self, board: Leaderboard) -> date:
        """Since when these rows are known: a publisher that names no date may show the same ones for weeks."""
        url = self.crawler.settings["NEWSBOT_DATABASE"]
        if board.dated or is_missing(url):
            return board.published
        database = Database.open(url)
        try:
            with database.reading() as connection:
                return as_kept(connection, board).published
        finally:
            database.close()

    def judged(self, position: int, tally: Tally) -> Iterator[Request]:
        """End a publisher's attempt, by the board that is wanted: whether it has one, and of what age."""
        if tally.fault is not None:
            outcome, said, entries = tally.fault.outcome, str(tally.fault), 0
        elif tally.newest is None:
            outcome, said, entries = Outcome.EMPTY, f"no {'/'.join(self.wanted)} board", 0
        else:
            published, entries = self.date_of(tally.newest), len(tally.newest.scores)
            # Whoever asks for the past does not mind that it is past.
            stale = published < self.clock().date() - self.longest_silence and not self.backfill
            outcome, said = (Outcome.STALE, f"nothing since {published}") if stale else (Outcome.OK, "")
        detail = "; ".join(filter(None, (said, tally.detail)))
        yield from self.ended(position, outcome, detail=detail, entries=entries, documents=tally.documents)

    def ended(self, position: int, outcome: Outcome, **more: Any) -> Iterator[Request]:
        yield from super().ended(position, outcome, **more)
        if self.backfill and outcome.usable and position + 1 < len(self.routes):
            yield self.route_request(position + 1)
