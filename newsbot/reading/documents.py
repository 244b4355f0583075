"""From bytes to text."""

from __future__ import annotations

from newsbot.items import Outcome
from newsbot.reading.encoding import decode
from newsbot.reading.errors import ReadingError
from newsbot.reading.sniffing import refuse_too_large


def read_text(body: bytes, *, content_type: str = "", due: str = "a document") -> str:
    """The text of a body, without white space around it; ``due`` says what it should be.

    Raises `ReadingError` for a body that is empty or too large.
    """
    refuse_too_large(body)
    text = decode(body, content_type).strip("\ufeff \t\r\n\0")
    if not text:
        raise ReadingError(Outcome.EMPTY, f"an empty answer where {due} was due")
    return text
