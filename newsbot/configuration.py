"""From settings to the values that components are made of, each fault named in one line."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from scrapy.settings import BaseSettings, default_settings
from scrapy.utils.misc import load_object

from newsbot import settings as project_settings
from newsbot.clock import ClockError, clock_of
from newsbot.condensation import Asking
from newsbot.condensing.asking import ask, total_patience
from newsbot.condensing.endpoint import Endpoint
from newsbot.crawling.addresses import Gate
from newsbot.crawling.guard import ALLOWED_ADDRESSES
from newsbot.crawling.loader import SourceLoader, source_loader
from newsbot.crawling.routed import RoutedSpider
from newsbot.credentials import addresses_of, key_of
from newsbot.issue.daily import Source
from newsbot.judging.lexicon import LexiconError, load_lexicon
from newsbot.leaderboard.names import BoardName
from newsbot.press import Press
from newsbot.pushing.channels import Channel, ChannelError, channels_in
from newsbot.secrets import SecretError
from newsbot.storing.database import Database, DatabaseError

_YEAR = 365 * 24 * 3600  # seconds
_LONGEST_ANSWER = 600  # seconds


class ConfigurationError(Exception):
    """A setting that cannot be used; the message says which, why, and what to do."""


def chosen_sources(settings: BaseSettings) -> list[str]:
    """The names of the sources that are to be read: those of NEWSBOT_SOURCES, or all, broken ones included.

    Raises `ConfigurationError`.
    """
    there = names_of(source_loader(settings))
    chosen = sorted(set(settings.getlist("NEWSBOT_SOURCES")))
    if unknown := [name for name in chosen if name not in there]:
        raise ConfigurationError(f"NEWSBOT_SOURCES: no source is called {unknown[0]!r}; 'scrapy list' names them")
    return chosen or there


def names_of(loader: SourceLoader) -> list[str]:
    """The names of all sources, those of modules that cannot be loaded included."""
    return sorted({*loader.list(), *loader.broken})


def sources_of(settings: BaseSettings) -> dict[str, Source]:
    """The sources that are to be read by name, in the order of their names. Raises `ConfigurationError`."""
    loader = source_loader(settings)
    found = {name: _source(loader, name) for name in chosen_sources(settings)}
    return {name: source for name, source in found.items() if source is not None}


def _source(loader: SourceLoader, name: str) -> Source | None:
    if name in loader.broken:
        return Source(name, name, kind="", fault=loader.broken[name])
    spider = loader.load(name)
    return Source(name, spider.title, spider.kind, spider.weight) if issubclass(spider, RoutedSpider) else None


def leaderboard_of(settings: BaseSettings) -> BoardName:
    """The board that is to be printed. Raises `ConfigurationError`."""
    try:
        return BoardName.read(settings["NEWSBOT_LEADERBOARD"])
    except ValueError as error:
        raise ConfigurationError(f"NEWSBOT_LEADERBOARD: {error}") from error


def press_of(settings: BaseSettings) -> Press:
    sources = sources_of(settings)
    leaderboard = leaderboard_of(settings)
    path = settings["NEWSBOT_LEXICON"]
    lexicon = load_lexicon(Path(path) if path else None)
    model = settings["NEWSBOT_LLM_MODEL"] if settings["NEWSBOT_LLM_URL"] else ""
    # What is as it is where nothing is set is not named, so that it does not make issues look changed.
    chosen = [*([model] if model else []), *([leaderboard] if leaderboard != BoardName() else [])]
    made_with = msgspec.json.encode([lexicon.fingerprint, list(sources.values()), *chosen])
    return Press(
        reports=Path(settings["NEWSBOT_REPORTS"]),
        sources=sources,
        configuration=hashlib.sha256(made_with).hexdigest(),
        sample=settings.getbool("NEWSBOT_SAMPLE"),
        model=model,
        address=_site_of(settings),
        lexicon=lexicon,
        leaderboard=leaderboard,
    )


def asking_of(settings: BaseSettings) -> Asking | None:
    """The model that is to be asked for highlights; None where none is configured, or somebody else asks."""
    if not settings["NEWSBOT_LLM_URL"] or not settings.getbool("NEWSBOT_LLM_ASK"):
        return None
    endpoint = Endpoint(
        url=settings["NEWSBOT_LLM_URL"].rstrip("/").removesuffix("/chat/completions"),
        model=settings["NEWSBOT_LLM_MODEL"],
        key=key_of(settings),
        patience=settings.getfloat("NEWSBOT_LLM_TIMEOUT"),
    )
    return Asking(partial(ask, endpoint), total_patience(endpoint))


def channels_of(settings: BaseSettings) -> list[Channel]:
    """The channels that issues are pushed to: those of the environment, then those of the file. Raises `ChannelError`.

    Not among what is checked before a crawl: a channel that cannot be used must not cost the issue.
    """
    try:
        return channels_in(addresses_of(settings))
    except SecretError as error:
        raise ChannelError(str(error)) from error


def check(settings: BaseSettings) -> None:
    """Try what a crawl will need, before it begins. Raises `ConfigurationError`."""
    _check_types(settings)
    _check_components(settings)
    _check_browser(settings["NEWSBOT_CHROMIUM"])
    _check_sources(settings)
    _check_model(settings)
    if not 0 <= settings.getfloat("NEWSBOT_POLL_INTERVAL") < _YEAR:
        written = settings["NEWSBOT_POLL_INTERVAL"]
        raise ConfigurationError(f"NEWSBOT_POLL_INTERVAL: {written!r} is no interval; write seconds, 0 to ask always")
    try:
        clock_of(settings)
        press_of(settings).reports.mkdir(parents=True, exist_ok=True)
        Database.open(settings["NEWSBOT_DATABASE"]).close()
    except (ClockError, DatabaseError, LexiconError) as error:
        raise ConfigurationError(str(error)) from error
    except OSError as error:
        raise ConfigurationError(
            f"NEWSBOT_REPORTS: {error.filename}: {error.strerror}; name a folder that can be written"
        ) from error


def _check_types(settings: BaseSettings) -> None:
    """Scrapy reads a setting where it needs it, and fails there with a traceback; so each is read once before."""
    readers: dict[type, Callable[[str], object]] = {
        bool: settings.getbool,
        int: settings.getfloat,  # where a whole number is due, Scrapy cuts; many take fractions of seconds
        float: settings.getfloat,
    }
    for name, default in {**vars(default_settings), **vars(project_settings)}.items():
        reader = readers.get(type(default))
        if not name.isupper() or reader is None or settings[name] is None:
            continue
        try:
            reader(name)
        except (ValueError, TypeError) as error:
            kind = "True or False" if isinstance(default, bool) else "a number"
            raise ConfigurationError(f"{name}: {settings[name]!r} cannot be used; write {kind}") from error


def _check_components(settings: BaseSettings) -> None:
    if settings["LOG_LEVEL"] not in logging.getLevelNamesMapping():
        raise ConfigurationError(f"LOG_LEVEL: {settings['LOG_LEVEL']!r} is none; write DEBUG, INFO, WARNING or ERROR")
    for path in settings.getwithbase("ITEM_PIPELINES"):
        try:
            load_object(path)
        except (ImportError, NameError, ValueError) as error:
            raise ConfigurationError(f"ITEM_PIPELINES: {path}: {error}; name a class that can be imported") from error


def _check_sources(settings: BaseSettings) -> None:
    for module in settings.getlist("SPIDER_MODULES"):
        if not _is_there(module):
            raise ConfigurationError(f"SPIDER_MODULES: there is no module {module!r}; name packages of spiders")
    loader = source_loader(settings)
    names = [name for name in chosen_sources(settings) if name not in loader.broken]
    classes = [spider for name in names if issubclass(spider := loader.load(name), RoutedSpider)]
    for spider in classes:
        for declared in ("title", "kind", "routes"):
            if not getattr(spider, declared, None):
                raise ConfigurationError(f"{spider.__module__}: the source {spider.name!r} declares no {declared}")
    allowed = {spider.name: spider.allowed_addresses for spider in classes}
    for place, addresses in {**allowed, "NEWSBOT_ALLOWED_ADDRESSES": settings.getlist(ALLOWED_ADDRESSES)}.items():
        try:
            Gate.of(addresses)
        except ValueError as error:
            raise ConfigurationError(f"{place}: allowed addresses: {error}") from error


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # of a package that is none, or a name that can be none
        return False
    except Exception:  # noqa: BLE001 (there, and broken: its source says so)
        return True


def _check_model(settings: BaseSettings) -> None:
    """Values are not repeated in messages: one that is misplaced may be the key."""
    url, model = settings["NEWSBOT_LLM_URL"], settings["NEWSBOT_LLM_MODEL"]
    if not url:
        return
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:
        usable = plain = False
    if not (usable and plain):
        raise ConfigurationError(
            "NEWSBOT_LLM_URL: not a usable address; write one like http://127.0.0.1:11434/v1, without a user or a query"
        )
    if not model or model != model.strip() or not model.isprintable():
        raise ConfigurationError("NEWSBOT_LLM_MODEL: no usable name; write the model's name as the endpoint knows it")
    try:
        key_of(settings)
    except SecretError as error:
        raise ConfigurationError(str(error)) from error
    if not 0 < settings.getfloat("NEWSBOT_LLM_TIMEOUT") <= _LONGEST_ANSWER:
        raise ConfigurationError(f"NEWSBOT_LLM_TIMEOUT: write seconds, more than 0 and at most {_LONGEST_ANSWER}")


def _site_of(settings: BaseSettings) -> str:
    """Where the folder of reports can be reached, ending in a slash; "" where that is not said."""
    written: str = settings["NEWSBOT_SITE_URL"].strip()
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and written.isascii()
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:
        usable = plain = False
    if not (usable and plain) or not written.isprintable() or " " in written:
        raise ConfigurationError(
            "NEWSBOT_SITE_URL: not a usable address; write one like https://example.com/daily/, without a user or query"
        )
    return written.rstrip("/") + "/"


def _check_browser(path: str) -> None:
    if path and not (Path(path).is_file() and os.access(path, os.X_OK)):
        raise ConfigurationError(
            f"NEWSBOT_CHROMIUM: {path} is no program that can be run; leave it empty to look for one"
        )
