from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Article, Judgement
from newsbot.judging.traits import Traits, traits
from newsbot.judging.vetoes import common_subsequence, same_occasion, veto

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(
    title: str, hours: float = 0, vendors: tuple[str, ...] = (), roundup: bool = False, summary: str = ""
) -> Traits:
    judgement = Judgement(1, vendors=vendors, roundup=roundup)
    at = NOON + timedelta(hours=hours)
    return traits(Article(source="a", url="", title=title, summary=summary, published=at, judgement=judgement))


def test_roundup_tells_no_event() -> None:
    assert veto(told("早报｜甲厂发布新模型", roundup=True), told("早报｜甲厂发布新模型")) == "汇总自成一篇"


def test_events_lie_within_ninety_six_hours() -> None:
    title = "甲厂发布新模型"
    assert (veto(told(title), told(title, 96)), veto(told(title), told(title, 96.1))) == ("", "相隔超过 96 小时")


def test_articles_on_different_vendors_tell_different_events() -> None:
    assert veto(told("新模型发布", vendors=("甲",)), told("新模型发布", vendors=("乙",))) == "厂商不同：甲 / 乙"
    assert veto(told("新模型发布", vendors=("甲", "丙")), told("新模型发布", vendors=("甲",))) == ""
    assert veto(told("新模型发布", vendors=("甲",)), told("新模型发布")) == ""


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Foo-4.1 今日上线", "Foo 4.2 今日上线", "版本不同：foo 4.1 / 4.2"),
        ("Foo 4o 今日上线", "Foo 4 今日上线", "版本不同：foo 4o / 4"),
        ("甲厂第一季度收入增长", "甲厂 Q2 收入增长", "版本不同：季度 1 / 2"),
        ("港股开盘：科技股普涨", "港股收盘：科技股普涨", "版本不同：盘 开盘 / 收盘"),
        ("甲厂将融资200亿美元", "甲厂将融资300亿美元", "同一句式，数字不同"),
        ("甲厂将融资2万亿美元", "甲厂将融资2亿美元", "同一句式，数字不同"),
        ("甲厂训练 5-10T 词元的模型", "甲厂训练 20T 词元的模型", "同一句式，数字不同"),
        ("甲厂股价涨3%", "甲厂股价涨4%", "同一句式，数字不同"),
        ("甲厂在 Hub 新增语言模型 Foo-4.1", "甲厂在 Hub 新增图像生成模型 Foo-Image", "同一句式，型号不同"),
        ("甲厂开源多模态模型 Bar-8B", "甲厂开源语音模型 Baz-2B", "同一句式，型号不同"),
        ("十强项目观察之智能底座：从会聊走向会干活", "十强项目观察之应用：从会聊走向会干活", "系列的不同篇"),
    ],
)
def test_other_versions_quarters_figures_and_models_in_one_wording_are_other_events(
    left: str, right: str, reason: str
) -> None:
    assert veto(told(left), told(right)) == reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲厂开源多模态模型 Bar-8B", "甲厂开源多模态模型 Bar-8B 与 Baz-2B"),  # one names what the other does, and more
        ("甲厂开源多模态模型 Bar-8B", "Baz-2B 面世：手机也能跑的语音助手来了"),  # other words
        ("甲厂开源多模态模型 Bar", "甲厂开源多模态模型 Baz"),  # perhaps two names of one thing
        ("甲厂开盘报1100元", "从60亿到440亿，甲厂用了多久"),  # other figures in other words
        ("甲厂上市首日高开两倍", "甲厂上市首日收涨一倍"),  # of one share
        ("甲厂将融资1.5万亿元", "甲厂将融资 1.5 trillion 元"),
        ("甲厂净利润增长300.22%", "甲厂净利润增长300%"),
    ],
)
def test_what_may_be_one_event_is_not_ruled_out(left: str, right: str) -> None:
    assert veto(told(left), told(right)) == ""


def test_results_and_what_is_said_of_them_have_one_occasion() -> None:
    results = told("谷歌二季度营收 300 亿美元", summary="谷歌公布财报。")
    call = told("皮查伊：云业务增长很快", 5, summary="谷歌首席执行官在财报电话会上表示。")
    assert same_occasion(results, call) == "财报"
    assert same_occasion(results, told("皮查伊：云业务增长很快", 40, summary="谷歌财报电话会上说的。")) == ""
    assert same_occasion(results, told("微软二季度营收 200 亿美元", 5, summary="财报公布。")) == ""
    assert same_occasion(call, told("皮查伊：搜索也快", 5, summary="谷歌财报电话会。")) == ""  # no headline says so


def test_figures_of_one_set_of_results_do_not_rule_each_other_out() -> None:
    revenue, share = (
        "谷歌：第二季度财报营收640亿元，同比增长7.2%",
        "谷歌：云业务二季度营收超过9.3亿元，同比增长超过150%",
    )
    assert veto(told(revenue), told(share, 1)) == ""
    assert veto(told(revenue), told(share, 40)) == "同一句式，数字不同"


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
def test_a_veto_has_no_direction(left: str, right: str) -> None:
    assert bool(veto(told(left), told(right))) is bool(veto(told(right), told(left)))
