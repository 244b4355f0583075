import tomllib
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.names import Name, names


def test_names_are_found_with_their_place_and_kind() -> None:
    assert names("辉达 与 Anthropic 在上海谈 AI") == [
        Name(0, 2, "英伟达", "companies"),
        Name(5, 14, "Anthropic", "companies"),
        Name(16, 18, "上海", "places"),
        Name(20, 22, "人工智能", "words"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NVIDIA", "英伟达"),
        ("奥特曼", "Sam Altman"),
        ("智能体", "Agent"),
        ("稀宇科技", "MiniMax"),
        ("大摩", "摩根士丹利"),
    ],
)
def test_a_name_is_one_however_it_is_written(one: str, other: str) -> None:
    assert {name.name for name in names(one)} == {name.name for name in names(other)} != set()


def test_the_longest_name_counts_and_once() -> None:
    assert [name.name for name in names("Claude Code 与 DeepSeek-V4")] == ["Claude Code", "DeepSeek"]


def test_a_version_is_no_part_of_the_name() -> None:
    assert names("Kimi K3 与 DeepSeek-V4") == [Name(0, 4, "Kimi", "product"), Name(10, 18, "DeepSeek", "product")]


def test_a_vendor_s_person_is_not_the_vendor() -> None:
    assert [name[2:] for name in names("梁文锋现身")] == [("梁文锋", "people")]


def test_a_word_with_conditions_is_a_name_only_beside_them() -> None:
    assert [name.name for name in names("鲸鱼搁浅")] == []
    assert [name.name for name in names("DeepSeek 的鲸鱼")] == ["DeepSeek", "DeepSeek"]


def test_no_two_rows_of_the_file_share_a_spelling() -> None:
    rows = tomllib.loads((files("newsbot.judging") / "names.toml").read_text("utf-8"))
    spellings = Counter(word.lower() for groups in rows.values() for group in groups for word in group)
    assert [word for word, count in spellings.items() if count > 1] == []


@given(st.text())
def test_names_of_any_text_do_not_overlap(text: str) -> None:
    found = names(text)
    assert all(0 <= name.start < name.end <= len(text) for name in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
