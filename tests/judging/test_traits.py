from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Article, Judgement
from newsbot.judging.traits import Traits, tokens, traits

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def article(title: str, summary: str = "", text: str = "") -> Article:
    return Article(source="a", url="u", title=title, summary=summary, text=text)


def test_traits_are_read_from_title_opening_and_judgement() -> None:
    told = Article(
        source="a",
        url="u",
        title="甲厂：Foo 2.5版成本降30%",
        published=NOON,
        summary="它叫「小福」。",
        judgement=Judgement(2, vendors=("甲厂",), roundup=True),
    )
    assert traits(told) == Traits(
        title="甲厂foo25版成本降30",
        title_tokens=frozenset({"甲厂", "foo", "版成", "成本", "本降"}),
        tokens=frozenset({"甲厂", "foo", "版成", "成本", "本降", "它叫", "小福"}),
        title_entities=frozenset({"foo"}),
        entities=frozenset({"foo", "小福"}),
        numbers=(("", 2.5), ("%", 30.0)),
        title_numbers=(("", 2.5), ("%", 30.0)),
        versions={"foo": frozenset({"2.5"})},
        subject="甲厂",
        known=frozenset({"甲厂"}),
        roundup=True,
        page="",
        at=NOON,
    )


def test_undated_article_counts_from_when_it_was_first_seen() -> None:
    undated = article("题")
    undated.first_seen = NOON
    assert traits(undated).at == NOON


def test_body_is_read_where_there_is_no_summary() -> None:
    assert traits(article("题", text="正文")).tokens == traits(article("题", summary="正文")).tokens


def test_figures_are_scaled_and_dates_are_none() -> None:
    assert traits(article("3月2日，三4家，1,050亿美元、0.2万亿、3千万、2倍，2026年")).numbers == (
        ("", 1.05e11),
        ("", 2e11),
        ("", 3e7),
        ("倍", 2.0),
    )


def test_counts_of_things_are_no_versions() -> None:
    assert traits(article("Foo 3 款新机型、Bar 4亿元、Baz 2026年、Qux 15 个月")).versions == {}


def test_versions_belong_to_a_name_and_quarters_are_versions() -> None:
    assert traits(article("Foo-V4 与 Bar3.1，Q2 财报，第三季度")).versions == {
        "foo": frozenset({"4"}),
        "bar": frozenset({"3.1"}),
        "季度": frozenset({"2", "3"}),
    }


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("首发｜甲厂推出新品", "甲厂"),
        ("消息称，甲厂推出新品", "甲厂"),
        ("刚刚！「甲厂」推出新品", "甲厂"),
        ("Foo.ai 推出新品", "fooai"),
        ("3家公司推出新品", ""),
    ],
)
def test_subject_is_what_the_headline_begins_with(title: str, subject: str) -> None:
    assert traits(article(title)).subject == subject


def test_boilerplate_of_publishers_says_nothing() -> None:
    assert traits(article("题", "36氪获悉，#欢迎关注某某公众号")).tokens == traits(article("题")).tokens


def test_single_chinese_character_is_a_token() -> None:
    assert list(tokens("foo 题 bar")) == ["foo", "bar", "题"]


@given(st.text(), st.text())
def test_any_article_has_traits(title: str, summary: str) -> None:
    found = traits(article(title, summary))
    assert found.title_tokens <= found.tokens
    assert found.title_entities <= found.entities
