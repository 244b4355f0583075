"""A bundled day: a small web site and its content, for a first run without network.

What the site answers depends on the moment it is asked for and on nothing else. The content is a labelled sample: it
mixes what did happen with what is invented, as the head of each file says.
"""

from __future__ import annotations

from datetime import datetime

from newsbot.items import BEIJING

# Two days, because an issue of a day shows what it is worth only after one before it: repeats, follow-ups.
SAMPLE_DAYS = (
    datetime(2026, 1, 19, 13, 47, tzinfo=BEIJING),
    datetime(2026, 1, 20, 13, 47, tzinfo=BEIJING),
)

# The spiders whose sites are bundled.
SAMPLE_SOURCES = ("infoq", "jiqizhixin", "kr36", "lmarena", "qbitai")
