from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from newsbot.issue.daily import Daily, FollowUp, Link, SourceState
from newsbot.issue.periods import Kind, period_of
from newsbot.issue.rollup import Change, Failing, Issue, Rollup, Vendor, rollup
from newsbot.issue.running import Place, Running, running
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Row
from tests.publishing.dailies import daily, item, line, noon_of, standing

MONDAY = date(2026, 1, 19)
TUESDAY, WEDNESDAY, SUNDAY = (MONDAY + timedelta(days=count) for count in (1, 2, 6))
WEEK = period_of(Kind.WEEK, MONDAY)
AFTER = SUNDAY + timedelta(days=1)


def _titles(stories: tuple[Running, ...] | list[Running]) -> list[str]:
    return [story.title for story in stories]


def test_a_story_that_goes_on_is_told_once_as_it_was_printed_last() -> None:
    also = (Link("机器之心", "https://example.com/m"), Link("36Kr (2)", "https://example.com/k"))
    first = item(line("item-2", "智谱预告", MONDAY, also=also))
    last = item(line("item-1", "智谱开源", WEDNESDAY, source="量子位", follow_up=FollowUp(3, MONDAY, "item-2")))
    assert running([daily(MONDAY, first), daily(TUESDAY), daily(WEDNESDAY, last)]) == [
        Running(
            title="智谱开源",
            url=last.line.url,
            source="量子位",
            time=last.line.time,
            category="发布",
            vendors=("智谱",),
            summary=last.summary,
            grade=2,
            highlighted=True,
            outlets=("量子位", "36Kr", "机器之心"),
            also=(Link("36Kr", first.line.url), *also),
            places=(Place(MONDAY, "item-2"), Place(WEDNESDAY, "item-1")),
        )
    ]


def test_a_story_from_before_the_period_says_where_it_began() -> None:
    began = MONDAY - timedelta(days=1)
    days = [
        daily(day, item(line("item-1", f"第 {n} 天", day, follow_up=FollowUp(n, began, "item-9"))))
        for n, day in ((2, MONDAY), (3, TUESDAY))
    ]
    (story,) = running(days)
    assert (story.title, story.began) == ("第 3 天", Place(began, "item-9"))
    assert story.places == (Place(MONDAY, "item-1"), Place(TUESDAY, "item-1"))


def test_a_chain_of_follow_ups_is_one_story() -> None:
    days = [MONDAY, TUESDAY, WEDNESDAY]
    told = [line("item-1", "甲", MONDAY)]
    told += [line("item-1", "甲", day, follow_up=FollowUp(2, day - timedelta(days=1), "item-1")) for day in days[1:]]
    (story,) = running([daily(day, item(each)) for day, each in zip(days, told, strict=True)])
    assert story.places == tuple(Place(day, "item-1") for day in days)


def test_a_story_that_goes_on_from_what_was_two_is_the_one_they_became() -> None:
    first = item(line("item-2", "智谱预告", MONDAY, aliases=("item-5",)))
    last = item(line("item-1", "智谱开源", TUESDAY, follow_up=FollowUp(2, MONDAY, "item-5")))
    (story,) = running([daily(MONDAY, first), daily(TUESDAY, last)])
    assert (story.places, story.began) == ((Place(MONDAY, "item-2"), Place(TUESDAY, "item-1")), None)


def test_equals_stand_as_printed_whatever_their_anchors() -> None:
    issue = daily(MONDAY, *(item(line(f"item-{n}", f"第 {n} 个标识", MONDAY)) for n in (7, 2, 11)))
    assert [story.places[0].anchor for story in running([issue])] == ["item-7", "item-2", "item-11"]


@pytest.mark.parametrize("day", [MONDAY, TUESDAY])
def test_a_follow_up_of_no_earlier_day_joins_nothing(day: date) -> None:
    strange = line("item-2", "乙", MONDAY, follow_up=FollowUp(1, day, "item-1"))
    assert len(running([daily(MONDAY, item(line("item-1", "甲", MONDAY)), item(strange))])) == 2


def test_a_detailed_printing_tells_a_story_rather_than_a_later_line() -> None:
    goes_on = FollowUp(2, MONDAY, "item-1")
    days = [
        daily(MONDAY, item(line("item-1", "详细", MONDAY))),
        daily(TUESDAY, others=(line("item-1", "一行", TUESDAY, follow_up=goes_on),)),
    ]
    assert _titles(running(days)) == ["详细"]


def test_stories_stand_by_grade_then_highlight_then_resonance_then_rank() -> None:
    also = (Link("机器之心", "https://example.com/m"),)
    issue = daily(
        MONDAY,
        item(line("item-1", "相关，两家", MONDAY, grade=1, also=also)),
        item(line("item-2", "核心", MONDAY), highlight=""),
        item(line("item-3", "要点", MONDAY)),
        item(line("item-4", "要点，两家", MONDAY, also=also)),
        others=(line("item-5", "一行", MONDAY), line("item-6", "相关的一行", MONDAY, grade=1)),
    )
    monday = running([issue])
    assert _titles(monday) == ["要点，两家", "要点", "核心", "一行", "相关，两家", "相关的一行"]
    tuesday = daily(TUESDAY, item(line("item-1", "第二天的第一条", TUESDAY)))
    assert _titles(running([issue, tuesday]))[:3] == ["要点，两家", "第二天的第一条", "要点"]


def test_of_issues_that_kept_no_grade_the_highlights_are_the_core() -> None:
    old = [line(f"item-{n}", f"旧 {n}", MONDAY, grade=0) for n in (1, 2)]
    assert [story.core for story in running([daily(MONDAY, item(old[0]), item(old[1], highlight=""))])] == [True, False]


def _many(day: date, count: int, vendor: str, **changes: object) -> Daily:
    lines = [line(f"item-{n}", f"{vendor} {n}", day, vendors=(vendor,), **changes) for n in range(1, count + 1)]
    return daily(day, *map(item, lines))


def test_a_vendor_over_its_share_waits_behind_the_others() -> None:
    made = rollup(WEEK, [_many(MONDAY, 6, "智谱"), _many(TUESDAY, 2, "阿里")], today=AFTER)
    assert _titles(made.top) == ["智谱 1", "阿里 1", "智谱 2", "阿里 2", "智谱 3", "智谱 4", "智谱 5", "智谱 6"]


def test_a_week_tells_twenty_and_a_vendors_further_stories_by_title() -> None:
    made = rollup(WEEK, [_many(MONDAY + timedelta(days=n), 9, f"厂商{n}") for n in range(6)], today=AFTER)
    assert len(made.top) == 20
    assert {vendor.name: vendor.total for vendor in made.vendors} == {f"厂商{n}": 9 for n in range(6)}
    told = set(_titles(made.top))
    assert all(story.title not in told for vendor in made.vendors for story in vendor.stories)
    month = period_of(Kind.MONTH, MONDAY)
    assert len(rollup(month, [_many(MONDAY, 99, "智谱")], today=AFTER).top) == 30


def test_related_stories_only_fill_up_a_period_with_little_news() -> None:
    core, related = _many(MONDAY, 3, "智谱"), _many(TUESDAY, 9, "谷歌", grade=1)
    assert _titles(rollup(WEEK, [core, related], today=AFTER).top) == ["智谱 1", "智谱 2", "智谱 3", "谷歌 1", "谷歌 2"]
    assert len(rollup(WEEK, [_many(MONDAY, 7, "智谱"), related], today=AFTER).top) == 7


def test_releases_are_core_ones_by_day() -> None:
    days = [
        daily(
            day,
            item(line("item-1", f"{day:%d} 开源", day, category="开源")),
            item(line("item-2", f"{day:%d} 融资", day, category="融资")),
            item(line("item-3", f"{day:%d} 国外", day, grade=1)),
            others=(line("item-4", f"{day:%d} 一行", day),),
        )
        for day in (MONDAY, TUESDAY)
    ]
    assert _titles(rollup(WEEK, days, today=AFTER).releases) == ["19 开源", "19 一行", "20 开源", "20 一行"]


def test_releases_that_are_not_told_are_counted() -> None:
    made = rollup(WEEK, [_many(MONDAY, 50, "智谱"), _many(TUESDAY, 20, "阿里")], today=AFTER)
    assert (len(made.releases), made.further_releases) == (60, 10)
    assert _titles(made.releases)[::59] == ["智谱 1", "阿里 20"]


def _changed(*boards: object) -> Change | None:
    days = [daily(MONDAY + timedelta(days=n), standing=board) for n, board in enumerate(boards)]  # type: ignore[arg-type]
    return rollup(WEEK, days, today=AFTER).leaderboard


def test_the_leaderboard_moves_from_the_first_list_to_the_last() -> None:
    first = standing(MONDAY, (9, "glm", "智谱", 1400), (12, "qwen", "阿里", 1380), (30, "old", "腾讯", 1300))
    between = standing(TUESDAY, (2, "glm", "智谱", 1480))
    last = standing(SUNDAY, (7, "glm", "智谱", 1410), (12, "qwen", "阿里", 1380), (20, "new", "月之暗面", 1350))
    assert _changed(None, first, between, last, None) == Change(
        since=MONDAY,
        published=SUNDAY,
        publisher="lmarena-history",
        url="https://example.com/scores",
        chinese=(
            Row(7, "glm", "智谱", 1410, Movement(MONDAY, 2, 10)),
            Row(12, "qwen", "阿里", 1380, Movement(MONDAY, 0, 0)),
            Row(20, "new", "月之暗面", 1350, Movement()),
        ),
        absent=("old",),
    )


def test_one_list_in_a_period_says_nothing_of_a_change() -> None:
    rows = (Row(9, "glm", "智谱", 1400, Movement(MONDAY, 2, 10)),)
    board = replace(standing(MONDAY), chinese=rows)
    still = (replace(rows[0], movement=Movement()),)
    assert _changed(board, board) == Change(None, MONDAY, "lmarena-history", "https://example.com/scores", still, ())
    assert _changed(None) is None


def test_lists_of_two_publishers_are_not_compared() -> None:
    other = standing(MONDAY, (9, "glm", "智谱", 1200), publisher="官方数据集")
    ours = standing(TUESDAY, (9, "glm", "智谱", 1400))
    change = _changed(other, ours)
    assert change is not None
    assert (change.since, change.publisher) == (None, "lmarena-history")


def test_nothing_is_missing_in_silence() -> None:
    down = SourceState("InfoQ", True, False, "异常：HTTP 403", 0, None)
    idle = SourceState("量子位", False, False, "尚未抓取", 0, None)
    fine = SourceState("InfoQ", True, True, "正常", 3, noon_of(MONDAY))
    days = [daily(MONDAY, sources=(down, idle)), daily(WEDNESDAY, sources=(fine, idle))]
    made = rollup(WEEK, days, today=date(2026, 1, 23), unreadable={TUESDAY})
    assert made == Rollup(
        name="2026-W04",
        kind=Kind.WEEK,
        first=MONDAY,
        last=SUNDAY,
        over=False,
        sample=False,
        issues=(Issue(MONDAY, 0, ""), Issue(WEDNESDAY, 0, "")),
        missing=(date(2026, 1, 22),),
        unreadable=(TUESDAY,),
        reports=0,
        stories=0,
        top=(),
        releases=(),
        further_releases=0,
        vendors=(),
        leaderboard=None,
        failing=(Failing("InfoQ", 1, 2, "异常：HTTP 403"),),
    )
    later = rollup(WEEK, days, today=AFTER, unreadable={TUESDAY})
    assert (later.over, later.missing) == (True, tuple(date(2026, 1, day) for day in (22, 23, 24, 25)))


def test_as_json_it_is_the_value_it_was() -> None:
    made = rollup(WEEK, [_many(MONDAY, 6, "智谱")], today=AFTER)
    assert msgspec.json.decode(made.to_json(), type=Rollup) == made
    assert made.vendors == (Vendor("智谱", 6, ()),)
