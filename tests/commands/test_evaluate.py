"""`scrapy evaluate` as a process."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted

from tests.commands.running import Ended, run_scrapy

LABELS = (
    "id\tlabel\troundup\ttitle\tsummary\n"
    "a\t2\t0\t智谱开源新模型\t\nb\t0\t0\t城东的花展昨天闭幕\t\nc\t0\t0\t智谱开源\x1b[2J词典\t\n"
)
SHOWN = """\
x.tsv: relevance, 3 labelled lines

         precision  recall     F1
related      0.500   1.000  0.667
core         0.500   1.000  0.667
grades.kappa: 0.400

label    grade 0    grade 1    grade 2
    0          1          0          1
    1          0          0          0
    2          0          0          1

1 otherwise than labelled:
  c  0 → 2  智谱开源�[2J词典  (标题主体：智谱)
"""


@pytest.fixture
def evaluate(tmp_path: Path) -> Any:
    """Runs ``scrapy evaluate`` on labels that stand in x.tsv."""

    async def run(labels: str | bytes, *options: str) -> Ended:
        path = tmp_path / "x.tsv"
        path.write_bytes(labels if isinstance(labels, bytes) else labels.encode())
        ended = await partial(run_scrapy, tmp_path)("evaluate", str(path), *options)
        return Ended(ended.code, ended.out.replace(str(path), "x.tsv"), ended.err.replace(str(path), "x.tsv"))

    return run


@pytest_twisted.ensureDeferred
async def test_figures_and_what_came_out_otherwise(evaluate: Any) -> None:
    assert await evaluate(LABELS) == Ended(0, SHOWN, "")


@pytest_twisted.ensureDeferred
async def test_a_missed_floor_is_named_and_ends_with_3(evaluate: Any) -> None:
    ended = await evaluate(LABELS, "--floor", "core.recall=1", "--floor", "core.f1=0.7")
    assert ended == Ended(3, SHOWN + "below the floor: core.f1 is 0.6667, not 0.7\n", "")


@pytest_twisted.ensureDeferred
async def test_json_has_the_same_in_one_object(evaluate: Any) -> None:
    ended = await evaluate(LABELS, "--json", "--floor", "core.f1=0.7")
    found = json.loads(ended.out)
    assert (ended.code, found["kind"], found["count"], found["below"]) == (3, "relevance", 3, {"core.f1": 0.7})
    assert found["table"] == [[1, 0, 1], [0, 0, 0], [0, 0, 1]]
    assert [miss["key"] for miss in found["misses"]] == ["c"]


@pytest.mark.parametrize(
    ("labels", "options", "fault"),
    [
        (LABELS + "d\t3\t0\t甲\t\n", [], "x.tsv: line 5: label: '3'; write 0, 1 or 2"),
        (LABELS.encode("gb18030"), [], "x.tsv: line 2: not UTF-8; save the file as UTF-8"),
        (
            LABELS,
            ["--floor", "core.f1=high"],
            "--floor: 'core.f1=high' is no figure and share; write one like core.f1=0.87",
        ),
        (
            LABELS,
            ["--floor", "core.f1=87"],
            "--floor: 'core.f1=87' is no figure and share; write one like core.f1=0.87",
        ),
        (
            LABELS,
            ["--floor", "pairs.f1=0.5"],
            (
                "--floor: no figure of this file is called 'pairs.f1'; there are: related.precision, related.recall, "
                "related.f1, core.precision, core.recall, core.f1, grades.kappa"
            ),
        ),
        (LABELS, ["more.tsv"], "give one file of labels; docs/evaluating.md says how to make one"),
    ],
)
@pytest_twisted.ensureDeferred
async def test_a_fault_is_one_line(evaluate: Any, labels: str | bytes, options: list[str], fault: str) -> None:
    assert await evaluate(labels, *options) == Ended(2, "", f"newsbot: {fault}\n")


@pytest_twisted.ensureDeferred
async def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    ended = await run_scrapy(tmp_path, "evaluate", "none.tsv")
    fault = "none.tsv: cannot be read (No such file or directory); check the path and its permissions"
    assert ended == Ended(2, "", f"newsbot: {fault}\n")
