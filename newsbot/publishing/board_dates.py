"""Of when the figures of a table are, in words: never a date that the publisher has not named."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from newsbot.leaderboard.ranking import Standing

# Days, from which on their age is said in a line of its own.
OLD = 7


class Dated(Protocol):
    """What has a date that may not be its publisher's."""

    @property
    def published(self) -> date: ...
    @property
    def dated(self) -> bool: ...


def data_date(table: Dated) -> str:
    """ "2026-03-18", or that the publisher names no date, and since when the rows are known."""
    return str(table.published) if table.dated else f"原文未注明（最早抓取于 {table.published}）"


def age_note(standing: Standing) -> str:
    """That the table is old, or not of the newest list, and why; "" for the newest one of the last `OLD` days."""
    age = f"距今 {standing.age_days} 天"
    if standing.passed_over is None:
        if standing.age_days <= OLD:
            return ""
        if not standing.dated:
            return f"榜单原文未注明日期，这些数据最早抓取于 {standing.published}，{age}未更新"
        return f"榜单数据日期 {standing.published}，{age}未更新"
    newer = str(standing.passed_over) + ("" if standing.passed_over_dated else " 抓取，原文未注明日期")
    rows = f"前 {standing.passed_over_rows} 名" if standing.passed_over_rows else "前若干名"
    used = f" {standing.published} " if standing.dated else f"最早抓取于 {standing.published}、原文未注明日期"
    return f"较新的榜单（{newer}）只有{rows}，国产模型不如较早的一份列得全，故沿用{used}的榜单，{age}"
