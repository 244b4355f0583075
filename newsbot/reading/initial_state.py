"""The data that a page hands to its own scripts: ``<script>window.initialState={...}</script>``."""

from __future__ import annotations

import re

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.jsonlists import decoded_json
from newsbot.reading.sniffing import refuse_web_page

# Pages with their data have 100 kB and more; what a wall shows to robots stays below.
_SHELL = 15_000  # characters
_DEEPEST = 200  # the data are a dozen levels deep

_ASSIGNMENT = re.compile(r"window\.initialState\s{0,20}=\s{0,20}(?=\{)")
# A string, or what is left of one that never ends, or a bracket. That it matches at every quotation mark keeps it
# linear: nothing is looked at twice.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)|[{}\[\]]', re.DOTALL)


def initial_state(html: str) -> dict[str, object]:
    """The object that a page assigns to ``window.initialState``.

    Its end is that of the object, so that "</script>" in a string does not end it. Raises `ReadingError`: `BOT_WALL`
    for a shell without data and for data that are encrypted, which are left as they are; `PARSE_ERROR` for anything
    else.
    """
    found = _ASSIGNMENT.search(html)
    if found is None:
        if len(html) < _SHELL or "captcha" in html:
            refuse_web_page(html, "a page with its data")
        raise ReadingError(Outcome.PARSE_ERROR, "no window.initialState in the page: the site has changed it")
    state = decoded_json(html[found.end() : _end(html, found.end())])
    match state:
        case {"isEncrypt": True}:
            raise ReadingError(Outcome.BOT_WALL, "the page's data are encrypted (isEncrypt)")
        case dict():
            return state
    raise ReadingError(Outcome.PARSE_ERROR, "window.initialState is no object: the site has changed it")


def _end(text: str, start: int) -> int:
    """Where the object ends that begins at ``start``."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
        if depth > _DEEPEST:
            raise ReadingError(Outcome.PARSE_ERROR, "window.initialState is nested too deeply")
        if depth == 0:
            return token.end()
    raise ReadingError(Outcome.PARSE_ERROR, "window.initialState is cut off")
