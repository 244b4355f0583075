"""Data in the notation "devalue" (https://github.com/sveltejs/devalue), in which Nuxt pages carry what they show.

A value is one flat JSON array. Its first element is the value; a number inside an object or an array is the position of
the element that stands there, so that what occurs twice is written once, and a value may contain itself. An array that
begins with a string is of a type that JSON does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.jsonlists import decoded_json

_NUXT = re.compile(r"""id=["']?__NUXT_DATA__["']?(?:\s[^<>]{0,200})?>""")
_MOST = 200_000  # elements; a list page has some thousands
# What only wraps another value: Vue's reactive objects, and Nuxt's own.
_WRAPPERS = {"Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef"}


class Flat:
    """A flat array. Values are taken out of it one by one: unfolded as a whole, a small array can be boundless."""

    def __init__(self, values: list[object]) -> None:
        self._values = values

    def objects(self) -> Iterator[dict[str, object]]:
        """Every object in it, in the order of the array: each field that is text, a number, true, false or null.

        A date is its text. Fields that are objects or arrays or point nowhere are left out.
        """
        for value in self._values:
            if isinstance(value, dict):
                yield {name: plain for name, at in value.items() if not isinstance(plain := self._plain(at), list)}

    def _plain(self, position: object) -> object:
        """The plain value at a position; an empty list if there is none."""
        for _ in range(len(_WRAPPERS)):
            if isinstance(position, bool) or not isinstance(position, int) or not 0 <= position < len(self._values):
                return []
            value = self._values[position]
            match value:
                case [str(wrapper), inner] if wrapper in _WRAPPERS:
                    position = inner
                case ["Date" | "BigInt", str(written)]:
                    return written
                case dict() | list():
                    return []
                case _:
                    return value
        return []


def nuxt_data(html: str) -> Flat:
    """The data that a Nuxt page carries in ``<script id="__NUXT_DATA__">``. Raises `ReadingError`."""
    found = _NUXT.search(html)
    if found is None:
        raise ReadingError(Outcome.PARSE_ERROR, "no __NUXT_DATA__ in the page: the site has changed it")
    # "<" inside is written as an escape.
    return flat(decoded_json(html[found.end() :].partition("<")[0]))


def flat(document: object) -> Flat:
    """A decoded document as devalue's flat array. Raises `ReadingError`."""
    match document:
        case list(values) if 0 < len(values) <= _MOST:
            return Flat(values)
        case list(values) if values:
            raise ReadingError(Outcome.TOO_LARGE, f"{len(values):,} elements, more than the {_MOST:,} that are read")
    raise ReadingError(Outcome.PARSE_ERROR, "__NUXT_DATA__ is no array: the site has changed it")
