from datetime import date, datetime, timedelta

from newsbot.storing import issues
from newsbot.storing.database import Database
from newsbot.storing.issues import Printing, StoredIssue


def _issue(day: date, ends: datetime, daily: str = "{}") -> StoredIssue:
    return StoredIssue(day, ends - timedelta(hours=24), ends, "configuration", daily)


def test_an_issue_made_again_replaces_the_one_of_its_day(database: Database, noon: datetime) -> None:
    day = noon.date()
    with database.writing() as connection:
        issues.save(connection, _issue(day, noon, "first"), {"u": "item-1", "v": "item-2"})
        issues.save(connection, _issue(day, noon, "second"), {"v": "item-1"})
        assert issues.issue_of(connection, day) == _issue(day, noon, "second")
        assert issues.printed_between(connection, day, day + timedelta(days=1)) == {"v": Printing(day, "item-1")}


def test_an_article_is_found_where_it_was_printed_first(database: Database, noon: datetime) -> None:
    first, second, today = (date(2026, 1, number) for number in (18, 19, 20))
    with database.writing() as connection:
        issues.save(connection, _issue(second, noon), {"u": "item-2"})
        issues.save(connection, _issue(first, noon), {"u": "item-1"})
        issues.save(connection, _issue(today, noon), {"u": "item-3", "w": "item-4"})
        assert issues.printed_between(connection, first, today) == {"u": Printing(first, "item-1")}
        assert issues.printed_between(connection, second, today) == {"u": Printing(second, "item-2")}
        assert issues.days(connection) == [today, second, first]


def test_the_previous_end_is_that_of_the_newest_issue_before_the_day(database: Database, noon: datetime) -> None:
    with database.writing() as connection:
        issues.save(connection, _issue(date(2026, 1, 17), noon - timedelta(days=3)), {})
        issues.save(connection, _issue(date(2026, 1, 19), noon - timedelta(days=1)), {})
        assert issues.end_before(connection, date(2026, 1, 20)) == noon - timedelta(days=1)
        assert issues.end_before(connection, date(2026, 1, 17)) is None
