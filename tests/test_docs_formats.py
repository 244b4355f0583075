"""docs/formats.md names every field of the public formats, and no other."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from newsbot.issue.daily import Condensation, Daily, FollowUp, Item, Line, Link, SourceState, Window
from newsbot.issue.rollup import Change, Failing, Issue, Rollup, Vendor
from newsbot.issue.running import Place, Running
from newsbot.items import Article, Judgement
from newsbot.leaderboard.movement import Movement
from newsbot.leaderboard.ranking import Point, Row, Standing
from newsbot.leaderboard.trend import Series, Trend

TEXT = (Path(__file__).parents[1] / "docs" / "formats.md").read_text("utf-8")
TABLES = [re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) for table in TEXT.split("| field | what it is |")[1:]]


def test_tables_have_the_fields_in_their_order() -> None:
    documented = [Daily, Window, Item, Line, Standing, SourceState, Rollup, Running]
    # The formats of exports have a table of their own behind the last one.
    assert [table[: len(fields(each))] for table, each in zip(TABLES, documented, strict=True)] == [
        [field.name for field in fields(each)] for each in documented
    ]
    assert [len(table) for table in TABLES[:-1]] == [len(fields(each)) for each in documented[:-1]]


@pytest.mark.parametrize(
    "kind",
    [
        Link,
        FollowUp,
        Row,
        Movement,
        Point,
        Trend,
        Series,
        Condensation,
        Issue,
        Vendor,
        Change,
        Failing,
        Place,
        Article,
        Judgement,
    ],
)
def test_small_values_are_told_in_words(kind: type) -> None:
    paragraphs = [set(re.findall(r"`(\w+)`", paragraph)) for paragraph in re.split(r"\n\n|\n\|", TEXT)]
    names = {field.name for field in fields(kind)}
    assert any(names <= paragraph for paragraph in paragraphs)
