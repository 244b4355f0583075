"""XML as a tree: strictly where it can be, repaired where it must be, recovered where nothing else helps."""

from __future__ import annotations

import re
from collections import deque
from typing import NamedTuple

from lxml import etree

from newsbot.reading.repair import repaired, with_text_fields_escaped, without_prolog

_ENTRY_TAG = re.compile(r"<(/?)(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)(?=[\s>/])([^<>]*)>", re.IGNORECASE)

# What a document ends with; a comment or a script that a site adds may follow.
_LAST_TAG = re.compile(r"</(?:rss|(?:\w{1,20}:)?RDF|(?:\w{1,20}:)?feed|channel)\s*>", re.IGNORECASE)


class Tree(NamedTuple):
    """A document's root, whether its last entry is cut off, and whether all of the document is there."""

    root: etree._Element
    cut: bool = False
    whole: bool = True


def parse_xml(text: str) -> Tree | None:
    """The tree of a document, or None for what holds no element at all.

    libxml2's own limits hold (256 levels, 10 MB a text); there is no document type, no entity, no network.
    """
    text = without_prolog(text)
    for repair in (str, repaired, with_text_fields_escaped):
        text = repair(text)
        try:
            return Tree(_parsed(text, recover=False))
        except etree.XMLSyntaxError:
            continue
    try:
        root = _parsed(text, recover=True)
    except etree.XMLSyntaxError:
        return None
    return None if root is None else Tree(root, cut=_is_cut(text), whole=bool(_LAST_TAG.search(text[-2000:])))


def _parsed(text: str, *, recover: bool) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def _is_cut(text: str) -> bool:
    """Whether the last entry begins and does not end."""
    last = next(iter(deque(_ENTRY_TAG.finditer(text), maxlen=1)), None)
    return last is not None and not last[1] and not last[2].endswith("/")
