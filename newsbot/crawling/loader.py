"""Finding the sources: each module on its own, so that a broken one costs no other source."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.utils.spider import iter_spider_classes

from newsbot.reading.text import one_line

_LONGEST_REASON = 300  # characters


class SourceLoader:
    """Scrapy's loader ends at the first module that cannot be imported, and says so in a warning only.

    ``broken`` is what could not be loaded, by the name that its source is expected to have: which module, and why.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._spiders: dict[str, type[Spider]] = {}
        broken: dict[str, str] = {}
        for module in modules:
            for path, found in _imported(module):
                why = found if isinstance(found, str) else self._take(found)
                if why:
                    broken[path] = f"{path}: {why}"
        self.broken: Mapping[str, str] = {self._name(path): why for path, why in broken.items()}

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(settings.getlist("SPIDER_MODULES"))

    def load(self, spider_name: str) -> type[Spider]:
        """The class of a spider. Raises KeyError, with the reason where its module is broken."""
        try:
            return self._spiders[spider_name]
        except KeyError:
            raise KeyError(self.broken.get(spider_name, f"Spider not found: {spider_name}")) from None

    def list(self) -> list[str]:
        """The names of all spiders that could be loaded."""
        return [*self._spiders]

    def find_by_request(self, request: Request) -> builtins.list[str]:
        return [name for name, spider in self._spiders.items() if spider.handles_request(request)]

    def _take(self, module: ModuleType) -> str:
        """Keep a module's spiders; says why one was left out: of two of one name only one could ever be run."""
        why = ""
        for spider in iter_spider_classes(module):
            first = self._spiders.setdefault(spider.name, spider)
            if first is not spider:
                why = f"a source is called {spider.name!r} already, in {first.__module__}"
        return why

    def _name(self, path: str) -> str:
        name = path.rpartition(".")[2]
        return path if name in self._spiders else name


def source_loader(settings: BaseSettings) -> SourceLoader:
    """The project's loader, which knows what could not be loaded."""
    return SourceLoader.from_settings(settings)


def _imported(path: str) -> Iterator[tuple[str, ModuleType | str]]:
    """A module and those below it, each with what it is, or why it cannot be imported."""
    try:
        module = import_module(path)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever a module does, it does to itself)
        yield path, one_line(f"{type(error).__name__}: {error}")[:_LONGEST_REASON]
        return
    yield path, module
    for _, name, _ in iter_modules(getattr(module, "__path__", ())):
        yield from _imported(f"{path}.{name}")
