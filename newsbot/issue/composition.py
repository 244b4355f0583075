"""From what is known to the issue of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsbot.issue.choice import chosen
from newsbot.issue.daily import Daily, FollowUp, Item, Line, Link, Source, SourceState, Window
from newsbot.issue.highlights import highlight
from newsbot.issue.window import belongs, time_of
from newsbot.items import BEIJING, Article
from newsbot.judging.ranking import ranked
from newsbot.judging.stories import Story, stories
from newsbot.leaderboard.ranking import Standing

# How far back a printed article may tell the same story as a new one; the reach of `newsbot.judging.stories`.
MEMORY = timedelta(hours=96)


@dataclass(frozen=True, slots=True)
class Printed:
    """Where an article was printed on an earlier day."""

    day: date
    anchor: str


@dataclass(frozen=True, slots=True)
class Composition:
    """An issue, and for each article printed in it (by canonical URL) the anchor of its item, "" in the list."""

    daily: Daily
    anchors: Mapping[str, str]


def compose(
    day: date,
    window: Window,
    articles: Sequence[Article],
    *,
    printed: Mapping[str, Printed],
    sources: Mapping[str, Source],
    standing: Standing | None,
    states: Sequence[SourceState],
    made_at: datetime,
    sample: bool,
) -> Composition:
    """The issue of ``day``.

    ``articles`` are the on-topic ones of the window and of `MEMORY` before it; those in ``printed`` only tell which
    stories are not new.
    """
    fresh, follow_ups = _fresh_stories(day, window, articles, printed)
    weights = {name: source.weight for name, source in sources.items()}
    detailed, rest = chosen(ranked(fresh, now=window.ends, weights=weights))
    items = tuple(
        _item(f"item-{number}", story, sources, follow_ups.get(_key(story)))
        for number, story in enumerate(detailed, start=1)
    )
    daily = Daily(
        day=day,
        window=window,
        made_at=made_at.astimezone(BEIJING),
        sample=sample,
        items=items,
        others=tuple(_line(story, sources, follow_ups.get(_key(story))) for story in rest),
        standing=standing,
        sources=tuple(states),
    )
    anchors = {a.canonical_url: f"item-{n}" for n, s in enumerate(detailed, start=1) for a in s.articles}
    return Composition(daily, anchors | {a.canonical_url: "" for story in rest for a in story.articles})


def _fresh_stories(
    day: date, window: Window, articles: Sequence[Article], printed: Mapping[str, Printed]
) -> tuple[list[Story], dict[str, FollowUp]]:
    """The stories that have something new, each with its new articles only; and which of them go on from earlier."""
    new = {a.canonical_url for a in articles if belongs(a, window, printed)}
    told = [a for a in articles if a.canonical_url in new or a.canonical_url in printed]
    fresh: list[Story] = []
    follow_ups: dict[str, FollowUp] = {}
    for story in stories(told):
        news = tuple(a for a in story.articles if a.canonical_url in new)
        if not news:
            continue
        fresh.append(Story(news, story.reason))
        earlier = [printed[a.canonical_url] for a in story.articles if a.canonical_url in printed]
        if earlier:
            first = min(earlier, key=lambda place: (place.day, place.anchor))
            follow_ups[_key(fresh[-1])] = FollowUp((day - first.day).days + 1, first.day, first.anchor)
    return fresh, follow_ups


def _key(story: Story) -> str:
    return story.articles[0].canonical_url


def _item(anchor: str, story: Story, sources: Mapping[str, Source], follow_up: FollowUp | None) -> Item:
    article = story.articles[0]
    judgement = article.judgement
    return Item(
        anchor=anchor,
        line=_line(story, sources, follow_up),
        highlight=highlight(article.title, article.summary),
        category=judgement.category if judgement is not None else "",
        subjects=(*judgement.vendors[:2], *judgement.products[:2]) if judgement is not None else (),
        summary=article.summary,
    )


def _line(story: Story, sources: Mapping[str, Source], follow_up: FollowUp | None) -> Line:
    article, *others = story.articles
    return Line(
        title=article.title,
        url=article.url,
        source=_title(article.source, sources),
        time=time_of(article).astimezone(BEIJING),
        undated=article.published is None,
        also=tuple(Link(_title(other.source, sources), other.url) for other in others),
        follow_up=follow_up,
    )


def _title(source: str, sources: Mapping[str, Source]) -> str:
    return sources[source].title if source in sources else source
