"""Items in tables and as feeds."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import IO, Any, Self

from scrapy.crawler import Crawler
from scrapy.exporters import BaseItemExporter, CsvItemExporter
from scrapy.utils.serialize import ScrapyJSONEncoder

from newsbot.items import BEIJING, Article, Leaderboard

logger = logging.getLogger(__name__)

_ENCODER = ScrapyJSONEncoder(ensure_ascii=False)


class NestedCsvItemExporter(CsvItemExporter):
    """CSV whose nested values are JSON, where Scrapy's own prints Python's representation of them."""

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        if is_dataclass(value) or isinstance(value, (list, tuple, dict)):
            return json.dumps(json.loads(_ENCODER.encode(value)), ensure_ascii=False)
        return super().serialize_field(field, name, value)


class JsonFeedItemExporter(BaseItemExporter):
    """A JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of a crawl, written item by item.

    It is UTF-8 whatever the encoding asked for, as JSON has to be. Which fields it has is the format's: Scrapy's
    options for fields and empty ones change nothing.
    """

    def __init__(self, file: IO[bytes], *, title: str = "newsbot", **options: Any) -> None:
        super().__init__(dont_fail=True, **options)
        self._file = file
        self._title = title
        self._count = 0
        self._known: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: IO[bytes], **options: Any) -> Self:
        spider = crawler.spidercls
        return cls(file, **{"title": getattr(spider, "title", "") or spider.name, **options})

    def start_exporting(self) -> None:
        head = {"version": "https://jsonfeed.org/version/1.1", "title": self._title}
        self._write(_json(head).removesuffix("}") + ', "items": [')

    def export_item(self, item: object) -> None:
        match item:
            case Article():
                values = _of_article(item)
            case Leaderboard():
                values = _of_board(item)
            case _:
                logger.warning("jsonfeed: %s is neither an article nor a leaderboard; left out", type(item).__name__)
                return
        # An item of a feed is known by its id: the first one stands.
        if values["id"] not in self._known:
            self._known.add(values["id"])
            self._write((",\n" if self._count else "\n") + _json(values))
            self._count += 1

    def finish_exporting(self) -> None:
        self._write("\n]}\n")

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))  # half a surrogate pair is no character


def _of_article(article: Article) -> dict[str, Any]:
    """An entry without a usable date has none here either: when it was first seen is no time of publication."""
    judgement = article.judgement
    tags = [judgement.category, *judgement.vendors, *judgement.products] if judgement is not None else []
    return _filled({
        "id": article.canonical_url or article.url,
        "url": article.url,
        "title": article.title,
        "content_text": article.text or article.summary or article.title,
        "summary": article.summary,
        "date_published": article.published and article.published.astimezone(BEIJING).isoformat(),
        "authors": [{"name": article.author}] if article.author else [],
        "tags": list(dict.fromkeys(filter(None, tags))),
    })  # fmt: skip


def _of_board(board: Leaderboard) -> dict[str, Any]:
    """A snapshot as one item, a line for each model. Its publisher gives a day; a feed wants a moment: 00:00 UTC."""
    return _filled({
        "id": f"{board.url}#{board.board}/{board.category}/{board.published}",
        "url": board.url,
        "title": f"{board.publisher} {board.board}/{board.category} {board.published}",
        "content_text": "\n".join(f"{row.rank}. {row.model} {row.rating:g}" for row in board.scores) or "–",
        "date_published": f"{board.published}T00:00:00Z",
        "tags": [board.board, board.category],
    })  # fmt: skip


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)
