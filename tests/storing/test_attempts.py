from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsbot.items import ARTICLE_PAGES, Attempt, Document, Outcome
from newsbot.storing import attempts, documents, pauses
from newsbot.storing.database import Database

URL = "https://www.36kr.com/feed"


def _attempt(at: datetime, outcome: Outcome, route: str = "RSS", documents: tuple[Document, ...] = ()) -> Attempt:
    return Attempt(
        source="kr36",
        route=route,
        url=URL,
        outcome=outcome,
        at=at,
        detail="HTTP 200",
        entries=3,
        retry_at=at + timedelta(hours=1),
        refused_by=URL,
        undated=1,
        moved_to="https://36kr.com/feed",
        documents=documents,
    )


def test_the_last_run_is_what_it_tried_in_order(database: Database, noon: datetime) -> None:
    earlier = [_attempt(noon - timedelta(hours=2), Outcome.OK)]
    last = [_attempt(noon - timedelta(hours=1), Outcome.BOT_WALL), _attempt(noon, Outcome.OK, "JSON")]
    later = [_attempt(noon + timedelta(hours=1), Outcome.GONE)]
    with database.writing() as connection:
        for run, made in (("a", earlier), ("b", last), ("c", later)):
            attempts.record(connection, made, run=run)
        assert attempts.last_run(connection, "kr36", before=noon) == [replace(each, refused_by="") for each in last]
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


def test_a_document_comes_back_byte_for_byte_and_a_newer_one_replaces_it(database: Database, noon: datetime) -> None:
    first = Document(URL, "https://36kr.com/moved", b"<rss/>", b'W/"\xff 1"', b"yesterday", b"text/xml", moved=True)
    second = Document(URL, URL, b"\x00\xff", b"", b"today")
    with database.writing() as connection:
        attempts.record(connection, [_attempt(noon, Outcome.OK, documents=(first,))], run="a")
        assert documents.document(connection, URL) == replace(first, in_full=False)
        attempts.record(connection, [_attempt(noon, Outcome.OK, documents=(second,))], run="b")
        assert documents.document(connection, URL) == replace(second, in_full=False)
        assert documents.document(connection, "https://example.com/") is None


def test_a_document_that_was_only_confirmed_keeps_the_time_it_was_sent(database: Database, noon: datetime) -> None:
    later = noon + timedelta(hours=2)
    sent = Document(URL, URL, b"<rss/>", b'"1"')
    confirmed = replace(sent, etag=b'"2"', in_full=False)
    with database.writing() as connection:
        attempts.record(connection, [_attempt(noon, Outcome.OK, documents=(sent,))], run="a")
        attempts.record(connection, [_attempt(later, Outcome.NOT_MODIFIED, documents=(confirmed,))], run="b")
        found = documents.remembered(connection, URL)
    assert found == documents.Remembered(URL, URL, False, b'"2"', b"", later, noon, later)


@pytest.mark.parametrize(
    ("asked_itself", "moved"),
    [(True, True), (False, False)],
    ids=["left behind something that is no document", "moved to something that is no document"],
)
def test_what_could_not_be_read_leads_to_the_other_address(
    database: Database, noon: datetime, asked_itself: bool, moved: bool
) -> None:
    new = "https://36kr.com/moved"
    before = Document(URL, new, b"<rss/>", moved=True)
    unreadable = Document(URL, URL if asked_itself else new, b"sold", asked_itself=asked_itself, readable=False)
    later = noon + timedelta(days=8)
    with database.writing() as connection:
        attempts.record(connection, [_attempt(noon, Outcome.OK, documents=(before,))], run="a")
        attempts.record(connection, [_attempt(later, Outcome.BOT_WALL, documents=(unreadable,))], run="b")
        found = documents.remembered(connection, URL)
    asked_at = later if asked_itself else noon
    assert found == documents.Remembered(URL, new, moved, b"", b"", asked_at, later, later)


@pytest.mark.parametrize(
    ("outcome", "route", "paused"),
    [
        (Outcome.RATE_LIMITED, "RSS", [URL, "https://www.36kr.com/other", "https://www.36kr.com/p/1"]),
        (Outcome.BLOCKED, "RSS", [URL]),
        (Outcome.BLOCKED, ARTICLE_PAGES, ["https://www.36kr.com/p/1"]),
    ],
)
def test_a_server_that_refuses_us_is_left_alone_no_further_than_it_refused(
    database: Database, noon: datetime, outcome: Outcome, route: str, paused: list[str]
) -> None:
    with database.writing() as connection:
        attempts.record(connection, [_attempt(noon, outcome, route)], run="a")
        found = [
            url
            for url in (URL, "https://www.36kr.com/other", "https://www.36kr.com/p/1")
            if pauses.pause_of(connection, pauses.subjects_of(url, article="/p/" in url), now=noon)
        ]
        assert found == paused
        assert not pauses.pause_of(connection, pauses.subjects_of(URL, article=False), now=noon + timedelta(hours=1))


@pytest.mark.parametrize(("outcome", "paused"), [(Outcome.BLOCKED, False), (Outcome.RATE_LIMITED, True)])
def test_a_success_ends_the_pause_of_its_address_and_not_that_of_its_site(
    database: Database, noon: datetime, outcome: Outcome, paused: bool
) -> None:
    success = Attempt("kr36", "RSS", URL, Outcome.OK, noon)
    with database.writing() as connection:
        attempts.record(connection, [_attempt(noon, outcome), success], run="a")
        found = pauses.pause_of(connection, pauses.subjects_of(URL, article=False), now=noon)
        assert (found is not None) == paused


def test_a_run_delivered_if_one_of_its_routes_did(database: Database, noon: datetime) -> None:
    hour = timedelta(hours=1)
    runs = {
        "a": [_attempt(noon - 3 * hour, Outcome.BOT_WALL), _attempt(noon - 3 * hour, Outcome.OK, "JSON")],
        "b": [_attempt(noon - 2 * hour, Outcome.TIMEOUT), _attempt(noon - 2 * hour, Outcome.OK, ARTICLE_PAGES)],
        "c": [_attempt(noon, Outcome.NOT_MODIFIED)],
    }
    with database.writing() as connection:
        for run, made in runs.items():
            attempts.record(connection, made, run=run)
        assert attempts.verdicts(connection, since=noon - 3 * hour, before=noon - hour) == {
            "kr36": [(noon - 3 * hour, True), (noon - 2 * hour, False)]
        }
        # A page that was read is no success of the source.
        assert attempts.last_success(connection, "kr36", before=noon - hour) == noon - 3 * hour


def test_last_attempt_at_a_page_is_the_newest_that_was_more_than_passing_it_over(
    database: Database, noon: datetime
) -> None:
    def at_page(outcome: Outcome, hours: int, url: str = "https://example.com/a", source: str = "kr36") -> Attempt:
        return Attempt(source, ARTICLE_PAGES, url, outcome, noon + timedelta(hours=hours), "why")

    made = [
        *(at_page(Outcome.TIMEOUT, 0), at_page(Outcome.EMPTY, 1), at_page(Outcome.SKIPPED, 2)),
        *(at_page(Outcome.OK, 3, url="https://example.com/b"), at_page(Outcome.OK, 4, source="infoq")),
        replace(at_page(Outcome.OK, 5), route="RSS"),
    ]
    with database.writing() as connection:
        attempts.record(connection, made, run="one")
    with database.reading() as connection:
        found = [
            attempts.last_asked(connection, "kr36", "https://example.com/a", since=noon + timedelta(hours=hours))
            for hours in (0, 2)
        ]
    assert found == [made[1], None]


def test_a_pause_that_a_clock_ahead_of_time_wrote_is_none(database: Database, noon: datetime) -> None:
    ahead = noon + timedelta(days=3650)
    with database.writing() as connection:
        attempts.record(connection, [_attempt(ahead, Outcome.GONE)], run="a")
        assert pauses.pause_of(connection, pauses.subjects_of(URL, article=False), now=noon) is None
        assert pauses.pause_of(connection, pauses.subjects_of(URL, article=False), now=ahead) is not None
