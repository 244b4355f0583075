"""Articles that tell one event, brought together."""

from __future__ import annotations

from collections.abc import Iterable

from newsbot.items import Article
from newsbot.judging.story import NO_TIME, Story, identity
from newsbot.judging.story_index import StoryIndex

__all__ = ["Story", "in_order", "stories"]


def stories(articles: Iterable[Article]) -> list[Story]:
    """The articles by event, each in exactly one story; equal titles within a day count as one article.

    Neither the stories nor their order depend on the order of the articles: they are ordered by the identity of their
    first article. Equal articles are one.
    """
    index = StoryIndex(forgets=False)
    for article in in_order(articles):
        index.add(article)
    return index.stories()


def in_order(articles: Iterable[Article]) -> list[Article]:
    """The articles by time, those of one time by identity; in this order adding them takes least time."""
    return sorted(articles, key=lambda article: (article.published or article.first_seen or NO_TIME, identity(article)))
