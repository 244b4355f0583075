import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsbot.crawling.documents import document_of, remembered_among
from newsbot.crawling.outcomes import Failing, failing
from newsbot.crawling.routed import RoutedSpider
from newsbot.crawling.routes import Route
from newsbot.items import Document, Leaderboard, Outcome
from newsbot.reading.board_names import board_name
from newsbot.reading.boards import (
    BoardError,
    Refused,
    RowsPage,
    next_offset,
    read_board,
    read_index,
    read_latest,
    read_rows_page,
    read_scores,
    rows_boards,
)

# A page has at most 100 rows; those of "overall" come first, sorted by rank.
ROWS = (
    "https://datasets-server.huggingface.co/rows"
    "?dataset=lmarena-ai/leaderboard-dataset&config={board}&split=latest&offset={offset}&length=100"
)
DAYS = "https://raw.githubusercontent.com/oolong-tea-2026/arena-ai-leaderboards/main/data/{path}"
HISTORY = "https://raw.githubusercontent.com/nakasyou/lmarena-history/main/output/scores.json"
# What a publisher that gives fewer rows a page still owes is not waited for.
MOST_PAGES = 150
# The first that arena-ai-leaderboards has, and how many are read in one run: a second each.
FIRST_DAY = date(2026, 3, 19)
MOST_DAYS = 400
# Where the data can be seen by a reader.
PAGES = {
    ROWS: "https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset",
    DAYS: "https://github.com/oolong-tea-2026/arena-ai-leaderboards",
    HISTORY: "https://github.com/nakasyou/lmarena-history",
}


@dataclass(slots=True)
class _Tally:
    """What a publisher has delivered so far: how the wanted board came out decides its attempt."""

    wanted: tuple[str, str]
    newest: Leaderboard | None = None
    fault: BoardError | None = None
    faults: list[str] = field(default_factory=list)
    documents: tuple[Document, ...] = ()
    day: date = FIRST_DAY  # the newest, of a publisher with a folder a day

    def boards(self, found: Iterable[Leaderboard | Refused]) -> Iterator[Leaderboard]:
        """Those that can be believed; newest first."""
        for each in found:
            is_wanted = (each.board, each.category) == self.wanted and self.newest is None
            if isinstance(each, Leaderboard):
                self.newest = each if is_wanted else self.newest
                yield each
            elif is_wanted and self.fault is None:
                self.fault = each.error
            else:
                self.faults.append(str(each.error))

    @property
    def detail(self) -> str:
        more = f"; {len(self.faults) - 5} more boards refused" if len(self.faults) > 5 else ""
        return "; ".join(self.faults[:5]) + more


class LmarenaSpider(RoutedSpider):
    """The LM Arena's boards: all that the first publisher with the wanted one has (NEWSBOT_LEADERBOARD).

    A board that is stale is kept, and the next publisher asked; the freshest that is stored is the one that is printed.
    With ``-a backfill=1`` all publishers are asked, for all days they have, but those that are stored.
    """

    name = "lmarena"
    title = "LM Arena"
    kind = "leaderboard"
    routes = (
        # Official, with vendors, intervals and votes; the endpoint has its bad hours.
        Route(ROWS.replace("{offset}", "0"), label="官方数据集", parse="parse_rows"),
        # Scraped daily, but cut after 20 to 71 rows.
        Route(DAYS.format(path="latest.json"), label="arena-ai-leaderboards", parse="parse_latest"),
        # Frozen on 2025-05-22, and with all its history 15 MB.
        Route(HISTORY, label="lmarena-history", parse="parse_history", largest=20 * 1024 * 1024),
    )

    # In the spring of 2026 the board was published anew every two to seven days; the daily warns of an older one, too.
    longest_silence = timedelta(days=7)
    wanted = ("text", "overall")
    backfill: bool | str = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        board, _, category = crawler.settings["NEWSBOT_LEADERBOARD"].partition("/")
        spider.wanted = (board.strip(), category.strip())
        spider.backfill = str(spider.backfill).lower() in {"1", "true", "yes"}
        return spider

    def route(self, position: int) -> Route:
        route = super().route(position)
        return replace(route, url=route.url.replace("{board}", self.wanted[0]))

    def parse_rows(
        self, response: Response, position: int, pages: tuple[RowsPage, ...] = (), tally: _Tally | None = None
    ) -> Iterator[Leaderboard | Request]:
        tally = tally or _Tally(self.wanted)
        board, category = self.wanted
        try:
            pages = (*pages, read_rows_page(response.body))
        except BoardError as error:
            tally.documents += document_of(response, readable=False)
            yield from tally.boards(self.rows(pages))
            yield from self.ended(position, error.outcome, detail=str(error), documents=tally.documents)
            return
        tally.documents += document_of(response)
        offset = next_offset(pages, category=category)
        if offset is not None and len(pages) < MOST_PAGES:
            url = ROWS.format(board=board, offset=offset)
            request = self.request(url, "parse_rows", position, pages=pages, tally=tally)
            yield request.replace(errback=self.rows_failed)
            return
        yield from tally.boards(self.rows(pages, category))
        yield from self.judged(position, tally)

    def rows(self, pages: tuple[RowsPage, ...], category: str | None = None) -> Iterator[Leaderboard | Refused]:
        return rows_boards(pages, category=category, fetched_at=self.clock(), url=PAGES[ROWS], board=self.wanted[0])

    def rows_failed(self, failure: Failure) -> Iterator[Leaderboard | Request]:
        """A later page is missing: the categories that were read whole are kept."""
        pages = failure.request.cb_kwargs["pages"]  # type: ignore[attr-defined]
        yield from _Tally(self.wanted).boards(self.rows(pages))
        yield from self.failed(failure)

    def parse_latest(self, response: Response, position: int) -> Iterator[Request]:
        try:
            day = date.fromisoformat(read_latest(response.body))
        except BoardError as error:
            documents = document_of(response, readable=False)
            yield from self.ended(position, error.outcome, detail=str(error), documents=documents)
            return
        tally = _Tally(self.wanted, documents=document_of(response), day=day)
        request = self.request(DAYS.format(path=f"{day}/_index.json"), "parse_index", position, tally=tally)
        yield request.replace(errback=self.index_failed)

    def parse_index(self, response: Response, position: int, tally: _Tally) -> Iterator[Request]:
        try:
            files = read_index(response.body)
        except BoardError as error:
            tally.faults.append(str(error))
            yield from self.next_board(position, self.files(tally.day, []), tally)
            return
        tally.documents += document_of(response)
        yield from self.next_board(position, self.files(tally.day, files), tally)

    def index_failed(self, failure: Failure) -> Iterator[Request]:
        """Without it the board that is wanted can still be asked for."""
        more = failure.request.cb_kwargs  # type: ignore[attr-defined]
        more["tally"].faults.append(f"_index.json: {self.why(failure).detail}")
        yield from self.next_board(more["position"], self.files(more["tally"].day, []), more["tally"])

    def files(self, day: date, listed: list[str]) -> tuple[tuple[date, str], ...]:
        """The files to be read, by day and name: the wanted board of the newest day, its others, older days' wanted."""
        board, _ = self.wanted
        wanted = next((each for each in listed if board_name(each) == board), board.replace("_", "-"))
        others = [(day, each) for each in listed if each != wanted]
        if listed and wanted not in listed:
            return tuple(others)
        older = []
        if self.backfill:
            days = [day - timedelta(days=ago) for ago in range(1, max((day - FIRST_DAY).days, 0) + 1)]
            files = {DAYS.format(path=f"{each}/{wanted}.json"): (each, wanted) for each in days}
            known = remembered_among(self.crawler.settings, files)
            older = [file for url, file in files.items() if url not in known][:MOST_DAYS]
        return ((day, wanted), *others, *older)

    def next_board(self, position: int, left: tuple[tuple[date, str], ...], tally: _Tally) -> Iterator[Request]:
        if not left:
            yield from self.judged(position, tally)
            return
        day, name = left[0]
        url = DAYS.format(path=f"{day}/{name}.json")
        yield self.request(url, "parse_board", position, left=left, tally=tally).replace(errback=self.board_failed)

    def parse_board(
        self, response: Response, position: int, left: tuple[tuple[date, str], ...], tally: _Tally
    ) -> Iterator[Leaderboard | Request]:
        day, name = left[0]
        found: Leaderboard | Refused
        try:
            found = read_board(response.body, day=day, fetched_at=self.clock(), url=PAGES[DAYS])
            if found.board != board_name(name):
                raise BoardError(Outcome.PARSE_ERROR, f"{day}/{name}.json: has the board {found.board}")
            tally.documents += document_of(response)
        except BoardError as error:
            found = Refused(board_name(name) or name, "overall", error)
            tally.documents += document_of(response, readable=False) if tally.newest is None else ()
        yield from tally.boards([found])
        yield from self.next_board(position, left[1:], tally)

    def board_failed(self, failure: Failure) -> Iterator[Request]:
        """One board that cannot be had loses no other, unless the site cannot be reached or refuses us."""
        more = failure.request.cb_kwargs  # type: ignore[attr-defined]
        position, left, tally = more["position"], more["left"], more["tally"]
        (day, name), *others = left
        why = self.why(failure)
        if why.retry_at is not None:
            yield from self.failed(failure)
            return
        absent = isinstance(failure.value, HttpError) and failure.value.response.status == 404
        if not (absent and day < tally.day):  # days on which the publisher did not work have no folder
            error = BoardError(why.outcome, f"{day}/{name}.json: {why.detail or why.outcome}")
            list(tally.boards([Refused(board_name(name) or name, "overall", error)]))
        goes_on = why.outcome in {Outcome.HTTP_ERROR, Outcome.TOO_LARGE, Outcome.CUT_SHORT}
        yield from self.next_board(position, tuple(others) if goes_on else (), tally)

    def why(self, failure: Failure) -> Failing:
        return failing(failure.value or RuntimeError(failure.getErrorMessage()), now=self.clock())

    async def parse_history(self, response: Response, position: int) -> AsyncIterator[Leaderboard | Request]:
        board, category = self.wanted
        tally = _Tally(self.wanted)
        try:
            # In a thread: 20 MB take half a second, and other sources share the reactor.
            boards = await asyncio.to_thread(
                read_scores,
                response.body,
                fetched_at=self.clock(),
                url=PAGES[HISTORY],
                board=board,
                category=category,
                # The newest, and the one before it to compare with.
                dates=None if self.backfill else 2,
            )
        except BoardError as error:
            documents = document_of(response, readable=False)
            for request in self.ended(position, error.outcome, detail=str(error), documents=documents):
                yield request
            return
        for each in tally.boards(boards):
            yield each
        tally.documents = document_of(response, readable=tally.fault is None)
        for request in self.judged(position, tally):
            yield request

    def judged(self, position: int, tally: _Tally) -> Iterator[Request]:
        """End a publisher's attempt, by the board that is wanted: whether it has one, and of what age."""
        if tally.fault is not None:
            detail = "; ".join(filter(None, (str(tally.fault), tally.detail)))
            yield from self.ended(position, tally.fault.outcome, detail=detail, documents=tally.documents)
            return
        if tally.newest is None:
            detail = "; ".join(filter(None, (f"no {'/'.join(self.wanted)} board", tally.detail)))
            yield from self.ended(position, Outcome.EMPTY, detail=detail, documents=tally.documents)
            return
        published = tally.newest.published
        # Whoever asks for the past does not mind that it is past.
        stale = published < self.clock().date() - self.longest_silence and not self.backfill
        yield from self.ended(
            position,
            Outcome.STALE if stale else Outcome.OK,
            detail="; ".join(filter(None, (f"nothing since {published}" if stale else "", tally.detail))),
            entries=len(tally.newest.scores),
            documents=tally.documents,
        )

    def ended(self, position: int, outcome: Outcome, **more: Any) -> Iterator[Request]:
        yield from super().ended(position, outcome, **more)
        if self.backfill and outcome.usable and position + 1 < len(self.routes):
            yield self.route_request(position + 1)
