"""Digests: columns that tell many stories under one headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind, Match

_SEGMENT = re.compile(r"[｜|丨【】：:]")
_STORY = re.compile(r"[；;/\n]")
_AI = re.compile(r"(?<![A-Za-z])AI(?![A-Za-z])")
# Publishers whose columns bear their names; what else stands before the word makes it another one.
_OUTLET = re.compile(
    r"(?:36氪|虎嗅|钛媒体|爱范儿|少数派|极客公园|雷[峰锋]网|量子位|机器之心|新智元|IT之家|智东西|品玩)$", re.IGNORECASE
)
_COLUMN_LENGTH = 12  # how far before the column's name its qualifiers reach
_WEAK = 1.0  # weight of a topic that alone does not make a story one of this field


def digest(headline: str, matches: Sequence[Match]) -> str:
    """The digest's column, or an empty string; "人民日报：" is a newspaper, and no 日报."""
    starts = {0, *(found.end() for found in _SEGMENT.finditer(headline))}
    for match in matches:
        if match.start >= len(headline) or match.term.kind is not Kind.ROUNDUP:
            continue
        before = _OUTLET.sub("", headline[: match.start].rstrip()).rstrip()
        if len(before) in starts or match.start in starts or (before[-1:].isascii() and before[-1:].isalnum()):
            return match.term.word
    return ""


def digest_grade(headline: str, matches: Sequence[Match], lexicon: Lexicon) -> int:
    """1 where the column is about artificial intelligence, or most of the stories in its title are."""
    column = next(match for match in matches if match.term.kind is Kind.ROUNDUP)
    if _AI.search(headline[max(0, column.start - _COLUMN_LENGTH) : column.end]):
        return 1
    on_topic = [match.start for match in matches if match.start < len(headline) and _counts_in_digest(match, lexicon)]
    starts = [0, *(found.end() for found in _STORY.finditer(headline)), len(headline) + 1]
    named = sum(any(start <= position < end for position in on_topic) for start, end in pairwise(starts))
    return int(named * 2 > len(starts) - 1)


def _counts_in_digest(match: Match, lexicon: Lexicon) -> bool:
    term = match.term
    if term.kind is Kind.TOPIC:
        return lexicon.topics[term.owner].weight > _WEAK
    return term.kind is Kind.PRODUCT or (term.kind is Kind.VENDOR and lexicon.vendors[term.owner].pure)
