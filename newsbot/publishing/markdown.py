"""Foreign text and links in Markdown, so that they render as the text they are and as nothing else.

Holds for CommonMark 0.31 and GitHub's tables, strikethrough, footnotes, task lists and bare links. Only what could be
markup where it stands is escaped, so that the source stays readable. Two things are left as they are, because no
escape stops GitHub there: an e-mail address becomes a mailto link, and @name or #1 a mention.
"""

from __future__ import annotations

import re
from html.entities import html5

from newsbot.publishing.plain import foreign_url, one_line

_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape what follows
    r"|[`\[\]]"
    r"|\*+|_+|~+"  # emphasis and strikethrough: whole runs, see _escaped
    r"|!$"  # an image, when a link comes next
    r"|<(?![\s\u0080-\U0010ffff])"  # tags, comments, <links>
    r"|&(?=(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})(?:;|$))"  # entities; ";" may come next
    r"|(?<=[psPS]):(?=//)"  # http:// and ftp:// become links without any markup
    r"|(?<=[wW]{3})\."
)
# At the beginning of a line: headings, lists ("*" is escaped already), quotes. What follows the number is escaped.
_OPENING = re.compile(r"(?:#{1,6}|[-+]|([0-9]{1,9})[.)])(?=\s|$)|>")
# A whole line of these is a rule, an underline that makes a heading of the line before, or the second line of a table.
_RULE = re.compile(r"[-=:|*_+\s]+")

_OWN = re.compile(r"(?!/|.*//|.*\.\.)[\w./-]*(?:#[\w-]+)?", re.ASCII)


def md_text(text: str) -> str:
    """One line that renders as exactly this text: in a paragraph, a heading, a list item, a link or between others."""
    line = one_line(text)
    return _at_line_start(line, _inline(line))


def md_cell(text: str) -> str:
    """The same inside a cell of a table; nothing stands at the beginning of a line there, but pipes end the cell."""
    return _piped(_inline(one_line(text)))


def md_link(text: str, url: str) -> str:
    """A link to a foreign page, or the plain text where ``url`` is not a plain http or https address; both fit a cell.

    Not plain are user names in front of the host, which only serve to deceive, and anything over 2,048 characters.
    For pages of our own there is `md_own_link`: a foreign "url" can never become a link into our reports.
    """
    line, target = one_line(text), _target(url)
    if target is None:
        return _at_line_start(line, _piped(_inline(line)))
    return f"[{_piped(_inline(line or one_line(url)))}]({target})"


def md_own_link(text: str, path: str) -> str:
    """A link to a page or an anchor that we made ourselves: "2026-01-19.md#item-3", "#item-1".

    Raises ValueError for anything but a relative path of ASCII letters, digits and "._-/" that does not lead upwards:
    a foreign address in this place is a mistake in the program.
    """
    if not path or not _OWN.fullmatch(path):
        raise ValueError(f"{path[:80]!r} is not a relative path of our own; foreign links go through md_link")
    return f"[{_piped(_inline(one_line(text) or path))}]({path})"


def _at_line_start(line: str, escaped: str) -> str:
    if _RULE.fullmatch(line):
        return escaped if escaped.startswith("\\") else "\\" + escaped
    if opening := _OPENING.match(line):
        number = opening[1] or ""
        escaped = f"{number}\\{escaped.removeprefix(number)}"
    # "# Title #": the marks at the end of a heading are not part of it.
    if line.endswith("#") and line.rstrip("#")[-1:] in {"", " "} and not escaped.endswith("\\#"):
        escaped = escaped[:-1] + "\\#"
    return escaped


def _piped(escaped: str) -> str:
    piped = escaped.replace("|", "\\|")
    # Where a row is written without blanks, a backslash would take the pipe behind the cell with it.
    return piped.removesuffix("\\\\") + "&#92;" if piped.endswith("\\\\") else piped


def _inline(line: str) -> str:
    return _INLINE.sub(_escaped, line)


def _escaped(match: re.Match[str]) -> str:
    mark, line = match.group(), match.string
    before, after = line[match.start() - 1 : match.start()] or "\\", line[match.end() : match.end() + 1] or "\\"
    # CommonMark 6.2: a run with blanks on both sides opens and closes nothing; nor does "_" inside a word.
    if mark[0] in "*_~" and before.isspace() and after.isspace():
        return mark
    if mark[0] == "_" and before.isalnum() and after.isalnum():
        return mark
    if mark == "&" and match[1][0] != "#" and match[1] + ";" not in html5:
        return mark
    return "".join("\\" + char for char in mark)


def _target(url: str) -> str | None:
    """The address as the target of a link: parentheses would end it, an entity would change it."""
    address = foreign_url(url)
    return re.sub(r"[()]|&(?=#?\w{1,32};)", r"\\\g<0>", address) if address is not None else None
