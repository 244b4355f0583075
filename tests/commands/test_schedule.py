"""Waiting for scrapyd's jobs, where scrapyd loses them, is away, or takes too long."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from newsbot.commands import schedule
from newsbot.commands.progress import Screen
from newsbot.commands.schedule import Watch
from newsbot.commands.watching import SourceRun
from newsbot.items import Attempt, Outcome
from newsbot.jobs import Jobs, NoAnswerError, Scrapyd
from newsbot.storing import attempts
from newsbot.storing.database import Database

NONE: frozenset[str] = frozenset()
RUNNING, LOST = Jobs(NONE, frozenset({"d-kr36"}), NONE), Jobs(NONE, NONE, NONE)
FINISHED = Jobs(NONE, NONE, frozenset({"d-kr36"}))


class Told(Scrapyd):
    """A scrapyd that says what a test has it say, the last of it for ever."""

    def __init__(self, *answers: Jobs | NoAnswerError) -> None:
        self.scheduled: list[tuple[str, str, Sequence[str]]] = []
        self._answers = list(answers)

    def jobs(self) -> Jobs:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, NoAnswerError):
            raise answer
        return answer

    def schedule(self, source: str, job: str, settings: Sequence[str]) -> None:
        self.scheduled.append((source, job, settings))


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "STEP", 0)


def _printed(daemon: Told, database: Database, now: datetime, *, minutes: float = 1) -> str:
    """What is printed of a wait for 36Kr's job."""
    out = StringIO()
    run = SourceRun("kr36", "36Kr")
    screen = Screen(Console(file=out, width=200))
    watch = Watch(daemon, database, {"d-kr36": run}, screen, clock=lambda: now, since=now, passed=["LOG_LEVEL=INFO"])
    watch.wait(timedelta(minutes=minutes))
    return out.getvalue()


def _crawled(database: Database, at: datetime) -> None:
    with database.writing() as connection:
        made = Attempt("kr36", "RSS", "https://www.36kr.com/feed", Outcome.OK, at, entries=3)
        attempts.record(connection, [made], run="1")


AGAIN = ("kr36", "d-kr36", ["LOG_LEVEL=INFO", "NEWSBOT_WAIT=900"])


def test_a_job_that_has_finished_is_told_by_what_the_store_has_of_it(database: Database, noon: datetime) -> None:
    _crawled(database, noon)
    daemon = Told(RUNNING, NoAnswerError("away"), RUNNING, FINISHED)
    assert _printed(daemon, database, noon) == "36Kr: 3 条（RSS ok）\n"
    assert daemon.scheduled == []


def test_what_was_stored_before_is_not_taken_for_the_jobs(database: Database, noon: datetime) -> None:
    _crawled(database, noon - timedelta(minutes=1))
    assert _printed(Told(FINISHED), database, noon) == "36Kr: 0 条（没有结果）\n"


def test_a_lost_job_is_scheduled_again_and_waits_for_its_orphan(database: Database, noon: datetime) -> None:
    _crawled(database, noon)
    daemon = Told(LOST, RUNNING, FINISHED)
    assert _printed(daemon, database, noon) == "36Kr: 3 条（RSS ok）\n"
    assert daemon.scheduled == [AGAIN]


def test_a_job_that_is_lost_again_and_again_is_given_up(database: Database, noon: datetime) -> None:
    daemon = Told(LOST)
    assert _printed(daemon, database, noon) == "36Kr: 未抓取（scrapyd 一再丢失任务）\n"
    assert daemon.scheduled == [AGAIN, AGAIN]


def test_a_wait_ends_and_says_for_what(database: Database, noon: datetime) -> None:
    assert _printed(Told(RUNNING), database, noon, minutes=0.002) == "36Kr: 未抓取完（等了 0.002 分钟）\n"
    away = Told(NoAnswerError("scrapyd at x: refused; start it"))
    assert _printed(away, database, noon, minutes=0.002) == "36Kr: 未抓取完（scrapyd at x: refused; start it）\n"
