from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Article, Judgement
from newsbot.judging.likeness import Rarity, common_subsequence, likeness, shared_numbers, vetoed
from newsbot.judging.traits import Traits, traits

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(title: str, hours: float = 0, vendors: tuple[str, ...] = (), roundup: bool = False) -> Traits:
    judgement = Judgement(1, vendors=vendors, roundup=roundup)
    return traits(
        Article(source="a", url="u", title=title, published=NOON + timedelta(hours=hours), judgement=judgement)
    )


def test_roundup_tells_no_event() -> None:
    assert vetoed(told("早报｜甲厂发布新模型", roundup=True), told("早报｜甲厂发布新模型"))


def test_events_lie_within_ninety_six_hours() -> None:
    title = "甲厂发布新模型"
    assert (vetoed(told(title), told(title, hours=96)), vetoed(told(title), told(title, hours=96.1))) == (False, True)


def test_articles_on_different_vendors_tell_different_events() -> None:
    assert vetoed(told("新模型发布", vendors=("甲",)), told("新模型发布", vendors=("乙",)))
    assert not vetoed(told("新模型发布", vendors=("甲", "丙")), told("新模型发布", vendors=("甲",)))
    assert not vetoed(told("新模型发布", vendors=("甲",)), told("新模型发布"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Foo-4.1 今日上线", "Foo 4.2 今日上线"),
        ("甲厂第一季度收入增长", "甲厂 Q2 收入增长"),
        ("甲厂将融资200亿美元", "甲厂将融资300亿美元"),
        ("甲厂股价涨3%", "甲厂股价涨4%"),
    ],
)
def test_other_versions_quarters_and_figures_in_one_wording_are_other_events(left: str, right: str) -> None:
    assert vetoed(told(left), told(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲厂在 Hub 新增语言模型 Foo-4.1", "甲厂在 Hub 新增图像生成模型 Foo-Image"),
        ("甲厂开源多模态模型 Bar-8B", "甲厂开源语音模型 Baz-2B"),
    ],
)
def test_other_models_in_one_wording_are_other_events(left: str, right: str) -> None:
    assert vetoed(told(left), told(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲厂开源多模态模型 Bar-8B", "甲厂开源多模态模型 Bar-8B 与 Baz-2B"),  # one names what the other does, and more
        ("甲厂开源多模态模型 Bar-8B", "Baz-2B 面世：手机也能跑的语音助手来了"),  # other words
        ("甲厂开源多模态模型 Bar", "甲厂开源多模态模型 Baz"),  # perhaps two names of one thing
    ],
)
def test_other_models_rule_nothing_out_otherwise(left: str, right: str) -> None:
    assert not vetoed(told(left), told(right))


def test_other_figures_in_other_words_rule_nothing_out() -> None:
    assert not vetoed(told("甲厂开盘报1100元"), told("从60亿到440亿，甲厂用了多久"))


def test_figures_within_two_percent_are_one_figure() -> None:
    assert shared_numbers((("", 100.0), ("%", 3.0)), (("", 101.9), ("", 3.0))) == (("", 100.0),)


def test_vetoed_pair_has_no_likeness() -> None:
    one, other = told("Foo-4.1 今日上线"), told("Foo 4.2 今日上线")
    assert likeness(one, other, Rarity([one, other])) == 0.0


def test_reworded_event_is_likelier_one_event_than_other_news_of_the_same_company() -> None:
    first = told("甲厂开源三百亿参数的语音模型 Foo")
    reworded = told("语音模型 Foo 来了：甲厂把三百亿参数开源", hours=2)
    other = told("甲厂设立面向学生的暑期训练营", hours=2)
    rarity = Rarity([first, reworded, other])
    assert likeness(first, reworded, rarity) > 0.5 > likeness(first, other, rarity)


def test_headlines_about_others_are_unlike_unless_one_vendor_is_known_in_both() -> None:
    left, right = "甲厂公布新的语音模型价格", "乙厂公布新的语音模型价格"
    unknown = told(left), told(right)
    known = told(left, vendors=("丙",)), told(right, vendors=("丙",))
    rarity = Rarity([*unknown, *known])
    assert likeness(*unknown, rarity) < likeness(*known, rarity)


def test_articles_without_a_word_are_unlike() -> None:
    empty = told("")
    assert likeness(empty, empty, Rarity([empty])) < 0.5


@pytest.mark.parametrize(
    ("left", "right", "length"),
    [("", "", 0), ("甲乙", "", 0), ("abcbdab", "bdcaba", 4), ("一二三", "一二三", 3), ("甲", "乙", 0)],
)
def test_common_subsequence_has_its_length(left: str, right: str, length: int) -> None:
    assert common_subsequence(left, right) == length


@given(st.text("甲乙丙丁", max_size=12), st.text("甲乙丙丁", max_size=12))
def test_common_subsequence_agrees_with_the_textbook(left: str, right: str) -> None:
    row = [0] * (len(right) + 1)
    for one in left:
        last = row
        row = [0]
        for place, other in enumerate(right):
            row.append(last[place] + 1 if one == other else max(row[place], last[place + 1]))
    assert common_subsequence(left, right) == row[-1]


@given(st.text(), st.text())
def test_likeness_is_a_chance_and_has_no_direction(left: str, right: str) -> None:
    one, other = told(left), told(right)
    rarity = Rarity([one, other])
    forth, back = likeness(one, other, rarity), likeness(other, one, rarity)
    assert 0.0 <= forth <= 1.0
    assert forth == pytest.approx(back)
