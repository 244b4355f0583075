"""What an article names, counts and says: what it is compared by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from newsbot.items import Article
from newsbot.judging.events import events, occasions
from newsbot.judging.figures import Figure, figures
from newsbot.judging.genre import is_essay
from newsbot.judging.marks import marks, models
from newsbot.judging.rarity import total
from newsbot.judging.wording import deeds, entities, letters, speaker, subject, tokens, versions, wording

# What is compared: the headline and the opening, so that an article of any length costs the same.
_TITLE_LENGTH = 120
_LEAD_LENGTH = 200

_ACTING = ("vendor", "companies", "people")


class Traits(NamedTuple):
    """What is compared of one article.

    ``title`` is its letters and digits alone, ``subject`` what it begins with: a name, a Latin word or two characters;
    ``speaker`` what stands before its colon. ``tokens`` are names, Latin words and pairs of Chinese characters, of
    title and opening; ``deeds`` are these without the names and the Latin words; the weights are sums over the title.
    ``named`` are names of title and opening, guesses included, ``title_entities`` those of the title, ``title_names``
    those of them that the project knows, ``known`` vendors and products of the lexicon, ``makers`` the vendors alone.
    ``marks`` are tokens that only say which one of a product is meant, ``title_versions`` the versions of the title.
    ``actors`` are the companies and people of the title, ``people`` these alone, ``mentioned`` those of the opening,
    too. ``events`` is what kinds of event the title tells, ``places`` where; ``occasions`` on what occasion it was
    said, as title or opening have it. ``chinese`` is whether the title says in Chinese what happened; ``bare`` articles
    have no opening; an ``essay`` is no news.
    """

    title: str
    title_tokens: frozenset[str]
    title_weight: float
    tokens: frozenset[str]
    title_deeds: frozenset[str]
    deeds_weight: float
    deeds: frozenset[str]
    title_entities: frozenset[str]
    title_names: frozenset[str]
    named: frozenset[str]
    known: frozenset[str]
    makers: frozenset[str]
    marks: frozenset[str]
    title_versions: frozenset[str]
    actors: frozenset[str]
    people: frozenset[str]
    mentioned: frozenset[str]
    places: frozenset[str]
    figures: tuple[Figure, ...]
    title_figures: tuple[Figure, ...]
    versions: Mapping[str, frozenset[str]]
    events: frozenset[str]
    occasions: frozenset[str]
    title_occasions: frozenset[str]
    subject: str
    speaker: str
    chinese: bool
    bare: bool
    essay: bool
    roundup: bool
    page: str
    at: datetime | None


def traits(article: Article) -> Traits:
    """What is compared of the article; its judgement, where it has one, adds the lexicon's names."""
    title = wording(article.title, _TITLE_LENGTH)
    lead = wording(article.summary or article.text, _LEAD_LENGTH)
    both = f"{title.text}\n{lead.text}"
    judgement = article.judgement
    known = title.of_kind("vendor", "product")
    if judgement is not None:
        known |= {*judgement.vendors, *judgement.products}
    title_tokens = frozenset(tokens(title))
    title_entities = frozenset(entities(title))
    named = title_entities | frozenset(entities(lead)) | known
    title_deeds = deeds(title_tokens, named)
    whole = title_tokens | frozenset(tokens(lead))
    numbered = versions(title.text)
    released = {name: each for name, each in numbered.items() if name.isascii()}  # a quarter is no version
    return Traits(
        title=letters(title.plain),
        title_tokens=title_tokens,
        title_weight=total(title_tokens),
        tokens=whole,
        title_deeds=title_deeds,
        deeds_weight=total(title_deeds),
        deeds=deeds(whole, named),
        title_entities=title_entities,
        title_names=title.of_kind(*_ACTING, "product", "products"),
        named=named,
        known=known,
        makers=title.of_kind("vendor") | frozenset(judgement.vendors if judgement is not None else ()),
        marks=frozenset(marks(title)) | frozenset(marks(lead)) | released.keys(),
        title_versions=frozenset(models(title)) | _numbers(released),
        actors=title.of_kind(*_ACTING),
        people=title.of_kind("people"),
        mentioned=title.of_kind(*_ACTING) | lead.of_kind(*_ACTING),
        places=title.of_kind("places"),
        figures=tuple(figures(both)),
        title_figures=tuple(figures(title.text)),
        versions=numbered,
        events=events(title.text),
        occasions=occasions(both),
        title_occasions=occasions(title.text),
        subject=subject(title),
        speaker=speaker(title),
        chinese=not title.text.isascii() and any(not token.isascii() for token in title_deeds),
        bare=not lead.text,
        essay=is_essay(article),
        roundup=bool(judgement and judgement.roundup),
        page=article.page,
        at=article.published or article.first_seen,
    )


def _numbers(released: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(f"{name} {version}" for name, versions in released.items() for version in versions)
