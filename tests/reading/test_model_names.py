import pytest

from newsbot.reading.model_names import ModelName, model_name


@pytest.mark.parametrize(
    "parts",
    [
        # full, model, size, series, forms, is_base
        ModelName("Foo9", "Foo9", "Foo9", "Foo9", (), False),
        ModelName("Foo9-27B-FP8", "Foo9-27B", "Foo9-27B", "Foo9", ("FP8",), False),
        ModelName("Foo9-27B-GPTQ-Int4", "Foo9-27B", "Foo9-27B", "Foo9", ("GPTQ", "Int4"), False),
        ModelName(
            "Foo9-235B-A22B-Thinking-2601",
            "Foo9-235B-A22B-Thinking-2601",
            "Foo9-235B-A22B-2601",
            "Foo9-2601",
            (),
            False,
        ),
        ModelName("Foo9-VL-8B-Instruct", "Foo9-VL-8B-Instruct", "Foo9-VL-8B", "Foo9-VL", (), False),
        ModelName("Foo-mini-base-2.0", "Foo-mini-base-2.0", "Foo-mini-2.0", "Foo-mini-2.0", (), True),
        ModelName("foo9-8b-chat-awq-4bit", "foo9-8b-chat", "foo9-8b", "foo9", ("awq", "4bit"), False),
        ModelName("Foo-9-21B-A3B-Base-PT", "Foo-9-21B-A3B-Base", "Foo-9-21B-A3B", "Foo-9", ("PT",), True),
        ModelName("Foo-300B-W4A8C8-TP4-Paddle", "Foo-300B", "Foo-300B", "Foo", ("W4A8C8", "TP4", "Paddle"), False),
        ModelName("Foo-M9-80k-hf", "Foo-M9-80k", "Foo-M9-80k", "Foo-M9", ("hf",), False),
        ModelName("Foo-8x7B-MXFP4", "Foo-8x7B", "Foo-8x7B", "Foo", ("MXFP4",), False),
        ModelName("foo-V-4_5-gguf", "foo-V-4_5", "foo-V-4_5", "foo-V-4_5", ("gguf",), False),
    ],
)
def test_a_name_is_taken_apart(parts: ModelName) -> None:
    assert model_name(parts.full) == parts


@pytest.mark.parametrize(
    "full",
    ["Foo-4.5-Air", "Foo-9-Flash", "Foo-V9-Pro", "Foo-Coder-Next", "Foo-Image-Edit-2601", "Foo-9V", "Foo-OCR-2"],
)
def test_what_has_a_name_of_its_own_is_a_series_of_its_own(full: str) -> None:
    assert model_name(full).series == full


@pytest.mark.parametrize("full", ["", "-", "FP8", "8B-Instruct", "--GGUF--", "B" * 96])
def test_what_a_name_begins_with_stays(full: str) -> None:
    assert model_name(full).series.startswith(full.partition("-")[0])
