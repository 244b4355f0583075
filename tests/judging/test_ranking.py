from datetime import UTC, datetime, timedelta
from itertools import permutations

from newsbot.items import Article, Judgement
from newsbot.judging.ranking import ranked
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


def order(*stories: Story, weights: dict[str, float] | None = None) -> list[str]:
    return [told.articles[0].url for told in ranked(stories, now=NOW, weights=weights or {})]


def test_grade_comes_before_everything_else() -> None:
    assert order(story("many", "a", "b", "c", "d", hours=0), story("core", grade=2, hours=90)) == ["core", "many"]


def test_more_independent_sources_rank_higher() -> None:
    assert order(story("one", "a", "a", "a"), story("two", "a", "b")) == ["two", "one"]


def test_source_weight_decides_between_equals_and_a_missing_one_is_neutral() -> None:
    assert order(story("x", "heavy"), story("y", "plain"), story("z", "light"), weights={"light": 0.5, "heavy": 2}) == [
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
    assert ranked([], now=NOW, weights={}) == []
