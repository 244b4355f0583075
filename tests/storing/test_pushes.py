from datetime import date

from newsbot.storing import pushes
from newsbot.storing.database import Database


def test_what_was_sent_is_known_by_channel_and_day(database: Database) -> None:
    day, other = date(2026, 1, 20), date(2026, 1, 21)
    with database.writing() as connection:
        pushes.mark(connection, "a", day, ["x", "y"])
        pushes.mark(connection, "a", day, ["y", "z"])
        pushes.mark(connection, "b", day, ["x"])
        pushes.mark(connection, "a", other, [])
    with database.reading() as connection:
        found = [pushes.sent(connection, *each) for each in (("a", day), ("b", day), ("a", other))]
    assert found == [{"x", "y", "z"}, {"x"}, set()]
