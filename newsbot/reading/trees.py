"""Web pages as trees, or not at all where a tree would cost too much."""

from __future__ import annotations

from itertools import islice
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

from newsbot.reading.slim import slimmed
from newsbot.reading.text import one_line, to_text

# Beyond these a page is no article. The largest article pages have a tenth of each.
_MAX_CHARACTERS = 3_000_000
_MAX_MARKUP = 150_000  # "<", those in scripts and in text included
_MAX_ELEMENTS = 10_000
_MAX_SLIM = 1_000_000
_MAX_READ = 7_000  # elements that an article is looked for in; a list of links may have more
# readability looks at an element's whole content once for the element itself and once for each one around it.
_MAX_DEPTHS = 150_000  # over all elements
_MAX_WORK = 6_000_000  # characters, times the depth they stand at
# The text behind an element goes to the one before when the element is dropped, with all that has gathered there.
_MAX_GATHERING = 100_000_000  # characters that stand loose in an element, times the elements among them

Tree: TypeAlias = lxml_html.HtmlElement


def tree_of(html: str) -> Tree | None:
    """The tree of a page, slimmed; None for one that is larger than a page can be."""
    if len(html) > _MAX_CHARACTERS or html.count("<") > _MAX_MARKUP:
        return None
    slim = slimmed(html, _MAX_ELEMENTS)
    if slim is None or len(slim) > _MAX_SLIM:
        return None
    try:
        return parsed(slim)
    except etree.LxmlError:  # nothing in it
        return parsed("<html></html>")


def parsed(html: str) -> Tree:
    """The tree of HTML that is known to be harmless. Raises `lxml.etree.LxmlError` where there is nothing in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8")
    return lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)


def metadata(root: Tree) -> dict[str, str]:
    """The page's <meta> values by lower-case name; of several the first counts."""
    found: dict[str, str] = {}
    for node in islice(root.iter("meta"), 300):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        if name and (content := one_line((node.get("content") or "")[:1000])):
            found.setdefault(name, content)
    return found


def text_of(node: Tree) -> str:
    """An element's text on one line."""
    return one_line("".join(map(str, node.itertext())))


def lines_of(root: Tree) -> list[str]:
    """What a page shows, one block a line."""
    return to_text(etree.tostring(root, encoding="unicode", method="html")).split("\n")


def is_affordable(root: Tree) -> bool:
    """Whether readability reads a page in a second."""
    depths = work = gathering = 0
    depth_of = {root: 0}
    for position, node in enumerate(root.iter(etree.Element)):
        depth, children = depth_of[node], list(node)
        depth_of |= dict.fromkeys(children, depth + 1)
        depths += depth
        work += depth * (len(node.text or "") + len(node.tail or "") + sum(map(len, node.values())))
        gathering += len(children) * sum(len(child.tail or "") for child in children)
        if position > _MAX_READ or depths > _MAX_DEPTHS or work > _MAX_WORK or gathering > _MAX_GATHERING:
            return False
    return True
