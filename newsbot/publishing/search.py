"""What the archive's search reads: a script a month that says what was printed, for pages opened from disk too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from newsbot.issue.daily import Daily
from newsbot.publishing.plain import one_line


def search_name(month: date) -> str:
    """The path of a month's file in the folder."""
    return f"search/{month:%Y-%m}.js"


def search_file(month: date, dailies: Iterable[Daily]) -> str:
    """A call with the month and a row for each story: day, anchor, title, source, what it is about.

    A script and not plain JSON, because a page opened from disk may not read files, but may load scripts.
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
    return f'newsbotMonth("{month:%Y-%m}",{msgspec.json.encode(rows).decode()});\n'
