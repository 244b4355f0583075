"""One event and the articles that tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from newsbot.items import Article
from newsbot.judging.traits import Traits
from newsbot.judging.why import reason, shared_by_all

NO_TIME = datetime.min.replace(tzinfo=UTC)

Identity = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """One event: its articles, the one to print first at the front, and why they were brought together.

    ``reason`` is what all of them share; ``reasons`` say of each article, in the same order, what it shares with the
    one of the story it is most like, and name that one. Both are in words for a reader, and empty for a single article.
    """

    articles: tuple[Article, ...]
    reason: str = ""
    reasons: tuple[str, ...] = ()


class Head:
    """Articles of one title within a day, which count as one: the earliest, with its copies."""

    __slots__ = ("articles", "first", "traits")

    def __init__(self, article: Article, found: Traits) -> None:
        self.articles = {identity(article): article}
        self.first = (found.at or NO_TIME, identity(article))
        self.traits = found

    @property
    def article(self) -> Article:
        """The earliest, which the others are compared by."""
        return self.articles[self.first[1]]

    def add(self, article: Article) -> None:
        """Add a copy."""
        self.articles[identity(article)] = article

    def is_older_than(self, article: Article, found: Traits) -> bool:
        """Whether a copy, or itself, does not come before it."""
        return self.first <= (found.at or NO_TIME, identity(article))

    def led_by(self, article: Article, found: Traits) -> Head:
        """The same articles under an earlier one."""
        head = Head(article, found)
        head.articles |= self.articles
        return head


def identity(article: Article) -> Identity:
    """What tells articles apart, and orders them; those equal in it may change places without a trace."""
    whole = blake2b(repr(article).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return article.canonical_url or article.url, article.title, whole


def story(heads: Mapping[int, Head], links: Mapping[int, Mapping[int, float]]) -> Story:
    """The story that the heads tell together; ``links`` are their likenesses."""
    told = sorted(
        (_print_order(article), key, article, number)
        for number, head in heads.items()
        for key, article in head.articles.items()
    )
    articles = tuple(article for _, _, article, _ in told)
    if len(articles) == 1:
        return Story(articles)
    numbers = [number for _, _, _, number in told]
    reasons = tuple(_reasons(articles, numbers, heads, links))
    return Story(articles, shared_by_all([heads[number].traits for number in numbers]), reasons)


def _reasons(
    articles: Sequence[Article],
    numbers: Sequence[int],
    heads: Mapping[int, Head],
    links: Mapping[int, Mapping[int, float]],
) -> Iterator[str]:
    """Of each article, what it shares with a copy, or else with the one it is most like; the first of equals."""
    first = {number: place for place, number in reversed(list(enumerate(numbers)))}
    second = {number: place for place, number in reversed(list(enumerate(numbers))) if place != first[number]}
    for place, number in enumerate(numbers):
        near = first[number] if first[number] != place else second.get(number, place)
        if near == place:
            others = (at for at in first.values() if at != place)
            near = max(others, key=lambda at: (links[number].get(numbers[at], 0.0), -at))
        yield f"与「{articles[near].title}」{reason(heads[number].traits, heads[numbers[near]].traits)}"


def _print_order(article: Article) -> tuple[bool | int | datetime, ...]:
    """The best grade, then one that has more than a headline, then one with a page of its own, then the earliest."""
    at = article.published or article.first_seen
    grade = article.judgement.grade if article.judgement else 0
    return -grade, not (article.summary or article.text), article.of_digest, at is None, at or NO_TIME
