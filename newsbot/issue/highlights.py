"""The line at the head of the issue that a story gets: its own title, without what is only ornament."""

from __future__ import annotations

import re

# Characters of a line that is printed as it is; two rows on a phone, one and a half on a desk. A title that is cut can
# say the opposite ("… hurt? Insiders: no"), so that a title is cut only when it is longer than this.
LENGTH = 64
_SHORTEST = 8  # characters that must be left of a title when a column's name is taken off

# Names of columns, formats and conferences. Only these: before a bar may stand who acts, behind one that it is a hoax.
_COLUMN = (
    r"(?:[^｜|丨\s]{0,6}(?:首发|独家|快讯|早报|晚报|专访|对话|深度|焦点|观察|前线|专题|重磅|周报|直播|活动|项目|播报|速递|氪)"
    r"|(?-i:[A-Z][A-Za-z]{2,9})\s?['’]?(?:20)?\d\d(?:\s?(?i:oral|spotlight))?"
    r"|(?:QCon|AICon|ArchSummit|GTLC)\s?[\u4e00-\u9fff]{0,4}|看财报)"
)
_BEFORE = (
    re.compile(rf"^(?:【[^】]{{1,10}}】|{_COLUMN}\s*[｜|丨])\s*"),
    re.compile(r"^(?:刚刚|突发|重磅|炸裂|官宣|深夜|最新|快讯)\s*[，,！!：:｜|丨]\s*"),
)
_BEHIND = re.compile(rf"\s*[｜|丨]\s*{_COLUMN}$")
_CLAUSE_END = "，；。！,;!"
_OPENING, _CLOSING = "“「『《（(【", "”」』》）)】"


def highlight(title: str, summary: str) -> str:
    """A line of whole clauses, at most `LENGTH` characters where there is one that short, ending in "。".

    It is the title, or where that is too long as many of its clauses as fit; the first clauses of the summary where no
    clause of the title fits. Nothing is reworded, so it says nothing that the article does not.
    """
    plain = without_ornament(title)
    for text in (plain, summary):
        if line := _leading_clauses(text):
            return line
    return _ended(plain)


def without_ornament(title: str) -> str:
    """A title without column names, sigla of conferences and cries for attention; itself if little else is left."""
    plain = title.strip()
    for pattern in _BEFORE:
        plain = pattern.sub("", plain).strip() or plain
    shorter = _BEHIND.sub("", plain).strip()
    return shorter if len(shorter) >= _SHORTEST else plain


def _leading_clauses(text: str) -> str:
    """As many clauses from the start as fit; empty if the first one does not."""
    fitting = ""
    if not text.strip():
        return fitting
    for end in _clause_ends(text):
        line = _ended(text[:end])
        if len(line) > LENGTH:
            break
        fitting = line
    return fitting


def _clause_ends(text: str) -> list[int]:
    """Where clauses end, outside of quotation marks and brackets, and not inside a number such as 1,000.

    A question does not end one: its answer may follow.
    """
    ends = [p + 1 for p in _outside(text) if text[p] in _CLAUSE_END and not _inside_number(text, p)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _outside(text: str) -> list[int]:
    """The places that no quotation mark or bracket encloses."""
    places, depth = [], 0
    for position, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            places.append(position)
    return places


def _inside_number(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] == "," and before.isdigit() and after.isdigit()


def _ended(text: str) -> str:
    """The text as one statement: cries between clauses are commas, and it ends in a full stop or its own question."""
    stripped = text.strip().rstrip("，；。！,;!、：: ")
    outside = set(_outside(stripped))
    calm = "".join("，" if c in "！!" and p in outside else c for p, c in enumerate(stripped))
    return calm if calm.endswith(("？", "?")) else f"{re.sub('，{2,}', '，', calm)}。"
