"""Why an article was graded, told with others, ranked and printed as it was, from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from newsbot.issue.composition import MEMORY, outlets_of
from newsbot.issue.daily import Daily, Window
from newsbot.issue.window import objection
from newsbot.items import BEIJING, Article, Judgement
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.ranking import Rank, fronted, rank_of
from newsbot.judging.relevance import judge
from newsbot.judging.stories import Story
from newsbot.judging.story_index import Neighbour, StoryIndex
from newsbot.press import NothingToPrintError, Press, as_printed, reach
from newsbot.storing import articles, issues

NEAREST = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was printed: the issue's day, the anchor of its story, and the part of the issue in words."""

    day: date
    anchor: str
    part: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What newsbot makes of an article, and why.

    ``judgement`` is by the present lexicon; ``stored`` is the one the article was stored with, where that is another.
    ``story`` are the articles that are told with it, ``nearest`` those most like it, with what kept them apart.
    ``places`` is where it was printed; where that is nowhere, ``unprinted`` says why.
    """

    article: Article
    judgement: Judgement
    stored: Judgement | None
    story: Story
    nearest: Sequence[Neighbour]
    rank: Rank
    places: Sequence[Place]
    unprinted: str


def explain(connection: Connection, press: Press, lexicon: Lexicon, article: Article, *, now: datetime) -> Explanation:
    """Explain an article; one that no source has listed (``first_seen`` is None) is taken for one that came now."""
    judgement = judge(article.title, article.summary or article.text, lexicon)
    told = replace(article, judgement=judgement, first_seen=article.first_seen or now)
    index = _index(connection, told)
    outlets = outlets_of(press.sources)
    story = fronted(index.story_of(told), outlets=outlets)
    printings = issues.printings(connection, article.canonical_url) if article.canonical_url else []
    places = [_place(connection, printing, article) for printing in printings]
    return Explanation(
        article=article,
        judgement=judgement,
        stored=article.judgement if article.judgement not in {None, judgement} else None,
        story=story,
        nearest=index.nearest(told, NEAREST),
        rank=rank_of(story, now=_as_of(connection, places, now), outlets=outlets),
        places=places,
        unprinted="" if places else _unprinted(connection, article),
    )


def _index(connection: Connection, article: Article) -> StoryIndex:
    """The on-topic articles of the days around one, and itself."""
    moment = article.published or article.first_seen
    assert moment is not None  # noqa: S101 (it has been seen at least)
    index = StoryIndex(forgets=False)
    others: Iterable[Article] = articles.on_topic(connection, since=moment - MEMORY, until=moment + MEMORY)
    for other in others:
        if other.canonical_url != article.canonical_url:
            index.add(other)
    index.add(article)
    return index


def _as_of(connection: Connection, places: Sequence[Place], now: datetime) -> datetime:
    """The moment that freshness counts from: the end of the issue that first printed it, or now."""
    issue = issues.issue_of(connection, places[0].day) if places else None
    return issue.ends if issue is not None else now


def _place(connection: Connection, printing: issues.Printing, article: Article) -> Place:
    issue = issues.issue_of(connection, printing.day)
    part = _part(issue, printing, article) if issue is not None else ""
    return Place(printing.day, printing.anchor, part)


def _part(issue: issues.StoredIssue, printing: issues.Printing, article: Article) -> str:
    try:
        daily: Daily = as_printed(issue)
    except NothingToPrintError:
        return "这一期由另一版本的 newsbot 写成，读不出它在哪一部分"
    for number, item in enumerate(daily.items, start=1):
        if item.line.anchor == printing.anchor:
            part = f"详细资讯第 {number} 条" + ("，列入今日要点" if item.highlight else "")
            return part if item.line.url == article.url else f"{part}（作为同题报道）"
    for number, line in enumerate(daily.others, start=1):
        if line.anchor == printing.anchor:
            part = f"其余资讯第 {number} 条"
            return part if line.url == article.url else f"{part}（作为同题报道）"
    return ""


def _unprinted(connection: Connection, article: Article) -> str:
    if article.first_seen is None:
        return "没有信源列出过它"
    issue = issues.first_ending_after(connection, article.first_seen)
    if issue is None:
        return "抓到它之后还没有出过日报"
    window = Window(*(moment.astimezone(BEIJING) for moment in (issue.starts, issue.ends, issue.since)))
    since = reach(connection, article.source, window)
    against = objection(article, window, since, ())
    if against:
        return f"{issue.day} 的日报没有收录：{against}"
    return f"{issue.day} 的日报出版时还没有它；`scrapy report --day {issue.day} --remake` 会重新选稿"
