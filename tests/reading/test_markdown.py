import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.markdown import heading, is_item, plain


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("💬 [**GLM-样例**](/cn/guide/models/text/glm)", "💬 GLM-样例"),
        ("  * 支持 `256K` 上下文，**长程**任务*显著*提升", "支持 256K 上下文，长程任务显著提升"),
        ("> - 引用里的一项", "引用里的一项"),
        ("12. 第十二项", "第十二项"),
        ("2026 年的第一个模型", "2026 年的第一个模型"),
        ("![图](https://x.cn/a.png)文字", "文字"),
        ("deepseek_chat 与 max_tokens，_斜体_，2*3*4，a * b", "deepseek_chat 与 max_tokens，斜体，2*3*4，a * b"),
        (r"五折\* 与 \[方括号\]", "五折* 与 [方括号]"),
        ("<Note>注意<br/>换行 &amp; 实体</Note>", "注意 换行 & 实体"),
        ("Vec<T> 与 a < b", "Vec<T> 与 a < b"),
        ("[没有地址] 与 [没有结尾](https://x.cn", "[没有地址] 与 [没有结尾](https://x.cn"),
        ("零\u200b宽\u202e", "零宽"),
        ("", ""),
    ],
)
def test_a_line_is_what_a_reader_sees_of_it(line: str, expected: str) -> None:
    assert plain(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("#### July 31, 2026", (4, "July 31, 2026")),
        ("## **样例** 发布 ##", (2, "样例 发布")),
        ("   # 一", (1, "一")),
        ("#标签", None),
        ("####### 七", None),
        ("    # 代码", None),
        ("文 # 字", None),
    ],
)
def test_headings_have_a_level(line: str, expected: tuple[int, str] | None) -> None:
    assert heading(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"), [("* 一", True), ("  - 一", True), ("3) 一", True), ("**粗**", False), ("-", False)]
)
def test_items_of_lists_are_known_by_their_mark(line: str, *, expected: bool) -> None:
    assert is_item(line) is expected


@given(st.text(alphabet="[](){}*_`~\\<>!#-. \t样例ab1/"))
def test_any_line_gives_one_line(line: str) -> None:
    assert "\n" not in plain(line)


@pytest.mark.parametrize("piece", ["[a](", "![", "**", "<A ", "\\", "# ", "> ", "_a", "[" * 50])
def test_a_hostile_line_ends_soon(piece: str) -> None:
    # Quadratic work on these would take minutes.
    line = piece * (1_000_000 // len(piece))
    assert len(plain(line)) <= 4000
    heading(line)
