"""From settings to the values that components are made of, each fault named in one line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newsbot.clock import clock_of
from newsbot.crawling.source import RoutedSpider
from newsbot.issue.daily import Source
from newsbot.judging.lexicon import LexiconError, load_lexicon
from newsbot.press import Press
from newsbot.storing.database import Database, DatabaseError


class ConfigurationError(Exception):
    """A setting that cannot be used; the message says which, why, and what to do."""


def sources_of(settings: BaseSettings) -> dict[str, Source]:
    """Every source of the project by name, in the order of their names."""
    loader = get_spider_loader(settings)
    classes = {name: loader.load(name) for name in sorted(loader.list())}
    return {
        name: Source(name, spider.title, spider.kind, spider.weight)
        for name, spider in classes.items()
        if issubclass(spider, RoutedSpider)
    }


def press_of(settings: BaseSettings) -> Press:
    sources = sources_of(settings)
    path = settings["NEWSBOT_LEXICON"]
    lexicon = load_lexicon(Path(path) if path else None).fingerprint
    made_with = msgspec.json.encode([lexicon, list(sources.values())])
    return Press(
        reports=Path(settings["NEWSBOT_REPORTS"]),
        sources=sources,
        configuration=hashlib.sha256(made_with).hexdigest(),
        sample=settings.getbool("NEWSBOT_SAMPLE"),
    )


def check(settings: BaseSettings) -> None:
    """Try what a crawl will need, before it begins. Raises `ConfigurationError`."""
    try:
        clock_of(settings)
        press_of(settings).reports.mkdir(parents=True, exist_ok=True)
        Database.open(settings["NEWSBOT_DATABASE"]).close()
    except (DatabaseError, LexiconError) as error:
        raise ConfigurationError(str(error)) from error
    except ValueError as error:
        raise ConfigurationError(f"NEWSBOT_NOW: {error}; write a moment like 2026-01-20T13:47:00+08:00") from error
    except OSError as error:
        raise ConfigurationError(
            f"NEWSBOT_REPORTS: {error.filename}: {error.strerror}; name a folder that can be written"
        ) from error
