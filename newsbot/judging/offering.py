"""Which product a headline is about, more finely than the family that a judgement names: "MiniMax Design", "Kimi K3".

A family's name alone says no more than its maker's does: prices, people and money of Kimi are different news.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from newsbot.items import Article
from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.matching import fold
from newsbot.judging.names import Name, names

_TITLE_LENGTH = 120
# A version behind the name ("-V2", " K3", "3.7"; "Q2" is a quarter), or a second part of it (" Design").
_VERSION = re.compile(r"[ -]?(?!Q[1-4](?![\d.]))([A-Za-z]{0,3}\d[\w.]*)", re.ASCII)
_PART = re.compile(r"[ -]?([A-Z][A-Za-z]*[a-z][A-Za-z]*)")  # in capitals alone it is "AI", "CEO" or "API"
_NO_PRODUCT = frozenset({"app", "vs", "pro", "plus"})


def makers(article: Article) -> tuple[str, ...]:
    """The vendors of the judgement that the headline names, or a product or person of; the first in any case."""
    vendors = article.judgement.vendors if article.judgement else ()
    owners = {_owners().get((name.kind, name.name)) for name in names(article.title[:_TITLE_LENGTH])}
    return tuple(vendor for number, vendor in enumerate(vendors) if number == 0 or vendor in owners)


def offering(article: Article) -> tuple[str, str, str] | None:
    """The maker, the product's family, and what tells the product from others of it ("" for a family of its own).

    None where the headline names no product of the first vendor of the judgement, or only the family that the maker
    is known for. By the words of the bundled lexicon.
    """
    vendor = article.judgement.vendors[0] if article.judgement and article.judgement.vendors else ""
    if not vendor:
        return None
    title = article.title[:_TITLE_LENGTH]
    found = names(title)
    begun = {name.start for name in found}
    for name in found:
        is_main = _families().get((vendor, name.name)) if name.kind in {"vendor", "product"} else None
        if is_main is False:
            return vendor, name.name, ""
        if is_main and (part := _part(title, name, begun)):
            return vendor, name.name, part
    return None


def _part(title: str, name: Name, begun: Collection[int]) -> str:
    """What tells a product from the rest of its family, inside the known word or behind it; of a version not its sizes.

    ``begun`` are the places at which names begin: "月之暗面 Kimi" is no part of 月之暗面.
    """
    at = name.end
    if joint := re.search("[ -]", title[name.start : name.end]):
        at = name.start + joint.start()
    found = _VERSION.match(title, at) or _PART.match(title, at)
    if found is None or found.start(1) in begun or found[1].lower() in _NO_PRODUCT:
        return ""
    return fold(found[1]).rstrip(".")


def is_of(name: Name, vendor: str) -> bool:
    """Whether a name is a vendor's own, one of its products, or somebody of it."""
    return _owners().get((name.kind, name.name)) == vendor


@cache
def _owners() -> dict[tuple[str, str], str]:
    """By kind and printed name, the vendor that a name belongs to."""
    owners: dict[tuple[str, str], str] = {}
    for vendor in bundled_lexicon().vendors.values():
        owners["vendor", vendor.name] = vendor.name
        owners |= {("product", name): vendor.name for name, _ in vendor.products}
        owners |= {("people", word.text): vendor.name for word in vendor.people}
    return owners


@cache
def _families() -> dict[tuple[str, str], bool]:
    """By vendor and printed name, whether it says no more than the vendor's: its own name, and its first product's."""
    families: dict[tuple[str, str], bool] = {}
    for vendor in bundled_lexicon().vendors.values():
        for number, (name, _) in enumerate(vendor.products):
            families[vendor.name, name] = number == 0 or name == vendor.name
        families[vendor.name, vendor.name] = True
    return families
