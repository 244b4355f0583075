import json

import pytest

from newsbot.demo.arena import SCORES, arena

RAW = "https://raw.githubusercontent.com"
OOLONG = "/oolong-tea-2026/arena-ai-leaderboards/main/data"
CHINESE = (
    "deepseek",
    "qwen",
    "qwq",
    "glm",
    "chatglm",
    "hunyuan",
    "step-",
    "yi-",
    "kimi",
    "minimax",
    "ernie",
    "internlm",
)


def board(day):
    return json.loads(arena()[RAW].respond(SCORES).body)[day]["text"]["overall"]


def ranking(day):
    ratings = board(day)
    return [
        (rank, model, round(ratings[model]))
        for rank, model in enumerate(sorted(ratings, key=lambda model: -ratings[model]), 1)
    ]


def test_board_of_may_gives_the_first_five():
    assert ranking("20250522")[:5] == [
        (1, "gemini-2.5-pro-preview-05-06", 1446),
        (2, "gemini-2.5-pro-exp-03-25", 1433),
        (3, "gemini-2.5-flash-preview-05-20", 1418),
        (4, "o3-2025-04-16", 1409),
        (5, "chatgpt-4o-latest-20250326", 1405),
    ]


def test_board_of_may_gives_the_chinese_ten_at_their_ranks():
    chinese = [row for row in ranking("20250522") if row[1].startswith(CHINESE)]
    assert chinese[:10] == [
        (15, "deepseek-v3-0324", 1368),
        (20, "hunyuan-turbos-20250416", 1356),
        (21, "deepseek-r1", 1354),
        (29, "qwen2.5-max", 1337),
        (30, "qwen3-235b-a22b", 1337),
        (33, "qwen3-32b", 1324),
        (37, "deepseek-v3", 1315),
        (41, "glm-4-plus-0111", 1307),
        (42, "qwen-plus-0125", 1307),
        (45, "step-2-16k-exp-202412", 1301),
    ]


@pytest.mark.parametrize("day", ["20250227", "20250522"])
def test_ratings_differ_so_that_the_order_is_certain(day):
    ratings = board(day).values()
    assert len(ratings) > 60
    assert [rating for rating in ratings if list(ratings).count(rating) > 1] in ([], [1269.19, 1269.19])


def test_board_of_february_has_the_published_figures():
    assert [row for row in ranking("20250227") if row[1].startswith(CHINESE)][:6] == [
        (9, "deepseek-r1", 1363),
        (15, "qwen2.5-max", 1335),
        (18, "deepseek-v3", 1318),
        (21, "glm-4-plus-0111", 1311),
        (22, "qwen-plus-0125", 1310),
        (24, "step-2-16k-exp-202412", 1305),
    ]


def test_file_is_not_in_the_order_of_the_ranking():
    assert list(board("20250522")) == sorted(board("20250522"))


def test_validators_tell_the_date_of_the_data():
    assert arena()[RAW].respond(SCORES).headers["Last-Modified"] == "Thu, 22 May 2025 00:00:00 GMT"


def test_official_rows_are_out_of_service():
    rows = arena()["https://datasets-server.huggingface.co"].respond(
        "/rows?dataset=lmarena-ai/leaderboard-dataset&config=text&split=latest&offset=0&length=100"
    )
    assert (rows.status, rows.headers) == (503, {"Content-Type": "application/json; charset=utf-8"})
    assert list(json.loads(rows.body)) == ["error"]


@pytest.mark.parametrize("path", [f"{OOLONG}/latest.json", f"{OOLONG}/2026-01-20/text.json"])
def test_the_daily_lists_are_not_there(path):
    assert arena()[RAW].respond(path).status == 404
