"""The article of a page, by readability."""

from __future__ import annotations

import re

import readability
from lxml import etree
from readability.readability import Unparseable

from newsbot.reading.text import to_text
from newsbot.reading.trees import Tree, parsed, text_of

# The shortest news flash has two lines; a shell that waits for JavaScript or a captcha has fewer, and no sentence.
MIN_BODY = 40
_MAX_LINK_SHARE = 0.5
_ENDS_SENTENCE = re.compile(r"[。！？]|[.!?](?:\s|$)")
# Of what surrounds articles, and of what no text depends on.
_NO_TEXT = ("nav", "footer", "button", "img", "picture", "video", "audio", "source", "input")
# An article in more pieces than this is a list of articles.
_MOST_SEGMENTS = 100


def article_text(root: Tree, title: str) -> str:
    """The text of a page's article without its title, one paragraph a line, or nothing. Leaves the tree changed."""
    etree.strip_elements(root, *_NO_TEXT, with_tail=False)
    try:
        body = _Document(etree.tostring(root, encoding="unicode", method="html")).summary(html_partial=True)
    except (Unparseable, etree.LxmlError):
        return ""
    text = to_text(body).removeprefix(f"{title}\n")
    return text if is_article(text) and _link_share(body, text) <= _MAX_LINK_SHARE else ""


def is_article(text: str) -> bool:
    """Whether a text can be an article: long enough, and with a sentence in it."""
    return len(text) >= MIN_BODY and bool(_ENDS_SENTENCE.search(text))


def _link_share(body: str, text: str) -> float:
    return sum(len(text_of(node)) for node in parsed(body).iter("a")) / len(text)


class _Document(readability.Document):
    """readability without the steps whose time grows with the square of the number of elements, or faster."""

    _densities: dict[Tree, float] | None = None

    def merge_article_segments(self, candidates, best_candidate, score_threshold):  # type: ignore[no-untyped-def]
        if len(candidates) <= _MOST_SEGMENTS:
            self._densities = {}
            super().merge_article_segments(candidates, best_candidate, score_threshold)
            self._densities = None

    def get_link_density(self, elem: Tree) -> float:
        # While segments are looked for, the tree stays as it is, and each is asked about once per element around it.
        if self._densities is None:
            return float(super().get_link_density(elem))
        if elem not in self._densities:
            self._densities[elem] = float(super().get_link_density(elem))
        return self._densities[elem]

    def get_editorial_leads(self, best_elem: Tree) -> list[Tree]:  # noqa: ARG002
        """None: standfirsts stand in the article, and looking for those outside compares each with all others."""
        return []

    def get_preserved_elements(self, node: Tree) -> dict[Tree, bool]:  # noqa: ARG002
        """None: tables of contents and what ends with a colon before a quote are not missed in news."""
        return {}
