"""Leaderboard documents of three publishers, from bytes to `Leaderboard`.

What is refused, and why. The whole document: anything that is not the JSON the publisher is known to write (syntax,
types, NaN), and a rating or rank that cannot be, because then the places of all other models are unsure; yesterday's
board is still in the store. One row only: a model name that cannot be printed; it keeps its place, so that the ranks
of the others stay right. Silently absent: ratings of 0 or null, which is how publishers write "not on this board".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from newsbot.items import Leaderboard, Outcome, Score
from newsbot.reading import board_checks as check
from newsbot.reading.arena_ai import read_board, read_index, read_latest
from newsbot.reading.board_checks import BoardError, Refused
from newsbot.reading.board_names import category_name
from newsbot.reading.score_history import read_scores

__all__ = [
    "BoardError",
    "Refused",
    "RowsPage",
    "next_offset",
    "read_board",
    "read_index",
    "read_latest",
    "read_rows_page",
    "read_scores",
    "rows_boards",
]

PUBLISHER = "lmarena-ai/leaderboard-dataset"

# A page of 100 rows has 40 kB.
LARGEST = 2 << 20
# Some 30 categories of a board have 250 to 400 rows each. "overall" comes first; another one may stand far behind.
MOST_ROWS = 15_000


class _Row(msgspec.Struct, frozen=True):
    model_name: str
    rating: float | None
    rank: float | None
    category: str
    leaderboard_publish_date: str
    organization: str | None = None
    rating_lower: float | None = None
    rating_upper: float | None = None
    vote_count: float | None = None


class _Cell(msgspec.Struct, frozen=True):
    row: _Row


class _Rows(msgspec.Struct, frozen=True):
    rows: list[_Cell]
    num_rows_total: int


@dataclass(frozen=True, slots=True)
class RowsPage:
    """One page of the official dataset: its rows as they stand, and how many rows the dataset has in all."""

    rows: tuple[_Row, ...]
    total: int


def read_rows_page(body: bytes) -> RowsPage:
    """One answer of the dataset's rows endpoint. Raises `BoardError`; a page behind the end is EMPTY."""
    page = check.document(body, _Rows, where="rows", limit=LARGEST)
    if not page.rows:
        raise BoardError(Outcome.EMPTY, f"rows: none of {page.num_rows_total} on this page")
    if page.num_rows_total < len(page.rows):
        # The total decides whether the board is complete, and so which models are called new.
        raise BoardError(Outcome.PARSE_ERROR, f"rows: {len(page.rows)} on this page, {page.num_rows_total} in all")
    # A category that can be none stands as "": its rows are passed over, and end the category before it.
    rows = (msgspec.structs.replace(cell.row, category=category_name(cell.row.category) or "") for cell in page.rows)
    return RowsPage(rows=tuple(rows), total=page.num_rows_total)


def next_offset(pages: Sequence[RowsPage], *, category: str) -> int | None:
    """Where the next page begins, 0 without pages, or None when the last row of ``category`` has been read.

    A category that has not ended after as many rows as a dataset may have is given up too; so is one that has not
    begun when the dataset ends.
    """
    read = sum(len(page.rows) for page in pages)
    at_end = bool(pages) and read >= min(pages[-1].total, MOST_ROWS)
    mine = sum(row.category == category for page in pages for row in page.rows)
    return None if at_end or mine >= check.MOST_MODELS or _ended(pages, category) else read


def _ended(pages: Sequence[RowsPage], category: str) -> bool:
    mine = [row.category == category for page in pages for row in page.rows]
    return bool(mine) and ((True in mine and not mine[-1]) or len(mine) >= pages[-1].total)


def rows_boards(
    pages: Sequence[RowsPage], *, category: str | None, fetched_at: datetime, url: str, board: str = "text"
) -> Iterator[Leaderboard | Refused]:
    """The boards of all categories that these consecutive pages have whole, and that of ``category`` in any case."""
    for each in dict.fromkeys(row.category for page in pages for row in page.rows if row.category):
        if each == category or _ended(pages, each):
            try:
                yield rows_board(pages, category=each, fetched_at=fetched_at, url=url, board=board)
            except BoardError as error:
                yield Refused(board, each, error)


def rows_board(
    pages: Sequence[RowsPage],
    *,
    category: str,
    fetched_at: datetime,
    url: str,
    board: str = "text",
    source: str = "lmarena",
) -> Leaderboard:
    """The board of one category from consecutive pages; it ends where another category begins.

    It is complete when that end, or the end of the dataset, has been read. Raises `BoardError`.
    """
    where = f"rows: {board}/{category}"
    rows = list(_of_category((row for page in pages for row in page.rows), category))
    if not rows:
        raise BoardError(Outcome.EMPTY, f"{where}: no row on {len(pages)} pages")
    dates = {row.leaderboard_publish_date for row in rows}
    published = check.iso_date(rows[0].leaderboard_publish_date)
    if published is None or len(dates) > 1 or check.is_ahead(published, fetched_at):
        # Two dates: the board was published anew between two pages. Which rows belong together cannot be known.
        text = check.shown(", ".join(sorted(dates)), 80)
        raise BoardError(
            Outcome.PARSE_ERROR, f"{where}: publish date {text}: one past day was due; read the pages again"
        )
    scores = [_row_score(row, where=where) for row in rows if row.rating]
    return Leaderboard(
        source=source,
        publisher=PUBLISHER,
        url=url,
        board=board,
        category=category,
        published=published,
        fetched_at=fetched_at,
        scores=check.in_rank_order(scores, where=where),
        complete=_ended(pages, category),
    )


def _of_category(rows: Iterable[_Row], category: str) -> Iterator[_Row]:
    seen = False
    for row in rows:
        if row.category == category:
            seen = True
            yield row
        elif seen:
            return


def _row_score(row: _Row, *, where: str) -> Score:
    place = f"{where}: {check.shown(row.model_name)}"
    rating = check.rating(row.rating or 0.0, where=place)
    lower, upper = check.interval(row.rating_lower, rating, row.rating_upper)
    return Score(
        rank=check.rank(row.rank, where=place),
        model=check.name(row.model_name),
        rating=rating,
        organization=check.name(row.organization),
        rating_lower=lower,
        rating_upper=upper,
        votes=check.votes(row.vote_count),
    )
