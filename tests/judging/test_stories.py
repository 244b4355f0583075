import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.items import ITEM_MARK, Article, Judgement
from newsbot.judging.stories import Story, stories

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def article(
    title: str, url: str, *, hours: float = 0, summary: str = "", vendors: tuple[str, ...] = (), roundup: bool = False
) -> Article:
    return Article(
        source=url[0],
        url=url,
        canonical_url=url,
        title=title,
        summary=summary,
        published=NOON + timedelta(hours=hours),
        judgement=Judgement(1, vendors=vendors, roundup=roundup),
    )


RELEASE = article("甲厂开源三百亿参数的语音模型 Foo", "a1", vendors=("甲厂",))
REWORDED = article("语音模型 Foo 来了：甲厂把三百亿参数开源", "b1", hours=3, vendors=("甲厂",))
OTHER = article("甲厂开设面向学生的暑期训练营", "a2", hours=1, vendors=("甲厂",))
TOGETHER = Story(
    (RELEASE, REWORDED),
    "同提 foo、甲厂；数字一致 300亿",
    (f"与「{REWORDED.title}」同提 foo、甲厂；数字一致 300亿", f"与「{RELEASE.title}」同提 foo、甲厂；数字一致 300亿"),
)
ELSEWHERE = article("乙厂公布二季度收入", "c1", hours=1, vendors=("乙厂",))


def test_articles_of_one_event_form_one_story_and_others_their_own() -> None:
    assert stories([OTHER, REWORDED, ELSEWHERE, RELEASE]) == [
        TOGETHER,
        Story((OTHER,)),
        Story((ELSEWHERE,)),
    ]


def test_each_article_says_what_it_shares_with_the_one_it_is_most_like() -> None:
    # The title of the third is nearer to that of the second.
    third = article("语音模型 Foo 来了，甲厂把三百亿参数开源并降价", "c1", hours=4, vendors=("甲厂",))
    (told,) = stories([RELEASE, REWORDED, third])
    assert told.reason == "同提 foo、甲厂；数字一致 300亿"
    assert told.reasons == (
        f"与「{REWORDED.title}」同提 foo、甲厂；数字一致 300亿",
        f"与「{third.title}」同提 foo、甲厂；数字一致 300亿",
        f"与「{REWORDED.title}」同提 foo、甲厂；数字一致 300亿",
    )


def test_results_and_the_call_on_them_are_one_story_and_say_so() -> None:
    results = article("谷歌二季度营收 300 亿美元", "a1", summary="谷歌公布二季度财报，营收增长一成。")
    call = article(
        "谷歌皮查伊：云业务增长很快", "b1", hours=4, summary="在谷歌二季度财报电话会上，皮查伊说云业务增长很快。"
    )
    (told,) = stories([results, call])
    assert (told.articles, told.reason) == ((results, call), "同提 谷歌；同一场合 财报")


def test_no_articles_tell_no_story() -> None:
    assert stories([]) == []


def test_equal_titles_within_a_day_are_one_story_however_many() -> None:
    copies = [article("甲厂开源新的语音模型", f"s{number:03}", hours=number / 10) for number in range(100)]
    (told,) = stories(copies)
    assert (told.articles, told.reason, set(told.reasons)) == (
        tuple(copies),
        "标题相同",
        {f"与「{copies[0].title}」标题相同"},
    )


def test_equal_titles_days_apart_are_two_stories() -> None:
    first, second = article("三大指数午间收跌个股分化", "a1"), article("三大指数午间收跌个股分化", "a2", hours=120)
    assert stories([second, first]) == [Story((first,)), Story((second,))]


def test_short_equal_titles_without_more_are_not_taken_for_copies() -> None:
    assert len(stories([article("独家", "a1"), article("独家", "b1")])) == 2


def test_digest_is_its_own_story() -> None:
    digest = article("语音模型 Foo 来了：甲厂把三百亿参数开源", "d1", roundup=True)
    assert stories([RELEASE, digest, REWORDED]) == [TOGETHER, Story((digest,))]


def test_two_items_of_one_digest_are_two_stories() -> None:
    told = [replace(each, canonical_url=f"d{ITEM_MARK}{each.url}") for each in (RELEASE, REWORDED)]
    assert stories(told) == [Story((each,)) for each in told]


def test_an_article_with_a_page_of_its_own_is_printed_before_an_item_of_a_digest() -> None:
    item = replace(RELEASE, canonical_url=f"d{ITEM_MARK}1")
    assert [told.articles for told in stories([item, REWORDED])] == [(REWORDED, item)]


def test_best_grade_is_printed_first_then_one_with_a_summary_then_the_earliest() -> None:
    early = article("甲厂开源三百亿参数语音模型", "a1")
    summed = article("甲厂开源三百亿参数语音模型", "b1", hours=1, summary="可商用。")
    core = article("甲厂开源三百亿参数语音模型", "c1", hours=2)
    core.judgement = Judgement(2)
    assert [told.articles for told in stories([early, summed, core])] == [(core, summed, early)]


def test_reason_names_figures_in_common() -> None:
    one = article("甲厂完成1.5亿元融资，投资方为丙丁资本", "a1")
    two = article("丙丁资本领投，甲厂融资 15,000 万元完成", "b1")
    assert [told.reason for told in stories([one, two])] == ["数字一致 1.5亿元"]


def test_a_version_in_common_is_mentioned_and_called_no_figure() -> None:
    one = article("甲厂语音助手2.0开源，支持方言", "a1", vendors=("甲厂",))
    two = article("支持方言：甲厂语音助手2.0开源", "b1", vendors=("甲厂",))
    assert [told.reason for told in stories([one, two])] == ["同提 甲厂、2.0"]


def test_stories_do_not_chain_over_the_window() -> None:
    daily = [
        article(f"甲厂语音模型 Foo 开源后的第{word}天", f"a{place}", hours=40 * place)
        for place, word in enumerate("一二三四五六七八")
    ]
    for told in stories(daily):
        times = [found.published for found in told.articles if found.published]
        assert max(times) - min(times) <= timedelta(hours=96)


def test_parts_of_a_series_are_stories_of_their_own() -> None:
    parts = [
        article("十强项目观察之智能底座：从会聊走向会干活", "a"),
        article("十强项目观察之应用：从会聊走向会干活", "b"),
    ]
    assert len(stories(parts)) == 2


WORDS = ["甲厂", "乙厂", "开源", "模型", "Foo", "Bar 2", "三百亿", "15%", "语音", "：", "，", "今天", "发布"]
ARTICLES = st.lists(
    st.builds(
        lambda words, url, hours, vendor: article("".join(words), url, hours=hours, vendors=vendor),
        st.lists(st.sampled_from(WORDS), max_size=7),
        st.sampled_from(["a1", "a2", "b1", "b2", "c1", "d1", "e1"]),
        st.integers(0, 150),
        st.sampled_from([(), ("甲厂",), ("乙厂",)]),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_stories_do_not_depend_on_the_order_of_the_articles(
    given_articles: list[Article], chance: random.Random
) -> None:
    shuffled = given_articles.copy()
    chance.shuffle(shuffled)
    assert stories(shuffled) == stories(given_articles)


@settings(max_examples=100, deadline=None)
@given(ARTICLES)
def test_every_article_is_in_exactly_one_story_and_equal_ones_are_one(given_articles: list[Article]) -> None:
    told = [found for story in stories(given_articles) for found in story.articles]
    assert sorted(map(repr, told)) == sorted(set(map(repr, given_articles)))


@settings(max_examples=100, deadline=None)
@given(ARTICLES)
def test_articles_given_twice_change_nothing(given_articles: list[Article]) -> None:
    assert stories([*given_articles, *given_articles]) == stories(given_articles)


@settings(max_examples=50, deadline=None)
@given(ARTICLES)
def test_every_article_of_a_story_has_its_reason(given_articles: list[Article]) -> None:
    for told in stories(given_articles):
        assert len(told.reasons) == (len(told.articles) if len(told.articles) > 1 else 0)
        assert bool(told.reason) is (len(told.articles) > 1)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(), max_size=8))
def test_any_titles_form_stories(titles: list[str]) -> None:
    told = stories([article(title, f"a{place}") for place, title in enumerate(titles)])
    assert sum(len(each.articles) for each in told) == len(titles)
