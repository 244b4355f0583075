"""What the archive's search reads: a script a month that says what was printed, for pages opened from disk too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from newsbot.issue.daily import Daily
from newsbot.publishing.pages import digest
from newsbot.publishing.plain import one_line

# Of the rows, raised when they change: no page's script may meet a file of another format, in no cache either.
FORMAT = 2
_OURS = re.compile(r"[0-9]{4}-[0-9]{2}(\.v[0-9]+)?\.js")
_END = b"// "


def search_name(month: date) -> str:
    """The path of a month's file in the folder."""
    return f"search/{month:%Y-%m}.v{FORMAT}.js"


def is_outdated(name: str) -> bool:
    """Whether a file of the search's folder is a month's of another format."""
    return _OURS.fullmatch(name) is not None and not name.endswith(f".v{FORMAT}.js")


def search_file(month: date, dailies: Iterable[Daily]) -> str:
    """A call with the month and a row for each story: day, anchor, title, source, what it is about.

    A script and not plain JSON, because a page opened from disk may not read files, but may load scripts. Its last line
    is by what it is known to be whole.
    """
    rows = [
        (str(daily.day), line.anchor, one_line(line.title), one_line(line.source), one_line(" ".join(about)))
        for daily in dailies
        for line, about in (
            # Names of products are part of what an item is about; of the others, the title tells them.
            *((item.line, dict.fromkeys((item.category, *item.subjects, *item.line.vendors))) for item in daily.items),
            *((line, (line.category, *line.vendors)) for line in daily.others),
        )
    ]
    call = f'newsbotMonth("{month:%Y-%m}",{msgspec.json.encode(rows).decode()});\n'
    return f"{call}{_END.decode()}{digest(call.encode())}\n"


def is_whole(content: bytes) -> bool:
    """Whether this is a month's file as it was written."""
    call, _, said = content.rpartition(_END)
    return said == f"{digest(call)}\n".encode()
