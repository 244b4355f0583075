"""The whole way, with a server of its own: three scenarios, the last of which is violated."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603


def test_scenarios_are_crawled_judged_and_told(tmp_path: Path) -> None:
    out = tmp_path / "rows.json"
    ended = _run(str(SAMPLE), "--json", str(out))
    assert (ended.returncode, ended.stdout.splitlines()) == (
        1,
        [
            "class            scenarios violations",
            "well                     2          0",
            "ill                      1          1",
            "all                      3          1",
            "",
            "missing                      items 0, not 1  | 0 items, http_error HTTP 404",
        ],
    ), ended.stderr
    known = ("id", "results", "hang", "crash", "requests", "canary_connects", "guard", "leaked", "left_behind")
    rows = json.loads(out.read_text("utf-8"))
    assert [[row[name] for name in known] for row in rows] == [
        ["plain", [{"items": 1}], False, None, 1, [], [], [], []],
        ["twice", [{"items": 1}, {"items": 1}], False, None, 2, [], [], [], []],
        ["missing", [{"items": 0, "error": "http_error HTTP 404"}], False, None, 1, [], [], [], []],
    ]


def test_a_folder_without_a_server_is_a_mistake(tmp_path: Path) -> None:
    ended = _run(str(tmp_path))
    assert (ended.returncode, ended.stderr) == (2, f"{tmp_path} has no faultserver.py; name the folder that has it\n")
