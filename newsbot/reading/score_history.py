"""lmarena-history's scores.json: every rating of every day, board and category since 2023, in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from newsbot.items import Leaderboard, Outcome, Score
from newsbot.reading import board_checks as check
from newsbot.reading.board_checks import BoardError, Refused
from newsbot.reading.board_names import board_and_category, board_name

PUBLISHER = "lmarena-history"
# It had 15 MB and has grown by 15 kB a day while it grew.
LARGEST = 20 << 20
# A category of 400 models has 20 kB.
LARGEST_CATEGORY = 1 << 20
# Days since 2023, boards of a day, categories of a board: far fewer each.
MOST_MEMBERS = 10_000
# A name in quotes, its colon, its rating and a comma; and as many more as the smallest document may have.
LEAST_BYTES_A_TOKEN = 8
_FEW_TOKENS = 1_000

# Strings, and what opens or closes a level. Nothing in it can be matched in two ways.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]]', re.DOTALL)
_COLON = re.compile(rb"\s*+:\s*+")


@dataclass(frozen=True, slots=True)
class _Span:
    """Where an object stands in the document, from its opening to behind its closing brace."""

    start: int
    end: int


def read_scores(
    body: bytes,
    *,
    fetched_at: datetime,
    url: str,
    board: str = "text",
    category: str = "overall",
    dates: int | None = 2,
    source: str = "lmarena",
) -> Iterator[Leaderboard | Refused]:
    """The boards of `{yyyymmdd: {board: {category: {model: rating}}}}`, newest first: every board and category.

    It ends after ``dates`` days that have ``board`` and ``category``; None: after all. A board is read when it is
    asked for, so that a long history takes no more memory than its document.

    Ranks count ratings downwards from 1; equal ratings stand in the order of their names. Keys that are no date, and
    dates after ``fetched_at``, are passed over: one rotten key must not hide the good ones. Raises `BoardError` for a
    broken document, for a key that stands there twice among the days, and where there is no day.
    """
    body = body.removeprefix(b"\xef\xbb\xbf")
    # Read through once to know that it is JSON, keeping nothing.
    check.document(body, msgspec.Raw, where="scores.json", limit=LARGEST)
    is_object = re.match(rb"\s*\{", body) is not None
    days = _members(body, _Span(0, len(body)) if is_object else None, where="scores.json")
    past = list(_past(days, fetched_at))
    if not past:
        outcome = Outcome.EMPTY if not days or any(map(check.iso_date, days)) else Outcome.PARSE_ERROR
        raise BoardError(outcome, f"scores.json: no past day among {len(days)} keys")
    blank = Leaderboard(source, PUBLISHER, url, board, category, past[0][1], fetched_at)
    found = (_boards(body, days[key], replace(blank, published=published)) for key, published in past)
    return _until(dates, (board, category), found)


def _until(
    dates: int | None, wanted: tuple[str, str], days: Iterator[Iterator[Leaderboard | Refused]]
) -> Iterator[Leaderboard | Refused]:
    seen = 0
    for boards in days:
        has_wanted = False
        for each in boards:
            has_wanted |= (each.board, each.category) == wanted
            yield each
        seen += has_wanted
        if seen == dates:
            return


def _past(days: dict[str, _Span | None], fetched_at: datetime) -> Iterator[tuple[str, date]]:
    for key in sorted((key for key in days if re.fullmatch("[0-9]{8}", key, re.ASCII)), reverse=True):
        published = check.iso_date(key)
        if published is not None and not check.is_ahead(published, fetched_at):
            yield key, published


def _boards(body: bytes, day: _Span | None, blank: Leaderboard) -> Iterator[Leaderboard | Refused]:
    """The boards of a day; ``blank`` has what they share."""
    seen: set[tuple[str, str]] = set()
    for board, category, span, where in _categories(body, day, f"scores.json: {blank.published:%Y%m%d}"):
        try:
            if isinstance(span, BoardError):
                raise span
            if (board, category) in seen:
                raise BoardError(Outcome.PARSE_ERROR, f"{where}: stands there in two spellings")
            seen.add((board, category))
            scores = _ranked(_ratings(body, span, where=where), where=where)
        except BoardError as error:
            yield Refused(board, category, error)
            continue
        if scores:
            yield replace(blank, board=board, category=category, scores=scores)


def _categories(
    body: bytes, day: _Span | None, where: str
) -> Iterator[tuple[str, str, _Span | BoardError | None, str]]:
    """The names of each board and category of a day, and where it stands; a fault stands for what it hides."""
    try:
        boards = _members(body, day, where=where)
    except BoardError as error:
        yield "text", "overall", error, where
        return
    for board, span in boards.items():
        place = f"{where}.{check.shown(board)[1:-1]}"
        try:
            categories = _members(body, span, where=place)
        except BoardError as error:
            yield board_name(board) or "text", "overall", error, place
            continue
        for category, inner in categories.items():
            # What cannot be the name of a board or of a category cannot be asked for, either.
            if names := board_and_category(board, category):
                yield (*names, inner, f"{place}.{category}")


def _members(body: bytes, span: _Span | None, *, where: str) -> dict[str, _Span | None]:
    """The members of an object, each with its place, or None for one that is no object itself.

    ``body`` is known to be JSON, so that only strings and brackets have to be looked at. Raises `BoardError` where
    there is no object, for a key that stands there twice, and for what is made of more brackets and quotes than a
    history can be: to read it would take many times as long.
    """
    if span is None:
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: no object")
    most = _FEW_TOKENS + (span.end - span.start) // LEAST_BYTES_A_TOKEN
    members: dict[str, _Span | None] = {}
    depth, key, start = 0, "", None
    for number, token in enumerate(_TOKEN.finditer(body, span.start, span.end)):
        if number > most:
            raise BoardError(Outcome.TOO_LARGE, f"{where}: more than {most} brackets and names")
        first = body[token.start()]
        if first in b"{[":
            depth += 1
        elif first in b"}]":
            depth -= 1
            if depth == 1 and start is not None:
                members[key] = _Span(start, token.end())
                start = None
        elif depth == 1 and (colon := _COLON.match(body, token.end())):
            key = msgspec.json.decode(token[0], type=str)
            if key in members:
                shown = check.shown(key)
                raise BoardError(Outcome.PARSE_ERROR, f"{where}: {shown} stands there twice; which is right is unknown")
            if len(members) == MOST_MEMBERS:
                raise BoardError(Outcome.TOO_LARGE, f"{where}: more than {MOST_MEMBERS} keys")
            members[key] = None
            start = colon.end() if body[colon.end()] == ord("{") else None
    return members


def _ratings(body: bytes, span: _Span | None, *, where: str) -> dict[str, float | None]:
    if span is None:
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: no object")
    if span.end - span.start > LARGEST_CATEGORY:
        raise BoardError(
            Outcome.TOO_LARGE, f"{where}: {span.end - span.start} bytes, at most {LARGEST_CATEGORY} are read"
        )
    text = body[span.start : span.end]
    ratings = check.document(text, dict[str, float | None], where=where, limit=LARGEST_CATEGORY)
    # Only names are in quotes here, two a name.
    if re.sub(rb"\\.", b"", text).count(b'"') != 2 * len(ratings):
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: a model stands there twice; which rating is right is unknown")
    return ratings


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
