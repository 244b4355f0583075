"""Repositories of the Hugging Face Hub, put together to what was released.

A model is often several repositories: its formats (FP8, GGUF, AWQ), its stages of training (Base, Instruct), its
sizes. What has a name of its own (Flash, Air, VL, OCR, a new version) is a model of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newsbot.reading.dates import parse_date
from newsbot.reading.model_names import ModelName, model_name

# Repositories of one series that are made within this time of the first of them are one release.
RELEASE = timedelta(days=3)

_ID = re.compile(r"(?P<owner>[A-Za-z0-9][A-Za-z0-9._-]{0,95})/(?P<name>[A-Za-z0-9][A-Za-z0-9._-]{0,95})")
_LICENSE = re.compile(r"license:(?!other$|unknown$)([a-z0-9][a-z0-9.-]{0,39})")
_QUANTIZED = "base_model:quantized:"


@dataclass(frozen=True, slots=True)
class Repository:
    """A row of a list. ``written`` is ``created`` as the Hub writes it; ``task`` and ``license`` are "" if not known.

    ``original`` is the maker's model, in lower case, of which this one says that it is a quantization; "" for a model
    itself. ``is_quantized`` is whether it says so of any model, its maker's or not.
    """

    id: str
    name: ModelName
    created: datetime
    written: str
    task: str = ""
    license: str = ""
    original: str = ""
    is_quantized: bool = False

    @property
    def is_form(self) -> bool:
        return bool(self.name.forms or self.original)

    @property
    def is_converted(self) -> bool:
        return self.is_quantized or self.name.is_converted


@dataclass(slots=True)
class Release:
    """Repositories of one series, in the order in which they were made; at least one."""

    repositories: list[Repository] = field(default_factory=list)

    @property
    def main(self) -> Repository:
        """A model rather than a format of it, a finished one rather than its base; of several the first, so that a
        release that grows from hour to hour stays the same entry."""
        return min(self.repositories, key=lambda each: (each.is_form, each.name.is_base, each.created, each.id))

    @property
    def models(self) -> list[str]:
        """The names of its models without formats, each once, the main one first."""
        found: dict[str, str] = {}
        for each in (self.main, *self.repositories):
            if each is self.main or not each.original:
                found.setdefault(each.name.model.casefold(), each.name.model)
        return list(found.values())

    @property
    def forms(self) -> list[str]:
        """The formats that the main repository is not in, in the order of the alphabet."""
        found = {form.casefold(): form for each in self.repositories for form in each.name.forms}
        for form in self.main.name.forms:
            del found[form.casefold()]
        return [found[form] for form in sorted(found)]

    @property
    def is_converted(self) -> bool:
        """Whether there is nothing new in it: models that were there, quantized or converted."""
        return all(each.is_converted for each in self.repositories)

    @property
    def has_sizes(self) -> bool:
        return len({each.name.size.casefold() for each in self.repositories if not each.original}) > 1


def read_repository(row: object, organization: str) -> Repository | None:
    """A row of a list; None for one that is not public, of somebody else, or of another shape."""
    match row:
        case {"private": True} | {"disabled": True}:
            return None
        case {"id": str(identity), "createdAt": str(written), **more}:
            found = _ID.fullmatch(identity)
            created = parse_date(written, zone=UTC)
            if not found or found["owner"].casefold() != organization.casefold() or created is None:
                return None
            labels, task = more.get("tags"), more.get("pipeline_tag")
            tags = [tag for tag in labels if isinstance(tag, str)] if isinstance(labels, list) else []
            name = model_name(found["name"])
            originals = list(_originals(tags, name))
            return Repository(
                id=identity,
                name=name,
                created=created,
                written=written,
                task=task if isinstance(task, str) else "",
                license=next((match[1] for tag in tags if (match := _LICENSE.fullmatch(tag))), ""),
                original=next((model for owner, model in originals if owner == found["owner"].casefold()), ""),
                is_quantized=bool(originals),
            )
    return None


def releases(repositories: Iterable[Repository]) -> Iterator[Release]:
    """The repositories, each id once, as releases, in the order in which these began; without what was a trial."""
    latest: dict[str, Release] = {}  # by series
    of_model: dict[str, Release] = {}
    begun: list[Release] = []
    by_id = {each.id: each for each in repositories if not each.name.is_trial}
    for each in sorted(by_id.values(), key=lambda each: (each.created, each.id)):
        series, model = each.name.series.casefold(), each.original or each.name.model.casefold()
        # A format may follow its model by months, and is no news of its own.
        release = of_model.get(model) if each.is_form else None
        if release is None and series in latest and each.created - latest[series].repositories[0].created <= RELEASE:
            release = latest[series]
        if release is None:
            release = latest[series] = Release()
            begun.append(release)
        release.repositories.append(each)
        of_model.setdefault(model, release)
    yield from begun


def identities(found: Iterable[Release]) -> Iterator[tuple[Release, str]]:
    """Each release, in the order in which they began, with what it is known by, in the form of a repository's id.

    That is its main model without formats and stages, so that it stays the same when a base is followed by the finished
    model. What only converts a model is known by itself, and so is no model's beginning.
    """
    taken: set[str] = set()
    for release in found:
        main = release.main
        known = main.id if release.is_converted else f"{main.id.partition('/')[0]}/{main.name.size}"
        if known.casefold() in taken:
            known = f"{known}-{main.created:%Y%m%d}"
        taken.add(known.casefold())
        yield release, known


def _originals(tags: Iterable[str], name: ModelName) -> Iterator[tuple[str, str]]:
    """The owners and models, in lower case, of which the tags say that this is a quantization.

    The Hub says so too of a finished model that is stored in eight bits and names its base: that is a model.
    """
    for tag in tags:
        if tag.casefold().startswith(_QUANTIZED) and (found := _ID.fullmatch(tag[len(_QUANTIZED) :])):
            original = model_name(found["name"])
            if original.stages == name.stages:
                yield found["owner"].casefold(), original.model.casefold()
