from collections.abc import Callable
from datetime import date, datetime, timedelta

from newsbot.items import Article
from newsbot.storing import articles, issues
from newsbot.storing.database import Database
from newsbot.storing.issues import Printing, StoredIssue


def _issue(day: date, ends: datetime, daily: str = "{}") -> StoredIssue:
    return StoredIssue(
        day, ends - timedelta(hours=24), ends, ends - timedelta(hours=36), "configuration", daily, 1, "要点"
    )


def test_an_issue_made_again_replaces_the_one_of_its_day(
    database: Database, article: Callable[..., Article], noon: datetime
) -> None:
    day, u, v = noon.date(), article("u"), article("v")
    with database.writing() as connection:
        articles.keep(connection, [u, v])
        issues.save(connection, _issue(day, noon, "first"), {u.canonical_url: "item-1", v.canonical_url: "item-2"})
        issues.save(connection, _issue(day, noon, "second"), {v.canonical_url: "item-1"})
        assert issues.issue_of(connection, day) == _issue(day, noon, "second")
        places = issues.printed_elsewhere(connection, day + timedelta(days=1), since=noon - timedelta(days=1))
    assert places == {v.canonical_url: Printing(day, "item-1")}


def test_an_article_is_found_where_it_was_printed_first_however_long_ago(
    database: Database, article: Callable[..., Article], noon: datetime
) -> None:
    long_ago, yesterday, today = date(2025, 1, 18), date(2026, 1, 19), date(2026, 1, 20)
    u, w, old = article("u"), article("w"), article("old", published=noon - timedelta(days=3))
    with database.writing() as connection:
        articles.keep(connection, [u, w, old])
        issues.save(connection, _issue(yesterday, noon), {u.canonical_url: "item-2", old.canonical_url: "item-4"})
        issues.save(connection, _issue(long_ago, noon), {u.canonical_url: "item-1"})
        issues.save(connection, _issue(today, noon), {u.canonical_url: "item-3", w.canonical_url: "item-4"})
        places = issues.printed_elsewhere(connection, today, since=noon - timedelta(days=1))
        assert places == {u.canonical_url: Printing(long_ago, "item-1")}


def test_the_previous_end_is_that_of_the_newest_issue_before_the_day(database: Database, noon: datetime) -> None:
    with database.writing() as connection:
        issues.save(connection, _issue(date(2026, 1, 17), noon - timedelta(days=3)), {})
        issues.save(connection, _issue(date(2026, 1, 19), noon - timedelta(days=1)), {})
        assert issues.end_before(connection, date(2026, 1, 20)) == noon - timedelta(days=1)
        assert issues.end_before(connection, date(2026, 1, 17)) is None


def test_an_article_is_told_all_its_places_and_the_first_issue_after_it_was_seen(
    database: Database, article: Callable[..., Article], noon: datetime
) -> None:
    first, second, u = noon.date(), noon.date() + timedelta(days=1), article("u")
    with database.writing() as connection:
        articles.keep(connection, [u])
        issues.save(connection, _issue(second, noon + timedelta(days=1)), {u.canonical_url: "item-2"})
        issues.save(connection, _issue(first, noon), {u.canonical_url: "item-1"})
        places = issues.printings(connection, u.canonical_url)
        ending = [issues.first_ending_after(connection, noon + timedelta(hours=hours)) for hours in (0, 1, 25)]
    assert places == [Printing(first, "item-1"), Printing(second, "item-2")]
    assert ending == [_issue(first, noon), _issue(second, noon + timedelta(days=1)), None]
