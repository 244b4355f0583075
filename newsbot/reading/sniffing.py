"""What a document is, where it is not what was asked for."""

from __future__ import annotations

import re

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.text import one_line, to_text

# The largest real feed seen has 0.8 MB, the largest score list 15 MB.
MAX_BYTES = 32 * 1024 * 1024

_PAGE = re.compile(
    r"(?:\s|<!--(?:[^-]|-(?!->)){0,5000}-->|<\?xml[^>]{0,200}>)*"
    r"<(?:!doctype\s+html|html|head|body|script|style|meta|title|link|div|p|form|center|h[1-6]|a|br|span|iframe|noscript)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,200})?>([^<]{0,1000})", re.IGNORECASE)


def refuse_too_large(body: bytes) -> None:
    """Raise `ReadingError` for a body that is too large to be read."""
    if len(body) > MAX_BYTES:
        raise ReadingError(Outcome.TOO_LARGE, f"{len(body):,} bytes, more than the {MAX_BYTES:,} that are read")


def refuse_web_page(text: str, due: str) -> None:
    """Raise `ReadingError` for a web page where ``due`` was due: a wall against robots, a login, an error page."""
    if _PAGE.match(text[:20_000]):
        raise ReadingError(Outcome.BOT_WALL, f"a web page ({shown_title(text)}) where {due} was due")


def shown_title(text: str) -> str:
    """The title of a web page, for people who want to know what came instead of what was due."""
    match = _TITLE.search(text[:100_000])
    return (one_line(to_text(match[1]))[:80] if match else "") or "without a title"
