"""arena-ai-leaderboards: a folder a day, in it a JSON file a board, scraped from the arena's own pages."""

from __future__ import annotations

import re
from datetime import date, datetime

import msgspec

from newsbot.items import Leaderboard, Outcome, Score
from newsbot.reading import board_checks as check
from newsbot.reading.board_checks import BoardError
from newsbot.reading.board_names import board_name

PUBLISHER = "arena-ai-leaderboards"
# A board of 71 rows has 20 kB.
LARGEST = 2 << 20
# A day had ten to eleven.
MOST_BOARDS = 40

_FILE = r"[a-z][a-z0-9-]{0,39}"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class _Latest(msgspec.Struct, frozen=True):
    path: str


class _Index(msgspec.Struct, frozen=True):
    leaderboards: dict[str, msgspec.Raw]


class _Model(msgspec.Struct, frozen=True):
    rank: float
    model: str
    vendor: str | None = None
    score: float | None = None
    ci: float | None = None
    votes: float | None = None


class _Meta(msgspec.Struct, frozen=True):
    leaderboard: str
    last_updated: str | None = None


class _Board(msgspec.Struct, frozen=True):
    meta: _Meta
    models: list[_Model]


def read_latest(body: bytes) -> str:
    """The folder of the newest day, such as "2026-04-19". Raises `BoardError` for anything that is not a day."""
    path = check.document(body, _Latest, where="latest.json", limit=LARGEST).path
    day = check.iso_date(path)
    if day is None or day.isoformat() != path:
        raise BoardError(Outcome.PARSE_ERROR, f"latest.json: path {check.shown(path)} is not a day")
    return path


def read_index(body: bytes) -> list[str]:
    """The boards of a day as its files are named ("text-to-image"), at most `MOST_BOARDS`. Raises `BoardError`."""
    written = check.document(body, _Index, where="_index.json", limit=LARGEST).leaderboards
    files = [each for each in written if re.fullmatch(_FILE, each)]
    if not files:
        raise BoardError(Outcome.EMPTY, f"_index.json: no board among {len(written)} names")
    return files[:MOST_BOARDS]


def read_board(body: bytes, *, day: date, fetched_at: datetime, url: str, source: str = "lmarena") -> Leaderboard:
    """One board of arena-ai-leaderboards; ``day`` is that of its folder, the day of the scrape.

    Half of its files name no date: their rows are often days older than the folder, so that its day is no date of
    theirs. Such a list is not ``dated``, nor is one with a date after its folder's.

    Never complete: the publisher's scrape is cut at 20 to 71 rows, differently from day to day. Raises `BoardError`.
    """
    document = check.document(body, _Board, where=f"{day} board", limit=LARGEST)
    board = document.meta.leaderboard
    where = f"{day}/{check.shown(board)}"
    name = board_name(board) if re.fullmatch(_FILE, board) else None
    if name is None:
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: not the name of a board")
    if check.is_ahead(day, fetched_at):
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: dated {day}, after the day it was read")
    written = _written_day(document.meta.last_updated or "")
    published = written if written is not None and written <= day else None
    scores = [_model_score(model, where=where) for model in document.models if model.score]
    return Leaderboard(
        source=source,
        publisher=PUBLISHER,
        url=url,
        board=name,
        category="overall",
        published=published or day,
        fetched_at=fetched_at,
        scores=check.in_rank_order(scores, where=where),
        complete=False,
        dated=published is not None,
        seen=day,
    )


def _written_day(text: str) -> date | None:
    """The day of "Mar 18, 2026", in English whatever the locale, or of an ISO date."""
    match = re.fullmatch(r"([A-Za-z]{3})[a-z]{0,6}\.? ([0-9]{1,2}), ([0-9]{4})", text.strip())
    if match is None or match[1].lower() not in _MONTHS:
        return check.iso_date(text.strip())
    month = _MONTHS.index(match[1].lower()) + 1
    return check.iso_date(f"{match[3]}-{month:02}-{int(match[2]):02}")


def _model_score(model: _Model, *, where: str) -> Score:
    place = f"{where}: {check.shown(model.model)}"
    rating = check.rating(model.score or 0.0, where=place)
    half = model.ci or 0.0
    lower, upper = check.interval(rating - half, rating, rating + half) if half > 0 else (None, None)
    return Score(
        rank=check.rank(model.rank, where=place),
        model=check.name(model.model),
        rating=rating,
        organization=check.name(model.vendor),
        rating_lower=lower,
        rating_upper=upper,
        votes=check.votes(model.votes),
    )
