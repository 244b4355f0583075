"""How the best Chinese models have come along, and how far the best of all is ahead of them.

Ratings of different publishers are not comparable: they take the figures at different times, with and without style
control (the arena's own default since May 2025), and the arena has changed its method of fitting them. So each day
belongs to one publisher only, and no line goes on from one publisher to another. The publisher whose list is printed
has all days it knows; what lies before its first belongs to the next one. Nor does a line go on where a publisher's
own scale has changed: most models do not leap together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsbot.items import Leaderboard, Score
from newsbot.leaderboard.movement import printed_rating
from newsbot.leaderboard.ranking import Point
from newsbot.leaderboard.scale import parts_of
from newsbot.leaderboard.vendors import vendor_of

# More would be closer together than the eye can tell, and would make every issue larger.
MOST_DAYS = 80
# What happened lately would be a narrow strip beside the years before.
LONGEST = timedelta(days=730)
VENDORS = 6


@dataclass(frozen=True, slots=True)
class Series:
    """The ratings of a vendor's best model of each day; "" is the name of the best of all vendors.

    ``model`` is that of the newest point. ``lines`` has one line, maybe without points, for each of the trend's
    ``publishers``.
    """

    name: str
    model: str
    lines: tuple[tuple[Point, ...], ...]

    @property
    def last(self) -> Point:
        return [point for line in self.lines for point in line][-1]


@dataclass(frozen=True, slots=True)
class Trend:
    """The best of all first, then the vendors by their newest rating; ``publishers`` in the order of their days.

    A publisher whose scale has changed stands there again for what came after; ``rescaled`` are the first days of that.
    """

    publishers: tuple[str, ...]
    series: tuple[Series, ...]
    rescaled: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class _Best:
    """The best of a day: "" is that of all, else the vendor's name."""

    day: date
    scores: dict[str, Score]


def chosen_days(days: Iterable[tuple[str, date]], *, publisher: str, published: date) -> list[tuple[str, date]]:
    """Which snapshots (publisher and day) a trend up to that of ``publisher`` and ``published`` is made of.

    At most `MOST_DAYS` of the last `LONGEST`, evenly among those there are, the oldest and the newest included; oldest
    first.
    """
    past = sorted({each for each in days if published - LONGEST <= each[1] <= published}, key=lambda each: each[1])
    newest = dict(past)
    order = sorted(newest, key=lambda name: (name == publisher, newest[name], name), reverse=True)
    taken: list[tuple[str, date]] = []
    for name in order:
        own = [each for each in past if each[0] == name and (not taken or each[1] < taken[0][1])]
        taken = own + taken
    if len(taken) <= MOST_DAYS:
        return taken
    return [taken[round(place * (len(taken) - 1) / (MOST_DAYS - 1))] for place in range(MOST_DAYS)]


def trend(snapshots: Sequence[Leaderboard]) -> Trend | None:
    """The trend of snapshots of one board, oldest first, each day once; None with fewer than two days.

    Of each snapshot only the best row and those of Chinese vendors count. Vendors are those with the best models now.
    """
    boards = [each for each in snapshots if each.scores]
    if len({each.published for each in boards}) < 2:
        return None
    parts: dict[int, list[Leaderboard]] = {}
    for board, part in zip(boards, parts_of(boards), strict=True):
        parts.setdefault(part, []).append(board)
    best = [[_Best(board.published, _best_of(board)) for board in part] for part in parts.values()]
    newest = _best_of(boards[-1])
    leading = sorted((name for name in newest if name), key=lambda name: (-newest[name].rating, name))
    publishers = [part[0].publisher for part in parts.values()]
    return Trend(
        publishers=tuple(publishers),
        series=tuple(_series(name, newest[name].model, best) for name in ("", *leading[:VENDORS])),
        rescaled=tuple(
            part[0].published for place, part in enumerate(parts.values()) if part[0].publisher in publishers[:place]
        ),
    )


def _best_of(board: Leaderboard) -> dict[str, Score]:
    best = {"": max(board.scores, key=_rating)}
    for score in sorted(board.scores, key=_rating):
        vendor = vendor_of(score.model, score.organization)
        if vendor is not None and vendor.chinese:
            best[vendor.name] = score
    return best


def _series(name: str, model: str, parts: Sequence[Sequence[_Best]]) -> Series:
    lines = (
        tuple(Point(best.day, printed_rating(best.scores[name].rating)) for best in part if name in best.scores)
        for part in parts
    )
    return Series(name, model, tuple(lines))


def _rating(score: Score) -> float:
    return score.rating
