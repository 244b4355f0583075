from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newsbot.issue.daily import SourceState
from newsbot.issue.health import Past
from newsbot.issue.states import WORDS, state_of
from newsbot.items import ARTICLE_PAGES, BEIJING, Attempt, Outcome

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=BEIJING)


def _attempt(noon: datetime, outcome: Outcome, route: str = "RSS", detail: str = "", **more: object) -> Attempt:
    return Attempt("s", route, "https://example.com/feed", outcome, noon, detail, **more)  # type: ignore[arg-type]


def _state(run: list[Attempt]) -> tuple[bool, str]:
    state = state_of("源", Past(run, new=3), now=NOW, since=NOW - timedelta(hours=24))
    assert state == SourceState("源", state.run, state.working, state.state, 3, None)
    assert state.run == (not state.state.startswith(("尚未抓取", "未抓取")))
    return state.working, state.state


def test_every_outcome_has_words() -> None:
    assert set(WORDS) == set(Outcome)


def test_a_source_whose_first_route_works_is_simply_working(noon: datetime) -> None:
    assert _state([_attempt(noon, Outcome.OK)]) == (True, "正常")


def test_routes_that_failed_before_the_one_that_worked_are_named(noon: datetime) -> None:
    run = [_attempt(noon, Outcome.BOT_WALL), _attempt(noon, Outcome.OK, "JSON")]
    assert _state(run) == (True, "正常（RSS 返回网页，已改用 JSON）")


def test_a_source_without_a_working_route_names_them_all_and_when_to_come_again(noon: datetime) -> None:
    run = [
        _attempt(noon, Outcome.TIMEOUT),
        _attempt(noon, Outcome.BLOCKED, "JSON", "HTTP 403", retry_at=noon + timedelta(hours=5, minutes=40)),
    ]
    assert _state(run) == (False, "异常：RSS 超时；JSON 拒绝访问（HTTP 403），2026-01-20 17:40 后再访问")


def test_pages_that_could_not_be_had_do_not_make_a_source_fail(noon: datetime) -> None:
    missing = _attempt(noon, Outcome.NO_BROWSER, ARTICLE_PAGES, "no Chromium")
    run = [missing, _attempt(noon, Outcome.OK, ARTICLE_PAGES), missing, _attempt(noon, Outcome.OK)]
    assert _state(run) == (True, "正常（正文 3 篇中 2 篇未取到：缺少浏览器（运行 make browser 安装））")


def test_pages_that_were_all_had_are_no_remark(noon: datetime) -> None:
    run = [_attempt(noon, Outcome.OK, ARTICLE_PAGES), _attempt(noon, Outcome.OK)]
    assert _state(run) == (True, "正常")


def test_a_source_that_was_not_run_lately_says_so(noon: datetime) -> None:
    assert _state([_attempt(noon - timedelta(hours=24), Outcome.OK)]) == (False, "未抓取（上次 2026-01-19 12:00）")
    assert _state([_attempt(noon - timedelta(hours=23), Outcome.OK)]) == (True, "正常")


def test_a_source_that_was_never_run_says_so(noon: datetime) -> None:
    assert _state([]) == (False, "尚未抓取")


def test_a_working_source_without_dates_or_news_says_so(noon: datetime) -> None:
    assert _state([_attempt(noon, Outcome.UNDATED)]) == (True, "正常（没有给出时间）")
    assert _state([_attempt(noon, Outcome.NOT_MODIFIED)]) == (True, "正常（无更新）")


def test_the_last_success_is_told_in_beijing_time(noon: datetime) -> None:
    past = Past([_attempt(noon, Outcome.OK)], last_success=noon.astimezone(UTC))
    state = state_of("源", past, now=noon, since=noon - timedelta(hours=24))
    assert (state.last_success, str(state.last_success)) == (noon, "2026-01-20 12:00:00+08:00")


def test_a_source_that_has_failed_for_long_says_since_when(noon: datetime) -> None:
    day = timedelta(days=1)
    past = Past(
        [_attempt(noon, Outcome.TIMEOUT)],
        turned=noon - 2 * day,
        new=0,
    )
    state = state_of("源", past, now=noon, since=noon - day)
    assert state == SourceState("源", True, False, "异常（01-18 12:00 起）：RSS 超时", 0, None)
    last_year = state_of("源", replace(past, turned=noon - 20 * day), now=noon, since=noon - day)
    assert last_year.state == "异常（2025-12-31 12:00 起）：RSS 超时"


def test_a_source_that_fails_for_the_first_time_says_no_more_than_that(noon: datetime) -> None:
    later = noon + timedelta(seconds=5)
    past = Past([_attempt(noon, Outcome.TIMEOUT), _attempt(later, Outcome.TIMEOUT, "JSON")], turned=noon, new=0)
    state = state_of("源", past, now=later, since=noon - timedelta(days=1))
    assert state == SourceState("源", True, False, "异常：RSS 超时；JSON 超时", 0, None)


def test_what_is_not_as_usual_is_remarked(noon: datetime) -> None:
    past = Past(
        [_attempt(noon, Outcome.OK, entries=10, undated=6, moved_to="https://example.com/new")],
        days=[20, 22, 9, 21, 30, 20, 25],
        new=4,
        recent=4,
    )
    state = state_of("源", past, now=noon, since=noon - timedelta(days=1))
    assert state.state == (
        "正常（地址已永久变更为 https://example.com/new；24 小时内新条目 4 条，平日约 21 条；60% 的条目没有时间）"
    )
