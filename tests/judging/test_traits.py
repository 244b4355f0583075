from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Article, Judgement
from newsbot.judging.figures import Figure
from newsbot.judging.rarity import total
from newsbot.judging.traits import Traits, traits

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def article(title: str, summary: str = "", text: str = "") -> Article:
    return Article(source="a", url="u", title=title, summary=summary, text=text)


def test_traits_are_read_from_title_opening_and_judgement() -> None:
    told = Article(
        source="a",
        url="u",
        canonical_url="u#1",
        title="甲厂：Foo 2.5版成本降30%",
        published=NOON,
        summary="它叫「小福」，由谷歌在上海收购，财报随后公布。",
        judgement=Judgement(2, vendors=("甲厂",), roundup=True),
    )
    title_tokens = frozenset({"甲厂", "foo", "版成", "成本", "本降"})
    deeds = frozenset({"版成", "成本", "本降"})
    opening = frozenset({"它叫", "小福", "由", "在", "收购", "财报", "报随", "随后", "后公", "公布"})
    assert traits(told) == Traits(
        title="甲厂foo25版成本降30",
        title_tokens=title_tokens,
        title_weight=total(title_tokens),
        tokens=title_tokens | opening | {"谷歌", "上海"},
        title_deeds=deeds,
        deeds_weight=total(deeds),
        deeds=deeds | opening - {"小福"} | {"上海"},
        title_entities=frozenset({"foo"}),
        title_names=frozenset(),
        named=frozenset({"foo", "小福", "甲厂", "谷歌"}),
        known=frozenset({"甲厂"}),
        makers=frozenset({"甲厂"}),
        marks=frozenset({"foo"}),
        title_versions=frozenset({"foo 2.5"}),
        actors=frozenset(),
        people=frozenset(),
        mentioned=frozenset({"谷歌"}),
        places=frozenset(),
        figures=(Figure("%", 30.0),),
        title_figures=(Figure("%", 30.0),),
        versions={"foo": frozenset({"2.5"})},
        events=frozenset(),
        occasions=frozenset({"财报"}),
        title_occasions=frozenset(),
        subject="甲厂",
        speaker="甲厂",
        chinese=True,
        bare=False,
        essay=False,
        roundup=True,
        page="u",
        at=NOON,
    )


def test_undated_article_counts_from_when_it_was_first_seen() -> None:
    undated = article("题")
    undated.first_seen = NOON
    assert traits(undated).at == NOON


def test_body_is_read_where_there_is_no_summary() -> None:
    assert traits(article("题", text="正文")) == traits(article("题", summary="正文"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("英伟达发布 1.5 亿美元计划", "NVIDIA 发布 1.5 亿美元计划"),
        ("稀宇科技推出新模型", "MiniMax推出新模型"),
        ("DeepSeek-V4 发布", "深度求索-V4 发布"),
    ],
)
def test_one_name_written_otherwise_makes_no_difference(one: str, other: str) -> None:
    left, right = traits(article(one)), traits(article(other))
    assert (left.title, left.tokens, left.named) == (right.title, right.tokens, right.named)


def test_a_long_name_is_one_token() -> None:
    assert traits(article("北京智谱华章科技股份有限公司")).tokens == {"智谱"}


@given(st.text(), st.text())
def test_any_article_has_traits(title: str, summary: str) -> None:
    found = traits(article(title, summary))
    assert found.title_tokens <= found.tokens
    assert found.title_deeds <= found.deeds
    assert found.title_entities <= found.named
