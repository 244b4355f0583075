"""The project's own labels keep to what docs/evaluating.md says of them."""

import csv
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from newsbot.items import BEIJING

FOLDER = Path(__file__).parent / "labels"
# Judged by its main subject alone, an ordinary headline has no near miss.
WITHOUT_NEAR_MISS = {"plain_off"}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_file_says_that_it_is_invented(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# A test set written by hand for newsbot: every headline and summary is")


def test_every_case_has_three_lines_on_either_side_of_the_line() -> None:
    cases = Counter(row["case"] for row in _rows("relevance.tsv"))
    names = {case[:-1] for case in cases}
    sides = {f"{name}{side}" for name in names for side in "+-" if side == "+" or name not in WITHOUT_NEAR_MISS}
    assert len(names) >= 25
    assert {side for side in sides if cases[side] < 3} == set()


def test_most_headlines_have_a_summary_and_many_have_none() -> None:
    rows = _rows("relevance.tsv")
    assert len(rows) >= 330
    assert 0.6 < sum(bool(row["summary"]) for row in rows) / len(rows) < 0.8


def test_only_core_lines_name_entities_and_no_digest_is_core() -> None:
    rows = _rows("relevance.tsv")
    assert [row["id"] for row in rows if bool(row["entities"]) != (row["label"] == "2")] == []
    assert [row["id"] for row in rows if row["roundup"] == "1" and row["label"] == "2"] == []


def test_a_story_item_of_a_later_day_is_marked() -> None:
    days: defaultdict[str, list[tuple[datetime, str, str]]] = defaultdict(list)
    for row in _rows("stories.tsv"):
        at = datetime.fromisoformat(row["published"]).astimezone(BEIJING)
        days[row["story_id"]].append((at, row["followup"], row["item_id"]))
    wrong = [
        key
        for items in days.values()
        for at, marked, key in items
        if marked != str(int(at.date() > min(items)[0].date()))
    ]
    assert (sum(map(len, days.values())) >= 120, wrong) == (True, [])


def test_pairs_are_of_the_stories_and_say_what_they_say() -> None:
    claims = {row["title"]: (row["story_id"], row["facet"]) for row in _rows("stories.tsv")}
    pairs = _rows("pairs.tsv")
    wrong = [
        row["pair_id"] for row in pairs if (claims[row["title_a"]] == claims[row["title_b"]]) != (row["same"] == "1")
    ]
    assert (len(pairs) >= 70, wrong) == (True, [])


@pytest.mark.parametrize("name", ["pairs.tsv", "title_pairs.tsv"])
def test_about_half_of_the_pairs_are_the_same(name: str) -> None:
    rows = _rows(name)
    assert 0.4 < sum(row["same"] == "1" for row in rows) / len(rows) < 0.6
