"""Every place of a page that says when its article was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from newsbot.reading.publication import DateKind, Dating
from newsbot.reading.records import PageData, same_title
from newsbot.reading.scripts import Script
from newsbot.reading.text import one_line
from newsbot.reading.trees import Tree, text_of

_META = (
    "article:published_time",
    "og:published_time",
    "bytedance:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "pubtime",
    "publish_time",
    "publishtime",
    "publication_date",
    "apub:time",
    "weibo: article:create_at",
    "og:release_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
)
_MOST_META = 4

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_CLOCK = (
    r"(?:(?:[\sT]{1,4}|(?<=日))(?:星期.\s{0,2}|周.\s{0,2})?(?:凌晨|早上|上午|中午|下午|晚上)?\s?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
    r"(?:\.[0-9]{1,9})?\s?(?:[AaPp][Mm]\b|Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DATE = re.compile(
    rf"(?<![0-9])(?:20[0-9]{{2}}\s?[-/.年]\s?[0-9]{{1,2}}\s?[-/.月]\s?[0-9]{{1,2}}(?![0-9])(?:\s?日)?{_CLOCK}"
    rf"|{_MONTH}\s[0-9]{{1,2}},?\s20[0-9]{{2}}(?![0-9]){_CLOCK}|[0-9]{{1,2}}\s{_MONTH}\s20[0-9]{{2}}(?![0-9]){_CLOCK})"
)
# What stands before a date of something else.
_OTHER_DATE = re.compile(
    r"(?:更新|修改|编辑于|截至|截止|活动|会议|开幕|updated?|modified|edited|until)[^0-9]{0,8}$",
    re.IGNORECASE,
)
# Words that begin a part of an element's class, id or itemprop.
_HOLDS_DATE = re.compile(
    r"(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?|post(?:ed)?|entry|article|news|issue|release)?[_-]?(?:time|date)(?:$|[\s_-])"
    r"|datepublished",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"(?:^|[\s_-])(?:modif|updat|edit)", re.IGNORECASE)
_OTHERS = re.compile(r"(?:^|\s)(?:comment|relat|recommend|hot|sidebar|aside|rank|list|footer|copyright)", re.IGNORECASE)
_BESIDE = frozenset({"aside", "nav", "footer", "ul", "ol", "li"})
_MOST_MARKED = 20
_BENEATH = 300  # characters
_PARAGRAPH = 80  # characters: here the article begins

_VARIABLE = re.compile(
    r"""(?<![\w$.-])(?:var\s{1,3}(?:ct|createTime|oriCreateTime)|publish_?(?:ed)?_?(?:time|date|at)|pub_?(?:time|date))"""
    r"""\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}["']?"""
    r"""(20[0-9]{2}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?[^"'\\,;}\n]{0,30}|1[0-9]{9}(?:[0-9]{3})?(?![0-9]))""",
    re.IGNORECASE,
)
_MOST_VARIABLES = 50


def page_dates(root: Tree, meta: Mapping[str, str], title: str, data: PageData) -> Iterator[Dating]:
    """The dates of a page, as written: of its data, its metadata, its elements, and what is shown by its heading.

    Dates in the article's own text, of pictures and of other articles are not among them.
    """
    if data.state is not None and data.state.published:
        yield Dating(DateKind.STATE, data.state.published)
    elif found := _variable(data.scripts, title):
        yield Dating(DateKind.SCRIPT, found)
    if data.linked is not None and data.linked.published:
        yield Dating(DateKind.JSON_LD, data.linked.published)
    for name in islice((name for name in _META if name in meta), _MOST_META):
        yield Dating(DateKind.META, meta[name])
    if found := _marked(root):
        yield Dating(DateKind.MARKED, found)
    if found := _shown(root, title):
        yield Dating(DateKind.SHOWN, found)


def _variable(scripts: list[Script], title: str) -> str:
    """The date that stands in a script that is no JSON: the only one, or the first near the title."""
    found = [
        (script.body, match)
        for script in scripts
        if not script.is_linked_data
        for match in islice(_VARIABLE.finditer(script.body), _MOST_VARIABLES)
    ]
    if len({match[1] for _, match in found}) == 1:
        return found[0][1][1]
    near = (
        match[1] for body, match in found if title and title in body[max(0, match.start() - 2000) : match.end() + 2000]
    )
    return next(near, "")


def _marked(root: Tree) -> str:
    """The date in the first <time>, or element of a telling name, that is not part of a list or of what is beside."""
    looked_at = 0
    for node in root.iter("time", "span", "div", "p", "em", "i"):
        names = _names(node)
        if node.tag != "time" and not _HOLDS_DATE.search(names):
            continue
        looked_at += 1
        if looked_at > _MOST_MARKED:
            break
        if _CHANGED.search(names) and "publish" not in names:
            continue
        written = node.get("datetime") or node.get("content") or text_of(node)[:_PARAGRAPH]
        if (found := _date_in(one_line(written))) and not _is_beside(node):
            return found
    return ""


def _is_beside(node: Tree) -> bool:
    return any(
        above.tag in _BESIDE or (above.tag != "body" and _OTHERS.search(_names(above)))
        for above in (node, *node.iterancestors())
    )


def _names(node: Tree) -> str:
    return " ".join(filter(None, map(node.get, ("id", "class", "itemprop"))))


def _shown(root: Tree, title: str) -> str:
    """The date in the lines beneath the heading, up to where the article begins, or right above it."""
    heading = next((node for node in islice(root.iter("h1", "h2"), 20) if same_title(text_of(node), title)), None)
    if heading is None:
        return ""
    beneath = ""
    for piece in heading.xpath("following::text()", smart_strings=False):
        line = one_line(str(piece))
        if len(line) > _PARAGRAPH or "。" in line or len(beneath) > _BENEATH:
            break
        beneath += f" {line}" if line else ""
    above = heading.getprevious()
    return _date_in(beneath) or (_date_in(text_of(above)[:_PARAGRAPH]) if above is not None else "")


def _date_in(text: str) -> str:
    for match in _DATE.finditer(text):
        if not _OTHER_DATE.search(text[max(0, match.start() - 20) : match.start()]):
            return match[0].strip()
    return ""
