"""``scrapy lexicon``: what a lexicon file holds, what of it does nothing, and what it finds in the store."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from itertools import chain
from pathlib import Path

from newsbot.commandline import NewsbotCommand, fail, say
from newsbot.commands import EXIT_FAILED, EXIT_SOURCES_FAILED, EXIT_USAGE
from newsbot.items import BEIJING
from newsbot.judging.lexicon import LexiconError, load_lexicon
from newsbot.judging.lexicon_places import Written, written_in
from newsbot.judging.lexicon_review import Fault, Finding, Hits, findings, hits_in, key_of
from newsbot.leaderboard.vendors import vendor_of
from newsbot.storing import articles, boards
from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.location import is_missing

_ARTICLES = 10_000  # a second's work or two


class Command(NewsbotCommand):
    """Check a lexicon file (that of NEWSBOT_LEXICON where none is named, else the bundled one).

    Tell which of its words are dead, shadowed, too costly or too frequent, and how often each was found in the newest
    stored articles; and which models of the newest stored leaderboards are of an unknown vendor, so that they are not
    printed as Chinese. Nothing is stored, and nothing is asked over the network.
    """

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [FILE]"

    def short_desc(self) -> str:
        return "Check a lexicon file, and count what its words find in the store"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a line and word")
        parser.add_argument("--hits", action="store_true", help="list how often each word was found")
        parser.add_argument(
            "--articles", metavar="N", default=_ARTICLES, type=int, help="how many of the newest to read"
        )
        parser.add_argument("--strict", action="store_true", help="exit with 3 for a word that is dead or shadowed")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 (Scrapy sets it before any option is read)
        if len(args) > 1:
            fail(f"unexpected {args[1]!r}; name one file", EXIT_USAGE)
        if opts.articles < 0:
            fail("--articles: write a number from 0", EXIT_USAGE)
        named = args[0] if args else self.settings["NEWSBOT_LEXICON"]
        path = Path(named) if named else None
        try:
            lexicon = load_lexicon(path)
            text = (path or files("newsbot.judging") / "lexicon.toml").read_text("utf-8-sig")
        except (LexiconError, OSError) as error:
            fail(error, EXIT_USAGE)
        words = list(written_in(text))
        span: list[datetime] = []
        url = self.settings["NEWSBOT_DATABASE"]
        try:
            hits = hits_in(lexicon, _stored(url, opts.articles, span))
            models = _models(url)
        except DatabaseError as error:
            fail(error, EXIT_FAILED)
        found = list(findings(lexicon, words, hits if hits.articles else None))
        name = path.name if path else "lexicon.toml"
        if opts.json:
            records = chain(_records(words, found, hits, span), _model_records(models))
            say(json.dumps(record, ensure_ascii=False) for record in records)
        else:
            say(chain(_report(name, words, found, hits, span, with_hits=opts.hits), _unknown(models)))
        if opts.strict and any(each.fault in {Fault.DEAD, Fault.SHADOWED} for each in found):
            self.exitcode = EXIT_SOURCES_FAILED


def _stored(url: str, most: int, span: list[datetime]) -> Iterator[tuple[str, str]]:
    """The newest articles; their first and last time are noted in ``span``. None where there is no store yet."""
    if not most or is_missing(url):
        return
    database = Database.open(url)
    try:
        with database.reading() as connection:
            for seen, title, text in articles.newest_texts(connection, most=most):
                span[:] = [seen, span[1] if span else seen]
                yield title, text
    finally:
        database.close()


def _models(url: str) -> dict[tuple[str, str], list[str]]:
    """The models of the newest boards, by name and organization: the boards that each is on."""
    if is_missing(url):
        return {}
    database = Database.open(url)
    found: dict[tuple[str, str], list[str]] = {}
    try:
        with database.reading() as connection:
            for model, organization, board in boards.newest_models(connection):
                found.setdefault((model, organization), []).append(board)
    finally:
        database.close()
    return found


def _without_vendor(models: dict[tuple[str, str], list[str]]) -> list[tuple[str, str, list[str]]]:
    return [(*key, found) for key, found in models.items() if vendor_of(*key) is None]


def _unknown(models: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    if not models:
        return
    unknown = _without_vendor(models)
    yield f"leaderboards: models {len(models)}, of an unknown vendor {len(unknown)}"
    for model, organization, found in unknown:
        made_by = f" ({_shown(organization)})" if organization else ""
        yield f"vendor?   {_shown(model)}{made_by}: {', '.join(found)}"


def _model_records(models: dict[tuple[str, str], list[str]]) -> Iterator[dict[str, object]]:
    """A model of an unknown vendor, for a program: it stands in no file, so that it has no place."""
    for model, organization, found in _without_vendor(models):
        yield {"model": model, "organization": organization, "boards": found, "faults": [{"fault": "vendor"}]}


def _report(
    name: str, words: list[Written], found: list[Finding], hits: Hits, span: list[datetime], *, with_hits: bool
) -> Iterator[str]:
    expressions = sum(written.is_expression for written in words)
    yield f"{name}: words {len(words) - expressions}, expressions {expressions}"
    if hits.articles:
        first, last = (f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}" for moment in span)
        yield f"store: articles {hits.articles}, first seen {first} … {last} (Beijing)"
    else:
        yield "store: no articles, so nothing was counted"
    unseen = sum(each.fault is Fault.UNSEEN for each in found)
    for each in found:
        if each.fault is not Fault.UNSEEN:
            yield f"{each.fault:<9} {each.place}: {_shown(each.word)}: {each.advice}"
    if unseen:
        yield f"unseen    {unseen} in none of the articles" + ("" if with_hits else "; --hits lists them")
    if with_hits:
        for written in sorted(words, key=lambda each: -hits.counted[key_of(each)]):
            yield f"{hits.counted[key_of(written)]:>9} {written.place}: {_shown(written.word)}"


def _records(
    words: list[Written], found: list[Finding], hits: Hits, span: list[datetime]
) -> Iterator[dict[str, object]]:
    """A word for a program: ``hits`` and ``hidden`` count articles, null where there is no store."""
    since, until = [moment.astimezone(BEIJING).isoformat(timespec="seconds") for moment in span] or (None, None)
    faults: dict[str, list[dict[str, str]]] = {}
    for each in found:
        faults.setdefault(each.place, []).append({"fault": each.fault, "advice": each.advice})
    for written in words:
        yield {
            "place": written.place,
            "word": written.word,
            "hits": hits.counted[key_of(written)] if hits.articles else None,
            "hidden": hits.hidden[key_of(written)] if hits.articles else None,
            "articles": hits.articles,
            "since": since,
            "until": until,
            "faults": faults.get(written.place, []),
        }


def _shown(word: str) -> str:
    return f'"{word}"' if len(word) <= 60 else f'"{word[:57]}…"'
