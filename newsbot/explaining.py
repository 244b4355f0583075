"""Why an article was graded, told with others, ranked and printed as it was, from the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsbot.issue.composition import MEMORY, outlets_of
from newsbot.issue.daily import Window
from newsbot.issue.window import objection
from newsbot.items import BEIJING, Article, Judgement
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.ranking import Rank, fronted, rank_of
from newsbot.judging.relevance import judge
from newsbot.judging.stories import Story, in_order
from newsbot.judging.story_index import Neighbour, StoryIndex
from newsbot.placing import Place, places
from newsbot.press import Press, reach
from newsbot.storing import articles, issues

NEAREST = 5
MOST = 2_000  # articles before one, and behind it, that it is compared with: many times what four days bring


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the store has on an article: those around it, where it was printed or why not, when it was asked."""

    article: Article
    judgement: Judgement
    around: Sequence[Article]
    places: Sequence[Place]
    unprinted: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Explanation:
    """What newsbot makes of an article, and why.

    ``judgement`` is by the present lexicon; ``stored`` is the one the article was stored with, where that is another.
    ``places`` is where it was printed, and with what; where that is nowhere, ``unprinted`` says why.
    ``story`` and ``rank`` are what today's store makes of it: the articles that it would be told with, and their rank
    now. ``nearest`` are those most like it, with what keeps them apart.
    """

    article: Article
    judgement: Judgement
    stored: Judgement | None
    places: Sequence[Place]
    unprinted: str
    story: Story
    rank: Rank
    nearest: Sequence[Neighbour]

    @property
    def differs(self) -> bool:
        """Whether today's story is not the one that was printed."""
        told = {article.canonical_url for article in self.story.articles}
        return not any(place.told == told - place.earlier for place in self.places)


def gather(connection: Connection, press: Press, lexicon: Lexicon, article: Article, *, now: datetime) -> Gathered:
    """Read what explains an article; one that no source has listed (``first_seen`` is None) is taken to come now."""
    judgement = judge(article.title, article.summary or article.text, lexicon)
    moment = article.published or article.first_seen or now
    found = tuple(places(connection, press, article))
    return Gathered(
        article,
        judgement,
        articles.around(connection, moment, reach=MEMORY, most=MOST),
        found,
        "" if found else _unprinted(connection, article),
        now,
    )


def explained(gathered: Gathered, press: Press) -> Explanation:
    """Explain an article; this takes longer than reading, and needs no store."""
    article, judgement = gathered.article, gathered.judgement
    told = replace(article, judgement=judgement, first_seen=article.first_seen or gathered.now)
    others = (other for other in gathered.around if other.canonical_url != article.canonical_url)
    index = StoryIndex(forgets=False)
    for each in in_order([*others, told]):
        index.add(each)
    outlets = outlets_of(press.sources)
    story = fronted(index.story_of(told), outlets=outlets)
    return Explanation(
        article=article,
        judgement=judgement,
        stored=article.judgement if article.judgement not in {None, judgement} else None,
        places=gathered.places,
        unprinted=gathered.unprinted,
        story=story,
        rank=rank_of(story, now=gathered.now, outlets=outlets),
        nearest=index.nearest(told, NEAREST),
    )


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
