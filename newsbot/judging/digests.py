"""Digests: columns that tell many stories under one headline, and how much of one is about this field."""

from __future__ import annotations

import re
from collections.abc import Callable

_STORY = re.compile(r"[；;/\n]")
_THEMED = re.compile(r"(?<![A-Za-z])AI(?![A-Za-z])|大模型|数智|智能体", re.IGNORECASE)


def digest_grade(headline: str, column: str, grade: Callable[[str], int]) -> int:
    """1 where the column is about artificial intelligence, or more than half of the stories in its headline are."""
    if _THEMED.search(column):
        return 1
    stories = [story for story in _STORY.split(headline.replace(column, "", 1)) if story.strip()]
    return int(2 * sum(grade(story) > 0 for story in stories) > len(stories))
