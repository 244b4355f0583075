"""The line at the head of the issue that a story gets: its own title, without what is only ornament."""

from __future__ import annotations

import re

LENGTH = 45  # characters; a line that a phone shows on two rows
ENOUGH = 20  # characters after which the end of a sentence ends the line too

# Names of columns and formats before or behind a bar. Only these: before a bar may also stand who acts.
_COLUMN = (
    r"(?:[^｜|丨\s]{0,6}(?:首发|独家|快讯|早报|晚报|专访|对话|深度|焦点|观察|前线|专题|重磅|周报|直播|活动|项目|播报|速递)"
    r"|(?-i:[A-Z][A-Za-z]{2,9})\s?['’]?(?:20)?\d\d(?:\s?(?i:oral|spotlight))?)"
)
_ORNAMENT = (
    re.compile(rf"^(?:【[^】]{{1,10}}】|{_COLUMN}\s*[｜|丨])\s*"),
    re.compile(rf"\s*[｜|丨]\s*{_COLUMN}$"),
    re.compile(r"^(?:刚刚|突发|重磅|炸裂|官宣|深夜|最新|快讯)\s*[，,！!：:｜|丨]\s*"),
)
_EXCLAMATION = re.compile(r"[！!]+(?=[^！!”」』》）)])")  # between two clauses; in a quotation it is the speaker's
_CLAUSE_END = "，；。！？,;!?"
_OPENING, _CLOSING = "“「『《（(【", "”」』》）)】"


def highlight(title: str, summary: str) -> str:
    """A line of whole clauses, at most `LENGTH` characters where the text has a clause that short, ending in "。".

    It is made of the title; of the first sentence of the summary where no clause of the title fits. Nothing is
    reworded, so it says nothing that the article does not.
    """
    plain = without_ornament(title)
    for text in (plain, summary):
        if line := _leading_clauses(text):
            return line
    return _ended(plain)


def without_ornament(title: str) -> str:
    """A title without column names, sigla of conferences and cries for attention; itself if nothing else is left."""
    plain = title.strip()
    for pattern in _ORNAMENT:
        plain = pattern.sub("", plain).strip() or plain
    return plain


def _leading_clauses(text: str) -> str:
    """As many clauses from the start as fit; empty if the first one does not."""
    fitting = ""
    for end in _clause_ends(text):
        if len(_ended(text[:end])) > LENGTH:
            break
        fitting = _ended(text[:end])
        if text[end - 1 : end] in "。！？!?" and len(fitting) >= ENOUGH:
            break
    return fitting


def _clause_ends(text: str) -> list[int]:
    """Where clauses end, outside of quotation marks and brackets, and not inside a number such as 1,000."""
    ends, depth = [], 0
    for position, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _CLAUSE_END and depth == 0 and not _inside_number(text, position):
            ends.append(position + 1)
    return [*ends, len(text)] if text and (not ends or ends[-1] < len(text)) else ends


def _inside_number(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] == "," and before.isdigit() and after.isdigit()


def _ended(text: str) -> str:
    stripped = _EXCLAMATION.sub("，", text.strip().rstrip("，；。！,;!、：: "))
    return stripped if stripped.endswith(("？", "?")) else f"{stripped}。"
