"""What the spiders of the Hugging Face Hub's organizations have in common."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import ClassVar

from newsbot.crawling.routes import JsonList, Route
from newsbot.crawling.source import SourceSpider
from newsbot.items import Article
from newsbot.reading.entry import Entry
from newsbot.reading.huggingface import read_models
from newsbot.reading.urls import canonical_url


class HubSpider(SourceSpider):
    """An organization's models: what it has put up, in the Hub's words, before anybody has written about it."""

    kind = "registry"
    # A repository says that a model is there, and nothing about it: a report says more.
    weight = 0.7
    # The list is made when it is asked for, so it cannot freeze; but an organization can move to another name.
    longest_silence: ClassVar[timedelta] = timedelta(days=180)

    def article(self, entry: Entry, route: Route) -> Article | None:
        # A release is the same news when the page of its base gives way to that of the finished model.
        article = super().article(entry, route)
        if article is not None and entry.id:
            article.canonical_url = canonical_url(f"https://huggingface.co/{entry.id}")
        return article


def models_of(organization: str, maker: str) -> JsonList:
    """The route to an organization's models; ``maker`` is who that is, as a Chinese sentence names it."""
    return JsonList(
        # A large release is forty repositories in one day: of a shorter list it would push out its own beginning.
        f"https://huggingface.co/api/models?author={organization}&sort=createdAt&direction=-1&limit=100",
        label="模型列表",
        entries=partial(read_models, organization=organization, maker=maker),
    )
