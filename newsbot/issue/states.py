"""What happened to a source, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newsbot.issue.daily import SourceState
from newsbot.issue.health import Past, health_of
from newsbot.items import ARTICLE_PAGES, BEIJING, Attempt, Outcome

# What a reader is told; "{detail}" is the attempt's own detail.
WORDS = {
    Outcome.OK: "正常",
    Outcome.NOT_MODIFIED: "无更新",
    Outcome.UNDATED: "没有给出时间",
    Outcome.STALE: "久未更新",
    Outcome.EMPTY: "没有条目",
    Outcome.BOT_WALL: "返回网页",
    Outcome.BLOCKED: "拒绝访问（{detail}）",
    Outcome.RATE_LIMITED: "限制访问（{detail}）",
    Outcome.GONE: "已停用（{detail}）",
    Outcome.HTTP_ERROR: "出错（{detail}）",
    Outcome.TIMEOUT: "超时",
    Outcome.UNREACHABLE: "无法连接",
    Outcome.DISALLOWED: "robots.txt 不允许",
    Outcome.ROBOTS_UNREADABLE: "robots.txt 暂不可读，按规定不访问",
    Outcome.UNSAFE: "地址不安全，未访问",
    Outcome.TOO_LARGE: "内容过大",
    Outcome.CUT_SHORT: "内容不完整",
    Outcome.PARSE_ERROR: "无法解析",
    Outcome.SKIPPED: "未再尝试",
    Outcome.NO_BROWSER: "缺少浏览器（运行 make browser 安装）",
}
WORDS_OF_PAGES = {Outcome.EMPTY: "未能提取", Outcome.BOT_WALL: "遇到访问验证"}


def state_of(title: str, past: Past, *, now: datetime, since: datetime) -> SourceState:
    """The state of a source at ``now``; its last run counts if it was made after ``since``."""
    routes = [attempt for attempt in past.run if attempt.route != ARTICLE_PAGES]
    pages = [attempt for attempt in past.run if attempt.route == ARTICLE_PAGES]
    success = _local(past.last_success)
    if past.fault:
        return SourceState(title, True, False, f"异常：无法载入（{past.fault}）", past.new, success)
    if not routes:
        return SourceState(title, False, False, "尚未抓取", past.new, success)
    last = routes[-1]
    if last.at <= since:
        state = f"未抓取（上次 {last.at.astimezone(BEIJING):%Y-%m-%d %H:%M}）"
        return SourceState(title, False, False, state, past.new, success)
    health = health_of(past, now=now)
    remarks = [f"{attempt.route} {_words(attempt)}" for attempt in routes[:-1]]
    if last.outcome.usable:
        if remarks:
            remarks[-1] += f"，已改用 {last.route}"
        if last.outcome is not Outcome.OK:
            remarks.append(_words(last))
        remarks += [*_missing_pages(pages), *health.remarks]
        state = "正常" + (f"（{'；'.join(remarks)}）" if remarks else "")
    else:
        remarks.append(f"{last.route} {_words(last)}")
        retry = f"，{last.retry_at.astimezone(BEIJING):%Y-%m-%d %H:%M} 后再访问" if last.retry_at else ""
        # How long it has been so, where it did not just begin.
        begun = _local(health.since)
        for_long = f"（{moment(begun, now)} 起）" if begun is not None and begun < routes[0].at else ""
        state = f"异常{for_long}：{'；'.join(remarks)}{retry}"
    return SourceState(title, True, last.outcome.usable, state, past.new, success)


def _missing_pages(pages: Sequence[Attempt]) -> list[str]:
    missing = [attempt for attempt in pages if not attempt.outcome.usable]
    if not missing:
        return []
    reasons = "、".join(dict.fromkeys(_words(attempt) for attempt in missing))
    return [f"{ARTICLE_PAGES} {len(pages)} 篇中 {len(missing)} 篇未取到：{reasons}"]


def _words(attempt: Attempt) -> str:
    if attempt.route == ARTICLE_PAGES and attempt.outcome in WORDS_OF_PAGES:
        return WORDS_OF_PAGES[attempt.outcome]
    return WORDS[attempt.outcome].format(detail=attempt.detail)


def moment(at: datetime, now: datetime) -> str:
    """A time of the past in Beijing, with its year where that is another one."""
    at, now = at.astimezone(BEIJING), now.astimezone(BEIJING)
    return f"{at:%m-%d %H:%M}" if at.year == now.year else f"{at:%Y-%m-%d %H:%M}"


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(BEIJING) if moment is not None else None
