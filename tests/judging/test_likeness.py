from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Article, Judgement
from newsbot.judging.likeness import SAME, SIGNALS, Comparison, compared, likeness, signals
from newsbot.judging.traits import Traits, traits

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTHING = dict.fromkeys(SIGNALS, 0.0)


def told(title: str, hours: float | None = 0, vendors: tuple[str, ...] = (), summary: str = "") -> Traits:
    at = None if hours is None else NOON + timedelta(hours=hours)
    judgement = Judgement(1, vendors=vendors)
    return traits(Article(source="a", url="", title=title, summary=summary, published=at, judgement=judgement))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲厂开源三百亿参数的语音模型 Foo", "语音模型 Foo 来了：甲厂把三百亿参数开源"),
        ("英伟达披露持有丙丁公司股份 2.1 亿美元", "NVIDIA 手里的丙丁公司股份：值 2.1 亿美元"),
        ("甲厂完成1.5亿元A轮融资，推进新药研发", "甲厂完成 1.5 亿元 A 轮融资"),
        ("李先生被提起公诉", "李先生被公诉"),
    ],
)
def test_one_event_in_other_words_is_one_event_with_or_without_a_time(left: str, right: str) -> None:
    assert likeness(told(left), told(right, 2)) >= SAME
    assert likeness(told(left, None), told(right, None)) >= SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲厂开源三百亿参数的语音模型 Foo", "甲厂设立面向学生的暑期训练营"),  # another deed
        ("甲厂：一季度净利润增长三成", "乙厂：一季度净利润增长三成"),  # another speaker
        ("甲厂拟回购股份，注销减资", "乙厂拟回购股份，注销减资"),  # another subject
        ("谷歌在新加坡设立研发中心", "谷歌在日本设立研发中心"),  # another place
        ("Foo 模型怎么用？一篇入门教程", "Foo 模型背后的野心"),  # no more than a name
    ],
)
def test_other_news_in_like_words_is_another_event(left: str, right: str) -> None:
    assert likeness(told(left), told(right, 30)) < SAME


def test_two_events_of_one_vendor_with_a_long_name_are_two() -> None:
    release = told("北京智谱华章科技股份有限公司开源语音模型", vendors=("智谱",))
    office = told("北京智谱华章科技股份有限公司在成都租下新楼", 1, vendors=("智谱",))
    assert likeness(release, office) < SAME


def test_signals_of_an_article_with_itself() -> None:
    one = told("谷歌在日本发布语音模型 Foo，售价 2.1 亿美元", 0, summary="丙丁公司也在。")
    assert signals(one, one) == NOTHING | {
        "contained": 1.0,
        "deeds": 1.0,
        "rare": 1.0,
        "names": pytest.approx(signals(one, one)["names"]),
        "figures": 1.0,
        "same kind": 1.0,
    }


def test_signals_against() -> None:
    one, other = told("甲厂：北京新楼落成 Bar"), told("乙社起诉上海戊队 Baz", 96)
    assert {key for key, value in signals(one, other).items() if value} == {
        *("subjects", "speakers", "missing", "places", "other deeds", "lacking", "bare", "gap", "day")
    }


def test_the_names_of_the_lexicon_are_common_here_however_rare_elsewhere() -> None:
    one, other = "戊己在重庆租楼", "戊己起诉前员工"
    unknown = signals(told(f"「{one[:2]}」{one[2:]}"), told(f"「{other[:2]}」{other[2:]}"))["names"]
    known = signals(told(one, vendors=("戊己",)), told(other, vendors=("戊己",)))["names"]
    assert (known, unknown > known) == (4.0 / 20.0, True)


def test_an_unknown_time_counts_as_a_day() -> None:
    assert signals(told("题", None), told("题"))["gap"] == 0.25


def test_a_comparison_names_its_parts_and_its_veto() -> None:
    one, other = told("Foo-4.1 今日上线"), told("Foo 4.2 今日上线")
    found = compared(one, other)
    assert (found.likeness, found.veto) == (0.0, "版本不同：foo 4.1 / 4.2")
    assert {name for name, _ in found.parts} <= {signal.name for signal in SIGNALS.values()}
    assert [abs(worth) for _, worth in found.parts] == sorted((abs(worth) for _, worth in found.parts), reverse=True)
    assert found.evidence == pytest.approx(sum(worth for _, worth in found.parts))


def test_a_comparison_without_a_veto_has_the_likeness() -> None:
    one, other = told("甲厂开源语音模型"), told("甲厂的语音模型开源了")
    assert compared(one, other) == Comparison(likeness(one, other), "", compared(one, other).parts)


def test_articles_without_a_word_are_unlike() -> None:
    assert likeness(told(""), told("")) < SAME


@given(st.text(), st.text())
def test_likeness_is_a_chance_and_has_no_direction(left: str, right: str) -> None:
    one, other = told(left), told(right)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)


@given(st.text(), st.text())
def test_signals_lie_between_zero_and_one(left: str, right: str) -> None:
    found = signals(told(left), told(right))
    assert found.keys() == SIGNALS.keys()
    assert all(0.0 <= value <= 1.0 + 1e-9 for value in found.values())
