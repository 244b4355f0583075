from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsbot.leaderboard.ranking import Standing
from newsbot.publishing.board_dates import age_note, data_date
from newsbot.publishing.markdown import md_text
from newsbot.publishing.pages import daily_page
from newsbot.publishing.render import markdown
from tests.publishing.dailies import daily, standing

FRESH = standing(date(2026, 4, 18), age_days=1)
UNDATED = replace(FRESH, dated=False)
CARRIED = replace(FRESH, age_days=3, passed_over=date(2026, 4, 20), passed_over_rows=20)


def test_day_on_which_rows_were_first_seen_is_never_called_their_date() -> None:
    assert data_date(FRESH) == "2026-04-18"
    assert data_date(UNDATED) == "原文未注明（最早抓取于 2026-04-18）"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (replace(FRESH, age_days=7), ""),
        (replace(UNDATED, age_days=7), ""),
        (replace(FRESH, age_days=8), "榜单数据日期 2026-04-18，距今 8 天未更新"),
        (
            replace(UNDATED, age_days=60),
            "榜单原文未注明日期，这些数据最早抓取于 2026-04-18，距今 60 天未更新",
        ),
        (
            CARRIED,
            "较新的榜单（2026-04-20）只有前 20 名，国产模型不如较早的一份列得全，故沿用 2026-04-18 的榜单，距今 3 天",
        ),
        (
            replace(CARRIED, dated=False, passed_over_dated=False, passed_over_rows=0),
            "较新的榜单（2026-04-20 抓取，原文未注明日期）只有前若干名，国产模型不如较早的一份列得全，"  # noqa: ISC004
            "故沿用最早抓取于 2026-04-18、原文未注明日期的榜单，距今 3 天",
        ),
    ],
)
def test_age_is_said_once_and_why(table: Standing, said: str) -> None:
    assert age_note(table) == said


def test_publications_say_that_there_is_no_date() -> None:
    issue = daily(date(2026, 6, 17), standing=replace(UNDATED, age_days=60))
    note = "榜单原文未注明日期，这些数据最早抓取于 2026-04-18，距今 60 天未更新"
    page, text = daily_page(issue, days=[issue.day]), markdown(issue)
    assert (page.count(note), text.count(f"> ⚠️ {md_text(note)}；")) == (1, 1)
    assert "数据日期：原文未注明（最早抓取于 2026-04-18）" in page
    assert "数据日期: 原文未注明（最早抓取于 2026-04-18）" in text
