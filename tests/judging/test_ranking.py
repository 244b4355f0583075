from datetime import UTC, datetime, timedelta
from itertools import permutations

from newsbot.items import ITEM_MARK, Article, Judgement
from newsbot.judging.ranking import Outlet, Rank, fronted, is_news, rank_of, ranked
from newsbot.judging.stories import Story

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def story(url: str, *sources: str, grade: int = 1, hours: float | None = 2) -> Story:
    published = None if hours is None else NOW - timedelta(hours=hours)
    return Story(
        tuple(
            Article(
                source=source,
                url=url,
                title=url,
                canonical_url=f"{url}/{number}",
                published=published,
                judgement=Judgement(grade),
            )
            for number, source in enumerate(sources or ("a",))
        )
    )


def order(*stories: Story, outlets: dict[str, Outlet] | None = None) -> list[str]:
    return [told.articles[0].url for told in ranked(stories, now=NOW, outlets=outlets or {})]


def test_grade_comes_before_everything_else() -> None:
    assert order(story("many", "a", "b", "c", "d", hours=0), story("core", grade=2, hours=90)) == ["core", "many"]


def test_more_independent_sources_rank_higher() -> None:
    assert order(story("one", "a", "a", "a"), story("two", "a", "b")) == ["two", "one"]


def test_source_weight_decides_between_equals_and_a_missing_one_is_neutral() -> None:
    assert order(
        story("x", "heavy"),
        story("y", "plain"),
        story("z", "light"),
        outlets={"light": Outlet(0.5), "heavy": Outlet(2)},
    ) == [
        "x",
        "y",
        "z",
    ]


def test_fresher_story_ranks_higher() -> None:
    assert order(story("old", hours=30), story("new", hours=1)) == ["new", "old"]


def test_undated_story_counts_from_when_it_was_first_seen() -> None:
    seen = story("seen", hours=None)
    seen.articles[0].first_seen = NOW
    assert order(story("undated", hours=None), story("old", hours=20), seen) == ["seen", "old", "undated"]


def test_date_in_the_future_is_not_fresher_than_now() -> None:
    assert order(story("b", hours=-5), story("a", hours=0)) == ["a", "b"]


def test_late_reprint_does_not_renew_a_story() -> None:
    renewed = story("renewed", "a", "a", hours=40)
    renewed.articles[1].published = NOW
    assert order(renewed, story("new", hours=10)) == ["new", "renewed"]


def test_story_without_judgement_ranks_last() -> None:
    plain = Story((Article(source="a", url="plain", title="", canonical_url="plain", published=NOW),))
    assert order(plain, story("related", hours=90)) == ["related", "plain"]


def test_order_does_not_depend_on_that_of_the_input() -> None:
    told = [story(url) for url in "cab"]
    assert {tuple(order(*shuffled)) for shuffled in permutations(told)} == {("a", "b", "c")}


def test_no_stories_give_no_order() -> None:
    assert ranked([], now=NOW, outlets={}) == []


def test_a_makers_own_word_counts_beside_the_weight_of_its_source() -> None:
    outlets = {"lab": Outlet(1.0, own=True), "media": Outlet(1.2)}
    assert order(story("echo", "media"), story("own", "lab"), outlets=outlets) == ["own", "echo"]


def test_rank_tells_its_parts() -> None:
    told = story("x", "lab", "media", "media", grade=2, hours=24)
    rank = rank_of(told, now=NOW, outlets={"lab": Outlet(1.5, own=True), "media": Outlet(0.8)})
    assert (rank, rank.points) == (Rank(2, sources=1.0, weight=1.5, own=0.5, freshness=0.75), 3.75)


def essay(url: str, *sources: str, **more: float) -> Story:
    told = story(url, *sources, **more)
    for article in told.articles:
        article.title = "为什么是它？"
    return told


def test_an_essay_ranks_behind_news_of_its_grade_unless_many_tell_it() -> None:
    core = essay("core", grade=2)
    assert order(essay("essay"), story("news", hours=20), essay("echoed", "a", "b", "c"), core) == [
        "core",
        "echoed",
        "news",
        "essay",
    ]
    rank = rank_of(core, now=NOW, outlets={})
    assert (rank.genre, rank.points) == (-1.5, rank.weight + rank.freshness - 1.5)


def test_a_story_is_news_where_one_article_of_its_best_grade_is() -> None:
    told = essay("x", "a", "b")
    assert is_news(told) is False
    told.articles[1].title = "甲厂发布乙品"
    assert is_news(told) is True
    told.articles[1].judgement = Judgement(0)
    assert is_news(told) is False


def _article(
    source: str,
    *,
    grade: int = 2,
    summary: str = "一句话。",
    hours: float = 1,
    of_digest: bool = False,
    title: str = "",
) -> Article:
    return Article(
        source=source,
        url=f"https://{source}.example/1",
        title=title or source,
        summary=summary,
        published=NOW - timedelta(hours=hours),
        canonical_url=f"https://{source}.example/1" + (f"{ITEM_MARK}1" if of_digest else ""),
        judgement=Judgement(grade),
    )


def test_a_story_is_led_by_the_makers_own_announcement_then_news_then_weight_then_time() -> None:
    outlets = {"lab": Outlet(1.0, own=True), "heavy": Outlet(2.0), "early": Outlet(1.0), "late": Outlet(1.0)}
    articles = (
        _article("digest", of_digest=True, hours=9),
        _article("late"),
        _article("early", hours=5),
        _article("heavy"),
        _article("silent_lab", summary=""),
        _article("lab"),
        _article("passing", grade=1, hours=9),
        _article("essay", title="为什么是它？", hours=9),
    )
    led = []
    while articles:
        first, *others = fronted(Story(articles, "why"), outlets=outlets).articles
        led.append(first.source)
        articles = tuple(others)
    assert led == ["lab", "heavy", "early", "late", "digest", "silent_lab", "essay", "passing"]


def test_the_articles_behind_the_first_keep_their_order() -> None:
    articles = tuple(_article(source, hours=hours) for source, hours in (("b", 3), ("a", 5), ("c", 1)))
    assert fronted(Story(articles, "why"), outlets={}) == Story((articles[1], articles[0], articles[2]), "why")
