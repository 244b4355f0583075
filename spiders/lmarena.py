from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, timedelta

from scrapy import Request
from scrapy.http import Response

from newsbot.crawling.boards import BoardSpider, Missing, Tally
from newsbot.crawling.documents import document_of, remembered_among
from newsbot.crawling.routes import Route
from newsbot.items import Leaderboard, Outcome
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
# The first that arena-ai-leaderboards has, and how many are read in one run, at a second each.
FIRST_DAY = date(2026, 3, 19)
MOST_DAYS = 400
# Where the data can be seen by a reader.
PAGES = {
    ROWS: "https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset",
    DAYS: "https://github.com/oolong-tea-2026/arena-ai-leaderboards",
    HISTORY: "https://github.com/nakasyou/lmarena-history",
}


class LmarenaSpider(BoardSpider):
    """The LM Arena's boards.

    A board that is stale is kept, and the next publisher asked; the freshest that is stored is the one that is printed.
    """

    name = "lmarena"
    title = "LM Arena"
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

    # --- The official dataset: one board, page after page until the wanted category has ended -------------------------

    def parse_rows(
        self, response: Response, position: int, pages: tuple[RowsPage, ...] = (), tally: Tally | None = None
    ) -> Iterator[Leaderboard | Request]:
        tally = tally or Tally(self.wanted)
        board, category = self.wanted
        try:
            page = read_rows_page(response.body)
        except BoardError as error:
            tally.add(response, readable=False)
            yield from tally.boards(self.rows(pages))
            yield from self.ended(position, error.outcome, detail=str(error), documents=tally.documents)
            return
        tally.add(response)
        pages = (*pages, page)
        offset = next_offset(pages, category=category)
        if offset is not None and len(pages) < MOST_PAGES:
            url = ROWS.format(board=board, offset=offset)
            yield self.ask(url, "parse_rows", "rows_missing", position, pages=pages, tally=tally)
            return
        yield from tally.boards(self.rows(pages, category))
        yield from self.judged(position, tally)

    def rows_missing(
        self,
        missing: Missing,
        position: int,  # noqa: ARG002 (whose request it was, says the failure)
        pages: tuple[RowsPage, ...],
        tally: Tally,
    ) -> Iterator[Leaderboard | Request]:
        """A later page is missing: the categories that were read whole are kept."""
        yield from tally.boards(self.rows(pages))
        yield from self.failed(missing.failure)

    def rows(self, pages: tuple[RowsPage, ...], category: str | None = None) -> Iterator[Leaderboard | Refused]:
        return rows_boards(pages, category=category, fetched_at=self.clock(), url=PAGES[ROWS], board=self.wanted[0])

    # --- arena-ai-leaderboards: a folder a day, a file a board --------------------------------------------------------

    def parse_latest(self, response: Response, position: int) -> Iterator[Request]:
        try:
            day = date.fromisoformat(read_latest(response.body))
        except BoardError as error:
            documents = document_of(response, readable=False)
            yield from self.ended(position, error.outcome, detail=str(error), documents=documents)
            return
        tally = Tally(self.wanted, documents=document_of(response))
        url = DAYS.format(path=f"{day}/_index.json")
        yield self.ask(url, "parse_index", "index_missing", position, day=day, tally=tally)

    def parse_index(self, response: Response, position: int, day: date, tally: Tally) -> Iterator[Request]:
        try:
            listed = read_index(response.body)
        except BoardError as error:
            tally.faults.append(str(error))
            listed = []
        tally.add(response, readable=bool(listed))
        yield from self.next_board(position, day, self.files(day, listed), tally)

    def index_missing(self, missing: Missing, position: int, day: date, tally: Tally) -> Iterator[Request]:
        """Without it the board that is wanted can still be asked for."""
        tally.faults.append(f"{day}/_index.json: {missing.why.detail}")
        yield from self.next_board(position, day, self.files(day, []), tally)

    def files(self, day: date, listed: Sequence[str]) -> tuple[str, ...]:
        """The files to be read: the wanted board of the newest day first, its others, older days' wanted board."""
        board, _ = self.wanted
        wanted = next((each for each in listed if board_name(each) == board), board.replace("_", "-"))
        others = [f"{day}/{each}.json" for each in listed if each != wanted]
        if listed and wanted not in listed:
            return tuple(others)
        older: list[str] = []
        if self.backfill:
            days = (day - timedelta(days=ago) for ago in range(1, (day - FIRST_DAY).days + 1))
            older = [f"{each}/{wanted}.json" for each in days]
            known = remembered_among(self.crawler.settings, [DAYS.format(path=path) for path in older])
            older = [path for path in older if DAYS.format(path=path) not in known][:MOST_DAYS]
        return (f"{day}/{wanted}.json", *others, *older)

    def next_board(self, position: int, day: date, left: tuple[str, ...], tally: Tally) -> Iterator[Request]:
        if left:
            url = DAYS.format(path=left[0])
            yield self.ask(url, "parse_board", "board_missing", position, day=day, left=left, tally=tally)
        else:
            yield from self.judged(position, tally)

    def parse_board(
        self, response: Response, position: int, day: date, left: tuple[str, ...], tally: Tally
    ) -> Iterator[Leaderboard | Request]:
        folder, name = _day_and_board(left[0])
        found: Leaderboard | Refused
        try:
            found = read_board(response.body, day=folder, fetched_at=self.clock(), url=PAGES[DAYS])
            if found.board != name:
                raise BoardError(Outcome.PARSE_ERROR, f"{left[0]}: has the board {found.board!r}")
        except BoardError as error:
            found = Refused(name, "overall", error)
        # An old day's file that could not be read is not remembered, so that it is asked for again.
        if isinstance(found, Leaderboard) or folder == day:
            tally.add(response, readable=isinstance(found, Leaderboard))
        yield from tally.boards([found])
        yield from self.next_board(position, day, left[1:], tally)

    def board_missing(
        self, missing: Missing, position: int, day: date, left: tuple[str, ...], tally: Tally
    ) -> Iterator[Request]:
        """One board that cannot be had loses no other, unless the site cannot be reached or refuses us."""
        if missing.why.retry_at is not None:
            yield from self.failed(missing.failure)
            return
        folder, name = _day_and_board(left[0])
        if not (missing.absent and folder < day):  # on a day without a folder the publisher did not work
            error = BoardError(missing.why.outcome, f"{left[0]}: {missing.why.detail or missing.why.outcome}")
            list(tally.boards([Refused(name, "overall", error)]))
        yield from self.next_board(position, day, left[1:] if missing.alone else (), tally)

    # --- lmarena-history: everything in one document ------------------------------------------------------------------

    async def parse_history(self, response: Response, position: int) -> AsyncIterator[Leaderboard | Request]:
        board, category = self.wanted
        tally = Tally(self.wanted)
        # The newest, and the one before it to compare with.
        dates = None if self.backfill else 2
        now, url = self.clock(), PAGES[HISTORY]
        try:
            boards = await self.aside(
                read_scores, response.body, fetched_at=now, url=url, board=board, category=category, dates=dates
            )
        except BoardError as error:
            documents = document_of(response, readable=False)
            for request in self.ended(position, error.outcome, detail=str(error), documents=documents):
                yield request
            return
        async for found in self.some_aside(boards):
            for each in tally.boards([found]):
                yield each
        # Who asks for the past asks once: what was read need not be kept a second time, as a document of 20 MB.
        if not self.backfill:
            tally.add(response, readable=tally.fault is None)
        for request in self.judged(position, tally):
            yield request


def _day_and_board(path: str) -> tuple[date, str]:
    folder, _, name = path.removesuffix(".json").partition("/")
    return date.fromisoformat(folder), board_name(name) or name
