from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsbot.issue import anchoring
from newsbot.issue.anchoring import anchors_of
from newsbot.items import Article
from newsbot.judging.stories import Story

Make = Callable[..., Article]


def _stories(article: Make, *told: str) -> list[Story]:
    """Stories of articles that are named by a letter each."""
    return [Story(tuple(article(name) for name in names)) for names in told]


def test_a_story_has_the_anchors_of_its_articles_wherever_it_stands(article: Make) -> None:
    [(a,), (b,), (c,)] = anchors_of(_stories(article, "a", "b", "c"))
    assert all(re.fullmatch(r"item-[0-9a-f]{10}", anchor) for anchor in (a, b, c))
    assert len({a, b, c}) == 3
    assert anchors_of(_stories(article, "x", "cab")) == [anchors_of(_stories(article, "x"))[0], (c, a, b)]
    assert anchors_of(_stories(article, "bc", "a")) == [(b, c), (a,)]


def test_an_address_made_to_have_anothers_anchor_gets_one_of_its_own(
    article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchoring, "_USUAL", 0)
    [(a, c), (b,)] = anchors_of(_stories(article, "ac", "b"))
    assert a == "item-"
    assert [len(anchor) for anchor in (b, c)] == [69, 69]
    assert b != c
