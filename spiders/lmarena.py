from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from scrapy import Request
from scrapy.http import Response

from newsbot.crawling.documents import document_of
from newsbot.crawling.routed import RoutedSpider
from newsbot.crawling.routes import Route
from newsbot.items import Document, Leaderboard, Outcome
from newsbot.reading.boards import (
    BoardError,
    RowsPage,
    next_offset,
    read_board,
    read_latest,
    read_rows_page,
    read_scores,
    rows_board,
)

# A page has at most 100 rows; those of "overall" come first, sorted by rank.
ROWS = (
    "https://datasets-server.huggingface.co/rows"
    "?dataset=lmarena-ai/leaderboard-dataset&config=text&split=latest&offset={offset}&length=100"
)
DAYS = "https://raw.githubusercontent.com/oolong-tea-2026/arena-ai-leaderboards/main/data/{path}"
HISTORY = "https://raw.githubusercontent.com/nakasyou/lmarena-history/main/output/scores.json"
# A board has some 400 rows. What a publisher that gives fewer a page still owes is not waited for.
MOST_PAGES = 20
# Where the data can be seen by a reader.
PAGES = {
    ROWS: "https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset",
    DAYS: "https://github.com/oolong-tea-2026/arena-ai-leaderboards",
    HISTORY: "https://github.com/nakasyou/lmarena-history",
}


class LmarenaSpider(RoutedSpider):
    """The LM Arena's board of text models, overall.

    A board that is stale is kept, and the next publisher asked; the freshest that is stored is the one that is printed.
    """

    name = "lmarena"
    title = "LM Arena"
    kind = "leaderboard"
    routes = (
        # Official, with vendors, intervals and votes; the endpoint has its bad hours.
        Route(ROWS.format(offset=0), label="官方数据集", parse="parse_rows"),
        # Scraped daily, but cut after 20 to 71 rows.
        Route(DAYS.format(path="latest.json"), label="arena-ai-leaderboards", parse="parse_latest"),
        # Frozen on 2025-05-22, and with all its history 15 MB.
        Route(HISTORY, label="lmarena-history", parse="parse_history", largest=20 * 1024 * 1024),
    )

    # In the spring of 2026 the board was published anew every two to seven days; the daily warns of an older one, too.
    longest_silence = timedelta(days=7)

    def parse_rows(
        self,
        response: Response,
        position: int,
        pages: tuple[RowsPage, ...] = (),
        documents: tuple[Document, ...] = (),
    ) -> Iterator[Leaderboard | Request]:
        earlier, documents = documents, documents + document_of(response)
        try:
            pages = (*pages, read_rows_page(response.body))
            offset = next_offset(pages, category="overall")
            if offset is not None and len(pages) < MOST_PAGES:
                url = ROWS.format(offset=offset)
                yield self.request(url, "parse_rows", position, pages=pages, documents=documents)
                return
            board = rows_board(pages, category="overall", fetched_at=self.clock(), url=PAGES[ROWS])
        except BoardError as error:
            documents = earlier + document_of(response, readable=False)
            yield from self.ended(position, error.outcome, detail=str(error), documents=documents)
            return
        yield from self.found(position, (board,), documents)

    def parse_latest(self, response: Response, position: int) -> Iterator[Request]:
        try:
            day = read_latest(response.body)
        except BoardError as error:
            documents = document_of(response, readable=False)
            yield from self.ended(position, error.outcome, detail=str(error), documents=documents)
            return
        url = DAYS.format(path=f"{day}/text.json")
        yield self.request(url, "parse_day", position, day=date.fromisoformat(day), documents=document_of(response))

    def parse_day(
        self, response: Response, position: int, day: date, documents: tuple[Document, ...]
    ) -> Iterator[Leaderboard | Request]:
        try:
            board = read_board(response.body, day=day, fetched_at=self.clock(), url=PAGES[DAYS])
        except BoardError as error:
            documents += document_of(response, readable=False)
            yield from self.ended(position, error.outcome, detail=str(error), documents=documents)
            return
        yield from self.found(position, (board,), documents + document_of(response))

    def parse_history(self, response: Response, position: int) -> Iterator[Leaderboard | Request]:
        try:
            # The newest, and the one before it to compare with.
            boards = read_scores(response.body, fetched_at=self.clock(), url=PAGES[HISTORY], dates=2)
        except BoardError as error:
            documents = document_of(response, readable=False)
            yield from self.ended(position, error.outcome, detail=str(error), documents=documents)
            return
        yield from self.found(position, boards, document_of(response))

    def found(
        self, position: int, boards: Sequence[Leaderboard], documents: tuple[Document, ...]
    ) -> Iterator[Leaderboard | Request]:
        """Keep a publisher's boards, however old; end its attempt by the age of the newest."""
        yield from boards
        newest = max(boards, key=lambda board: board.published)
        stale = newest.published < self.clock().date() - self.longest_silence
        yield from self.ended(
            position,
            Outcome.STALE if stale else Outcome.OK,
            detail=f"nothing since {newest.published}" if stale else "",
            entries=len(newest.scores),
            documents=documents,
        )
