import re

import pytest

from newsbot.reading.boilerplate import without_boilerplate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("36氪获悉，星图模型今日开源。", "星图模型今日开源。"),
        ("36氪获悉，近日，星图模型开源。", "星图模型开源。"),
        ("近日，星图模型开源。", "近日，星图模型开源。"),
        ("IT之家 9 月 7 日消息，星图模型开源。", "星图模型开源。"),
        ("财联社9月7日电，星图模型开源。", "星图模型开源。"),
        ("【量子位】星图模型开源。", "星图模型开源。"),
        ("【深度】星图模型开源。", "【深度】星图模型开源。"),
        ("近日，36氪获悉，星图模型开源。", "星图模型开源。"),
        ("某某科技讯 9月7日消息，星图模型开源。", "星图模型开源。"),
        ("新华社北京9月7日电（记者王小明）星图模型开源。", "星图模型开源。"),
        ("【某某网报道 记者 王小明】星图模型开源。", "星图模型开源。"),
        ("编者按：本文来自“某号”，作者王小明，授权发布。星图模型开源。", "星图模型开源。"),
        ("据某通讯社报道，星图模型开源。", "据某通讯社报道，星图模型开源。"),
        ("该公司消息，股价上涨。", "该公司消息，股价上涨。"),
        ("作者 | 王小明\n编辑丨李小红\n文｜赵某\n星图模型开源。", "星图模型开源。"),
        ("作者：王小明  编辑：李小红\n星图模型开源。", "星图模型开源。"),
        ("星图模型开源。\n责任编辑：王小明", "星图模型开源。"),
        ("星图模型开源。\n（来源：某报）", "星图模型开源。"),
        ("星图模型开源。（来源：某报）", "星图模型开源。（来源：某报）"),
        ("来源：公开信息显示，它融资一亿元。", "来源：公开信息显示，它融资一亿元。"),
        ("本文来自微信公众号“某号”，作者：王小明，经授权发布。\n星图模型开源。", "星图模型开源。"),
        ("星图模型开源。\n—— 完 ——\n欢迎关注我们\n点击查看原文>", "星图模型开源。"),
        ("星图模型开源。点击查看原文 >>", "星图模型开源。"),
        ("第一段。\n编辑：中间的不动\n第二段。", "第一段。\n编辑：中间的不动\n第二段。"),
        ("点击查看原文>", ""),
        ("作者 | 王小明\n\n编辑 | 李小红\n点击查看原文>", ""),
        ("", ""),
    ],
)
def test_boilerplate_at_the_ends_goes(text: str, expected: str) -> None:
    assert without_boilerplate(text) == expected
    assert without_boilerplate(expected) == expected


def test_patterns_of_a_source_go_wherever_they_stand() -> None:
    patterns = [re.compile("（某报讯）"), re.compile("^版面：.*$", re.MULTILINE)]
    assert without_boilerplate("（某报讯）开源。\n版面：A1\n完整。", patterns) == "开源。\n完整。"


@pytest.mark.parametrize(
    "hostile",
    [
        "作者|" * 20_000,
        "报" * 100_000 + "消息，",
        "【" * 100_000,
        "文/某\n" * 50_000,
        "36氪" + " " * 100_000 + "x",
        "_" * 200_000,
    ],
)
def test_hostile_text_is_shortened_or_left_alone(hostile: str) -> None:
    # Quadratic work on these would take minutes.
    assert len(without_boilerplate(hostile)) <= len(hostile)
