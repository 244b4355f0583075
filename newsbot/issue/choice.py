"""Which stories are printed in detail, and which of these are the news of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from newsbot.judging.offering import makers, offering
from newsbot.judging.ranking import grade_of, is_news
from newsbot.judging.releases import is_release
from newsbot.judging.stories import Story

DETAILED = 10
PER_VENDOR = 3  # as long as others have stories of the same grade
PER_SOURCE = 5
# Lines at the head of an issue that stories which are merely related may fill up to, where there is a core story.
FILLED = 5
_CORE = 2
# Which limits hold while places are left: that much is from one source matters least to who reads it.
_ROUNDS = (("product", "vendor", "source"), ("product", "vendor"), ("product",), ())


class Turn(NamedTuple):
    """A story where it is its turn to be printed in detail.

    ``waits`` is why it comes behind others of its grade, ``shut`` why it is not printed in detail at all; "" otherwise.
    """

    story: Story
    waits: str = ""
    shut: str = ""


def chosen(ranked: Sequence[Story], limits: Mapping[str, int] | None = None) -> tuple[list[Story], list[Story]]:
    """Split stories, ranked with better grades first, into those printed in detail and the rest, both in that order."""
    open_to = [turn.story for turn in turns(ranked, limits) if not turn.shut]
    taken = {id(story) for story in open_to[:DETAILED]}
    return [s for s in ranked if id(s) in taken], [s for s in ranked if id(s) not in taken]


def turns(ranked: Sequence[Story], limits: Mapping[str, int] | None = None) -> list[Turn]:
    """The stories, ranked with better grades first, in the order in which they are taken to be printed in detail.

    A story over the share of its source or of a vendor that its headline names, and one of a product of which another
    is taken already, waits behind the others of its grade, but before those of a lower one: a fourth story of a launch
    day is still more to the point than one that is merely related. Of those that wait, the source's are taken before
    the vendor's, and the product's last. Of a product's stories its release has the turn of the first. ``limits`` are
    how many stories of a user's group, by its name, are printed in detail at most, whatever else there is.
    """
    shares = _Shares()
    order: list[Turn] = []
    for _, equals in groupby(ranked, key=grade_of):
        left = [Turn(story) for story in _releases_first(list(equals))]
        for held in _ROUNDS:
            behind: list[Turn] = []
            for turn in left:
                over = shares.over(turn.story)
                if waits := next((over[limit] for limit in held if limit in over), ""):
                    behind.append(turn._replace(waits=turn.waits or waits))
                else:
                    order.append(turn)
                    shares.take(turn.story)
            left = behind
    return list(_shut(order, limits or {}))


class _Shares:
    """What the stories taken so far have of each product, vendor and source."""

    def __init__(self) -> None:
        self._products: set[tuple[str, str, str] | None] = set()
        self._vendors: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()

    def over(self, story: Story) -> dict[str, str]:
        """The limits that one more would break, each with what to tell of it."""
        first = story.articles[0]
        found: dict[str, str] = {}
        if (product := offering(first)) is not None and product in self._products:
            found["product"] = "同一产品已有一条"
        if full := next((vendor for vendor in makers(first) if self._vendors[vendor] >= PER_VENDOR), ""):
            found["vendor"] = f"同一厂商（{full}）已有 {PER_VENDOR} 条"
        if self._sources[first.source] >= PER_SOURCE:
            found["source"] = f"同一信源已有 {PER_SOURCE} 条"
        return found

    def take(self, story: Story) -> None:
        first = story.articles[0]
        self._products.add(offering(first))
        self._vendors.update(makers(first))
        self._sources[first.source] += 1


def _releases_first(stories: Sequence[Story]) -> list[Story]:
    """The stories with each product's release where the first story of the product stood."""
    first: dict[tuple[str, str, str], int] = {}
    released: set[tuple[str, str, str]] = set()
    order: list[tuple[int, bool, Story]] = []
    for place, story in enumerate(stories):
        product = offering(story.articles[0])
        if product is None:
            order.append((place, True, story))
            continue
        is_first = product not in released and is_release(story.articles[0])
        begun = first.setdefault(product, place)
        if is_first:
            released.add(product)
        order.append((begun if is_first else place, not is_first, story))
    return [story for _, _, story in sorted(order, key=lambda each: each[:2])]


def _shut(order: Sequence[Turn], limits: Mapping[str, int]) -> Iterator[Turn]:
    """The stories with the limit of a group that they are over."""
    counts: Counter[str] = Counter()
    for turn in order:
        groups = {name for article in turn.story.articles if article.judgement for name in article.judgement.groups}
        full = min((name for name in groups & limits.keys() if counts[name] >= limits[name]), default="")
        if full:
            yield turn._replace(shut=f"分组「{full}」至多 {limits[full]} 条")
        else:
            counts.update(groups)
            yield turn


def headlined(detailed: Sequence[Story], told: Callable[[Story], bool] = bool) -> list[Story]:
    """The stories that are told at the head of the issue: the news among the core ones, and a few others beside them.

    The others are core before related, and news before essays. One that cannot be ``told`` in a line leaves its place
    to the next. None on a day without core stories: it is better to say that it was quiet than to make much of what is
    at hand.
    """
    if not any(grade_of(story) == _CORE for story in detailed):
        return []
    order = sorted(filter(told, detailed), key=lambda story: (-grade_of(story), not is_news(story)))
    news = sum(grade_of(story) == _CORE and is_news(story) for story in order)
    printed = {id(story) for story in order[: max(FILLED, news)]}
    return [story for story in detailed if id(story) in printed]
