from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.issue.figures import figures, from_han
from tests.issue.writing import in_han, numbers, written

CASES: list[tuple[str, list[tuple[object, str, str]]]] = [
    ("融资12亿美元，估值1,200万元", [(1_200_000_000, "美元", ""), (12_000_000, "元", "")]),
    ("$10 billion", [(10**10, "美元", "")]),
    ("￥３００", [(300, "元", "")]),
    ("百分之三十", [(30, "%", "")]),
    ("30％，3成，三成", [(30, "%", "")] * 3),
    ("上调1.5个百分点", [(Fraction(3, 2), "百分点", "")]),
    ("第三季度，3季度", [(3, "季度", "")] * 2),
    ("排名第3，第三", [(3, "第", "")] * 2),
    ("二〇二六年一月二十日", [(2026, "年", ""), (1, "月", ""), (20, "日", "")]),
    ("2026-01-20 13:47", [(2026, "年", ""), (1, "月", ""), (20, "日", ""), (1347, ":", "")]),
    ("20号", [(20, "日", "")]),
    ("超10亿，10多亿，10亿多，逾 10 亿", [(10**9, "", ">")] * 4),
    ("不到8GB，近8GB，不超过8GB", [(8, "gb", "<")] * 3),
    ("约3天", [(3, "天", "~")]),
    ("参数90亿，参数千亿，上千万", [(9 * 10**9, "", ""), (10**11, "", ""), (10**7, "", "数")]),
    ("数千万元", [(10**7, "元", "数")]),
    ("-5%，跌3%-4%", [(-5, "%", ""), (3, "%", ""), (4, "%", "")]),
    ("3-5年", [(3, "", ""), (5, "年", "")]),
    ("三点五倍", [(Fraction(7, 2), "倍", "")]),
    ("128K上下文", [(128_000, "", "")]),
    ("70B参数", [(7 * 10**10, "", "")]),
    ("30ms", [(30, "毫秒", "")]),
    ("扣子2.0，扣子2.00", [(2, "2.0", ""), (2, "2.00", "")]),
    ("版本3.10.2", [(0, "3.10.2", "")]),
    ("GLM-4.5，V3，K2", []),
    ("Qwen-30B-A3B", [(3 * 10**10, "", "")]),
    ("Qwen3-30B", [(3 * 10**10, "", "")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures(text: str, expected: list[tuple[object, str, str]]) -> None:
    assert [figure.meaning for figure in figures(text)] == expected


@given(numbers)
def test_a_number_is_one_however_it_is_written(number: int) -> None:
    assert {(way, figures(way)[0].meaning) for way in written(number)} == {
        (way, (number, "", "")) for way in written(number)
    }


@given(st.integers(100, 10**12 - 1))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    assert from_han(in_han(number)) == number


@pytest.mark.parametrize("word", ["两三", "七八", "万", "亿", "百", "千", "万亿"])
def test_what_is_no_number_is_not_read(word: str) -> None:
    assert from_han(word) is None


@given(st.text(alphabet="一二十百千万亿点零多余超近第%元美年0123456789.,:- kmb", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["9" * 10_000, "九" * 10_000, "9." * 10_000, "9," * 10_000, "Qwen-" + "9" * 10_000 + "B", "一" * 9_999 + "亿"],
)
def test_endless_figures_are_read_and_equal_nothing(text: str) -> None:
    assert all(figure.value < 10**16 for figure in figures(text))
