"""Why an article came out as it did: from a store that a day's crawls have filled."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsbot.explaining import Place, explain
from newsbot.issue.daily import Source
from newsbot.items import Article, Attempt, Judgement, Outcome
from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.ranking import Rank
from newsbot.judging.relevance import judge
from newsbot.press import Press, publish
from newsbot.storing import articles, attempts
from newsbot.storing.database import Database

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
    with database.reading() as connection:
        stored = articles.known(connection, echo.canonical_url)
        assert stored is not None
        found = explain(connection, press, LEXICON, stored, now=noon + timedelta(days=9))
    assert (found.judgement, found.stored) == (judge(echo.title, "", LEXICON), None)
    assert [each.url for each in found.story.articles] == [own.url, echo.url]
    assert found.story.reason
    assert found.nearest[0].article.url == own.url
    assert found.rank == Rank(2, sources=1.0, weight=1.5, own=0.5, freshness=found.rank.freshness)
    assert found.rank.freshness > 1  # as of the issue that printed it, not of nine days later
    assert (found.places, found.unprinted) == (
        [Place(noon.date(), "item-1", "详细资讯第 1 条，列入今日要点（作为同题报道）")],
        "",
    )


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
    with database.reading() as connection:
        found = explain(connection, press, LEXICON, told, now=NOON)
    assert (found.places, found.unprinted) == ([], why)


def test_a_headline_that_nobody_listed_is_explained_too(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    near = _told(article, "1", "智谱发布新一代旗舰模型GLM-6，上下文达200万")
    _keep(database, near)
    said = Article(source="", url="", title="智谱GLM-6发布：新一代旗舰模型上下文达200万")
    with database.reading() as connection:
        found = explain(connection, press, LEXICON, said, now=noon)
    assert [each.title for each in found.story.articles] == [near.title, said.title]
    assert (found.places, found.unprinted) == ([], "没有信源列出过它")


def test_a_grade_of_another_lexicon_is_told_beside_the_present_one(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    told = _told(article, "1", "智谱发布GLM-6")
    _keep(database, told)
    told.judgement = Judgement(0)
    with database.reading() as connection:
        found = explain(connection, press, LEXICON, told, now=noon)
    assert (found.judgement.grade, found.stored) == (2, Judgement(0))
