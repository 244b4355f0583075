"""What must hold before anything of a leaderboard document is believed."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import msgspec

from newsbot.items import BEIJING, Outcome, Score

# Since 2023 all ratings of all boards and categories have been between 530 and 1,600. 400 points are odds of 10 to 1:
# a rating outside these bounds would claim odds of a hundred or thousands to one against every other model, which is a
# fault and no measurement.
LOWEST_RATING, HIGHEST_RATING = 100.0, 3000.0
# The longest name seen has 59 characters; a longer one than this would burst the table it is printed in.
LONGEST_NAME = 120
# 422 models were ever listed on the text board; far more is not a leaderboard.
MOST_MODELS = 5_000

_NAMELIKE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff]")
_Shape = TypeVar("_Shape")


class BoardError(ValueError):
    """A leaderboard document that is refused: ``outcome`` says how, the message what and where, on one line."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Refused:
    """A board that cannot be believed, and why; those beside it in its document can."""

    board: str
    category: str
    error: BoardError


def document(body: bytes | msgspec.Raw, shape: type[_Shape], *, where: str, limit: int) -> _Shape:
    """The document decoded as ``shape``; NaN, trailing text, wrong types and bottomless nesting are refused.

    ``limit`` is in bytes. Raises `BoardError`: TOO_LARGE, EMPTY (no bytes), BOT_WALL (a web page) or PARSE_ERROR.
    """
    if not isinstance(body, msgspec.Raw):
        if len(body) > limit:
            raise BoardError(Outcome.TOO_LARGE, f"{where}: {len(body)} bytes, at most {limit} are read")
        body = body.removeprefix(b"\xef\xbb\xbf")
        if not body or body.isspace():
            raise BoardError(Outcome.EMPTY, f"{where}: empty document")
        if re.match(rb"\s*<", body):
            raise BoardError(Outcome.BOT_WALL, f"{where}: a web page where JSON was due")
    try:
        return msgspec.json.decode(body, type=shape)
    except RecursionError:
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: nested too deeply") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: {shown(str(error), 200)}") from None


def shown(text: str, length: int = 40) -> str:
    """Foreign text as an error message may carry it: short, quoted, with everything unprintable escaped."""
    return repr(text if len(text) <= length else text[: length - 1] + "…")


def name(text: str | None) -> str:
    """A model's or organization's name, or "" for one that cannot be printed.

    That is one which is empty, over-long, or holds control, bidirectional or invisible characters or line breaks.
    """
    stripped = (text or "").strip()
    usable = len(stripped) <= LONGEST_NAME and stripped.isprintable() and _NAMELIKE.search(stripped)
    return stripped if usable else ""


def rating(value: float, *, where: str) -> float:
    """The rating, in Elo points. One that cannot be refuses the board: the places of all others would be unsure."""
    if not (math.isfinite(value) and LOWEST_RATING <= value <= HIGHEST_RATING):
        bounds = f"{LOWEST_RATING:g} to {HIGHEST_RATING:g}"
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: rating {value:g} is outside {bounds}")
    return value


def interval(low: float | None, middle: float, high: float | None) -> tuple[float | None, float | None]:
    """The 95 % interval around a rating, or (None, None) where it is not one."""
    if low is None or high is None or not LOWEST_RATING <= low <= middle <= high <= HIGHEST_RATING:
        return None, None
    return low, high


def rank(value: float | None, *, where: str) -> int:
    """The rank; publishers write 1 as well as 1.0. A row without a place in the list refuses the board."""
    if value is None or not 1 <= value <= MOST_MODELS or value != int(value):
        text = "no rank" if value is None else f"rank {value:g} is no place in a list"
        raise BoardError(Outcome.PARSE_ERROR, f"{where}: {text}")
    return int(value)


def votes(value: float | None) -> int | None:
    """The number of votes, or None where it is none; a billion is more than the arena can ever have had."""
    if value is None or not 0 <= value <= 1e9 or value != int(value):
        return None
    return int(value)


def iso_date(text: str) -> date | None:
    """The date of "2026-05-27", "20260527", or of a date and time that begins with the former; else None."""
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{8}\Z", text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def is_ahead(day: date, fetched_at: datetime) -> bool:
    """Whether a publish date lies after the Beijing day on which it was read, the first zone of interest to see it."""
    return day > fetched_at.astimezone(BEIJING).date()


def in_rank_order(scores: Sequence[Score], *, where: str) -> tuple[Score, ...]:
    """The scores by rank, each model once, without those whose name is "". Raises `BoardError` when none is left."""
    if len(scores) > MOST_MODELS:
        raise BoardError(Outcome.TOO_LARGE, f"{where}: {len(scores)} models, at most {MOST_MODELS} are read")
    ordered = sorted(scores, key=lambda score: (score.rank, -score.rating, score.model))
    # A page that overlaps the one before it gives the same model twice.
    unique = {score.model: score for score in reversed(ordered) if score.model}
    if not unique:
        raise BoardError(Outcome.EMPTY, f"{where}: no model with a rating and a name")
    return tuple(score for score in ordered if unique.get(score.model) is score)
