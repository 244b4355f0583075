import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.wording import Wording, deeds, entities, speaker, subject, tokens, versions, wording


def test_a_text_is_read_under_its_names() -> None:
    assert wording("ＮＶＩＤＩＡ 与乙厂推出 AI 芯片", 120) == Wording(
        text="nvidia 与乙厂推出 ai 芯片",
        plain="英伟达 与乙厂推出 人工智能 芯片",
        parts=("", " 与乙厂推出 ", " 芯片"),
        names=(("英伟达", "companies"), ("人工智能", "words")),
    )


def test_only_so_many_characters_are_read() -> None:
    assert wording("甲" * 500, 120).text == "甲" * 120


@pytest.mark.parametrize(
    "text", ["36氪获悉，题", "题，#欢迎关注某某公众号", "作者|某某 题", "题 -- 快科技 -- 改变未来", "Show HN: 题"]
)
def test_boilerplate_of_publishers_is_left_out(text: str) -> None:
    assert set(tokens(wording(text, 120))) - set(tokens(wording("题", 120))) <= {"题"}


@pytest.mark.parametrize(
    "name", ["北京甲厂人工智能科技股份有限公司", "甲厂信息技术有限责任公司", "深圳市甲厂集团有限公司"]
)
def test_of_a_registered_name_only_the_name_is_read(name: str) -> None:
    assert wording(f"{name}今日上市", 120) == wording("甲厂今日上市", 120)


def test_tokens_are_names_latin_words_and_pairs_of_characters() -> None:
    assert list(tokens(wording("foo 题 bar，甲厂谷歌乙", 120))) == ["谷歌", "foo", "bar", "题", "甲厂", "乙"]


def test_entities_are_names_latin_words_that_name_something_and_what_is_quoted() -> None:
    assert set(entities(wording("谷歌在上海用 foo 做 AI Pro 产品「小福」", 120))) == {"谷歌", "foo", "小福"}


def test_deeds_are_tokens_without_names() -> None:
    assert deeds(frozenset({"谷歌", "foo", "token", "发布"}), frozenset({"谷歌"})) == {"token", "发布"}


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("首发｜甲厂推出新品", "甲厂"),
        ("消息称，甲厂推出新品", "甲厂"),
        ("刚刚！「甲厂」推出新品", "甲厂"),
        ("Foo.io 推出新品", "fooio"),
        ("NVIDIA 推出新品", "英伟"),
        ("3家公司推出新品", ""),
    ],
)
def test_subject_is_what_the_headline_begins_with(title: str, begins: str) -> None:
    assert subject(wording(title, 120)) == begins


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("甲厂老王：明年上市", "甲厂老王"),
        ("甲厂，乙厂：明年上市", ""),
        ("甲厂明年上市", ""),
        ("独家｜甲厂:上市", "甲厂"),
    ],
)
def test_speaker_stands_before_the_colon(title: str, speaks: str) -> None:
    assert speaker(wording(title, 120)) == speaks


def test_counts_of_things_are_no_versions() -> None:
    assert versions("foo 3 款新机型、bar 4亿元、baz 2026年、qux 15 个月") == {}


def test_versions_belong_to_a_name_and_quarters_are_versions() -> None:
    assert versions("foo-v4、bar3.1 与 baz 4o，q2 财报，第三季度，第一财季") == {
        "foo": frozenset({"4"}),
        "bar": frozenset({"3.1"}),
        "baz": frozenset({"4o"}),
        "季度": frozenset({"1", "2", "3"}),
    }


def test_every_kind_of_hyphen_stands_before_a_version() -> None:
    assert {str(versions(wording(f"Foo{hyphen}5.6", 120).text)) for hyphen in "-‐‑–"} == {
        str({"foo": frozenset({"5.6"})})
    }


@given(st.text())
def test_any_text_has_a_wording(text: str) -> None:
    found = wording(text, 120)
    assert len(found.parts) == len(found.names) + 1
    assert len(found.text) <= 120
