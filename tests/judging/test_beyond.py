from datetime import UTC, datetime, timedelta

import pytest

from newsbot.items import Article
from newsbot.judging.beyond import beyond, has_common_figure, lacking, same_deed
from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.likeness import SAME, likeness
from newsbot.judging.relevance import judge
from newsbot.judging.traits import Traits, traits

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(title: str, summary: str = "", hours: float = 0) -> Traits:
    judgement = judge(title, summary, bundled_lexicon())
    at = NOON + timedelta(hours=hours)
    return traits(Article(source="a", url="", title=title, summary=summary, published=at, judgement=judgement))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("DeepSeek V6 的训练细节成文", "DeepSeek V6 在两国遭封"),
        ("Kimi K5 接受语音输入", "Kimi K5 的学生套餐半价"),
        ("文心 7.5 走进法院", "文心 7.5 泄露用户对话"),  # 7.5 is no figure
        ("豆包App 会记账了", "豆包App 日活过亿"),
        ("盘古 8.0 用来报台风", "盘古 8.0 通过等保"),  # not known to the lexicon by this word alone
        ("GLM-7-Air 上架手表", "GLM-7-Air 深夜宕机"),
        ("Foobar 3 开源", "Foobar 3 被诉"),
    ],
)
def test_two_events_of_one_model_on_one_day_share_only_its_names(left: str, right: str) -> None:
    one, other = told(left), told(right, hours=1)
    assert (beyond(one, other), lacking(one, other), likeness(one, other) < SAME) == (0.0, 1.0, True)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("DeepSeek V6 推出", "DeepSeek发布V6"),  # one kind of event of one version
        ("Kimi K5 开源", "月之暗面放出 Kimi K5 权重"),
        ("可灵 6.0 会员涨价三成", "快手上调可灵 6.0 会员价格"),
        ("MiniMax M6 发布，主打长对话", "实测 MiniMax M6：话痨有了对手"),  # a launch, and what it launched is like
        ("网传的 DeepSeek V6，其实出自小米", "小米认领神秘模型：被当成 DeepSeek V6 三天"),  # two makers
    ],
)
def test_one_event_of_one_model_shares_more(left: str, right: str) -> None:
    one, other = told(left), told(right, hours=1)
    assert (lacking(one, other) < 0.5, likeness(one, other) >= SAME) == (True, True)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("AI 公司重金聘请语言学家", "语言学家为什么不怕 AI"),
        ("Vibe Coding 入门：第一课", "Vibe Coding 三个月的教训"),
        ("当会计遇上 AI，账本会说话", "财务共享中心的 AI 会计上岗"),
    ],
)
def test_essays_on_one_subject_are_not_one_event(left: str, right: str) -> None:
    assert likeness(told(left), told(right, hours=1)) < SAME


def test_a_phrase_counts_once() -> None:
    word, phrase = beyond(told("甲说语言学"), told("乙谈语言学")), beyond(told("甲说语言"), told("乙谈语言"))
    assert 0 < word <= 2 * phrase


def test_who_speaks_for_a_maker_is_no_second_thing_in_common() -> None:
    one, other = told("小米罗福莉团队公布节省算力的方法"), told("小米罗福莉：车机模型下月内测")
    assert beyond(one, other) == beyond(told("小米团队公布节省算力的方法"), told("小米：车机模型下月内测"))


def test_two_languages_lack_nothing_but_share_names() -> None:
    assert lacking(told("Kimi K5 开源"), told("Kimi K5 is here")) == 0.0


@pytest.mark.parametrize(
    ("left", "right", "common"),
    [
        ("文心 7.5 上线", "文心 7.5 下线", False),
        ("智谱融资 7.5 亿元", "智谱获 7.5 亿元投资", True),
        ("豆包跑分 87.5", "豆包得分 87.5", True),
    ],
)
def test_a_version_is_no_figure(left: str, right: str, *, common: bool) -> None:
    assert has_common_figure(told(left), told(right)) is common


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("GLM-7 发布", "智谱推出 GLM-7", True),
        ("GLM-7 发布", "GLM-6 推出", False),
        ("GLM-7 上线听写", "GLM-7 支持看图", False),  # a product gets something again and again
        ("GLM-7 发布", "GLM-7 降价", False),
    ],
)
def test_a_version_has_one_launch(left: str, right: str, *, same: bool) -> None:
    assert same_deed(told(left), told(right)) is same
