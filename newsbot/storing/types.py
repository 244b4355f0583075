"""The types of columns: what comes back is what was stored, and the same from SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

# PostgreSQL takes no NUL in a text, neither database a half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Bytes. PostgreSQL's indexes take no longer value than 2704, and a URL of a hostile feed may be of any length.
LONGEST_KEY = 2000
_DIGEST = 64


def cleaned(text: str) -> str:
    """A text as it is stored: without what a database cannot keep."""
    return _UNSTORABLE.sub("", str(text))


class Instant(TypeDecorator[datetime]):
    """An aware ``datetime``, stored as naive UTC: SQLite keeps no zone, and this way text order is time order."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value is not None else None


class Words(TypeDecorator[str]):
    """Text of any origin. It is ordered by code points, whatever language the database's server was set up in."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return cleaned(value) if value is not None else None


class Key(Words):
    """Text that is looked up. What is too long for an index is known by its beginning and a digest of the whole."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        text = super().process_bind_param(value, dialect)
        if text is None or len(text) * 4 <= LONGEST_KEY or len(whole := text.encode()) <= LONGEST_KEY:
            return text
        beginning = whole[: LONGEST_KEY - _DIGEST - 3].decode("utf-8", "ignore")
        return f"{beginning}…{hashlib.sha256(whole).hexdigest()}"


class Structure(TypeDecorator[Any]):
    """Lists, dictionaries and texts, as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return cleaned_throughout(value)


def cleaned_throughout(value: Any) -> Any:
    """A structure with every text in it `cleaned`."""
    match value:
        case str():
            return cleaned(value)
        case dict():
            return {cleaned(key): cleaned_throughout(each) for key, each in value.items()}
        case list() | tuple():
            return [cleaned_throughout(each) for each in value]
        case _:
            return value
