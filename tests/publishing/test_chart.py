from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.leaderboard.ranking import Point
from newsbot.leaderboard.trend import Series, Trend
from newsbot.publishing.chart import LABEL_HEIGHT, NARROW, WIDE, Layout, sparkline, spread, trend_svg

DAY = date(2026, 4, 19)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "a\"><script>alert(1)</script>&'\u202e" + "x" * 40


def points(*ratings: int, step: int = 10) -> tuple[Point, ...]:
    first = DAY - timedelta(days=step * (len(ratings) - 1))
    return tuple(Point(first + timedelta(days=step * number), rating) for number, rating in enumerate(ratings))


def picture(*series: Series, publishers: tuple[str, ...] = ("p",), board: str = "", layout: Layout = WIDE) -> str:
    return trend_svg(Trend(publishers, series), board=board, layout=layout)


def texts(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 (our own)


BEST = Series("", "gpt-x", (points(1480, 1500),))


def test_the_same_trend_is_the_same_picture() -> None:
    assert picture(BEST, board="文本 · 编程") == picture(BEST, board="文本 · 编程")


def test_picture_says_what_it_shows() -> None:
    svg = picture(BEST, Series("阿里", "qwen-x", (points(1450, 1460),)))
    root = ET.fromstring(svg)  # noqa: S314 (our own)
    assert root.findtext(f"{SVG}title") == "国产模型走势（LM Arena，2026-04-09 至 2026-04-19）"
    told = "各厂商得分最高的模型，以及全球最高分。2026-04-19 为止：全球最高 1500（gpt-x），阿里 1460（qwen-x）。"
    assert root.findtext(f"{SVG}desc") == told
    assert {"全球最高 1500", "gpt-x", "阿里 1460", "qwen-x"} <= set(texts(svg))


def test_a_narrow_picture_says_the_same_in_letters_that_can_be_read_on_a_phone() -> None:
    series = (BEST, Series("上海AI实验室", "qwen-x", (points(1450, 1460),)))
    wide, narrow = (picture(*series, layout=layout) for layout in (WIDE, NARROW))
    described = [ET.fromstring(svg).findtext(f"{SVG}desc") for svg in (wide, narrow)]  # noqa: S314 (our own)
    assert described[0] == described[1]
    assert {"全球最高", "1500", "上海AI实验室", "1460", "LM Arena ELO 分数 · 2026-04-09 至 2026-04-19"} <= set(
        texts(narrow)
    )
    smallest = min(map(float, re.findall(r"font-size: ([\d.]+)px", narrow)))
    assert smallest * (320 - 40) / NARROW.width > 10, "on a screen of 320 pixels, without the page's margins"


def test_names_of_others_stay_text() -> None:
    svg = picture(BEST, Series(HOSTILE, HOSTILE, (points(1450, 1460),)), publishers=(HOSTILE,), board=HOSTILE)
    assert not [each for each in ET.fromstring(svg).iter() if "script" in each.tag]  # noqa: S314 (our own)
    assert "\u202e" not in svg
    assert 'a"><script>alert(1)</sc…' in "".join(texts(svg)) or "<script>alert(1)</script>" in "".join(texts(svg))


def test_nothing_is_fetched_or_run() -> None:
    assert re.findall(r"https?://[^\"' ]+|url\(|@import|<script|\son\w+=|href", picture(BEST)) == [
        "http://www.w3.org/2000/svg"
    ]


def test_lines_break_between_publishers_and_a_single_point_is_a_dot() -> None:
    old = points(1300, 1310)
    late = (Point(DAY + timedelta(days=300), 1400),)
    svg = picture(Series("", "m", (old, late)), publishers=("q", "p"))
    assert (svg.count("<polyline"), svg.count('r="3"')) == (1, 1)
    assert "各来源的取数时间与评分方法不同，分数不能直接比较，折线因此在来源更换处断开。" in texts(svg)


def test_change_of_scale_is_said() -> None:
    lines = (points(1300, 1310), (Point(DAY + timedelta(days=30), 1400),))
    svg = trend_svg(Trend(("p", "p"), (Series("", "m", lines),), (DAY + timedelta(days=30),)))
    assert "评分尺度于 2026-05-19 改变（多数模型一起升降），前后分数不能直接比较，折线在该处断开。" in texts(svg)
    assert "每条线是一家厂商当日得分最高的模型；数据来源：p" in texts(svg)
    both = trend_svg(Trend(("q", "p", "p"), (Series("", "m", ((), *lines)),), (DAY + timedelta(days=30),)))
    told = "各来源的评分方法不同，评分尺度又于 2026-05-19 改变，分数不能直接比较，折线在这些地方断开。"
    assert told in texts(both)


@pytest.mark.parametrize("ratings", [(1400, 1400), (100, 3000), (1400,) * 60])
@pytest.mark.parametrize("step", [1, 3, 30, 400])
@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_everything_lies_within_the_picture(ratings: tuple[int, ...], step: int, layout: Layout) -> None:
    def raised(by: int) -> tuple[Point, ...]:
        return tuple(Point(point.day, point.rating + by) for point in points(*ratings, step=step))

    series = [Series(name, "model", (raised(number),)) for number, name in enumerate(" abcdef")]
    root = ET.fromstring(picture(*series, layout=layout))  # noqa: S314 (our own)
    for each in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(each.get(name, 0)) <= layout.width
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(each.get(name, 0)) <= layout.height
    ticks = [each for each in root.iter(f"{SVG}line") if each.get("class") == "seam"]
    assert 1 <= len(ticks) <= 9


@given(st.lists(st.floats(WIDE.top, WIDE.bottom), min_size=1, max_size=9))
def test_labels_keep_their_order_and_distance(wanted: list[float]) -> None:
    low, high = WIDE.top - 8, WIDE.lowest_label
    places = spread(wanted, gap=LABEL_HEIGHT, low=low, high=high)
    gap = min(LABEL_HEIGHT, (high - low) / max(len(wanted) - 1, 1))
    in_order = [place for _, place in sorted(zip(wanted, places, strict=True))]
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(in_order))
    assert all(low - 1e-6 <= place <= high + 1e-6 for place in places)


def test_labels_with_room_stand_where_they_want_to() -> None:
    assert spread([200.0, 100.0], gap=32, low=0, high=400) == [200.0, 100.0]
    assert spread([100.0, 100.0], gap=32, low=0, high=400) == [84.0, 116.0]


def test_a_sparkline_tells_its_ends_and_stays_small() -> None:
    svg = sparkline(points(1400, 1410, 1390))
    assert "2026-03-30 1400 → 2026-04-19 1390" in svg
    assert len(svg) < 700
    assert ET.fromstring(svg).tag == "svg"  # noqa: S314 (our own)
    assert sparkline(points(1400)) == sparkline(()) == ""
