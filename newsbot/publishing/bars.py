"""Small charts inside a page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

DAYS = 28  # at most
_WIDTH = 4  # of a day, the gap included
_HEIGHT = 24


def volume_bars(days: Sequence[int]) -> Markup:
    """A bar a day, oldest first, the last one at the right edge, as high as its share of the highest; "" for no day.

    A day without anything has a short line, so that it is told from a day before the first.
    """
    shown = [max(0, count) for count in days[-DAYS:]]
    if not shown:
        return Markup()
    highest = max(shown) or 1
    left = (DAYS - len(shown)) * _WIDTH
    bars = "".join(
        f"M{left + place * _WIDTH + _WIDTH // 2} {_HEIGHT}v-{max(1, round(count / highest * _HEIGHT))}"
        for place, count in enumerate(shown)
    )
    said = f"近 {len(shown)} 天每天新条目：最少 {min(shown)}，最多 {max(shown)}，昨天 {shown[-1]}"
    return Markup(
        '<svg class="bars" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-label="{said}"><path d="{bars}" stroke="currentColor" stroke-width="2"/></svg>'
    ).format(width=DAYS * _WIDTH, height=_HEIGHT, said=said, bars=bars)
