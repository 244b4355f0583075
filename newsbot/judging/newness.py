"""What a story's new articles say that those told before did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsbot.items import Article
from newsbot.judging.figures import Figure, shared
from newsbot.judging.traits import Traits, traits

_MOST = 3  # a line's end, not a second line


def additions(new: Sequence[Article], told: Sequence[Article]) -> tuple[str, ...]:
    """The versions, figures and names in the new headlines that none of the articles told before has, at most three.

    They are as a reader knows them ("Foo 2.5", "50万", "英伟达"). Names are those that the project knows: of other
    words nobody knows whether they name something. Openings tell of what was before, too: their figures are no news.
    """
    known = [traits(article) for article in told]
    found = [addition for article in new for addition in _in_headline(traits(article), article.title, known)]
    return tuple(dict.fromkeys(found))[:_MOST]


def brings_news(new: Sequence[Article], told: Sequence[Article]) -> bool:
    """Whether the new articles have anything, in headline or opening, that those told before have not."""
    known = [traits(article) for article in told]
    return bool(additions(new, told)) or any(
        _is_new(figure, known) for article in new for figure in traits(article).figures
    )


def _in_headline(article: Traits, title: str, known: Sequence[Traits]) -> Iterator[str]:
    for name, versions in sorted(article.versions.items()):
        if name.isascii():  # neither quarters nor hours
            told = frozenset[str]().union(*(before.versions.get(name, frozenset()) for before in known))
            at = max(0, title.lower().find(name))
            written = title[at : at + len(name)]
            yield from (f"{written} {version}" for version in sorted(versions - told))
    yield from (str(figure) for figure in article.title_figures if _is_new(figure, known))
    yield from (
        name
        for name in sorted(article.title_names)
        if not any(name in before.named or name.lower() in before.title for before in known)
    )


def _is_new(figure: Figure, known: Sequence[Traits]) -> bool:
    return not any(shared([figure], before.figures) for before in known)
