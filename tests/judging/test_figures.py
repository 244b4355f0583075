import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.figures import Figure, figures, is_close, shared


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,050亿美元、0.2万亿、3千万、2倍", [("美元", 1.05e11), ("", 2e11), ("", 3e7), ("倍", 2.0)]),
        ("5-10t 参数，1.5t 词元，70b", [("", 5e12), ("", 1e13), ("", 1.5e12), ("", 7e10)]),
        ("$1.2 billion，120 million 美元", [("美元", 1.2e9), ("美元", 1.2e8)]),
        ("1亿元至1.5亿元，50%-70%", [("元", 1e8), ("元", 1.5e8), ("%", 50.0), ("%", 70.0)]),
        ("2,689.5 亿元人民币，300 亿韩元", [("元", 2.6895e11), ("韩元", 3e10)]),
        ("三百亿参数、十五万人、一亿、两千亿", [("", 3e10), ("", 1.5e5), ("", 1e8), ("", 2e11)]),
        ("跌 2 个百分点，120 个，升30%ai", [("%", 2.0), ("", 120.0), ("%", 30.0)]),
        ("12GB 显存、8gw 算力、5 nm、128k".lower(), [("GB", 12.0), ("GW", 8.0), ("nm", 5.0), ("", 128e3)]),
    ],
)
def test_figures_are_scaled_and_have_their_units(text: str, found: list[tuple[str, float]]) -> None:
    assert list(figures(text)) == [Figure(*each) for each in found]


@pytest.mark.parametrize(
    "text",
    ["3月2日 2026年 12点", "三4家", "iphone 17 与 14 ultra", "foo-72b 与 qwen3", "2026 世界大会", "数十亿", "1" * 40],
)
def test_dates_names_bare_digits_and_vague_amounts_are_no_figures(text: str) -> None:
    assert [figure for figure in figures(text) if figure.value] == []


@pytest.mark.parametrize(
    ("left", "right", "close"),
    [
        (("", 100.0), ("", 101.9), True),
        (("", 100.0), ("", 103.0), False),
        (("%", 3.0), ("%", 3.1), False),  # few per cent are told exactly
        (("%", 300.22), ("%", 300.0), True),
        (("%", 3.0), ("", 3.0), False),
        (("", 7e9), ("美元", 7e9), True),  # headlines leave the currency out
        (("元", 7e9), ("美元", 7e9), False),
    ],
)
def test_two_roundings_are_one_figure_and_two_currencies_are_not(
    left: tuple[str, float], right: tuple[str, float], close: bool
) -> None:
    assert is_close(Figure(*left), Figure(*right)) is close


def test_shared_figures_are_those_of_the_left() -> None:
    assert shared([Figure("", 100.0), Figure("%", 3.0)], [Figure("", 101.9), Figure("", 3.0)]) == (Figure("", 100.0),)


@pytest.mark.parametrize(
    ("figure", "printed"),
    [(("元", 1.5e8), "1.5亿元"), (("", 2e12), "2万亿"), (("%", 12.5), "12.5%"), (("", 12000.0), "1.2万")],
)
def test_a_figure_is_printed_as_a_chinese_reader_knows_it(figure: tuple[str, float], printed: str) -> None:
    assert str(Figure(*figure)) == printed


AMOUNTS = st.floats(10, 9999).map(lambda value: float(f"{value:.4g}"))


@given(AMOUNTS, st.sampled_from([("万亿", 1e12), ("亿", 1e8), ("万", 1e4), ("t", 1e12), ("b", 1e9), ("m", 1e6)]))
def test_a_figure_in_any_scale_is_read(amount: float, scale: tuple[str, float]) -> None:
    (found,) = figures(f"共{amount:g}{scale[0]}")
    assert is_close(found, Figure("", amount * scale[1]))


@given(AMOUNTS, st.sampled_from(["亿", "万", ""]), st.sampled_from(["美元", "元", "%"]))
def test_a_printed_figure_is_read_again(amount: float, scale: str, unit: str) -> None:
    (found,) = figures(f"共{amount:g}{scale}{unit}")
    assert all(is_close(again, found) for again in figures(str(found)))


@given(st.text("0123456789.,-至%亿万元$tb 年季", max_size=60))
def test_any_text_has_figures_of_no_negative_value(text: str) -> None:
    assert all(figure.value >= 0 for figure in figures(text))


def test_a_bare_decimal_is_told_as_it_was_written_and_counts_nothing() -> None:
    told = [(str(figure), figure.is_bare) for figure in figures("豆包2.0，得12.3分，涨2%，3.5亿元，120个")]
    assert told == [("2.0", True), ("12.3", True), ("2%", False), ("3.5亿元", False), ("120", False)]
