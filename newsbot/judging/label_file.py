"""Files of labelled headlines, stories and pairs: tab-separated UTF-8 without quoting, one header line.

Which of four kinds a file is, its header says. Lines before the header that begin with "#" are notes; columns that are
not known are for people. docs/evaluating.md says what each column means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from newsbot.items import Article
from newsbot.judging.labels import Graded, LabelError, Labels, Pair, Told

MAX_BYTES = 20_000_000  # some fifty thousand labelled lines: more than anybody reads
_MAX_LINES = 100_000
_MAX_COLUMNS = 100
_SHOWN = 40  # characters of a wrong value in a message
_GRADES = ("0", "1", "2")
_FLAGS = ("0", "1")
_SIDES = ("a", "b")
_OFFSET = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")

# By kind: the column only this kind has, and all that it needs.
_NEEDED = {
    "relevance": ("label", "title", "summary"),
    "stories": ("story_id", "title", "summary", "published"),
    "pairs": ("same", "title_a", "summary_a", "published_a", "title_b", "summary_b", "published_b"),
    "title_pairs": ("same", "title_a", "title_b"),
}
_BARE_PAIR = {"pair_id", "same", "kind", "title_a", "title_b"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line by column, with what its faults are named by."""

    name: str
    line: int
    values: Mapping[str, str]

    def fault(self, column: str, fault: str, remedy: str) -> LabelError:
        return _fault(self.name, self.line, f"{column}: {fault}", remedy)

    def chosen(self, column: str, known: tuple[str, ...]) -> str:
        value = self.values[column].strip()
        if value not in known:
            raise self.fault(column, repr(value[:_SHOWN]), f"write {', '.join(known[:-1])} or {known[-1]}")
        return value

    def text(self, column: str) -> str:
        value = self.values[column].strip()
        if not value:
            raise self.fault(column, "empty", "write it or remove the line")
        return value

    def get(self, column: str) -> str:
        return self.values.get(column, "").strip()

    @property
    def key(self) -> str:
        return next(
            (found for name in ("id", "item_id", "pair_id") if (found := self.get(name))),
            f"#{self.line}",
        )


def read_labels(content: bytes, name: str) -> Labels:
    """Read a whole file; ``name`` is the file's name in messages. Raises LabelError."""
    if len(content) > MAX_BYTES:
        raise LabelError(f"{name}: larger than {MAX_BYTES} bytes; split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _fault(name, line, "not UTF-8", "save the file as UTF-8") from None
    lines = ((number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    header_line, header = next((each for each in lines if not each[1].startswith("#")), (1, ""))
    if not header:
        raise _fault(name, 1, "empty", "begin with a header line that names the columns")
    columns = [column.strip() for column in header.split("\t", _MAX_COLUMNS)]
    kind = _kind(name, header_line, columns)
    rows = list(_rows(name, columns, lines))
    if not rows:
        raise _fault(name, header_line, "no lines below the header", "label at least one")
    match kind:
        case "relevance":
            return Labels(kind, graded=tuple(map(_graded, rows)))
        case "stories":
            return Labels(kind, told=tuple(map(_told, rows)))
        case _:
            return Labels(kind, pairs=tuple(map(_pair, rows)))


def _fault(name: str, line: int, fault: str, remedy: str) -> LabelError:
    return LabelError(f"{name}: line {line}: {fault}; {remedy}")


def _kind(name: str, line: int, columns: list[str]) -> str:
    twice = next((column for column in columns if columns.count(column) > 1), None)
    if twice is not None:
        raise _fault(name, line, f"two columns {twice[:_SHOWN]!r}", "give each column a name of its own")
    if columns[0].startswith('"'):
        raise _fault(name, line, "columns in quotes", "save with tabs and without quoting")
    if len(columns) > _MAX_COLUMNS:
        raise _fault(name, line, f"more than {_MAX_COLUMNS} columns", "keep those that docs/evaluating.md names")
    if len(columns) == 1:
        raise _fault(name, line, "one column only", "separate the columns by tabs, not by commas")
    owned = ("label" in columns and "relevance") or ("story_id" in columns and "stories")
    kind = owned or ("same" in columns and ("title_pairs" if set(columns) <= _BARE_PAIR else "pairs"))
    if not kind:
        remedy = "relevance has 'label', stories have 'story_id', pairs have 'same'"
        raise _fault(name, line, "a header of none of the known kinds", remedy)
    missing = [column for column in _NEEDED[kind] if column not in columns]
    if missing:
        needed = ", ".join(_NEEDED[kind])
        raise _fault(name, line, f"no column {missing[0]!r}", f"a file of this kind ({kind}) needs {needed}")
    return kind


def _rows(name: str, columns: list[str], lines: Iterable[tuple[int, str]]) -> Iterator[_Row]:
    seen: dict[str, int] = {}
    for number, line in lines:
        if len(seen) == _MAX_LINES:
            raise _fault(name, number, f"more than {_MAX_LINES} labelled lines", "split the file")
        found = line.count("\t") + 1
        if found != len(columns):
            remedy = "separate by single tabs; a text holds neither tabs nor line breaks"
            raise _fault(name, number, f"{found} columns where the header has {len(columns)}", remedy)
        fields = line.split("\t")
        for column, field in zip(columns, fields, strict=True):
            if len(field) > 3 and field[0] == field[-1] == '"' and '""' in field[1:-1]:
                raise _fault(name, number, f"{column[:_SHOWN]!r}: doubled quotes", "save with tabs and without quoting")
        row = _Row(name, number, dict(zip(columns, fields, strict=True)))
        first = seen.setdefault(row.key, number)
        if first != number:
            raise _fault(name, number, f"{row.key[:_SHOWN]!r} is line {first} too", "give each line its own id")
        yield row


def _graded(row: _Row) -> Graded:
    grade = int(row.chosen("label", _GRADES))
    roundup = row.chosen("roundup", _FLAGS) == "1" if "roundup" in row.values else None
    return Graded(row.key, row.text("title"), row.get("summary"), grade, roundup, row.get("case"))


def _told(row: _Row) -> Told:
    return Told(row.key, _article(row, ""), row.text("story_id"), row.get("facet"))


def _pair(row: _Row) -> Pair:
    left, right = (_article(row, f"_{side}") for side in _SIDES)
    return Pair(row.key, left, right, row.chosen("same", _FLAGS) == "1", row.get("kind"))


def _article(row: _Row, side: str) -> Article:
    # An address of its own for every line: one that stands in two lines is no sign that they are one article.
    return Article(
        source=row.get(f"source{side}"),
        url=row.get(f"url{side}"),
        canonical_url=f"https://labels.invalid/{row.line}{side}",
        title=row.text(f"title{side}"),
        summary=row.get(f"summary{side}"),
        published=_moment(row, f"published{side}"),
    )


def _moment(row: _Row, column: str) -> datetime | None:
    written = row.get(column)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(_OFFSET.sub("", written))
    except ValueError:
        raise row.fault(column, repr(written[:_SHOWN]), "write a time like 2026-01-20T08:30+08:00") from None
    if moment.tzinfo is None:
        raise row.fault(column, "a time without zone", "write a time like 2026-01-20T08:30+08:00")
    return moment
