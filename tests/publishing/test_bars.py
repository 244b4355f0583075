import pytest
from lxml import etree

from newsbot.publishing.bars import volume_bars


def test_a_day_is_a_bar_as_high_as_its_share() -> None:
    assert str(volume_bars([2, 0, 4])) == (
        '<svg class="bars" viewBox="0 0 112 24" width="112" height="24" role="img"'
        ' aria-label="近 3 天每天新条目：最少 0，最多 4，昨天 4">'
        '<path d="M102 24v-12M106 24v-1M110 24v-24" stroke="currentColor" stroke-width="2"/></svg>'
    )


def test_without_days_there_is_no_chart() -> None:
    assert str(volume_bars([])) == ""


@pytest.mark.parametrize("days", [[0], [0] * 28, list(range(100)), [10**9, 1]])
def test_any_past_is_drawn_inside_its_box(days: list[int]) -> None:
    path = etree.fromstring(str(volume_bars(days)))[0].get("d")
    bars = [bar.split(" 24v-") for bar in path[1:].split("M")]
    assert len(bars) == min(len(days), 28)
    assert all(2 <= int(x) <= 110 and 1 <= int(height) <= 24 for x, height in bars)
