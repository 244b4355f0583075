"""Checks of what a TOML file holds; each fault is reported with its place and a remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from newsbot.judging.vocabulary import LexiconError

Table = Mapping[str, object]

_MAX_LENGTH = 40  # characters of a word or a name: longer is a sentence, and never found
_MAX_PLACE = 160
_MAX_DOTS = 200  # in a line: tomllib takes time quadratic in the parts of a dotted key, and a line holds whole keys


class Checks:
    """Reads the values of one file, whose name stands in every message. All methods raise LexiconError."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fault(self, place: str, fault: str, remedy: str) -> LexiconError:
        """The error to raise."""
        # A place is made of the file's own keys, which may hold anything.
        shown = "".join(character if character.isprintable() else "?" for character in place[:_MAX_PLACE])
        return LexiconError(f"{self.name}: {shown}: {fault}; {remedy}")

    def document(self, text: str) -> dict[str, object]:
        """The whole file."""
        for number, line in enumerate(text.split("\n"), start=1):
            if line.count(".") > _MAX_DOTS:
                raise self.fault(f"line {number}", f"more than {_MAX_DOTS} dots", "write its list over several lines")
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            reason, _, position = str(error).partition(" (at ")
            raise self.fault(position.rstrip(")") or "file", f"not TOML ({reason})", "correct this line") from None
        except ValueError:
            raise self.fault("file", "a number with thousands of digits", "write points from 0 to 10") from None
        except RecursionError:
            raise self.fault("file", "nested too deeply", "write lists of words, not lists of lists") from None

    def known_keys(self, place: str, table: Table, known: tuple[str, ...]) -> None:
        """Only keys that mean something."""
        for key in table:
            if key not in known:
                where = f"{place}.{key[:_MAX_LENGTH]}" if place else key[:_MAX_LENGTH]
                raise self.fault(where, "unknown key", f"known here are {', '.join(known)}")

    def table(self, place: str, value: object) -> Table:
        """A table."""
        if not isinstance(value, dict):
            raise self.fault(place, f"{kind(value)} where a table was due", f"write [{place}] and its keys")
        return value

    def text(self, place: str, value: object) -> str:
        """A word or a name."""
        if value is None:
            raise self.fault(place, "missing", "write the name to print")
        if not isinstance(value, str):
            raise self.fault(place, f"{kind(value)} where a string was due", 'put it in quotes: "…"')
        if not value.strip():
            raise self.fault(place, "empty string", "remove it or write a word")
        if value != value.strip() or not value.isprintable():
            raise self.fault(place, "space at an edge or an unprintable character", "write the word alone")
        if len(value) > _MAX_LENGTH:
            raise self.fault(place, f"longer than {_MAX_LENGTH} characters", "shorten it to the name itself")
        return value

    def flag(self, place: str, table: Table, key: str, *, default: bool) -> bool:
        """True or false."""
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(f"{place}.{key}", f"{kind(value)} where true or false was due", "write true or false")
        return value

    def points(self, place: str, table: Table, key: str, default: float) -> float:
        """A number from 0 to 10."""
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(f"{place}.{key}", f"{kind(value)} where a number was due", "write points from 0 to 10")
        if not 0 <= value <= 10:
            raise self.fault(f"{place}.{key}", "out of range", "write points from 0 to 10")
        return float(value)

    def whole(self, place: str, table: Table, key: str, default: int | None, bounds: range) -> int | None:
        """A whole number within bounds, or the default."""
        value = table.get(key, default)
        if value is default:
            return default
        remedy = f"write {bounds[0]} to {bounds[-1]}"
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fault(f"{place}.{key}", f"{kind(value)} where a whole number was due", remedy)
        if value not in bounds:
            raise self.fault(f"{place}.{key}", "out of range", remedy)
        return value


def kind(value: object) -> str:
    """What a TOML value is, in words."""
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date or time")
