import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.items import Article, Judgement
from newsbot.judging.stories import Story, stories
from newsbot.judging.story_index import StoryIndex

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def article(title: str, url: str, hours: float = 0, summary: str = "", vendors: tuple[str, ...] = ()) -> Article:
    at = NOON + timedelta(hours=hours)
    judgement = Judgement(1, vendors=vendors)
    return Article("s", url, title, at, summary, canonical_url=url, judgement=judgement)


RELEASE = article("甲厂开源三百亿参数的语音模型 Foo", "a", vendors=("甲厂",))
REWORDED = article("语音模型 Foo 来了：甲厂把三百亿参数开源", "b", 3, vendors=("甲厂",))
NEXT = article("甲厂语音模型 Foo 4.1 开源", "c", 2, vendors=("甲厂",))
AFTER = article("甲厂语音模型 Foo 4.2 开源", "d", 3, vendors=("甲厂",))


def index_of(*articles: Article) -> StoryIndex:
    index = StoryIndex()
    for each in articles:
        index.add(each)
    return index


def test_an_added_article_joins_its_story() -> None:
    index = index_of(RELEASE)
    assert index.story_of(RELEASE) == Story((RELEASE,))
    index.add(REWORDED)
    assert [index.story_of(RELEASE)] == [index.story_of(REWORDED)] == index.stories() == stories([RELEASE, REWORDED])


def test_an_article_that_was_not_added_has_no_story() -> None:
    with pytest.raises(KeyError):
        index_of(RELEASE).story_of(REWORDED)


def test_the_nearest_are_named_with_what_brings_and_keeps_them_apart() -> None:
    index = index_of(RELEASE, REWORDED, AFTER, article("丙丁公司在成都租下新楼", "e"))
    near = [(each.article, each.comparison.likeness > 0, each.comparison.veto) for each in index.nearest(NEXT)]
    assert near == [(REWORDED, True, ""), (RELEASE, True, ""), (AFTER, False, "版本不同：foo 4.1 / 4.2")]
    (nearest,) = index.nearest(NEXT, count=1)
    assert {name for name, worth in nearest.comparison.parts if worth > 0} == {
        *("标题见于对方", "所说之事相同", "罕见词相同", "名称相同")
    }
    assert index.nearest(RELEASE)[0].article == REWORDED  # itself is left out
    assert index.stories() == index_of(RELEASE, REWORDED, AFTER, article("丙丁公司在成都租下新楼", "e")).stories()


def test_articles_are_forgotten_after_twice_the_window() -> None:
    index = index_of(RELEASE)
    index.add(article("丙丁公司在成都租下新楼", "e", 190))
    assert index.story_of(RELEASE) == Story((RELEASE,))
    index.add(article("戊己公司在重庆租下新楼", "f", 193))
    assert len(index) == 2
    with pytest.raises(KeyError):
        index.story_of(RELEASE)


def test_a_long_archive_leaves_no_more_than_its_last_days() -> None:
    index = StoryIndex()
    for number in range(600):
        index.add(article(f"丙丁{number}公司租下新楼{number % 7}座", f"u{number}", number * 2))
        assert len(index) <= 97
        index.stories()
    parts = (index._compared, index._heads, index._numbers, index._postings._nearest)
    assert {len(part) for part in parts} == {len(index)}
    assert {number for compared in index._compared.values() for number in compared} <= index._heads.keys()


def test_copies_are_compared_by_their_earliest_whichever_came_first() -> None:
    late = article("丙丁公司在成都租下一座新楼", "a", 5, summary="戊己也去了。")
    early = article("丙丁公司在成都租下一座新楼", "b", 1)
    other = article("一座新楼，丙丁公司在成都租下", "c", 3)
    assert index_of(late, other, early).stories() == index_of(early, other, late).stories()


def test_a_flood_of_like_articles_hangs_together_within_bounds() -> None:
    flood = [
        article(
            f"丙丁公司在成都租下新楼：{chr(0x4E00 + 3 * number)}{chr(0x5E00 + 5 * number)}说好",
            f"u{number:03}",
            number / 10,
        )
        for number in range(200)
    ]
    index = index_of(*flood)
    told = [each for story in index.stories() for each in story.articles]
    assert sorted(each.url for each in told) == [each.url for each in flood]
    assert all(index.story_of(story.articles[0]) == story for story in index.stories())


def flood(count: int, chance: random.Random) -> list[Article]:
    """Articles of a few events, of which each is told in many wordings: more hang together than are grouped at once."""
    said = ["说好", "不评论", "回应", "称正常", "股价上涨", "员工证实", "网友热议", "分析师看好"]
    return [
        article(
            f"丙丁公司在{chance.choice(['成都', '重庆'])}租下新楼：{chance.choice(said)}{chr(0x5E00 + 5 * number)}",
            f"u{number:03}",
            chance.randrange(96),
            summary=f"丙丁公司租下第{chance.randrange(3)}座新楼，{chance.choice(said)}。",
        )
        for number in range(count)
    ]


@settings(max_examples=6, deadline=None)
@given(st.integers(90, 260), st.randoms(use_true_random=False))
def test_floods_beyond_every_bound_give_the_same_stories_added_in_any_order(count: int, chance: random.Random) -> None:
    articles = flood(count, chance)
    expected = stories(articles)
    index = StoryIndex()
    for each in chance.sample(articles, count):
        index.add(each)
        if chance.random() < 0.1:
            index.story_of(each)
    assert index.stories() == expected
    assert all(index.story_of(each) == story for story in expected for each in story.articles)


WORDS = [
    "甲厂",
    "乙厂",
    "开源",
    "模型",
    "Foo",
    "Bar 2",
    "三百亿",
    "15%",
    "语音",
    "：",
    "，",
    "今天",
    "谷歌",
    "财报",
    "上海",
]
ARTICLES = st.lists(
    st.builds(
        lambda words, url, hours, vendor: article("".join(words), url, hours, vendors=vendor),
        st.lists(st.sampled_from(WORDS), max_size=7),
        st.sampled_from(["a1", "a2", "b1", "b2", "c1", "d1", "e1"]),
        st.integers(0, 96),
        st.sampled_from([(), ("甲厂",), ("乙厂",)]),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_articles_of_a_window_give_the_same_stories_added_in_any_order(
    articles: list[Article], chance: random.Random
) -> None:
    shuffled = chance.sample(articles, len(articles))
    assert index_of(*shuffled).stories() == index_of(*articles).stories() == stories(articles)


@settings(max_examples=100, deadline=None)
@given(ARTICLES, st.data())
def test_an_article_added_again_changes_nothing(articles: list[Article], data: st.DataObject) -> None:
    index = index_of(*articles)
    before = index.stories()
    if articles:
        index.add(data.draw(st.sampled_from(articles)))
    assert index.stories() == before


@settings(max_examples=100, deadline=None)
@given(ARTICLES, st.integers(0, 96))
def test_an_unrelated_article_changes_no_story(articles: list[Article], hours: int) -> None:
    unrelated = article("戊己公司在重庆租下楼房", "z", hours)
    with_it = index_of(*articles, unrelated).stories()
    assert Story((unrelated,)) in with_it
    assert [story for story in with_it if story != Story((unrelated,))] == index_of(*articles).stories()


@settings(max_examples=100, deadline=None)
@given(ARTICLES)
def test_a_story_is_the_same_asked_for_alone(articles: list[Article]) -> None:
    index = index_of(*articles)
    assert all(index.story_of(each) == story for story in index.stories() for each in story.articles)
