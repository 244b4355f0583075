import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.changelogs import read_changelog
from newsbot.reading.entry import Entry
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
    assert read_changelog(text, url=URL) == [
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
    assert read_changelog(text, url=URL) == [
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
    assert [(entry.published, entry.title, entry.content) for entry in read_changelog(text, url=URL)] == [
        ("2026-06-16", "样例二发布", "更快。"),
        ("2026年6月12日", "修正若干问题", "修正若干问题。"),
    ]


def test_an_update_without_a_title_has_its_first_sentence_and_one_with_nothing_is_none() -> None:
    text = "<Update label='2026-01-19'>\n<Card title='卡片'>里面。</Card>\n### 小标题\n文。</Update>"
    text += "<Update label={'2026-01-18'}/>"
    (entry,) = read_changelog(text, url=URL)
    assert (entry.title, entry.content) == ("卡片", "卡片\n里面。\n小标题\n文。")


def test_what_is_never_closed_ends_with_the_next_one() -> None:
    text = '<Update label="2026-01-19" description="一">\n```\n没有结尾的代码\n'
    text += '<Update label="2026-01-18" description="二">\n正文\n'
    assert [(entry.title, entry.content) for entry in read_changelog(text, url=URL)] == [("一", ""), ("二", "正文")]


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
    ],
)
def test_a_megabyte_of_junk_in_front_ends_soon(piece: str) -> None:
    # Quadratic work on these would take minutes.
    entries = read_changelog(piece * (1_000_000 // len(piece)) + '">' + GOOD, url=URL)
    assert (entries[-1].title, len(entries) <= 1000) == ("样例", True)


@given(
    st.lists(st.sampled_from(["<Update ", 'label="2026-01-19"', ">", "</", "Card", "\n", "# ", "* ", "文", '"', "`"]))
)
def test_any_text_gives_entries_with_titles_or_a_reading_error(pieces: list[str]) -> None:
    try:
        entries = read_changelog("".join(pieces), url=URL)
    except ReadingError:
        return
    assert all(entry.title and entry.link.startswith(URL) and entry.published for entry in entries)
