from datetime import datetime, timedelta

from newsbot.items import Attempt, Outcome, Validators
from newsbot.storing import attempts
from newsbot.storing.database import Database


def _attempt(at: datetime, outcome: Outcome, route: str = "RSS", validators: Validators | None = None) -> Attempt:
    return Attempt(
        "kr36", route, "https://www.36kr.com/feed", outcome, at, "HTTP 200", 3, at + timedelta(hours=1), validators
    )


def test_the_last_run_is_what_it_tried_in_order(database: Database, noon: datetime) -> None:
    earlier = [_attempt(noon - timedelta(hours=2), Outcome.OK)]
    last = [_attempt(noon - timedelta(hours=1), Outcome.BOT_WALL), _attempt(noon, Outcome.OK, "JSON")]
    later = [_attempt(noon + timedelta(hours=1), Outcome.GONE)]
    with database.writing() as connection:
        for run, made in (("a", earlier), ("b", last), ("c", later)):
            attempts.record(connection, made, run=run)
        assert attempts.last_run(connection, "kr36", before=noon) == last
        assert attempts.last_run(connection, "infoq", before=noon) == []


def test_the_last_success_is_of_a_usable_outcome(database: Database, noon: datetime) -> None:
    made = [
        _attempt(noon - timedelta(hours=3), Outcome.OK),
        _attempt(noon - timedelta(hours=2), Outcome.NOT_MODIFIED),
        _attempt(noon - timedelta(hours=1), Outcome.TIMEOUT),
    ]
    with database.writing() as connection:
        attempts.record(connection, made, run="a")
        assert attempts.last_success(connection, "kr36", before=noon) == noon - timedelta(hours=2)
        assert attempts.last_success(connection, "infoq", before=noon) is None


def test_validators_come_back_byte_for_byte_and_newer_ones_replace_them(database: Database, noon: datetime) -> None:
    url = "https://www.36kr.com/feed"
    first = Validators(url, b'W/"\xff 1"', b"yesterday", b"<rss/>")
    second = Validators(url, b"", b"today", b"\x00\xff")
    with database.writing() as connection:
        attempts.record(connection, [_attempt(noon, Outcome.OK, validators=first)], run="a")
        assert attempts.document(connection, url) == first
        attempts.record(connection, [_attempt(noon, Outcome.OK, validators=second)], run="b")
        assert attempts.document(connection, url) == second
        assert attempts.document(connection, "https://example.com/") is None
