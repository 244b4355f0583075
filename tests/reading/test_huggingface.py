import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.huggingface import read_models


def row(name: str, made: str = "2026-01-19T02:00:00.000Z", **more: Any) -> dict[str, Any]:
    return {"id": f"Maker/{name}", "createdAt": made, "private": False, "likes": 1, "tags": []} | more


def read(*rows: object) -> list[Entry]:
    return read_models(list(rows), organization="Maker", maker="甲厂")


def titles(*rows: object) -> list[str]:
    return [entry.title for entry in read(*rows)]


def test_a_repository_is_an_entry_of_what_is_known() -> None:
    made = "2026-01-19T16:30:00.000Z"
    assert read(row("Foo-9B", made, pipeline_tag="text-generation", tags=["license:apache-2.0"])) == [
        Entry(
            title="甲厂在 Hugging Face 新增语言模型 Foo-9B",
            link="https://huggingface.co/Maker/Foo-9B",
            published=made,
            summary="Hugging Face 上的 Maker 账号于 2026 年 1 月 20 日创建了模型仓库 Foo-9B。"
            "仓库标注的许可证为 apache-2.0。",
            id="Maker/Foo-9B",
        )
    ]


def test_formats_are_named_with_their_model() -> None:
    (entry,) = read(row("Foo-9B-GGUF", "2026-01-19T03:00:00Z"), row("Foo-9B-FP8"), row("Foo-9B"))
    assert (entry.link, entry.published) == ("https://huggingface.co/Maker/Foo-9B", "2026-01-19T02:00:00.000Z")
    assert entry.title == "甲厂在 Hugging Face 新增模型 Foo-9B"
    assert entry.summary.endswith("创建了模型仓库 Foo-9B。另有 FP8、GGUF 格式的版本。")


def test_a_format_belongs_to_its_model_however_late_it_comes() -> None:
    (entry,) = read(row("Foo-9B-GGUF"), row("Foo-9B", "2025-06-01T00:00:00.000Z"))
    assert entry.published == "2025-06-01T00:00:00.000Z"


def test_a_quantization_is_known_by_what_it_says_of_its_model_too() -> None:
    quantized = row("Foo-9B-XYZ", tags=["base_model:Maker/Foo-9B", "base_model:quantized:Maker/Foo-9B"])
    assert titles(quantized, row("Foo-9B", "2025-06-01T00:00:00Z")) == ["甲厂在 Hugging Face 新增模型 Foo-9B"]


def test_a_quantization_of_somebody_else_s_model_is_an_entry_of_its_own_and_no_new_model() -> None:
    assert titles(
        row("Foo-9B-XYZ", tags=["base_model:quantized:other/Foo-9B"]), row("Foo-9B", "2025-06-01T00:00:00Z")
    ) == [
        "甲厂在 Hugging Face 新增量化版本 Foo-9B-XYZ",
        "甲厂在 Hugging Face 新增模型 Foo-9B",
    ]


def test_stages_of_one_model_are_one_release_named_after_what_they_share() -> None:
    (entry,) = read(row("Foo-9B-Thinking"), row("Foo-9B-Instruct"), row("Foo-9B-Base", "2026-01-19T01:00:00Z"))
    assert (entry.title, entry.link, entry.id) == (
        "甲厂在 Hugging Face 新增模型 Foo-9B",
        "https://huggingface.co/Maker/Foo-9B-Instruct",
        "Maker/Foo-9B",
    )
    assert entry.summary.endswith("同一系列还有 Foo-9B-Base、Foo-9B-Thinking。")


def test_sizes_made_within_three_days_are_one_series() -> None:
    rows = [row("Foo-9B", "2026-01-19T00:00:00Z"), row("Foo-70B-A3B", "2026-01-22T00:00:00Z")]
    (entry,) = read(*rows)
    assert (entry.title, entry.id) == ("甲厂在 Hugging Face 新增模型 Foo 系列", "Maker/Foo-9B")
    assert len(read(*rows, row("Foo-1B", "2026-01-22T00:00:01Z"))) == 2


def test_a_release_keeps_its_link_and_time_while_it_grows() -> None:
    first = row("Foo-9B", "2026-01-19T00:00:00Z")
    later = [row("Foo-70B", "2026-01-19T05:00:00Z"), row("Foo-9B-Base", "2026-01-18T23:00:00Z"), row("Foo-9B-AWQ")]
    (before,), (after,) = read(first), read(*later, first)
    assert (before.link, before.published) == (after.link, after.published)


def test_models_with_names_of_their_own_are_entries_of_their_own_the_newest_first() -> None:
    rows = [row("Foo-9", "2026-01-18T00:00:00Z"), row("Foo-9-Flash"), row("Foo-9-VL", "2026-01-18T09:00:00Z")]
    assert [entry.id for entry in read(*rows)] == ["Maker/Foo-9-Flash", "Maker/Foo-9-VL", "Maker/Foo-9"]


def test_a_model_that_is_there_in_formats_only_is_named_without_them() -> None:
    (entry,) = read(row("Foo-9B-PT"), row("Foo-9B-Paddle", "2026-01-19T02:00:01Z"))
    assert (entry.title, entry.link) == (
        "甲厂在 Hugging Face 新增模型 Foo-9B",
        "https://huggingface.co/Maker/Foo-9B-PT",
    )


def test_formats_of_a_model_that_is_not_in_the_list_are_no_new_model() -> None:
    quantized = {"tags": ["license:mit", "base_model:quantized:Maker/Foo-9B"], "pipeline_tag": "text-generation"}
    assert read(row("Foo-9B-AWQ", "2026-01-19T03:00:00.000Z", **quantized), row("Foo-9B-GGUF", **quantized)) == [
        Entry(
            title="甲厂在 Hugging Face 新增 Foo-9B 的 AWQ、GGUF 版本",
            link="https://huggingface.co/Maker/Foo-9B-GGUF",
            published="2026-01-19T02:00:00.000Z",
            summary="Hugging Face 上的 Maker 账号于 2026 年 1 月 19 日创建了模型仓库 Foo-9B-GGUF。"
            "仓库标注的许可证为 mit。同一批还有 Foo-9B-AWQ。",
            id="Maker/Foo-9B-GGUF",
        )
    ]


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["Foo-9B-GGUF"], " Foo-9B 的 GGUF 版本"),
        (["Foo-9B-GPTQ-Int4"], " Foo-9B 的 GPTQ、Int4 版本"),
        (["Foo-9B-GGUF", "Foo-4B-AWQ"], " Foo 系列的 AWQ、GGUF 版本"),
        (["Foo-9B-Chat-GGUF", "Foo-9B-Base-GGUF"], " Foo-9B 的 GGUF 版本"),
        (["Foo-9B-Chat-GGUF"], " Foo-9B-Chat 的 GGUF 版本"),
    ],
)
def test_formats_alone_are_named_as_such(names: list[str], what: str) -> None:
    assert titles(*map(row, names)) == [f"甲厂在 Hugging Face 新增{what}"]


def test_a_finished_model_that_names_its_base_as_quantized_is_a_model() -> None:
    base = row("Foo-9B-Base", "2026-01-19T01:00:00Z")
    finished = row("Foo-9B", tags=["base_model:Maker/Foo-9B-Base", "base_model:quantized:Maker/Foo-9B-Base"])
    (entry,) = read(base, finished)
    assert (entry.title, entry.link) == (
        "甲厂在 Hugging Face 新增模型 Foo-9B",
        "https://huggingface.co/Maker/Foo-9B",
    )


@pytest.mark.parametrize("finished", ["Foo-9B", "Foo-9B-Instruct"])
def test_a_base_that_a_finished_model_follows_stays_the_same_entry(finished: str) -> None:
    base = row("Foo-9B-Base", "2026-01-19T01:00:00Z")
    (before,), (after,) = read(base), read(row(finished), base)
    assert (before.id, after.id) == ("Maker/Foo-9B", "Maker/Foo-9B")
    assert (before.link, after.link) == (
        "https://huggingface.co/Maker/Foo-9B-Base",
        f"https://huggingface.co/Maker/{finished}",
    )


def test_a_later_release_of_the_same_name_is_an_entry_of_its_own() -> None:
    rows = [row("Foo-9B-Base", "2025-06-01T00:00:00Z"), row("Foo-9B-Instruct")]
    assert [entry.id for entry in read(*rows)] == ["Maker/Foo-9B-20260119", "Maker/Foo-9B"]


def test_trials_are_left_out() -> None:
    assert titles(row("private-test"), row("Foo-9B-test"), row("Foo-9B")) == ["甲厂在 Hugging Face 新增模型 Foo-9B"]
    assert titles(row("test")) == []


def test_what_changes_by_the_hour_changes_nothing() -> None:
    quiet = row("Foo-9B", likes=1, downloads=2, lastModified="2026-01-19T03:00:00Z", trendingScore=1)
    busy = row("Foo-9B", likes=900, downloads=10**9, lastModified="2026-01-20T03:00:00Z", trendingScore=77)
    assert read(quiet) == read(busy)


def test_a_large_release_names_its_first_models() -> None:
    (entry,) = read(*(row(f"Foo-{size}B") for size in range(11, 21)))
    assert "同一系列还有 Foo-12B、Foo-13B、Foo-14B、Foo-15B、Foo-16B、Foo-17B、Foo-18B、Foo-19B 等。" in entry.summary


def test_a_latin_maker_is_set_apart_from_the_chinese() -> None:
    (entry,) = read_models([row("Foo")], organization="Maker", maker="Maker")
    assert entry.title == "Maker 在 Hugging Face 新增模型 Foo"


@pytest.mark.parametrize(
    "other",
    [
        "not a row",
        None,
        {},
        row("Foo", private=True),
        row("Foo", disabled=True),
        {"id": "Maker/Foo"},
        {"id": "Maker/Foo", "createdAt": 1768788000000},
        {"id": "Maker/Foo", "createdAt": "soon"},
        {"id": "Maker/Foo/Bar", "createdAt": "2026-01-19T02:00:00Z"},
        {"id": "Maker/Foo\n[x](javascript:1)", "createdAt": "2026-01-19T02:00:00Z"},
        {"id": "Somebody/Foo", "createdAt": "2026-01-19T02:00:00Z"},
        {"id": 7, "createdAt": "2026-01-19T02:00:00Z"},
    ],
)
def test_what_is_no_public_model_of_the_maker_is_passed_over(other: object) -> None:
    assert titles(row("Bar"), other) == ["甲厂在 Hugging Face 新增模型 Bar"]


@pytest.mark.parametrize(
    ("odd", "title"),
    [
        ({"pipeline_tag": 7, "tags": "license:mit"}, "甲厂在 Hugging Face 新增模型 Foo"),
        ({"pipeline_tag": ["text-generation"], "tags": [1, None, "license:other"]}, "甲厂在 Hugging Face 新增模型 Foo"),
        ({"pipeline_tag": "text-to-video", "tags": None}, "甲厂在 Hugging Face 新增视频生成模型 Foo"),
        ({"pipeline_tag": "a-task-of-tomorrow"}, "甲厂在 Hugging Face 新增模型 Foo"),
    ],
)
def test_odd_fields_are_left_out(odd: dict[str, object], title: str) -> None:
    (entry,) = read(row("Foo") | odd)
    assert (entry.title, "许可证" in entry.summary) == (title, False)


def test_a_maker_without_models_has_an_empty_list() -> None:
    assert read() == []


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"error": "Sorry, we can't find the page"}, "the Hub answers with an error: Sorry, we can't find the page"),
        ({"models": []}, "no list of models in the document: the Hub has changed it"),
        ("text", "no list of models in the document: the Hub has changed it"),
        ([{"name": "Foo"}], "a list without one model of Maker: the Hub has changed it"),
    ],
)
def test_another_shape_is_named(document: object, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_models(document, organization="Maker", maker="甲厂")
    assert (caught.value.outcome, str(caught.value)) == (Outcome.PARSE_ERROR, message)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["Maker/A-8B", "2026-01-19"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "createdAt", "tags", "pipeline_tag", "private"]), inner, max_size=5)
    ),
    max_leaves=30,
)


@given(VALUES)
def test_no_document_breaks_it(document: object) -> None:
    with contextlib.suppress(ReadingError):
        read_models(document, organization="Maker", maker="甲厂")
