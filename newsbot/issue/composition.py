"""From what is known to the issue of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import repeat

from newsbot.issue.anchoring import anchors_of
from newsbot.issue.choice import chosen, headlined, turns
from newsbot.issue.daily import Daily, FollowUp, Item, Line, Link, Source, SourceState, Window
from newsbot.issue.highlights import highlight
from newsbot.issue.window import belongs, time_of
from newsbot.items import BEIJING, Article, Judgement
from newsbot.judging.newness import additions, brings_news
from newsbot.judging.ranking import Outlet, Rank, fronted, grade_of, rank_of, ranked
from newsbot.judging.stories import Story, stories
from newsbot.leaderboard.ranking import Standing
from newsbot.leaderboard.trend import Trend

# How far back a printed article may tell the same story as a new one; the reach of `newsbot.judging.stories`.
MEMORY = timedelta(hours=96)
_MAKERS = {"lab", "registry"}  # kinds of sources that tell of their own models


@dataclass(frozen=True, slots=True)
class Printed:
    """Where an article was printed on another day."""

    day: date
    anchor: str


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Why a story stands in an issue where it stands.

    ``place`` is that by rank among all of the issue, from 1; what ``repeats`` stands behind what is new. ``waits`` is
    the limit that put it behind others of its grade for a place in detail, ``shut`` the one that allows it none.
    """

    rank: Rank
    place: int
    repeats: bool
    waits: str
    shut: str


@dataclass(frozen=True, slots=True)
class Composition:
    """An issue, and for each article printed in it (by canonical URL) the anchor of its story.

    ``leads`` are the articles that its highlights are made from, by the anchors of their items, in the order printed.
    ``standpoints`` say by anchor why each story stands where it stands.
    """

    daily: Daily
    anchors: Mapping[str, str]
    leads: Mapping[str, Article]
    standpoints: Mapping[str, Standpoint]


def compose(
    day: date,
    window: Window,
    articles: Sequence[Article],
    *,
    reach: Mapping[str, datetime],
    kept: Collection[str],
    printed: Mapping[str, Printed],
    sources: Mapping[str, Source],
    standing: Standing | None,
    states: Sequence[SourceState],
    made_at: datetime,
    sample: bool,
    limits: Mapping[str, int] | None = None,
    trend: Trend | None = None,
    board: str = "",
) -> Composition:
    """The issue of ``day``.

    ``articles`` are the on-topic ones of the window and of `MEMORY` before it; those in ``printed`` only tell which
    stories are not new. ``reach`` is how far back each source counts. What is ``kept`` was printed in this issue before
    and stays, whatever its source says of it now. ``limits`` are those of the user's groups, by name.
    """
    new = {
        article.canonical_url
        for article in articles
        if article.canonical_url in kept or belongs(article, window, reach.get(article.source, window.since), printed)
    }
    outlets = outlets_of(sources)
    fresh, follow_ups, repeats = _fresh_stories(day, new, articles, printed, outlets)
    by_rank = ranked(fresh, now=window.ends, outlets=outlets)
    # What the reader knows already stands behind what is new, within its grade.
    by_rank.sort(key=lambda story: (-grade_of(story), _key(story) in repeats))
    detailed, rest = chosen(by_rank, limits)
    highlights = {_key(story): _highlight(story) for story in detailed}
    head = headlined(detailed, lambda story: bool(highlights[_key(story)]))
    if not head and (head := headlined(detailed)[:1]):
        # News that no line is short enough for is no quiet day.
        highlights[_key(head[0])] = head[0].articles[0].title
    told = set(map(_key, head))
    printed_in_order = [*detailed, *rest]
    leading = dict(zip(map(_key, printed_in_order), anchors_of(printed_in_order), strict=True))
    anchors = {key: own for key, (own, *_) in leading.items()}

    def line(story: Story) -> Line:
        return _line(leading[_key(story)], story, sources, follow_ups.get(_key(story)))

    daily = Daily(
        day=day,
        window=window,
        made_at=made_at.astimezone(BEIJING),
        sample=sample,
        items=tuple(
            _item(story, line(story), highlights[_key(story)] if _key(story) in told else "") for story in detailed
        ),
        others=tuple(map(line, rest)),
        standing=replace(standing, fetched_at=standing.fetched_at.astimezone(BEIJING)) if standing else None,
        sources=tuple(states),
        trend=trend,
        board=board,
    )
    places = {article.canonical_url: anchors[_key(story)] for story in fresh for article in story.articles}
    leads = {anchors[_key(story)]: story.articles[0] for story in detailed if _key(story) in told}
    over = {_key(turn.story): turn for turn in turns(by_rank, limits)}
    standpoints = {
        anchors[_key(story)]: Standpoint(
            rank_of(story, now=window.ends, outlets=outlets),
            place,
            _key(story) in repeats,
            over[_key(story)].waits,
            over[_key(story)].shut,
        )
        for place, story in enumerate(by_rank, start=1)
    }
    return Composition(daily, places, leads, standpoints)


def outlets_of(sources: Mapping[str, Source]) -> dict[str, Outlet]:
    """The sources as the ranking knows them."""
    return {name: Outlet(source.weight, own=source.kind in _MAKERS) for name, source in sources.items()}


def _fresh_stories(
    day: date,
    new: Collection[str],
    articles: Sequence[Article],
    printed: Mapping[str, Printed],
    outlets: Mapping[str, Outlet],
) -> tuple[list[Story], dict[str, FollowUp], set[str]]:
    """The stories that have new articles, each with these only; which of them go on from earlier; which only repeat."""
    told = [a for a in articles if a.canonical_url in new or a.canonical_url in printed]
    fresh: list[Story] = []
    follow_ups: dict[str, FollowUp] = {}
    repeats: set[str] = set()
    for story in stories(told):
        places = [place for place, a in enumerate(story.articles) if a.canonical_url in new]
        if not places:
            continue
        news = tuple(story.articles[place] for place in places)
        reasons = tuple(story.reasons[place] for place in places if story.reasons)
        fresh.append(fronted(Story(news, story.reason, reasons), outlets=outlets))
        told_before = [a for a in story.articles if a.canonical_url in printed and printed[a.canonical_url].day < day]
        if told_before:
            first = min((printed[a.canonical_url] for a in told_before), key=lambda place: (place.day, place.anchor))
            # All that a reader has seen under the same anchors, whether or not it would be the same story today.
            anchors = {printed[a.canonical_url] for a in told_before}
            seen = [a for a in articles if printed.get(a.canonical_url) in anchors]
            added = additions(news, seen)
            follow_ups[_key(fresh[-1])] = FollowUp((day - first.day).days + 1, first.day, first.anchor, added)
            if not brings_news(news, seen):
                repeats.add(_key(fresh[-1]))
    return fresh, follow_ups, repeats


def _key(story: Story) -> str:
    return story.articles[0].canonical_url


def _highlight(story: Story) -> str:
    article = story.articles[0]
    judgement = article.judgement or Judgement(0)
    return highlight(article.title, article.summary, (*judgement.vendors, *judgement.products))


def _item(story: Story, line: Line, highlight: str) -> Item:
    article = story.articles[0]
    judgement = article.judgement or Judgement(0)
    return Item(
        line=line,
        highlight=highlight,
        category=judgement.category,
        # Some products are named like their makers.
        subjects=tuple(dict.fromkeys((*judgement.vendors[:2], *judgement.products[:2]))),
        summary=article.summary,
    )


def _line(anchors: Sequence[str], story: Story, sources: Mapping[str, Source], follow_up: FollowUp | None) -> Line:
    article = story.articles[0]
    judgement = article.judgement or Judgement(0)
    return Line(
        anchor=anchors[0],
        title=article.title,
        url=article.url,
        source=_title(article.source, sources),
        time=time_of(article).astimezone(BEIJING),
        undated=article.published is None,
        also=tuple(_also(story, sources)),
        follow_up=follow_up,
        category=judgement.category,
        vendors=judgement.vendors,
        grade=judgement.grade,
        aliases=tuple(anchors[1:]),
    )


def _also(story: Story, sources: Mapping[str, Source]) -> Iterator[Link]:
    """The other articles of a story, those of one source told apart by a number, and each page once."""
    article, *others = story.articles
    seen = Counter([article.source])
    linked = {article.page}
    reasons = story.reasons[1:] or repeat("")
    for other, reason in zip(others, reasons, strict=False):
        if other.page in linked:
            continue
        linked.add(other.page)
        seen[other.source] += 1
        number = f" ({seen[other.source]})" if seen[other.source] > 1 else ""
        yield Link(_title(other.source, sources) + number, other.url, reason, other.title)


def _title(source: str, sources: Mapping[str, Source]) -> str:
    return sources[source].title if source in sources else source
