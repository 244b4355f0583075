from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from newsbot.items import BEIJING, Leaderboard, Score
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Point, Row, Standing, standing

NOW = datetime(2026, 4, 20, 13, 46, tzinfo=BEIJING)


def snapshot(
    published: date,
    scores: Sequence[Score],
    *,
    publisher: str = "p",
    complete: bool = False,
    fetched_at: datetime | None = None,
    board: str = "text",
    category: str = "overall",
) -> Leaderboard:
    at = fetched_at or datetime(published.year, published.month, published.day, 6, tzinfo=UTC)
    return Leaderboard("lmarena", publisher, "u", board, category, published, at, tuple(scores), complete)


def listed(length: int, *, chinese_from: int = 1) -> list[Score]:
    """A list of that length; from the given rank on every second model is Chinese."""
    return [
        Score(rank, f"qwen{rank}" if rank >= chinese_from and rank % 2 == 0 else f"gpt-{rank}", 1600.0 - rank)
        for rank in range(1, length + 1)
    ]


def shown(boards: Sequence[Leaderboard], now: datetime = NOW) -> Standing:
    result = standing(boards, now=now)
    assert result is not None
    return result


def test_tables_of_the_first_daily_come_out_of_its_figures() -> None:
    chinese = {
        15: ("deepseek-v3-0324", 1368.2),
        20: ("hunyuan-turbos-20250416", 1355.5),
        21: ("deepseek-r1", 1354.0),
        29: ("qwen2.5-max", 1337.4),
        30: ("qwen3-235b-a22b", 1336.5),
        33: ("qwen3-32b", 1324.1),
        37: ("deepseek-v3", 1315.0),
        41: ("glm-4-plus-0111", 1307.3),
        42: ("qwen-plus-0125", 1306.9),
        45: ("step-2-16k-exp-202412", 1301.0),
        50: ("yi-lightning", 1290.0),
    }
    best = {
        1: ("gemini-2.5-pro-preview-05-06", 1446.0),
        2: ("gemini-2.5-pro-exp-03-25", 1433.3),
        3: ("gemini-2.5-flash-preview-05-20", 1418.0),
        4: ("o3-2025-04-16", 1409.4),
        5: ("chatgpt-4o-latest-20250326", 1405.0),
    }
    filler = {rank: (f"filler-{rank}", 1404.0 - rank) for rank in range(6, 60)}
    full = [Score(rank, *model) for rank, model in sorted((filler | best | chinese).items())]
    fetched = datetime(2026, 1, 20, 5, 46, tzinfo=UTC)
    boards = [snapshot(date(2025, 5, 22), full, complete=True, fetched_at=fetched)]
    still = Movement()
    assert standing(boards, now=datetime(2026, 1, 20, 13, 46, tzinfo=BEIJING)) == Standing(
        published=date(2025, 5, 22),
        fetched_at=fetched,
        publisher="p",
        url="u",
        age_days=243,
        top=(
            Row(1, "gemini-2.5-pro-preview-05-06", "Google", 1446, still),
            Row(2, "gemini-2.5-pro-exp-03-25", "Google", 1433, still),
            Row(3, "gemini-2.5-flash-preview-05-20", "Google", 1418, still),
            Row(4, "o3-2025-04-16", "OpenAI", 1409, still),
            Row(5, "chatgpt-4o-latest-20250326", "OpenAI", 1405, still),
        ),
        chinese=(
            Row(15, "deepseek-v3-0324", "DeepSeek", 1368, still),
            Row(20, "hunyuan-turbos-20250416", "腾讯", 1356, still),
            Row(21, "deepseek-r1", "DeepSeek", 1354, still),
            Row(29, "qwen2.5-max", "阿里", 1337, still),
            Row(30, "qwen3-235b-a22b", "阿里", 1337, still),
            Row(33, "qwen3-32b", "阿里", 1324, still),
            Row(37, "deepseek-v3", "DeepSeek", 1315, still),
            Row(41, "glm-4-plus-0111", "智谱", 1307, still),
            Row(42, "qwen-plus-0125", "阿里", 1307, still),
            Row(45, "step-2-16k-exp-202412", "阶跃星辰", 1301, still),
        ),
    )


def test_without_a_snapshot_there_is_no_standing() -> None:
    assert standing([], now=NOW) is None
    assert standing([snapshot(date(2026, 4, 1), [])], now=NOW) is None


def test_newest_list_with_ten_chinese_models_is_shown_whatever_the_order() -> None:
    boards = [snapshot(date(2026, 4, day), listed(30)) for day in (3, 19, 11)]
    assert shown(boards).published == date(2026, 4, 19)
    assert shown(boards[::-1]).published == date(2026, 4, 19)
    assert shown(boards).passed_over is None


def test_newer_list_that_is_too_short_is_passed_over() -> None:
    boards = [snapshot(date(2026, 4, 3), listed(30)), snapshot(date(2026, 4, 19), listed(18))]
    result = shown(boards)
    assert (result.published, result.passed_over, result.age_days) == (date(2026, 4, 3), date(2026, 4, 19), 17)
    assert len(result.chinese) == 10


def test_fuller_list_of_another_publisher_is_shown_when_the_newest_is_too_short() -> None:
    boards = [
        snapshot(date(2026, 4, 19), listed(18), publisher="cut"),
        snapshot(date(2026, 4, 2), listed(300), publisher="full", complete=True),
    ]
    assert shown(boards).publisher == "full"


def test_last_complete_list_is_shown_when_none_has_ten_chinese_models() -> None:
    boards = [
        snapshot(date(2026, 4, 19), listed(10)),
        snapshot(date(2026, 4, 12), listed(12), complete=True),
        snapshot(date(2026, 4, 2), listed(18), complete=True),
    ]
    assert shown(boards).published == date(2026, 4, 12)


def test_older_list_that_shows_no_more_chinese_models_does_not_stand_in_for_a_new_one() -> None:
    cut = snapshot(date(2026, 4, 19), listed(18))
    for older in (
        snapshot(date(2026, 3, 22), listed(6), publisher="q", complete=True),
        snapshot(date(2026, 3, 22), listed(30, chinese_from=14), publisher="q", complete=True),
    ):
        assert (shown([cut, older]).published, shown([cut, older]).passed_over) == (cut.published, None)


def test_complete_list_is_never_passed_over() -> None:
    newest, older = (snapshot(date(2026, 4, 19), listed(18), complete=True), snapshot(date(2026, 4, 1), listed(40)))
    assert (shown([newest, older]).published, shown([newest, older]).passed_over) == (newest.published, None)


def test_list_as_deep_as_an_older_one_with_more_chinese_models_is_shown() -> None:
    newest = snapshot(date(2026, 4, 19), listed(71, chinese_from=54))
    older = snapshot(date(2026, 3, 22), listed(71))
    assert len(shown([newest, older]).chinese) == 9
    assert shown([newest, older]).published == newest.published


def test_what_is_not_dated_is_not_called_so() -> None:
    cut = replace(snapshot(date(2026, 4, 19), listed(18)), dated=False)
    old = replace(snapshot(date(2026, 4, 12), listed(30)), dated=False)
    result = shown([cut, old])
    assert (result.published, result.dated) == (old.published, False)
    assert (result.passed_over, result.passed_over_dated, result.passed_over_rows) == (cut.published, False, 18)
    alone = shown([old])
    assert (alone.passed_over, alone.passed_over_dated, alone.passed_over_rows) == (None, True, 0)


def test_past_on_another_scale_is_not_compared() -> None:
    higher = [replace(score, rating=score.rating + 90) for score in listed(30)]
    days = [date(2026, 4, day) for day in (10, 13, 16, 19)]
    boards = [snapshot(day, rows) for day, rows in zip(days, [listed(30)] * 2 + [higher] * 2, strict=True)]
    row = shown(boards).chinese[0]
    assert [point.day for point in row.history] == days[2:]
    assert row.movement == Movement(days[2])
    assert shown(boards[:3]).chinese[0].movement == Movement(days[1], rescaled=True)
    assert shown(boards[:3]).chinese[0].history == ()


def test_fuller_list_of_long_ago_does_not_stand_in_for_a_new_one() -> None:
    boards = [snapshot(date(2026, 4, 19), listed(6)), snapshot(date(2026, 3, 19), listed(40), complete=True)]
    assert shown(boards).published == date(2026, 4, 19)


def test_newest_list_is_shown_when_all_are_cut_short() -> None:
    lengths = {19: 6, 12: 14, 5: 14, 2: 8}
    boards = [snapshot(date(2026, 4, day), listed(length)) for day, length in lengths.items()]
    result = shown(boards)
    assert (result.published, len(result.chinese), result.passed_over) == (date(2026, 4, 19), 3, None)


def test_of_two_lists_of_one_day_the_longer_one_is_shown() -> None:
    day = date(2026, 4, 19)
    later = datetime(2026, 4, 19, 9, tzinfo=UTC)
    boards = [snapshot(day, listed(50)), snapshot(day, listed(20), fetched_at=later)]
    assert shown(boards).fetched_at == boards[0].fetched_at


def test_snapshots_from_after_the_report_are_as_if_they_were_not_there() -> None:
    past, later = date(2026, 4, 3), datetime(2026, 4, 21, tzinfo=UTC)
    boards = [
        snapshot(past, listed(30)),
        snapshot(date(2026, 4, 19), listed(30), fetched_at=later),
        snapshot(date(2026, 4, 21), listed(30), fetched_at=NOW - timedelta(days=1)),
    ]
    assert shown(boards).published == past


def test_age_counts_beijing_days() -> None:
    boards = [snapshot(date(2026, 4, 19), listed(30))]
    evening = datetime(2026, 4, 20, 15, 59, tzinfo=UTC)
    assert shown(boards, evening).age_days == 1
    assert shown(boards, evening + timedelta(minutes=1)).age_days == 2
    assert shown(boards, evening.astimezone(timezone(timedelta(hours=-8)))).age_days == 1


def test_other_boards_and_categories_are_left_alone() -> None:
    boards = [
        snapshot(date(2026, 4, 19), listed(30), board="vision"),
        snapshot(date(2026, 4, 18), listed(30), category="coding"),
        snapshot(date(2026, 4, 17), listed(30)),
    ]
    assert shown(boards).published == date(2026, 4, 17)
    assert standing(boards[1:2], now=NOW) is None
    vision = standing(boards, now=NOW, board="vision")
    assert vision is not None
    assert vision.published == date(2026, 4, 19)


def test_movement_only_compares_lists_of_one_publisher() -> None:
    before = [Score(1, "qwen2", 1500.0), Score(2, "gpt-1", 1490.0)]
    after = [Score(1, "gpt-1", 1495.0), Score(2, "qwen2", 1493.0)]
    day, old = date(2026, 4, 19), date(2026, 4, 10)
    own = [snapshot(old, before), snapshot(day, after)]
    other = [snapshot(old, before, publisher="q"), snapshot(day, after)]
    changed = standing(own, now=NOW, chinese=1)
    unknown = standing(other, now=NOW, chinese=1)
    assert changed is not None
    assert unknown is not None
    history = (Point(old, 1500), Point(day, 1493))
    assert changed.chinese == (Row(2, "qwen2", "阿里", 1493, Movement(old, places=-1, points=-7), history),)
    assert unknown.chinese == (Row(2, "qwen2", "阿里", 1493, Movement()),)


def test_second_reading_of_the_same_data_is_no_movement() -> None:
    day = date(2026, 4, 19)
    again = datetime(2026, 4, 20, 1, tzinfo=UTC)
    boards = [snapshot(day, listed(30)), snapshot(day, listed(20), fetched_at=again)]
    assert {row.movement for row in shown(boards).top} == {Movement()}


def test_list_lengths_that_jump_bring_no_new_model() -> None:
    lengths = [30, 20, 50, 30, 71, 20, 50]
    boards = [snapshot(date(2026, 4, day), listed(length)) for day, length in enumerate(lengths, start=1)]
    for count in range(1, len(boards) + 1):
        result = standing(boards[:count], now=NOW, chinese=1, top=100)
        assert result is not None
        assert [row.model for row in result.top if row.movement.text != "–"] == []


def test_a_row_tells_its_past_with_the_publisher_oldest_first() -> None:
    boards = [snapshot(date(2026, 3, 1) + timedelta(days=number), listed(30)) for number in range(40)]
    row = shown(boards).chinese[0]
    assert [point.day for point in row.history] == [date(2026, 3, 11) + timedelta(days=number) for number in range(30)]
    assert {point.rating for point in row.history} == {row.rating}


def test_unknown_vendor_is_printed_as_the_leaderboard_spells_it() -> None:
    boards = [snapshot(date(2026, 4, 19), [Score(1, "thing-1", 1500.0, "Some Lab"), Score(2, "thing-2", 1400.0)])]
    assert [row.vendor for row in shown(boards).top] == ["Some Lab", ""]
