import pytest

from newsbot.issue.names import names, pieces, unfounded

SOURCE = "智谱开源 GLM-5 和 GLM-4.5-Air，对比 DeepSeek V3.2、Claude 5、Qwen3 Max 与 OpenAI GPT-6，Kimi K2，WPS 365"


def test_names_are_runs_of_latin_words_and_figures() -> None:
    assert [name.text for name in names("ＧＬＭ－５ 和 DeepSeek V3.2、R1")] == ["glm-5", "deepseek v3.2", "r1"]
    assert [piece.text for piece in pieces(names("DeepSeek V3.2")[0])] == ["deepseek", "v3.2"]


@pytest.mark.parametrize(
    "line",
    [
        "GLM-5发布",
        "glm5发布",
        "GLM 5发布",
        "GLM-4.5 Air发布",
        "DeepSeek-V3.2发布",
        "OpenAI发布GPT-6",
        "Kimi K2发布",
        "DeepSeek发布",
        "融资5亿",
    ],
)
def test_a_name_may_be_joined_otherwise(line: str) -> None:
    assert unfounded(line, SOURCE) == ""


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("GLM-6发布", "glm-6"),
        ("GLM-50发布", "glm-50"),
        ("GLM-5.1发布", "glm-5.1"),
        ("GLM-5-Air发布", "glm-5-air"),
        ("GLM-4.5发布", "glm-4.5"),
        ("DeepSeek V3发布", "v3"),
        ("DeepSeek V3.3发布", "v3.3"),
        ("DeepSeek 4发布", "deepseek 4"),
        ("Claude发布", "claude"),
        ("Claude 6发布", "claude"),
        ("Qwen3发布", "qwen3"),
        ("Qwen Max发布", "qwen"),
        ("Kimi K20发布", "k20"),
        ("Gemini发布", "gemini"),
    ],
)
def test_another_model_is_another_name(line: str, missing: str) -> None:
    assert unfounded(line, SOURCE) == missing
