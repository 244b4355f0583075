import pytest

from newsbot.reading.entry import Entry
from newsbot.reading.heading_dates import dated_heading, day_of
from newsbot.reading.sections import Section, dated_listing, item

URL = "https://docs.example.cn/updates"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Date: 2026-01-19", "2026-01-19"),
        ("时间：2026年1月19日", "2026年1月19日"),
        ("更新时间: 2026/01/19", "2026/01/19"),
        ("July 31, 2026", "July 31, 2026"),
        ("Jun. 1, 2026", "Jun. 1, 2026"),
        ("2026 年 7 月 31 日", "2026 年 7 月 31 日"),
        # A month is no day.
        ("2026 年 4 月", ""),
        ("Apr. 2026", ""),
        ("January 2026", ""),
        ("2026-13-45", ""),
        ("GLM-5.2 发布于 2026-01-19", ""),
        ("01-19", ""),
        ("V3.2", ""),
        ("", ""),
        ("2026-01-19" + " " * 100 + "x", ""),
    ],
)
def test_a_heading_that_is_a_date_names_a_day(heading: str, expected: str) -> None:
    assert day_of(heading) == expected


@pytest.mark.parametrize(
    ("heading", "day", "title"),
    [
        ("2026-06-16", "2026-06-16", ""),
        ("2026-06-16 GLM-5.2 发布", "2026-06-16", "GLM-5.2 发布"),
        ("2026/6/16：样例二上线", "2026/6/16", "样例二上线"),
        ("2026.06.16 - 样例二上线", "2026.06.16", "样例二上线"),
        ("2026-06-16（V3.2）", "2026-06-16", "（V3.2）"),
        ("2026年6月16日 样例二", "2026年6月16日", "样例二"),
        ("2026 年 6 月 16 日更新", "2026 年 6 月 16 日", ""),
        ("2026年6月16日更新样例二", "2026年6月16日", "更新样例二"),
        ("2026-06-16 更新日志", "2026-06-16", ""),
        # A period, a time to come, a number of a version, a month.
        ("2026-06-16 至 2026-06-20 维护", "", ""),
        ("2026-06-16 - 06-20 维护", "", ""),
        ("2026年6月16日起停止服务", "", ""),
        ("2026年6月16日之后的价格", "", ""),
        ("2026.06.16.1 样例二", "", ""),
        ("2026-06-160 样例二", "", ""),
        ("2026-13-45 样例二", "", ""),
        ("2026 年 6 月更新", "", ""),
        ("GLM-5.2 发布于 2026-01-19", "", ""),
        ("", "", ""),
    ],
)
def test_a_heading_that_begins_with_a_date_goes_on_with_a_title(heading: str, day: str, title: str) -> None:
    assert dated_heading(heading) == (day, title)


def test_a_heading_of_a_date_and_a_title_is_one_entry_with_all_below_it() -> None:
    sections = [
        Section(2, "2026-06-16 样例二发布", ["正文。"], "s2"),
        Section(3, "接口", ["价格不变。"]),
        Section(2, "2026年6月12日更新", [], "d12"),
        Section(3, "样例一", ["修正。"], "s1"),
        Section(2, "2026-06-10 样例零下线", [], "s0"),
    ]
    assert dated_listing(sections, url=URL).entries == [
        Entry(
            "样例二发布",
            f"{URL}#s2",
            "2026-06-16",
            content="正文。\n接口\n价格不变。",
            part="2026-06-16 样例二发布",
        ),
        Entry("样例一", f"{URL}#s1", "2026年6月12日", content="修正。", part="2026-06-12 样例一"),
        Entry("样例零下线", f"{URL}#s0", "2026-06-10", part="2026-06-10 样例零下线"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上下文更长", "上下文更长。"),
        ("Twice as long", "Twice as long."),
        ("已经有了。", "已经有了。"),
        ("Learn more.*", "Learn more.*"),
        ("“有引号。”", "“有引号。”"),
        ("如下：", "如下："),
        ("", ""),
    ],
)
def test_an_item_is_a_sentence(text: str, expected: str) -> None:
    assert item(text) == expected


def test_entries_are_the_sections_below_a_date_and_what_is_deeper_belongs_to_them() -> None:
    sections = [
        Section(1, "更新日志", ["说明。"]),
        Section(2, "Date: 2026-01-19", [], "d1"),
        Section(3, "样例二", ["正文 <一>。"], "s2"),
        Section(4, "细节", ["更深。"]),
        Section(3, "接口", ["价格不变。"], link="https://www.example.cn/api"),
        Section(2, "2026 年 1 月"),
        Section(3, "哪一天不知道", ["略。"]),
        Section(2, "2025-12-01", ["这天只有正文。第二句。"], "d2"),
        Section(2, "2025-11-30"),
        Section(2, "联系我们"),
        Section(3, "电话", ["略。"]),
    ]
    assert dated_listing(sections, url=URL).entries == [
        Entry("样例二", f"{URL}#s2", "2026-01-19", content="正文 &lt;一&gt;。\n细节\n更深。", part="2026-01-19 样例二"),
        Entry("接口", "https://www.example.cn/api", "2026-01-19", content="价格不变。", part="2026-01-19 接口"),
        Entry(
            "这天只有正文",
            f"{URL}#d2",
            "2025-12-01",
            content="这天只有正文。第二句。",
            part="2025-12-01 这天只有正文",
        ),
    ]


def test_an_entry_stays_the_same_when_the_site_writes_its_dates_in_another_way() -> None:
    written = [
        dated_listing([Section(2, day), Section(3, "样例")], url=URL).entries[0].part
        for day in ("2026-01-19", "Jan 19, 2026")
    ]
    assert written == ["2026-01-19 样例"] * 2
