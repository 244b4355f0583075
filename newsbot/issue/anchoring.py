"""The anchors of an issue's stories: what was shared once leads to the same story, however often the issue is made.

Each article has an anchor of its own, made of its URL, and a story the anchors of all its articles. So it does not
matter which of them tells it today, nor what was printed before it, nor which crawl ended first; and no story can
get the anchor of another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from newsbot.items import Article
from newsbot.judging.stories import Story

_USUAL = 10  # digits; two articles that share them, which only happens where somebody wants it, get all 64


def anchors_of(stories: Sequence[Story]) -> list[tuple[str, ...]]:
    """The anchors of each story, the one of the article that tells it first; none of them is twice in the issue."""
    taken: set[str] = set()
    own = [_free(story.articles[0], taken) for story in stories]
    return [
        (first, *(_free(article, taken) for article in story.articles[1:]))
        for first, story in zip(own, stories, strict=True)
    ]


def _free(article: Article, taken: set[str]) -> str:
    digits = sha256((article.canonical_url or article.url).encode("utf-8", "surrogatepass")).hexdigest()
    anchor = f"item-{digits[:_USUAL]}"
    if anchor in taken:
        anchor = f"item-{digits}"
    taken.add(anchor)
    return anchor
