"""Why an article came out as it did: from a store that a day's crawls have filled."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsbot.explaining import Explanation, explained, gather
from newsbot.issue.composition import Standpoint
from newsbot.issue.daily import FollowUp, Source
from newsbot.items import Article, Attempt, Judgement, Outcome
from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.ranking import Rank
from newsbot.judging.relevance import judge
from newsbot.press import Press, publish
from newsbot.storing import articles, attempts
from newsbot.storing.database import Database
from tests.anchors import anchor

Make = Callable[..., Article]
LEXICON = bundled_lexicon()
SOURCES = {
    "kr36": Source("kr36", "36Kr"),
    "zhipu": Source("zhipu", "智谱", "lab", 1.5),
    "qbitai": Source("qbitai", "量子位"),
}


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path / "reports", SOURCES, "configuration")


def _keep(database: Database, *found: Article) -> None:
    with database.writing() as connection:
        for each in found:
            each.judgement = judge(each.title, each.summary, LEXICON)
        articles.keep(connection, found)
        for name in SOURCES:
            attempt = Attempt(name, "RSS", f"https://{name}.example/feed", Outcome.OK, found[0].first_seen)  # type: ignore[arg-type]
            attempts.record(connection, [attempt], run=name)


def explain(database: Database, press: Press, article: Article, now: datetime) -> Explanation:
    with database.reading() as connection:
        found = gather(
            connection, press, LEXICON, articles.known(connection, article.canonical_url) or article, now=now
        )
    return explained(found, press)


def _told(article: Make, key: str, title: str, source: str = "kr36", **more: object) -> Article:
    url = f"https://{source}.example/{key}"
    return article(key, title=title, source=source, url=url, canonical_url=url, summary="", text="", **more)


def test_an_article_is_explained_from_its_words_to_its_place(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    own = _told(article, "1", "智谱发布新一代旗舰模型GLM-6，上下文达200万", "zhipu")
    echo = _told(article, "2", "智谱GLM-6发布：新一代旗舰模型上下文达200万")
    _keep(database, own, echo, _told(article, "3", "月之暗面完成20亿美元融资"))
    publish(press, database, day=noon.date(), now=noon)
    found = explain(database, press, echo, noon + timedelta(days=9))
    assert (found.judgement, found.stored) == (judge(echo.title, "", LEXICON), None)
    (place,) = found.places
    assert (place.day, place.anchor, place.part, found.unprinted) == (
        *(noon.date(), anchor(own), "详细资讯第 1 条，列入今日要点（作为同题报道）", ""),
    )
    assert place.line is not None
    assert (place.line.url, [also.url for also in place.line.also]) == (own.url, [echo.url])
    assert place.standpoint is not None
    decided = place.standpoint
    assert decided == Standpoint(
        Rank(2, sources=1.0, weight=1.5, own=0.5, freshness=decided.rank.freshness), 1, repeats=False, waits="", shut=""
    )
    assert decided.rank.freshness > 1  # as of the issue that printed it, not of nine days later
    assert ([each.url for each in found.story.articles], found.differs) == ([own.url, echo.url], False)
    assert found.nearest[0].article.url == own.url


def test_the_story_is_told_as_printed_and_todays_beside_it_where_it_differs(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    first = _told(article, "1", "智谱发布新一代旗舰模型GLM-6，上下文达200万")
    _keep(database, first)
    publish(press, database, day=noon.date(), now=noon)
    late = _told(
        *(article, "2", "智谱GLM-6发布：新一代旗舰模型上下文达200万", "qbitai"),
        first_seen=noon + timedelta(hours=3),
        published=noon,
    )
    _keep(database, late)
    found = explain(database, press, first, noon + timedelta(hours=4))
    (place,) = found.places
    assert (place.told, place.line and place.line.also, found.differs) == ({first.canonical_url}, (), True)
    assert place.standpoint is not None
    assert place.standpoint.rank.sources == 0  # the one that came later is not counted
    assert {each.url for each in found.story.articles} == {first.url, late.url}


def test_a_story_that_went_on_is_told_with_its_day_and_what_was_new(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    first = _told(article, "1", "智谱发布新一代旗舰模型GLM-6，上下文达200万")
    _keep(database, first)
    publish(press, database, day=noon.date(), now=noon)
    tomorrow = noon + timedelta(days=1)
    times = {"first_seen": tomorrow, "published": noon + timedelta(hours=14)}
    more = _told(article, "2", "智谱新一代旗舰模型GLM-6发布：上下文达200万，降价50%", "qbitai", **times)
    _keep(database, more)
    publish(press, database, day=tomorrow.date(), now=tomorrow)
    found = explain(database, press, more, tomorrow)
    (place,) = found.places
    assert place.line is not None
    assert place.line.follow_up == FollowUp(2, noon.date(), anchor(first), ("50%",))
    assert (place.told, place.earlier, found.differs) == ({more.canonical_url}, {first.canonical_url}, False)
    assert place.standpoint is not None


def test_a_limit_that_put_a_story_behind_is_named(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    told = [
        "智谱发布GLM-6",
        "智谱完成20亿美元融资",
        "智谱在新加坡设立研究院",
        "智谱任命首席科学家",
        "智谱开源视频模型CogVideoX-9",
    ]
    every = [
        _told(article, f"{number}", title, published=noon - timedelta(hours=number))
        for number, title in enumerate(told, start=1)
    ]
    _keep(database, *every)
    publish(press, database, day=noon.date(), now=noon)
    standpoints = [explain(database, press, each, noon).places[0].standpoint for each in every]
    assert all(standpoints)
    assert sorted(each.waits for each in standpoints if each) == ["", "", "", *["同一厂商（智谱）已有 3 条"] * 2]


def test_a_rank_that_comes_out_otherwise_today_is_not_told(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    first, second = _told(article, "1", "智谱发布GLM-6"), _told(article, "2", "月之暗面完成20亿美元融资", "qbitai")
    _keep(database, first, second)
    publish(press, database, day=noon.date(), now=noon)
    before = explain(database, press, second, noon).places[0]
    heavier = {"qbitai": Source("qbitai", "量子位", weight=0.5 if "第 1 条" in before.part else 3.0)}
    changed = Press(press.reports, SOURCES | heavier, "configuration")
    assert (before.standpoint is None, explain(database, changed, second, noon).places[0].standpoint) == (False, None)


def test_why_two_that_are_alike_enough_are_not_told_together_is_said(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    titles = ["甲厂语音模型 Foo 4.1 开源", "甲厂开源语音模型 Foo", "甲厂语音模型 Foo 4.2 开源"]
    every = [_told(article, f"{number}", title) for number, title in enumerate(titles)]
    with database.writing() as connection:
        for each in every:
            each.judgement = Judgement(1)
        articles.keep(connection, every)
    parted = {
        near.article.title: near.parted
        for asked in every
        for near in explain(database, press, asked, noon).nearest
        if near.parted
    }
    four_one, _, four_two = titles
    assert parted == {
        four_two: f"「{four_one}」与「{four_two}」不能并：版本不同：foo 4.1 / 4.2",
        titles[1]: f"「{four_two}」与「{four_one}」不能并：版本不同：foo 4.2 / 4.1",
    }


NOON = datetime.fromisoformat("2026-01-20T12:00:00+08:00")
RELEASE = "智谱发布GLM-6"


@pytest.mark.parametrize(
    ("title", "changes", "why"),
    [
        ("某地召开春季农业工作会议", {}, "2026-01-20 的日报没有收录：与主题无关"),
        (
            RELEASE,
            {"published": NOON - timedelta(days=6)},
            "2026-01-20 的日报没有收录：发布于 2026-01-14 12:00，早于该期从这个信源收录的起点 2026-01-19 12:00",
        ),
        (RELEASE, {"first_seen": NOON + timedelta(hours=1)}, "抓到它之后还没有出过日报"),
        (
            "8点1氪：智谱发布GLM-6；某车企降价；某城下雨",
            {},
            "2026-01-20 的日报没有收录：是汇总栏目，只刊其中拆出的条目",
        ),
    ],
)
def test_what_was_not_printed_says_why(
    press: Press, database: Database, *, article: Make, title: str, changes: dict[str, object], why: str
) -> None:
    other = _told(article, "1", "月之暗面完成20亿美元融资")
    told = _told(article, "2", title, **({"first_seen": NOON} | changes))
    _keep(database, other, told)
    publish(press, database, day=NOON.date(), now=NOON)
    found = explain(database, press, told, NOON)
    assert (found.places, found.unprinted) == ((), why)


def test_a_headline_that_nobody_listed_is_explained_too(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    near = _told(article, "1", "智谱发布新一代旗舰模型GLM-6，上下文达200万")
    _keep(database, near)
    said = Article(source="", url="", title="智谱GLM-6发布：新一代旗舰模型上下文达200万")
    found = explain(database, press, said, noon)
    assert [each.title for each in found.story.articles] == [near.title, said.title]
    assert (found.places, found.unprinted) == ((), "没有信源列出过它")


def test_a_grade_of_another_lexicon_is_told_beside_the_present_one(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    told = _told(article, "1", "智谱发布GLM-6")
    _keep(database, told)
    told.judgement = Judgement(0)
    with database.writing() as connection:
        articles.keep(connection, [told])
    found = explain(database, press, told, noon)
    assert (found.judgement.grade, found.stored) == (2, Judgement(0))
