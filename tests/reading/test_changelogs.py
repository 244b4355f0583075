import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.changelogs import read_changelog
from newsbot.reading.entry import Entry, Listing
from newsbot.reading.errors import ReadingError

URL = "https://docs.example.cn/releases"


def test_an_update_is_dated_by_its_label_and_titled_by_its_description() -> None:
    text = """# 新品发布

<Update label="2026-01-19" description="  样例 &amp; **旗舰**模型上线">
  💬 [**样例**](/cn/sample)

  * 上下文
    更长
  * 价格不变。

  | 表格 | 略 |

  ```python
  print("代码略")
  ```
</Update>
<Update description="January 18, 2026" label="v2.1">正文在同一行</Update>
"""
    assert read_changelog(text, url=URL).entries == [
        Entry(
            "样例 & 旗舰模型上线",
            f"{URL}#2026-01-19",
            "2026-01-19",
            content="💬 样例\n上下文更长。\n价格不变。",
            part="2026-01-19 样例 & 旗舰模型上线",
        ),
        Entry("v2.1", f"{URL}#v2-1", "January 18, 2026", content="正文在同一行", part="2026-01-18 v2.1"),
    ]


def test_cards_below_a_dated_heading_are_entries_with_links_of_their_own() -> None:
    text = """## 2026 年 1 月 19 日

<Card title="样例二" icon="file" href="https://www.example.cn/news/二" cta="了解更多">
  全新文本模型
</Card>
<Card title="样例音乐" href="/music" />

## 2026 年 1 月

<Card title="没有日子" href="/x">略</Card>

#### Jan. 2, 2026

Line one
of a paragraph.

* An item
"""
    assert read_changelog(text, url=URL).entries == [
        Entry(
            "样例二",
            "https://www.example.cn/news/二",
            "2026 年 1 月 19 日",
            content="全新文本模型",
            part="2026-01-19 样例二",
        ),
        Entry("样例音乐", "https://docs.example.cn/music", "2026 年 1 月 19 日", part="2026-01-19 样例音乐"),
        Entry(
            "Line one of a paragraph",
            f"{URL}#jan-2-2026",
            "Jan. 2, 2026",
            content="Line one of a paragraph.\nAn item.",
            part="2026-01-02 Line one of a paragraph",
        ),
    ]


def test_headings_of_a_date_and_a_title_are_entries() -> None:
    text = "# 更新日志\n\n## 2026-06-16 样例二发布\n\n* 更快\n\n## 2026年6月12日更新\n\n修正若干问题。\n"
    assert [(entry.published, entry.title, entry.content) for entry in read_changelog(text, url=URL).entries] == [
        ("2026-06-16", "样例二发布", "更快。"),
        ("2026年6月12日", "修正若干问题", "修正若干问题。"),
    ]


def test_an_update_without_a_title_has_its_first_sentence_and_one_with_nothing_is_none() -> None:
    text = "<Update label='2026-01-19'>\n<Card title='卡片'>里面。</Card>\n### 小标题\n文。</Update>"
    text += "<Update label={'2026-01-18'}/>"
    (entry,) = read_changelog(text, url=URL).entries
    assert (entry.title, entry.content) == ("卡片", "卡片\n里面。\n小标题\n文。")


def test_what_is_never_closed_ends_with_the_next_one() -> None:
    text = '<Update label="2026-01-19" description="一">\n```\n没有结尾的代码\n'
    text += '<Update label="2026-01-18" description="二">\n正文\n'
    assert [(entry.title, entry.content) for entry in read_changelog(text, url=URL).entries] == [
        ("一", ""),
        ("二", "正文"),
    ]


OLDER = '\n\n<Update label="2025-12-01" description="旧样例上线">\n文。\n</Update>\n'
OLDER_HEADING = "\n\n## 2025-12-01\n\n旧样例上线。\n"


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (
            '<Update label="GLM-样例" description="2026-01-20 新一代旗舰">文。</Update>',
            "2026-01-20 GLM-样例：新一代旗舰",
        ),
        ('<Update label="2026-01-20 🔥" description="GLM-样例">文。</Update>', "2026-01-20 GLM-样例"),
        (
            '<Update label="v5" date="2026-01-20" title="GLM-样例 旗舰">文。</Update>',
            "2026-01-20 GLM-样例",
        ),
        ('<Update title="GLM-样例" description="2026-01-20">文。</Update>', "2026-01-20 GLM-样例"),
        ('<Update label="GLM-样例 (2026-01-20)">文。</Update>', "2026-01-20 GLM-样例"),
        ('<Accordion title="2026-01-20 GLM-样例上线">文。</Accordion>', "2026-01-20 GLM-样例上线"),
        ('<Accordion title="GLM-样例" description="2026-01-20">\n### 能力\n文。</Accordion>', "2026-01-20 GLM-样例"),
        ("## GLM-样例 (2026-01-20)\n文。", "2026-01-20 GLM-样例"),
        ("## [GLM-样例] - 2026-01-20\n文。", "2026-01-20 [GLM-样例]"),
        ("## Version: 2026-01-20\n### GLM-样例\n文。", "2026-01-20 GLM-样例"),
        ("## GLM-样例\n**2026-01-20**\n\n文。", "2026-01-20 GLM-样例"),
        ("# 更新日志\n\n**2026-01-20**\n\nGLM-样例上线。\n", "2026-01-20 GLM-样例上线"),
        ("# 更新日志\n\n**2026-01-20**\n\n## GLM-样例\n文。\n", "2026-01-20 GLM-样例"),
        ("| 日期 | 更新 |\n| --- | --- |\n| 2026-01-20 | GLM-样例上线 |\n", "2026-01-20 GLM-样例上线"),
    ],
)
@pytest.mark.parametrize("older", [OLDER, OLDER_HEADING], ids=["components", "headings"])
def test_the_newest_may_be_dated_in_another_way_than_the_older(newest: str, expected: str, older: str) -> None:
    found = read_changelog(newest + older, url=URL)
    first, *others = [entry.part for entry in found.entries]
    assert (first[: len(expected)], others, found.passed_over) == (expected, ["2025-12-01 旧样例上线"], ())


@pytest.mark.parametrize(
    ("newest", "name"),
    [
        ('<Update label="2026-01" description="GLM-样例">文。</Update>', "2026-01 GLM-样例"),
        ('<Update label="09-19" description="GLM-样例">文。</Update>', "09-19 GLM-样例"),
        ('<Update label="2026-01-15 ~ 2026-01-20">GLM-样例上线。</Update>', "2026-01-15 ~ 2026-01-20"),
        ("## 2026 年 1 月\n### GLM-样例\n文。", "2026 年 1 月"),
        ("## GLM-样例\n文。", "GLM-样例"),
    ],
)
@pytest.mark.parametrize("older", [OLDER, OLDER_HEADING], ids=["components", "headings"])
def test_what_has_no_day_and_stands_above_all_entries_is_named(newest: str, name: str, older: str) -> None:
    found = read_changelog(f"# 更新日志\n说明。\n## 订阅\n略。\n{newest}{older}", url=URL)
    older_ones = [entry.part for entry in found.entries]
    assert (older_ones, found.passed_over[:1]) == (["2025-12-01 旧样例上线"], (name,))


@pytest.mark.parametrize(
    "draft",
    [
        '{/* <Update label="2026-01-20" description="草稿">\n文。\n</Update> */}',
        '{/*\n<Update label="2026-01-20" description="草稿">文。</Update>\n*/}',
        '<!-- <Update label="2026-01-20" description="草稿">文。</Update> -->',
        "<!--\n## 2026-01-20\n### 草稿\n文。\n-->",
        '```mdx\n<Update label="2026-01-20" description="草稿">文。</Update>\n```',
        '~~~~\n```\n<Update label="2026-01-20" description="草稿">文。</Update>\n~~~\n~~~~',
        '  ```\n  <Update label="2026-01-20" description="草稿">\n  文。\n  </Update>\n  ```',
        '写法是 `<Update label="2026-01-20" description="草稿">`。',
    ],
)
@pytest.mark.parametrize("older", [OLDER, OLDER_HEADING], ids=["components", "headings"])
def test_a_draft_in_a_comment_or_in_code_is_no_entry(draft: str, older: str) -> None:
    found = read_changelog(f"# 更新日志\n\n{draft}\n{older}", url=URL)
    assert ([entry.part for entry in found.entries], found.passed_over) == (["2025-12-01 旧样例上线"], ())


def test_a_block_of_code_that_does_not_end_hides_no_other_entry() -> None:
    text = '<Update label="2026-01-20" description="新的">\n```\n没有结尾\n</Update>\n'
    text += '<Update label="2026-01-19" description="样例">\n```json\n略\n```\n文。\n</Update>\n<!-- 没有结尾'
    found = [(entry.title, entry.content) for entry in read_changelog(text, url=URL).entries]
    assert found == [("新的", ""), ("样例", "文。")]


def test_what_has_no_day_is_not_named_below_an_entry() -> None:
    text = f'{OLDER}<Update label="2025-11" description="更旧">文。</Update>\n## 2025-10\n文。\n'
    assert read_changelog(text, url=URL).passed_over == ()


def test_dates_in_the_text_of_an_entry_begin_no_other() -> None:
    text = (
        '<Update label="2026-01-20" description="价格调整">\n**2026-02-01**\n\n起。'
        "\n\n| 2026-03-01 | 停用 |\n</Update>\n"
        "## 2025-12-01\n### 旧样例\n文。\n\n| 2026-03-01 | 停用 |\n\n2026-03-01\n\n文。\n"
    )
    assert read_changelog(text, url=URL) == Listing(
        [
            Entry(
                "价格调整",
                f"{URL}#2026-01-20",
                "2026-01-20",
                content="2026-02-01\n起。",
                part="2026-01-20 价格调整",
            ),
            Entry(
                "旧样例",
                f"{URL}#%E6%97%A7%E6%A0%B7%E4%BE%8B",
                "2025-12-01",
                content="文。\n2026-03-01\n文。",
                part="2025-12-01 旧样例",
            ),
        ]
    )


@pytest.mark.parametrize(
    ("text", "outcome", "why"),
    [
        ("<!DOCTYPE html><html><title>文档</title>", Outcome.BOT_WALL, "a web page (文档) where Markdown was due"),
        (
            '<Update label="January 2026" description="v1">x</Update>',
            Outcome.PARSE_ERROR,
            "1 updates, none with a day: the site has changed it",
        ),
        ("# 2025\n## 一月\n文", Outcome.PARSE_ERROR, "no dated entry in the changelog: the site has changed it"),
        ('{"error": 1}', Outcome.PARSE_ERROR, "no dated entry in the changelog: the site has changed it"),
    ],
)
def test_anything_else_is_refused_with_its_outcome(text: str, outcome: Outcome, why: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_changelog(text, url=URL)
    assert (caught.value.outcome, str(caught.value)) == (outcome, why)


GOOD = '\n<Update label="2026-01-19" description="样例">\n文。\n</Update>\n'


@pytest.mark.parametrize(
    "piece",
    [
        "<Update ",
        '<Update label="',
        "<Card '",
        "<Update x=>",
        "</Update>",
        "# \n",
        "* a\n",
        "[a](",
        "```\n",
        "\n",
        "\0",
        "<!--",
        "{/*",
        "~~~\n",
        "````\n",
        "```x\n",
        "```\n</Update>",
        "```x\n<A",
    ],
)
def test_a_megabyte_of_junk_in_front_ends_soon(piece: str) -> None:
    # Quadratic work on these would take minutes.
    entries = read_changelog(piece * (1_000_000 // len(piece)) + '">\n</Update>\n```' + GOOD, url=URL).entries
    assert (entries[-1].title, len(entries) <= 1000) == ("样例", True)


@given(
    st.lists(st.sampled_from(["<Update ", 'label="2026-01-19"', ">", "</", "Card", "\n", "# ", "* ", "文", '"', "`"]))
)
def test_any_text_gives_entries_with_titles_or_a_reading_error(pieces: list[str]) -> None:
    try:
        entries = read_changelog("".join(pieces), url=URL).entries
    except ReadingError:
        return
    assert all(entry.title and entry.link.startswith(URL) and entry.published for entry in entries)
