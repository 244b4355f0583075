import pytest

from newsbot.reading.model_names import ModelName, model_name


@pytest.mark.parametrize(
    "parts",
    [
        # full, model, size, series, forms, stages
        ModelName("Foo9", "Foo9", "Foo9", "Foo9", (), ()),
        ModelName("Foo9-27B-FP8", "Foo9-27B", "Foo9-27B", "Foo9", ("FP8",), ()),
        ModelName("Foo9-27B-GPTQ-Int4", "Foo9-27B", "Foo9-27B", "Foo9", ("GPTQ", "Int4"), ()),
        ModelName(
            "Foo9-235B-A22B-Thinking-2601",
            "Foo9-235B-A22B-Thinking-2601",
            "Foo9-235B-A22B-2601",
            "Foo9-2601",
            (),
            ("thinking",),
        ),
        ModelName("Foo9-VL-8B-Instruct", "Foo9-VL-8B-Instruct", "Foo9-VL-8B", "Foo9-VL", (), ("instruct",)),
        ModelName("Foo-mini-base-2.0", "Foo-mini-base-2.0", "Foo-mini-2.0", "Foo-mini-2.0", (), ("base",)),
        ModelName("foo9-8b-chat-awq-4bit", "foo9-8b-chat", "foo9-8b", "foo9", ("awq", "4bit"), ("chat",)),
        ModelName("Foo-9-21B-A3B-Base-PT", "Foo-9-21B-A3B-Base", "Foo-9-21B-A3B", "Foo-9", ("PT",), ("base",)),
        ModelName("Foo-300B-W4A8C8-TP4-Paddle", "Foo-300B", "Foo-300B", "Foo", ("W4A8C8", "TP4", "Paddle"), ()),
        ModelName("Foo-M9-80k-hf", "Foo-M9-80k", "Foo-M9-80k", "Foo-M9", ("hf",), ()),
        ModelName("Foo-8x7B-MXFP4", "Foo-8x7B", "Foo-8x7B", "Foo", ("MXFP4",), ()),
        ModelName("foo-V-4_5-gguf", "foo-V-4_5", "foo-V-4_5", "foo-V-4_5", ("gguf",), ()),
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


@pytest.mark.parametrize(
    ("full", "is_converted"),
    [
        ("Foo-9B", False),
        ("Foo-9B-GGUF", True),
        ("Foo-9B-GPTQ-Int4", True),
        ("Foo-9B-FP8", True),
        # Some makers publish in these and in nothing else.
        ("Foo-9B-PT", False),
        ("Foo-9B-Paddle", False),
        ("Foo-9B-hf", False),
        ("Foo-9B-W4A8C8-TP4-Paddle", True),
    ],
)
def test_what_is_converted_was_made_of_another(full: str, *, is_converted: bool) -> None:
    assert model_name(full).is_converted is is_converted


@pytest.mark.parametrize(
    ("full", "is_trial"),
    [
        *((full, True) for full in ("test", "private-test", "Test2", "my_test_model", "Foo-9B-test", "tmp-upload")),
        *((full, False) for full in ("Foo-9B", "Foo-Testbed", "Test-Time-Foo", "Latest-9B", "Contest-7B", "Tempo-1")),
    ],
)
def test_a_trial_is_known_by_its_name(full: str, *, is_trial: bool) -> None:
    assert model_name(full).is_trial is is_trial


@pytest.mark.parametrize(
    ("full", "is_base"), [("Foo-9B-Base", True), ("Foo-9B-Pretrain", True), ("Foo-9B-Chat", False)]
)
def test_a_base_is_what_was_not_trained_further(full: str, *, is_base: bool) -> None:
    assert model_name(full).is_base is is_base
