from newsbot.storing import replies
from newsbot.storing.database import Database


def test_replies_are_found_by_their_keys_and_the_first_one_stays(database: Database) -> None:
    with database.writing() as connection:
        replies.keep(connection, {"a": "一", "b": ""}, model="sample")
        replies.keep(connection, {"a": "二", "c": "三"}, model="sample")
        replies.keep(connection, {}, model="sample")
    with database.reading() as connection:
        assert replies.replies_to(connection, ["a", "b", "c", "d"]) == {"a": "一", "b": "", "c": "三"}
        assert replies.replies_to(connection, []) == {}
