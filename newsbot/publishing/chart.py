"""A trend as an SVG picture, and a row's history as a small one. The same values always give the same text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newsbot.leaderboard.ranking import Point
from newsbot.leaderboard.trend import Series, Trend
from newsbot.publishing.plain import one_line

BEST = "全球最高"


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture in pixels: the plot lies between the edges, its labels to the right of it, down to ``lowest_label``."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    lowest_label: int


WIDE = Layout(760, 400, left=58, right=552, top=62, bottom=326, lowest_label=350)
# For phones, whose screens are about as wide: a wide picture, made as small, could not be read.
NARROW = Layout(360, 440, left=46, right=256, top=72, bottom=402, lowest_label=402)
LABEL_HEIGHT = 32
_LONGEST_LABEL = 30  # characters of a model's name beside the plot
_NARROWEST_PART = 130  # pixels of a publisher's days, for its name to stand above them
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)  # Elo points between two lines of the grid
_MONTHS = (1, 2, 3, 6, 12, 24, 60)
_SHORT = 75  # days, up to which the axis names days

_SPARK_WIDTH, _SPARK_HEIGHT = 64, 16


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands beside the end of a series, at ``y``; a thin line leads there from the end itself."""

    name: str
    rating: int
    model: str
    end: tuple[float, float]
    y: float


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A series: its lines, and the points that are in no line because they are alone."""

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    label: _Label


def trend_svg(trend: Trend, *, board: str = "", layout: Layout = WIDE) -> str:
    """The picture of a trend; ``board`` is the title of its board, "" for the one that is meant otherwise.

    Readable on light and dark pages: it has a background of its own, which follows the reader's preference.
    """
    scale = _Scale.of(trend, layout)
    ends = [_end(series, scale) for series in trend.series]
    places = spread([y for _, y in ends], gap=LABEL_HEIGHT, low=layout.top - 8, high=layout.lowest_label)
    drawn = [_drawn(series, scale, end, place) for series, end, place in zip(trend.series, ends, places, strict=True)]
    first, last = scale.first.isoformat(), scale.last.isoformat()
    return (
        _environment()
        .get_template("trend.svg.j2")
        .render(
            drawn=drawn,
            board=one_line(board),
            first=first,
            last=last,
            y_ticks=[(value, scale.y(value)) for value in _ratings(scale.low, scale.high)],
            x_ticks=[(text, scale.x(day)) for text, day in _days(scale.first, scale.last)],
            parts=_parts(trend, scale),
            publishers=[one_line(each) for each in dict.fromkeys(trend.publishers)],
            breaks=_breaks(trend),
            edges=layout,
            narrow=layout is NARROW,
        )
    )


def sparkline(points: Sequence[Point]) -> Markup:
    """A row's history as markup for a cell of an HTML table; "" for fewer than two points.

    In the colour of the text around it, without a style or an identifier of its own.
    """
    if len(points) < 2:
        return Markup()
    days = [point.day.toordinal() for point in points]
    ratings = [point.rating for point in points]
    across = (_SPARK_WIDTH - 4) / max(days[-1] - days[0], 1)
    # A few points up or down are noise: they must not look like a leap.
    up = (_SPARK_HEIGHT - 4) / max(max(ratings) - min(ratings), 20)
    middle = (max(ratings) + min(ratings)) / 2
    places = [
        (2 + (day - days[0]) * across, _SPARK_HEIGHT / 2 - (rating - middle) * up)
        for day, rating in zip(days, ratings, strict=True)
    ]
    x, y = places[-1]
    told = f"{points[0].day} {ratings[0]} → {points[-1].day} {ratings[-1]}"
    return Markup(  # noqa: S704 (numbers and days only)
        f'<svg class="sparkline" width="{_SPARK_WIDTH}" height="{_SPARK_HEIGHT}"'
        f' viewBox="0 0 {_SPARK_WIDTH} {_SPARK_HEIGHT}" role="img" aria-label="{told}"><title>{told}</title>'
        f'<polyline points="{_line(places)}" fill="none" stroke="currentColor" stroke-width="1.5"'
        f' stroke-linejoin="round"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="currentColor"/></svg>'
    )


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Places as near to those wanted as they can be with ``gap`` between any two, within ``low`` and ``high``.

    Where there is not so much room, the gap is smaller.
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    # Groups of neighbours that touch: each as a whole stands where its members want to be on average.
    groups: list[tuple[float, int]] = []  # the sum of the places wanted by the first of the group, and their number
    for index in order:
        total, count = wanted[index], 1
        while groups and _start(*groups[-1], low, high, gap) + gap * groups[-1][1] > _start(
            total, count, low, high, gap
        ):
            before, members = groups.pop()
            total, count = before + total - count * members * gap, members + count
        groups.append((total, count))
    places = [_start(total, count, low, high, gap) + gap * member for total, count in groups for member in range(count)]
    return [place for _, place in sorted(zip(order, places, strict=True))]


def _start(total: float, count: int, low: float, high: float, gap: float) -> float:
    return max(low, min(total / count, high - gap * (count - 1)))


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days and ratings to pixels."""

    first: date
    last: date
    low: int
    high: int
    layout: Layout

    @classmethod
    def of(cls, trend: Trend, layout: Layout) -> _Scale:
        points = [point for series in trend.series for line in series.lines for point in line]
        ratings, days = [point.rating for point in points], [point.day for point in points]
        margin = max((max(ratings) - min(ratings)) // 16, 4)
        return cls(min(days), max(days), min(ratings) - margin, max(ratings) + margin, layout)

    def x(self, day: date) -> float:
        left, right = self.layout.left + 8, self.layout.right - 8
        return left + (day - self.first).days * (right - left) / max((self.last - self.first).days, 1)

    def y(self, rating: float) -> float:
        top, bottom = self.layout.top, self.layout.bottom
        return bottom - (rating - self.low) * (bottom - top) / (self.high - self.low)


def _end(series: Series, scale: _Scale) -> tuple[float, float]:
    return scale.x(series.last.day), scale.y(series.last.rating)


def _drawn(series: Series, scale: _Scale, end: tuple[float, float], place: float) -> _Drawn:
    lines = [[(scale.x(point.day), scale.y(point.rating)) for point in line] for line in series.lines]
    model = one_line(series.model)
    shown = model if len(model) <= _LONGEST_LABEL else model[: _LONGEST_LABEL - 1] + "…"
    return _Drawn(
        lines=tuple(_line(line) for line in lines if len(line) > 1),
        dots=tuple(line[0] for line in lines if len(line) == 1),
        label=_Label(one_line(series.name) or BEST, series.last.rating, shown, end, place),
    )


def _line(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _parts(trend: Trend, scale: _Scale) -> list[tuple[str, float, float]]:
    """The publishers' days: a name ("" where it has no room), and where they begin and end."""
    parts = []
    for index, publisher in enumerate(trend.publishers):
        days = [point.day for series in trend.series for point in series.lines[index]]
        if days:
            first, last = scale.x(min(days)), scale.x(max(days))
            parts.append((one_line(publisher) if last - first >= _NARROWEST_PART else "", first, last))
    return parts


def _breaks(trend: Trend) -> str:
    """Why lines break, "" where none does."""
    days = "、".join(map(str, trend.rescaled[:2])) + (" 等日" if len(trend.rescaled) > 2 else "")
    others = len(set(trend.publishers)) > 1
    if days and others:
        return f"各来源的评分方法不同，评分尺度又于 {days} 改变，分数不能直接比较，折线在这些地方断开。"
    if days:
        return f"评分尺度于 {days} 改变（多数模型一起升降），前后分数不能直接比较，折线在该处断开。"
    return "各来源的取数时间与评分方法不同，分数不能直接比较，折线因此在来源更换处断开。" if others else ""


def _ratings(low: int, high: int) -> list[int]:
    step = next((each for each in _STEPS if (high - low) / each <= 6), 1000)
    return list(range(-(-low // step) * step, high + 1, step))


def _days(first: date, last: date) -> list[tuple[str, date]]:
    """At most seven days to name on the axis: months and years where the time is long."""
    span = (last - first).days
    if span <= _SHORT:
        numbers = range(first.toordinal(), last.toordinal() + 1, max(-(-span // 5), 1))
        return [(f"{day:%m-%d}", day) for day in map(date.fromordinal, numbers)]
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in _MONTHS if months / each <= 7), 120)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [date(number // 12, number % 12 + 1, 1) for number in numbers if number % step == 0]
    return [(f"{day:%Y-%m}", day) for day in days if first <= day]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("templates", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
