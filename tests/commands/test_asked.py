"""Which article a user means, from a store that has some."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from newsbot.commands.asked import address_of, asked
from newsbot.items import ITEM_MARK, Article, Judgement
from newsbot.storing import articles, issues
from newsbot.storing.database import Database

Make = Callable[..., Article]
LISTED = "https://www.site.example/p/37?f=rss"  # as the source gives it
KNOWN = "https://site.example/p/37"  # as the source knows it


@pytest.fixture
def listed(database: Database, article: Make) -> Article:
    found = article("37", title="智谱发布 GLM-7", url=LISTED, canonical_url=KNOWN, judgement=Judgement(2))
    with database.writing() as connection:
        articles.keep(connection, [found, article("8", title="别的消息", judgement=Judgement(1))])
    return found


def _asked(database: Database, *given: str) -> Article:
    with database.reading() as connection:
        return asked(connection, given)


@pytest.mark.parametrize(
    "given",
    [
        LISTED,
        KNOWN,
        "https://www.site.example/p/37?f=rss#comments",
        "http://www.site.example/p/37?f=rss",
        "  https://www.site.example/p/37?f=rss\n",
        "<https://www.site.example/p/37?f=rss>",
        "HTTPS://WWW.site.example/p/37?f=rss",
        "www.site.example/p/37?f=rss",
        "site.example/p/37",
        "site.example/p/37?utm_source=newsletter",
        "智谱发布 GLM-7",
        "　智谱发布  GLM-7 ",
    ],
)
def test_an_article_is_found_by_whatever_names_it(database: Database, listed: Article, given: str) -> None:
    assert _asked(database, given) == listed


def test_tracking_behind_the_address_that_a_source_gives_does_not_hide_it(database: Database, article: Make) -> None:
    found = article("1", url="https://www.site.example/a?spm=1.2", canonical_url=KNOWN, judgement=Judgement(1))
    with database.writing() as connection:
        articles.keep(connection, [found])
    assert _asked(database, "https://www.site.example/a") == found


def test_another_article_of_one_script_is_not_taken_for_the_one_asked_for(
    database: Database, article: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    found = article("1", url="https://site.example/read?id=1", canonical_url=KNOWN, judgement=Judgement(1))
    with database.writing() as connection:
        articles.keep(connection, [found])
    with pytest.raises(SystemExit):
        _asked(database, "https://site.example/read")
    assert "https://site.example/read: no source has listed it" in capsys.readouterr().err


def test_the_page_of_a_digest_is_the_digest(database: Database, article: Make) -> None:
    digest = article("1", title="早报", url=LISTED, canonical_url=KNOWN, judgement=Judgement(1))
    item = replace(digest, title="第一条", canonical_url=f"{KNOWN}{ITEM_MARK}x")
    with database.writing() as connection:
        articles.keep(connection, [digest, item])
    assert _asked(database, LISTED) == digest


def test_a_title_of_several_is_that_of_the_one_that_was_printed(
    database: Database, listed: Article, article: Make, noon: datetime
) -> None:
    url = "https://other.example/1"
    copy = article("1", title=listed.title, url=url, canonical_url=url, first_seen=noon + timedelta(hours=1))
    with database.writing() as connection:
        articles.keep(connection, [replace(copy, judgement=Judgement(2))])
    newest = _asked(database, listed.title).url
    with database.writing() as connection:
        window = (noon, noon, noon)
        issues.save(connection, issues.StoredIssue(date(2026, 1, 20), *window, "", "{}", 1, ""), {KNOWN: "item-1"})
    assert (newest, _asked(database, listed.title).url) == (url, LISTED)


def test_a_title_with_a_text_of_its_own_is_what_was_given(database: Database, listed: Article) -> None:
    given = _asked(database, listed.title, "另一种说法。")
    assert given == Article(source="", url="", title=listed.title, summary="另一种说法。", text="另一种说法。")


@pytest.mark.parametrize(
    "text",
    [
        "智谱发布 GLM-7",
        "GPT-4.1/o3 对比",
        "Character.AI",
        "AI/ML",
        "Node.js 与 Deno",
        "c.ai/腾讯合作",
        "http 协议三十年",
        "1.5/2.0",
    ],
)
def test_a_headline_is_no_address(text: str) -> None:
    assert address_of(text) == ""
