"""A bundled day: a small web site and its content, for a first run without network.

Pure: what a page answers depends on the moment asked for and on nothing else. The content is a labelled sample.
"""

from __future__ import annotations

from datetime import datetime

from newsbot.items import BEIJING

# Two days, because an issue of a day shows what it is worth only after one before it: repeats, follow-ups.
SAMPLE_DAYS = (
    datetime(2026, 1, 19, 13, 47, tzinfo=BEIJING),
    datetime(2026, 1, 20, 13, 47, tzinfo=BEIJING),
)
