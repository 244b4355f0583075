"""lmarena-history's scores.json: every rating of every day, board and category since 2023, in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from newsbot.items import Leaderboard, Outcome, Score
from newsbot.reading import board_checks as check
from newsbot.reading.board_checks import BoardError

PUBLISHER = "lmarena-history"
# It had 15 MB and has grown by 15 kB a day while it grew.
LARGEST = 20 << 20

# A level is decoded only when it is needed, so that of 1,000 days the newest few cost time and memory.
_Level = dict[str, msgspec.Raw]


def read_scores(
    body: bytes,
    *,
    fetched_at: datetime,
    url: str,
    board: str = "text",
    category: str = "overall",
    dates: int = 2,
    source: str = "lmarena",
) -> list[Leaderboard]:
    """The newest boards of `{yyyymmdd: {board: {category: {model: rating}}}}`, newest first, at most ``dates``.

    Ranks count ratings downwards from 1; equal ratings stand in the order of their names. Keys that are no date, and
    dates after ``fetched_at``, are passed over: one rotten key must not hide the good ones. A day without this board
    is passed over too. Raises `BoardError` for a broken document, for a date that stands there twice, and when no board
    is left.
    """
    days = check.document(body, _Level, where="scores.json", limit=LARGEST)
    boards: list[Leaderboard] = []
    for key, published in _days(days, fetched_at):
        if len(boards) == dates:
            break
        where = f"scores.json: {key}.{board}.{category}"
        if len(re.findall(rb'"%s"\s*:' % key.encode(), body)) > 1:
            raise BoardError(Outcome.PARSE_ERROR, f"{where}: the date stands there twice; which is right is unknown")
        scores = _ranked(_ratings(days[key], board, category, where=where), where=where)
        if scores:
            boards.append(Leaderboard(source, PUBLISHER, url, board, category, published, fetched_at, scores))
    if not boards:
        wrong_shape = bool(days) and not any(check.iso_date(key) for key in days)
        outcome = Outcome.PARSE_ERROR if wrong_shape else Outcome.EMPTY
        raise BoardError(outcome, f"scores.json: no {board}/{category} board under {len(days)} keys")
    return boards


def _days(days: _Level, fetched_at: datetime) -> Iterator[tuple[str, date]]:
    for key in sorted((key for key in days if re.fullmatch("[0-9]{8}", key)), reverse=True):
        published = check.iso_date(key)
        if published is not None and not check.is_ahead(published, fetched_at):
            yield key, published


def _ratings(day: msgspec.Raw, board: str, category: str, *, where: str) -> dict[str, float | None]:
    boards = check.document(day, _Level, where=where, limit=LARGEST)
    categories = check.document(boards[board], _Level, where=where, limit=LARGEST) if board in boards else {}
    if category not in categories:
        return {}
    return check.document(categories[category], dict[str, float | None], where=where, limit=LARGEST)


def _ranked(ratings: dict[str, float | None], *, where: str) -> tuple[Score, ...]:
    # 0.0 and null are how the publisher's table says that a model is not on the board.
    listed = {model: value for model, value in ratings.items() if value}
    if len(listed) > check.MOST_MODELS:
        raise BoardError(Outcome.TOO_LARGE, f"{where}: {len(listed)} models, at most {check.MOST_MODELS} are read")
    for model, value in listed.items():
        check.rating(value, where=f"{where}: {check.shown(model)}")
    best_first = sorted(listed.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Score(rank=rank, model=model, rating=value)
        for rank, (model, value) in enumerate(best_first, start=1)
        if model and check.name(model) == model
    )
