"""What the judging reaches on labelled files is held: see labels/floors.toml.

Beside the project's own labels there may be recorded ones, which are not part of it: NEWSBOT_RECORDINGS names the
folder they lie in.
"""

import math
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsbot.judging.label_file import read_labels
from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.trials import Miss, Trial, trial

OWN = Path(__file__).parent / "labels"
FLOORS = OWN / "floors.toml"
RECORDED = Path(os.environ.get("NEWSBOT_RECORDINGS", "")) / "labels"
KINDS = ("relevance", "stories", "pairs", "title_pairs")
SHOWN = 60  # lines of a failure's message


def _trial(folder: Path, kind: str) -> Trial:
    return trial(read_labels((folder / f"{kind}.tsv").read_bytes(), f"{kind}.tsv"), bundled_lexicon())


def _told(miss: Miss) -> str:
    return f"  {miss.key}: {miss.due} → {miss.found}: {' ≠ '.join(miss.titles)} ({miss.reason})"


def _complaint(result: Trial, floors: dict[str, float], known: set[str]) -> str:
    """Which floors are missed, and the lines that have flipped; empty where all is well."""
    below = [
        f"{name} is {result.figures[name]:.4f}, its floor {floor}"
        for name, floor in floors.items()
        if result.figures[name] < floor
    ]
    if not below:
        return ""
    flipped = [_told(miss) for miss in result.misses if miss.key not in known]
    mended = sorted(known - {miss.key for miss in result.misses})
    shown = flipped[:SHOWN] + [f"  … and {len(flipped) - SHOWN} more"] * (len(flipped) > SHOWN)
    return "\n".join([*below, "newly wrong:", *shown, f"now right: {' '.join(mended)}"])


def _floor(value: float | dict[str, float]) -> float:
    return value["floor"] if isinstance(value, dict) else value


def _raised(value: float | dict[str, float], reached: float) -> float | dict[str, float]:
    """What a floor becomes: the figure reached, or the goal where that is passed; never less than it was."""
    reached = math.floor(reached * 1000) / 1000
    if isinstance(value, dict):
        return value | {"floor": max(value["floor"], min(reached, value["goal"]))}
    return max(value, reached)


def _rewrite(section: str, kind: str, result: Trial) -> None:
    text = FLOORS.read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    entry = table[section][kind]
    for name in set(entry) - {"wrong"}:
        entry[name] = _raised(entry[name], result.figures[name])
    if "wrong" in entry:
        entry["wrong"] = " ".join(sorted({miss.key for miss in result.misses}))
    FLOORS.write_text(text.partition("[")[0] + _written(table), "utf-8")


def _written(table: dict[str, Any]) -> str:
    blocks = []
    for section, kinds in table.items():
        for kind, entry in kinds.items():
            lines = [f'"{name}" = {_value(value)}' for name, value in entry.items() if name != "wrong"]
            lines += [f'wrong = "{entry["wrong"]}"'] if "wrong" in entry else []
            blocks.append("\n".join([f"[{section}.{kind}]", *lines]))
    return "\n\n".join(blocks) + "\n"


def _value(value: float | dict[str, float]) -> str:
    if isinstance(value, dict):
        return f"{{ floor = {value['floor']:.3f}, goal = {value['goal']:.2f} }}"
    return f"{value:.3f}"


def _hold(section: str, folder: Path, kind: str, request: pytest.FixtureRequest) -> None:
    result = _trial(folder, kind)
    entry = tomllib.loads(FLOORS.read_text("utf-8"))[section][kind]
    if request.config.getoption("--rewrite"):
        _rewrite(section, kind, result)
        pytest.skip("floors raised where more is reached; git diff shows what has changed")
    floors = {name: _floor(value) for name, value in entry.items() if name != "wrong"}
    complaint = _complaint(result, floors, set(entry.get("wrong", "").split()))
    if complaint:
        pytest.fail(complaint, pytrace=False)


@pytest.mark.parametrize("kind", KINDS)
def test_own_labels(kind: str, request: pytest.FixtureRequest) -> None:
    _hold("own", OWN, kind, request)


@pytest.mark.skipif("NEWSBOT_RECORDINGS" not in os.environ, reason="NEWSBOT_RECORDINGS names no folder of labels")
@pytest.mark.parametrize("kind", KINDS)
def test_recorded_labels(kind: str, request: pytest.FixtureRequest) -> None:
    _hold("recorded", RECORDED, kind, request)


def test_every_floor_is_a_share_above_nothing() -> None:
    table = tomllib.loads(FLOORS.read_text("utf-8"))
    floors = {
        (section, kind, name): _floor(value)
        for section, kinds in table.items()
        for kind, entry in kinds.items()
        for name, value in entry.items()
        if name != "wrong"
    }
    assert {(section, kind) for section, kind, _ in floors} == {(s, k) for s in ("own", "recorded") for k in KINDS}
    assert [place for place, floor in floors.items() if not 0.5 < floor <= 1.0] == []


RESULT = Trial(
    "relevance",
    3,
    {"core.f1": 0.8, "related.f1": 0.9},
    (Miss("r1", "2", "0", ("旧错",), "甲"), Miss("r2", "0", "2", ("新错",), "乙")),
)


def test_a_missed_floor_is_told_with_the_headlines_that_flipped() -> None:
    assert _complaint(RESULT, {"core.f1": 0.85, "related.f1": 0.9}, {"r1", "r3"}) == (
        "core.f1 is 0.8000, its floor 0.85\nnewly wrong:\n  r2: 0 → 2: 新错 (乙)\nnow right: r3"
    )


def test_floors_that_are_held_say_nothing() -> None:
    assert _complaint(RESULT, {"core.f1": 0.8, "related.f1": 0.9}, set()) == ""


def test_rewriting_raises_a_floor_and_lowers_none() -> None:
    assert [_raised(0.7, 0.8129), _raised(0.9, 0.8)] == [0.812, 0.9]
    goal = {"floor": 0.7, "goal": 0.8}
    assert [_floor(_raised(goal, reached)) for reached in (0.6, 0.75, 0.9)] == [0.7, 0.75, 0.8]
