from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from newsbot.issue.anchoring import Anchored, Given, anchored, given
from newsbot.items import Article
from newsbot.judging.stories import Story
from tests.publishing.dailies import daily, item, line

Make = Callable[..., Article]
DAY = date(2026, 1, 20)


def _stories(article: Make, *told: str) -> list[Story]:
    """Stories of articles that are named by a letter each."""
    return [Story(tuple(article(name) for name in names)) for names in told]


def _given(article: Make, places: dict[str, str], **changes: object) -> Given:
    """``places`` are anchors by the letter of the article; each anchor's first one is what its story was told by."""
    leads = {anchor: article(name).url for name, anchor in reversed(places.items())}
    numbers = [int(anchor.removeprefix("item-")) for anchor in places.values()]
    known = Given({article(name).canonical_url: anchor for name, anchor in places.items()}, leads, {}, max(numbers))
    return replace(known, **changes)  # type: ignore[arg-type]


def test_the_first_making_numbers_the_stories_as_they_are_printed(article: Make) -> None:
    assert anchored(_stories(article, "a", "bc"), Given()) == Anchored(["item-1", "item-2"], [(), ()], 2)


def test_what_was_printed_keeps_its_anchor_and_what_is_new_comes_behind(article: Make) -> None:
    before = _given(article, {"a": "item-1", "b": "item-2"})
    made = anchored(_stories(article, "x", "b", "y", "a"), before)
    assert made == Anchored(["item-3", "item-2", "item-4", "item-1"], [()] * 4, 4)


def test_the_number_of_a_story_that_is_gone_is_not_given_again(article: Make) -> None:
    before = _given(article, {"a": "item-1"}, last=3)
    assert anchored(_stories(article, "a", "x"), before) == Anchored(["item-1", "item-4"], [(), ()], 4)


def test_of_stories_that_were_one_the_one_it_was_told_by_keeps_the_anchor(article: Make) -> None:
    before = _given(article, {"a": "item-1", "b": "item-1", "c": "item-1"})
    assert anchored(_stories(article, "bc", "a"), before) == Anchored(["item-2", "item-1"], [(), ()], 2)
    # Where that is not known, the one with more of it.
    assert anchored(_stories(article, "a", "bc"), replace(before, leads={})).anchors == ["item-2", "item-1"]
    assert anchored(_stories(article, "a", "b"), replace(before, leads={})).anchors == ["item-1", "item-2"]


def test_a_story_that_was_several_has_the_anchors_of_all(article: Make) -> None:
    before = _given(article, {"a": "item-2", "b": "item-10", "c": "item-3"}, formerly={"item-10": ("item-9",)}, last=12)
    assert anchored(_stories(article, "bxa", "c"), before) == Anchored(
        ["item-2", "item-3"], [("item-10", "item-9"), ()], 12
    )


def test_what_an_issue_gave_is_read_from_it() -> None:
    first = item(replace(line("item-2", "甲", DAY), formerly=("item-7",)))
    other = line("item-1", "乙", DAY)
    issue = daily(DAY, first, others=(other,), last_anchor=5)
    places = {"https://a.test/": "item-2", "https://b.test/": "item-1"}
    assert given(places, issue) == Given(
        places, {"item-2": first.line.url, "item-1": other.url}, {"item-2": ("item-7",)}, 7
    )
    assert given(places, replace(issue, last_anchor=9)).last == 9


def test_of_an_issue_that_cannot_be_read_the_places_are_known() -> None:
    places = {"https://a.test/": "item-2", "https://b.test/": "top"}
    assert given(places, None) == Given(places, {}, {}, 2)
    assert given({}, None) == Given()
