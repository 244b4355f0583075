"""What foreign text and addresses are in any format: one line of what can be seen, and plain links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice
from urllib.parse import urlsplit

# Anything that ends a line, in any tool that may read the file (str.splitlines), and the blanks next to it.
_BREAK = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029 ]+")
# Controls, soft hyphen, zero-width and bidirectional characters, byte order marks, lone surrogates, non-characters and
# tag characters: they show nothing, and hide or reorder what is shown.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    r"\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    r"|[" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17)) + "]"
)

# No script stacks more on one letter; hundreds of marks reach over the lines above and below.
_MOST_MARKS = 4
# Five characters where a mark may be among them: neither Latin nor Chinese, Japanese or Korean.
_PERHAPS_MARKS = re.compile(rf"[^\0-\u02ff\u3100-\ua66e\uac00-\ud7ff\uff00-\uffef]{{{_MOST_MARKS + 1}}}")

# No link of a news site is longer; one that is would bury the text around it.
_LONGEST_URL = 2048
_HOST = re.compile(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")


def one_line(text: str) -> str:
    """What is visible of the text, on one line: breaks and runs of blanks are one blank, unseen characters gone.

    Of the marks on a letter the first four stay.
    """
    # Twice: what was taken away may have stood between two blanks.
    line = _BREAK.sub(" ", _UNSEEN.sub("", _BREAK.sub(" ", text))).strip()
    return "".join(_with_few_marks(line)) if _PERHAPS_MARKS.search(line) else line


def _with_few_marks(text: str) -> Iterator[str]:
    for are_marks, run in groupby(text, lambda char: unicodedata.category(char).startswith("M")):
        yield from islice(run, _MOST_MARKS if are_marks else None)


def foreign_url(url: str) -> str | None:
    """A foreign address that a reader may be sent to; None for one that is no plain http or https address.

    Not plain are user names in front of the host, which only serve to deceive, and anything over 2,048 characters.
    """
    address = url.strip(" \t\r\n")
    if len(address) > _LONGEST_URL or one_line(address) != address or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    bare = re.sub(r":[0-9]*\Z", "", parts.netloc)
    if parts.scheme not in {"http", "https"} or not host or not _HOST.fullmatch(bare) or port == 0:
        return None
    address = parts.scheme + address[len(parts.scheme) :]
    return re.sub(r"[\s\"<>^`{|}]", lambda char: "".join(f"%{byte:02X}" for byte in char[0].encode()), address)
