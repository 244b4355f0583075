"""Roll-ups as whole files, and what hostile text does to them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from newsbot.issue.daily import FollowUp, Link, SourceState
from newsbot.issue.periods import Kind, period_of
from newsbot.issue.rollup import Rollup, rollup
from newsbot.leaderboard.movement import Movement
from newsbot.publishing.rollups import rollup_files, spans
from tests.publishing.dailies import daily, full, item, line, standing

EXPECTED = Path(__file__).parent / "expected"
MONDAY = date(2026, 1, 19)
TUESDAY = MONDAY + timedelta(days=1)
AFTER = MONDAY + timedelta(days=30)
HOSTILE = "1. # |*a*| <script>alert(1)</script> [x](javascript:1) `c` \u202e&amp; -\x00"
DAYS = [date(2026, 1, day) for day in (16, 19, 20)]  # that have a page
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _week() -> Rollup:
    """A week with all that a roll-up can have."""
    down = SourceState("InfoQ", True, False, "异常：RSS 拒绝访问（HTTP 403）", 0, None)
    six = tuple(Link(f"信源 {n}", f"https://example.com/{n}") for n in range(5))
    monday = daily(
        MONDAY,
        item(
            line("item-1", "智谱预告 GLM-Sample", MONDAY, follow_up=FollowUp(2, MONDAY - timedelta(days=3), "item-4"))
        ),
        *(item(line(f"item-{n}", f"智谱的第 {n} 件事", MONDAY)) for n in range(2, 28)),
        others=(line("item-28", "阿里开源 Qwen-Sample", MONDAY, category="开源", vendors=("阿里", "通义"), also=six),),
        standing=standing(MONDAY, (9, "glm-sample", "智谱", 1400), (30, "old-sample", "腾讯", 1300)),
    )
    last = daily(
        TUESDAY,
        item(line("item-1", "智谱发布 GLM-Sample", TUESDAY, follow_up=FollowUp(2, MONDAY, "item-1"))),
        item(
            line("item-2", "没有链接", TUESDAY, url="ftp://example.com/", category="", vendors=()),
            highlight="",
            summary="",
        ),
        sources=(down,),
        standing=standing(TUESDAY, (7, "glm-sample", "智谱", 1410), (20, "new-sample", "月之暗面", 1350)),
    )
    return rollup(period_of(Kind.WEEK, MONDAY), [monday, last], today=AFTER, unreadable={date(2026, 1, 21)})


def _quiet_month() -> Rollup:
    return rollup(period_of(Kind.MONTH, MONDAY), [daily(MONDAY, sample=True)], today=TUESDAY)


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</footer>")]


@pytest.mark.parametrize("made", [_week(), _quiet_month()], ids=lambda made: made.name)
def test_a_rollup_as_a_whole(made: Rollup, request: pytest.FixtureRequest) -> None:
    files = rollup_files(made, days=DAYS)
    files[f"{made.name}.html"] = _main(files[f"{made.name}.html"])  # what all pages share is tested with them
    files[f"{made.name}.json"] = json.dumps(json.loads(files[f"{made.name}.json"]), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--rewrite"):
        for name, text in files.items():
            (EXPECTED / name).write_text(text, "utf-8")
    assert files == {name: (EXPECTED / name).read_text("utf-8") for name in files}


def test_links_lead_to_the_issues_and_their_anchors() -> None:
    files = rollup_files(_week(), days=DAYS)
    rendered = MARKDOWN.render(files["2026-W04.md"])
    own = {target for target in re.findall(r'href="([^"]+)"', rendered) if "://" not in target}
    page = html.fromstring(files["2026-W04.html"])
    linked = {target.split("?")[0] for _, _, target, _ in page.iterlinks() if "://" not in target}
    assert own == {target.replace(".html", ".md") for target in linked if target.startswith("2026-01-")}
    assert {"2026-01-16.md#item-4", "2026-01-19.md#item-1", "2026-01-20.md#item-1", "2026-01-20.md"} <= own
    assert {"2026-W04.md", "2026-W04.json", "index.html", "atom.xml"} <= linked


@pytest.mark.parametrize("name", ["2026-W04.md", "2026-W04.html"])
def test_hostile_text_stays_text(name: str) -> None:
    shown = HOSTILE.replace("\u202e", "").replace("\x00", "")
    hostile, plain = (_read(name, text) for text in (HOSTILE, "甲"))
    assert [each.tag for each in hostile.iter()] == [each.tag for each in plain.iter()]
    assert re.sub(r"\s+", " ", hostile.text_content()).replace(shown, "甲") == re.sub(r"\s+", " ", plain.text_content())
    assert all(re.match(r"https://|[0-9A-Za-z.-]+(#item-\d+)?$", target) for _, _, target, _ in hostile.iterlinks())


def _read(name: str, text: str) -> html.HtmlElement:
    """A roll-up in which everything foreign is the text, as a browser has it."""
    told = [
        line(f"item-{n}", text, MONDAY, source=text, vendors=(text,), url="https://a.test/(x)") for n in range(1, 40)
    ]
    strange = replace(told[0], anchor="item-40", category=text)
    issue = daily(
        MONDAY,
        *(item(each, highlight=text, summary=text) for each in (strange, *told)),
        standing=standing(MONDAY, (9, text, text, 1400), publisher=text),
        sources=(SourceState(text, True, False, text, 0, None),),
    )
    made = rollup_files(rollup(period_of(Kind.WEEK, MONDAY), [issue], today=AFTER), days=DAYS)[name]
    return html.fromstring(MARKDOWN.render(made) if name.endswith(".md") else _main(made))


def test_the_board_is_named_and_what_is_new_or_may_be_none_said() -> None:
    moved = (Movement(MONDAY, 2, 6, tied=True), Movement(new=True))
    first = standing(MONDAY, (7, "a", "智谱", 1400), (9, "b", "阿里", 1390))
    rows = tuple(replace(row, movement=each) for row, each in zip(first.chinese, moved, strict=True))
    first = replace(first, chinese=())
    board = "文本 · <中文>"
    days = [
        daily(MONDAY, standing=first, board=board),
        daily(TUESDAY, standing=replace(first, published=TUESDAY, chinese=rows), board=board),
    ]
    files = rollup_files(rollup(period_of(Kind.WEEK, MONDAY), days, today=AFTER), days=DAYS)
    for name in ("2026-W04.md", "2026-W04.html"):
        page = html.fromstring(MARKDOWN.render(files[name]) if name.endswith(".md") else _main(files[name]))
        said = re.sub(r"\s+", " ", page.text_content())
        assert "LM Arena · 文本 · <中文>" in said
        assert [text for text in ("↑2 (+6) ≈", "新上榜", "≈：评分的 95% 置信区间与之前重叠") if text in said] == [
            *("↑2 (+6) ≈", "新上榜", "≈：评分的 95% 置信区间与之前重叠")
        ]


def test_a_story_that_began_on_a_day_without_a_page_says_so_without_a_link() -> None:
    there, gone = (rollup_files(_week(), days=days) for days in (DAYS, DAYS[1:]))
    for name in ("2026-W04.md", "2026-W04.html"):
        assert ("2026-01-16" in there[name], "2026-01-16" in gone[name]) == (True, False)
        assert "01-16 起）" in gone[name]


def test_days_that_follow_each_other_are_told_as_one() -> None:
    assert spans([date(2026, 1, day) for day in (1, 2, 3, 5, 7, 8)]) == "01-01 至 01-03、01-05、01-07 至 01-08"
    assert spans([]) == ""


def test_the_same_value_gives_the_same_files() -> None:
    assert rollup_files(_week(), days=DAYS) == rollup_files(_week(), days=DAYS)
    assert rollup_files(rollup(period_of(Kind.WEEK, MONDAY), [full()], today=AFTER), days=DAYS)
