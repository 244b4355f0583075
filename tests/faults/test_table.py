from typing import Any

from tests.faults.row import Row
from tests.faults.table import Judged, progress, table, violations


def _judged(name: str, group: str, results: list[dict[str, Any]], *reasons: str) -> Judged:
    row: Row = {
        "id": name,
        "class": group,
        "expect": {},
        "results": results,
        "wall": 0.4,
        "rss_mb": 101,
        "hang": False,
        "crash": None,
        "stderr": "",
        "requests": 1,
        "canary_connects": [],
        "guard": [],
        "leaked": [],
        "left_behind": [],
    }
    return Judged(row, reasons)


JUDGED = [
    _judged("slow", "transport", [{"items": 0, "error": "timeout"}]),
    _judged("inside", "ssrf", [{"items": 1}, {"items": 2}], "items 3>0", "CANARY"),
    _judged("reset", "transport", [], "HANG"),
]


def test_the_table_counts_scenarios_and_violations_of_each_class() -> None:
    assert table(JUDGED).splitlines() == [
        "class            scenarios violations",
        "transport                2          1",
        "ssrf                     1          1",
        "all                      3          2",
    ]


def test_each_violation_is_a_line_with_its_reasons_and_what_was_told() -> None:
    assert violations(JUDGED).splitlines() == [
        "inside                       items 3>0; CANARY  | 1 items / 2 items",
        "reset                        HANG  | nothing",
    ]


def test_progress_says_what_a_scenario_cost_and_how_it_was_judged() -> None:
    assert [progress(each, 7, 9) for each in JUDGED[:2]] == [
        "[7/9] slow 0.4 s 101 MB: ok",
        "[7/9] inside 0.4 s 101 MB: items 3>0; CANARY",
    ]
