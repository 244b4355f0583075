"""A row of a table as JSON, and back, each value of it checked."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, Row, Table

from newsbot.storing.types import Instant, Structure, cleaned, cleaned_throughout

_LARGEST = 2**31 - 1  # of PostgreSQL's integers


def written(table: Table, row: Row[Any]) -> dict[str, object]:
    """The values of a row by column: bytes in base64, days and instants (UTC) in ISO 8601, the rest as JSON has it."""
    return {column.name: _written(row._mapping[column]) for column in table.columns}


def _written(value: object) -> object:
    match value:
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case _:
            return cleaned_throughout(value)  # an older newsbot may have stored what is not stored any more


def read(table: Table, values: object) -> dict[str, object]:
    """What `written` wrote. Raises ValueError, which says what about the row is not as it has to be."""
    if not isinstance(values, dict):
        raise ValueError("no row")
    wanted = set(table.columns.keys())
    if missing := sorted(wanted - values.keys()):
        raise ValueError(f"{missing[0]} is missing")
    if unknown := sorted(values.keys() - wanted):
        raise ValueError(f"{table.name} has no column {unknown[0][:40]!r}")
    return {column.name: _read(column, values[column.name]) for column in table.columns}


def _read(column: Column[Any], value: object) -> object:
    if value is None:
        if column.nullable:
            return None
        raise ValueError(f"{column.name} is null")
    try:
        found = _value(column.type, value)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{column.name}: {error}") from error
    return found


def _value(kind: object, value: object) -> object:  # noqa: PLR0912 (a case each)
    match kind, value:
        case Instant(), str():
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise ValueError("an instant without a zone")
            return moment.astimezone(UTC)
        case Date(), str():
            return date.fromisoformat(value)
        case LargeBinary(), str():
            try:
                return base64.b64decode(value, validate=True)
            except binascii.Error as error:
                raise ValueError(f"no base64: {error}") from error
        case Boolean(), bool():
            return value
        case (Boolean() | Integer() | Float(), bool()) | (Boolean(), _):
            raise ValueError("another type than it has to be")
        case Integer(), int():
            if abs(value) > _LARGEST:
                raise ValueError("too large a number")
            return value
        case Float(), int() | float():
            return float(value)
        case Structure(), _:
            return value
        case ((Instant() | Date() | LargeBinary() | Integer() | Float()), _):
            raise ValueError("another type than it has to be")
        case _, str():
            if cleaned(value) != value:
                raise ValueError("characters that no database keeps")
            return value
        case _:
            raise ValueError("another type than it has to be")
