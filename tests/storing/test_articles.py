from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from newsbot.items import ITEM_MARK, Article, Judgement
from newsbot.storing import articles, schema
from newsbot.storing.database import Database

Make = Callable[..., Article]


def test_a_source_that_claims_again_gets_its_own_claim_back(database: Database, noon: datetime) -> None:
    with database.writing() as connection:
        first = articles.claim(connection, "u", source="kr36", at=noon)
        again = articles.claim(connection, "u", source="kr36", at=noon + timedelta(hours=1))
        other = articles.claim(connection, "u", source="infoq", at=noon + timedelta(hours=2))
    assert (first, again, other) == (noon, noon, None)


def test_a_claim_whose_article_never_came_can_be_taken_over(database: Database, article: Make, noon: datetime) -> None:
    later = noon + articles.LEASE + timedelta(minutes=1)
    with database.writing() as connection:
        articles.claim(connection, "u", source="kr36", at=noon)
        assert articles.claim(connection, "u", source="infoq", at=noon + timedelta(minutes=59)) is None
        assert articles.claim(connection, "u", source="infoq", at=later) == noon
        assert articles.claim(connection, "u", source="kr36", at=later) is None


def test_a_claim_whose_article_is_stored_cannot_be_taken_over(
    database: Database, article: Make, noon: datetime
) -> None:
    url = article().canonical_url
    with database.writing() as connection:
        articles.claim(connection, url, source="kr36", at=noon)
        articles.keep(connection, [article()])
        assert articles.claim(connection, url, source="infoq", at=noon + timedelta(days=9)) is None


def test_a_clock_that_was_ahead_keeps_nothing_in_the_future(database: Database, noon: datetime) -> None:
    with database.writing() as connection:
        articles.claim(connection, "u", source="kr36", at=noon + timedelta(days=365))
        assert articles.claim(connection, "u", source="kr36", at=noon) == noon


def test_of_many_claims_at_once_one_wins(database_url: str, noon: datetime) -> None:
    Database.open(database_url).close()

    def claim(number: int) -> bool:
        with Database.open(database_url).sharing() as connection:
            return articles.claim(connection, "u", source=f"source{number}", at=noon) is not None

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(claim, range(16))) == [False] * 15 + [True]


def test_an_article_comes_back_as_it_was_kept(database: Database, article: Make) -> None:
    judgement = Judgement(2, "发布", ("智谱",), ("GLM",), reasons=("标题主体：智谱（核心+3）",), groups=("机器人",))
    kept = article(title="“智谱”\U0001f389 <b>|", published=None, author="作者", judgement=judgement)
    with database.writing() as connection:
        articles.keep(connection, [kept])
        assert articles.known(connection, kept.canonical_url) == kept
        assert articles.known(connection, "https://example.com/other") is None


def test_what_was_found_later_replaces_what_was_found_before(database: Database, article: Make) -> None:
    before = article(title="旧标题")
    after = replace(before, title="新标题")
    with database.writing() as connection:
        articles.keep(connection, [before])
        articles.keep(connection, [after])
        assert articles.known(connection, before.canonical_url) == after


def test_only_articles_on_topic_and_of_the_time_are_given(database: Database, article: Make, noon: datetime) -> None:
    wanted = [
        article("dated", published=noon - timedelta(hours=5)),
        article("undated", published=None, first_seen=noon - timedelta(hours=4)),
    ]
    others = [
        article("old", published=noon - timedelta(hours=7)),
        article("off", judgement=Judgement(0)),
        article("later", first_seen=noon + timedelta(minutes=1)),
    ]
    with database.writing() as connection:
        articles.keep(connection, wanted + others)
        assert articles.on_topic(connection, since=noon - timedelta(hours=6), until=noon) == wanted


def test_new_articles_are_counted_by_source_a_digest_as_one(database: Database, article: Make, noon: datetime) -> None:
    found = [
        article("a", first_seen=noon),
        article("b", first_seen=noon - timedelta(minutes=59)),
        article("c", first_seen=noon, source="infoq"),
        article("d", first_seen=noon - timedelta(hours=1)),
        article("e", first_seen=noon + timedelta(minutes=1)),
        article("a", first_seen=noon, canonical_url=f"https://example.com/a{ITEM_MARK}1"),
    ]
    with database.writing() as connection:
        articles.keep(connection, found)
        counts = articles.new_counts(connection, since=noon - timedelta(hours=1), until=noon)
    assert counts == {"kr36": 2, "infoq": 1}


def test_times_come_back_as_the_same_instant_in_utc(database: Database, article: Make, noon: datetime) -> None:
    with database.writing() as connection:
        articles.keep(connection, [article("a", published=noon)])
        known = articles.known(connection, "https://example.com/a")
    assert known is not None
    assert (known.published, known.published.tzinfo if known.published else None) == (noon, UTC)


def test_articles_are_counted_by_whole_day_from_the_first_that_a_source_brought(
    database: Database, article: Make, noon: datetime
) -> None:
    day = timedelta(days=1)
    found = [
        *(article(f"a{n}", first_seen=noon - 4 * day) for n in range(2)),
        article("b", first_seen=noon - 2 * day),
        article("b", first_seen=noon - 2 * day, canonical_url=f"https://example.com/b{ITEM_MARK}1"),
        article("c", first_seen=noon),
        article("d", source="infoq", first_seen=noon - day),
    ]
    with database.writing() as connection:
        articles.keep(connection, found)
        counts = articles.daily_counts(connection, since=noon - 10 * day, until=noon)
        assert counts == {"kr36": [2, 0, 1, 0], "infoq": [1]}
        # Noon in Beijing is 4 o'clock of UTC's day: the day that the time lies in is not whole.
        assert articles.daily_counts(connection, since=noon - 4 * day, until=noon)["kr36"] == [1, 0]
        assert articles.last_new(connection, before=noon) == {"kr36": noon, "infoq": noon - day}


def test_newest_texts_are_bodies_or_else_summaries_newest_first(
    database: Database, article: Make, noon: datetime
) -> None:
    kept = [
        article("old", title="旧", text="旧文", first_seen=noon),
        article("new", title="新", text="", summary="摘要", first_seen=noon + timedelta(hours=1)),
    ]
    with database.writing() as connection:
        articles.keep(connection, kept)
    with database.reading() as connection:
        assert list(articles.newest_texts(connection, most=5)) == [
            (noon + timedelta(hours=1), "新", "摘要"),
            (noon, "旧", "旧文"),
        ]
        assert len(list(articles.newest_texts(connection, most=1))) == 1


def test_judgement_stored_before_there_were_groups_has_none(database: Database, article: Make) -> None:
    with database.writing() as connection:
        articles.keep(connection, [article()])
        without = {"grade": 2, "category": "发布", "vendors": ["智谱"], "products": ["GLM"], "reasons": ["标题含智谱"]}
        connection.execute(update(schema.articles).values(judgement=without))
    with database.reading() as connection:
        stored = articles.known(connection, article().canonical_url)
    assert stored == article()


def test_articles_on_one_page_are_found_by_it(
    database: Database, article: Callable[..., Article], noon: datetime
) -> None:
    page = "https://docs.example/news%"
    first, second = (article(n, canonical_url=f"{page}#{n}", first_seen=noon + timedelta(days=n)) for n in (1, 2))
    other = article(3, canonical_url="https://docs.example/newsX#3")
    with database.writing() as connection:
        articles.keep(connection, [first, second, other])
        found = articles.on_page(connection, page)
    assert [each.canonical_url for each in found] == [f"{page}#2", f"{page}#1"]
