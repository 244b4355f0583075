"""What of several boards comes in, which one decides, and what is read of the past."""

import json
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_twisted

from newsbot.items import BEIJING, Outcome
from newsbot.reading import score_history
from newsbot.storing import boards
from newsbot.storing.database import Database
from spiders.lmarena import DAYS, HISTORY, ROWS, LmarenaSpider

NOW = datetime(2026, 4, 20, 12, 0, tzinfo=BEIJING)
JSON = {"Content-Type": "application/json"}
RATINGS = {"gemini-x": 1450, "qwen-x": 1431}


def board(name: str = "text", ratings: Any = None) -> dict[str, Any]:
    models = [
        {"rank": rank, "model": model, "vendor": "", "score": score, "ci": 5, "votes": 1}
        for rank, (model, score) in enumerate((ratings or RATINGS).items(), start=1)
    ]
    return {"meta": {"leaderboard": name, "last_updated": None}, "models": models}


def day(folder: str, **files: Any) -> dict[str, Any]:
    named = {name.replace("_", "-"): found for name, found in files.items()}
    index = {"leaderboards": {name: {"model_count": 2} for name in named}}
    return {
        DAYS.format(path=f"{folder}/_index.json"): index,
        **{DAYS.format(path=f"{folder}/{name}.json"): found for name, found in named.items() if found is not None},
    }


def latest(folder: str) -> dict[str, Any]:
    return {DAYS.format(path="latest.json"): {"date": folder, "path": folder}}


def rows(*named: tuple[str, str], offset: int = 0, total: int = 0, config: str = "text") -> dict[str, Any]:
    found = [
        {
            "row": {
                "model_name": model,
                "rating": 1500.0 - number,
                "rank": number + 1,
                "category": category,
                "leaderboard_publish_date": "2026-04-19",
            }
        }
        for number, (category, model) in enumerate(named)
    ]
    return {ROWS.format(board=config, offset=offset): {"rows": found, "num_rows_total": total or len(found)}}


def answers(answer: Any, *documents: dict[str, Any]) -> dict[str, Any]:
    return {url: answer(json.dumps(body).encode(), 200, JSON) for each in documents for url, body in each.items()}


def found(crawled: Any) -> list[tuple[str, str, str]]:
    return sorted((each.board, each.category, str(each.published)) for each in crawled.items)


@pytest_twisted.ensureDeferred
async def test_every_board_of_a_day_is_read_and_one_that_fails_loses_no_other(crawl: Any, answer: Any) -> None:
    odd = board("vision", {"a": 9999})
    listed = day("2026-04-19", code=board("code"), text=board(), vision=odd, search=None, text_to_image=board("video"))
    crawled = await crawl("lmarena", answers(answer, latest("2026-04-19"), listed), NOW)
    assert found(crawled) == [("text", "overall", "2026-04-19"), ("webdev", "overall", "2026-04-19")]
    attempt = crawled.attempts[-1]
    assert (attempt.outcome, attempt.entries) == (Outcome.OK, 2)
    assert attempt.detail.split("; ") == [
        "2026-04-19/'vision': 'a': rating 9999 is outside 100 to 3000",
        "2026-04-19/search.json: HTTP 404",
        "2026-04-19/text-to-image.json: has the board 'video'",
    ]
    # The one that is wanted is asked for first.
    assert [url.rsplit("/", 1)[1] for url in crawled.requests][-6:-3] == ["_index.json", "text.json", "code.json"]


@pytest_twisted.ensureDeferred
async def test_wanted_board_that_fails_sends_to_the_next_publisher_and_keeps_the_others(
    crawl: Any, answer: Any
) -> None:
    listed = day("2026-04-19", text=None, vision=board("vision"))
    history = {HISTORY: {"20260418": {"text": {"full": RATINGS}}}}
    crawled = await crawl("lmarena", answers(answer, latest("2026-04-19"), listed, history), NOW)
    assert found(crawled) == [("text", "overall", "2026-04-18"), ("vision", "overall", "2026-04-19")]
    assert crawled.outcomes[1:] == [("arena-ai-leaderboards", Outcome.HTTP_ERROR), ("lmarena-history", Outcome.OK)]


@pytest_twisted.ensureDeferred
async def test_without_its_index_the_wanted_board_of_a_day_is_read(crawl: Any, answer: Any) -> None:
    listed = {DAYS.format(path="2026-04-19/text.json"): board()}
    crawled = await crawl("lmarena", answers(answer, latest("2026-04-19"), listed), NOW)
    assert found(crawled) == [("text", "overall", "2026-04-19")]
    assert crawled.attempts[-1].detail == "2026-04-19/_index.json: HTTP 404"


@pytest_twisted.ensureDeferred
async def test_a_site_that_refuses_us_is_asked_for_no_further_board(crawl: Any, answer: Any) -> None:
    table = answers(answer, latest("2026-04-19"), day("2026-04-19", text=board(), code=board("code"), vision=None))
    code = DAYS.format(path="2026-04-19/code.json")
    table[code] = answer(b"", 429, {"Retry-After": "7200"})
    crawled = await crawl("lmarena", table, NOW)
    assert found(crawled) == [("text", "overall", "2026-04-19")]
    refused = crawled.attempts[1]
    assert (refused.outcome, refused.retry_at) == (Outcome.RATE_LIMITED, NOW + timedelta(hours=2))
    assert crawled.requests[-1] == code


@pytest_twisted.ensureDeferred
async def test_categories_that_were_read_whole_are_kept(crawl: Any, answer: Any) -> None:
    first = rows(("overall", "a"), ("overall", "b"), ("chinese", "b"), total=4)
    second = rows(("chinese", "a"), offset=3, total=4)
    whole = await crawl("lmarena", answers(answer, first, second), NOW, NEWSBOT_LEADERBOARD="text/chinese")
    assert found(whole) == [("text", "chinese", "2026-04-19"), ("text", "overall", "2026-04-19")]
    assert whole.outcomes == [("官方数据集", Outcome.OK)]


@pytest_twisted.ensureDeferred
async def test_a_page_that_is_missing_costs_only_its_category(crawl: Any, answer: Any) -> None:
    first = rows(("overall", "a"), ("overall", "b"), ("chinese", "b"), total=4)
    crawled = await crawl("lmarena", answers(answer, first), NOW, NEWSBOT_LEADERBOARD="text/chinese")
    assert found(crawled) == [("text", "overall", "2026-04-19")]
    assert crawled.outcomes[0] == ("官方数据集", Outcome.HTTP_ERROR)


@pytest_twisted.ensureDeferred
async def test_the_chosen_board_is_asked_for_and_printed(crawl: Any, answer: Any) -> None:
    official = rows(("overall", "gemini-x"), ("overall", "qwen-x"), config="text_style_control")
    chosen = {"NEWSBOT_LEADERBOARD": "text_style_control/overall"}
    crawled = await crawl("lmarena", answers(answer, official), NOW, **chosen)
    assert found(crawled) == [("text_style_control", "overall", "2026-04-19")]
    report = (crawl.reports / "2026-04-20.md").read_text("utf-8")
    assert "## 国产模型排行榜 (LM Arena · 文本（风格控制） · 总榜)\n" in report
    assert "（lmarena-ai/leaderboard-dataset）" in report


@pytest_twisted.ensureDeferred
async def test_undated_list_that_never_changes_grows_stale(crawl: Any, answer: Any) -> None:
    """A folder a day, each with the rows of the first: the next publisher is asked once they are old."""
    first = NOW
    outcomes = []
    for ago in (0, 6, 8, 60):
        now = first + timedelta(days=ago)
        folder = str(now.date())
        table = answers(answer, latest(folder), day(folder, text=board()))
        crawled = await crawl("lmarena", table, now)
        (attempt,) = [each for each in crawled.attempts if each.route == "arena-ai-leaderboards"]
        outcomes.append((attempt.outcome, attempt.detail))
    assert outcomes == [(Outcome.OK, ""), (Outcome.OK, ""), *[(Outcome.STALE, "nothing since 2026-04-20")] * 2]


@pytest_twisted.ensureDeferred
async def test_history_is_read_without_holding_up_the_crawl(
    crawl: Any, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a board costs to be read, it costs a thread."""
    threads = set()

    def ratings(*args: Any, **more: Any) -> Any:
        threads.add(threading.current_thread())
        return read(*args, **more)

    read = score_history._ratings
    monkeypatch.setattr(score_history, "_ratings", ratings)
    years = {HISTORY: {f"202603{number}": {"text": {"full": RATINGS}} for number in range(10, 30)}}
    crawled = await crawl("lmarena", answers(answer, years), NOW)
    assert len(crawled.items) == 2
    assert threads
    assert threading.main_thread() not in threads


@pytest.fixture
def past(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``-a backfill=1`` says to a spider."""
    monkeypatch.setattr(LmarenaSpider, "backfill", "1")


@pytest.mark.usefixtures("past")
@pytest_twisted.ensureDeferred
async def test_a_backfill_asks_every_publisher_for_its_past(crawl: Any, answer: Any) -> None:
    official = rows(("overall", "a"))
    days = {**latest("2026-03-22"), **day("2026-03-22", text=board(), code=board("code"))}
    # Of the 20th there is no folder.
    days |= {**day("2026-03-21", text=board(), code=board("code")), **day("2026-03-19", text=board())}
    years = {HISTORY: {f"2025{month:02}01": {"text": {"full": RATINGS, "chinese": RATINGS}} for month in range(1, 6)}}
    table = answers(answer, official, days, years)
    crawled = await crawl("lmarena", table, NOW)
    assert [attempt.outcome for attempt in crawled.attempts] == [Outcome.OK] * 3
    assert [attempt.detail for attempt in crawled.attempts] == ["", "", ""]
    assert found(crawled) == sorted(
        [
            ("text", "overall", "2026-04-19"),
            *(("text", "overall", f"2026-03-{number}") for number in (19, 21, 22)),
            ("webdev", "overall", "2026-03-22"),
            *(("text", category, f"2025-0{month}-01") for month in range(1, 6) for category in ("overall", "chinese")),
        ]
    )
    again = await crawl("lmarena", table, NOW)
    days_asked = [url.split("/data/")[1] for url in again.requests if "/data/20" in url]
    # Those that were read are not asked for again; the one without a folder is.
    assert days_asked == [
        "2026-03-22/_index.json",
        "2026-03-22/text.json",
        "2026-03-22/code.json",
        "2026-03-20/text.json",
    ]


@pytest.mark.usefixtures("past")
@pytest_twisted.ensureDeferred
async def test_a_backfill_changes_no_past_issue(crawl: Any, answer: Any, database: Database, database_url: str) -> None:
    deep = {f"model-{number}": 1400 - number for number in range(9)}
    years = {HISTORY: {"20250301": {"text": {"full": deep}}, "20250201": {"text": {"full": RATINGS}}}}
    await crawl("lmarena", answers(answer, years), NOW, NEWSBOT_DATABASE=database_url)
    shallow = {HISTORY: {"20250301": {"text": {"full": RATINGS}}, "20250101": {"text": {"full": RATINGS}}}}
    later = NOW + timedelta(days=1)
    await crawl("lmarena", answers(answer, shallow), later, NEWSBOT_DATABASE=database_url)

    def known(before: datetime) -> list[tuple[str, int]]:
        with database.reading() as connection:
            newest = boards.newest(connection, board="text", category="overall", before=before)
        return [(str(each.published), len(each.scores)) for each in newest]

    assert known(later) == [("2025-03-01", 2), ("2025-02-01", 2), ("2025-01-01", 2)]
    assert known(NOW) == [("2025-03-01", 9), ("2025-02-01", 2)]
