"""The value of an issue as JSON: it is read back as it was, and so are those of older versions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from newsbot.issue.daily import Daily
from tests.publishing.dailies import daily, full, item, line

DAY = date(2026, 1, 20)


def test_an_issue_is_read_back_as_it_was() -> None:
    assert Daily.from_json(full().to_json()) == full()
    assert json.loads(full().to_json())["window"]["starts"] == "2026-01-19T12:00:00.123456+08:00"


def test_an_issue_stored_before_there_were_some_fields_is_read() -> None:
    issue = daily(DAY, item(line("item-1", "样例", DAY, category="", vendors=(), grade=0)))
    stored = json.loads(issue.to_json())
    for name in ("version", "first_made_at", "condensation"):
        del stored[name]
    for name in ("category", "vendors", "grade"):
        del stored["items"][0]["line"][name]
    assert Daily.from_json(json.dumps(stored)) == issue


def test_an_issue_of_a_later_version_is_not_read_as_if_it_were_ours() -> None:
    stored = json.loads(full().to_json()) | {"version": 2}
    with pytest.raises(msgspec.ValidationError):
        Daily.from_json(json.dumps(stored))


def test_a_field_that_came_later_is_passed_over() -> None:
    stored = json.loads(full().to_json()) | {"later": 1}
    assert Daily.from_json(json.dumps(stored)) == replace(full())
