"""What a story's new articles say that those told before did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsbot.items import Article
from newsbot.judging.figures import Figure, shared
from newsbot.judging.traits import Traits, traits

_MOST = 3  # a line's end, not a second line


def additions(new: Sequence[Article], told: Sequence[Article]) -> tuple[str, ...]:
    """The versions, figures and names of the new articles that none of those told before has, at most three.

    They are as a reader knows them ("Foo 2.5", "50万", "英伟达"), those of headlines first. Names are those that the
    project knows: of other words nobody knows whether they name something.
    """
    known = [traits(article) for article in told]
    articles = [(traits(article), article.title) for article in new]
    found = [addition for article, title in articles for addition in _in_headline(article, title, known)]
    found += [str(figure) for article, _ in articles for figure in article.figures if _is_new(figure, known)]
    return tuple(dict.fromkeys(found))[:_MOST]


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
