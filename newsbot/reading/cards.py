"""Pages of cards: each a link with a title and a date, and often a few words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

from newsbot.items import BEIJING
from newsbot.reading.dates import parse_date
from newsbot.reading.entry import Entry, Listing
from newsbot.reading.fields import headline_text
from newsbot.reading.markup import Token, tokens, with_entities_decoded
from newsbot.reading.text import one_line
from newsbot.reading.urls import absolute_url

_MAX_CARDS = 1000
_LARGEST = 2_000_000  # characters; what is longer is not read to its end
_LONGEST_TEXT = 4000  # characters; a card has two lines
# Elements that can be a card or a piece of one; all others are parts of their words.
_BOXES = frozenset(
    """
    a article aside body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li main nav ol p section table
    td time tr ul
    """.split()  # noqa: SIM905 -- thirty names read better so
)
_INLINE = frozenset({"a", "time"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_LONGEST_DATE = 40
_HREF = re.compile(r"""(?:^|\s)href\s{0,3}=\s{0,3}(?:"([^"]{1,4000})"|'([^']{1,4000})'|([^"'\s<>]{1,4000}))""")
_DATETIME = re.compile(r"""(?:^|\s)datetime\s{0,3}=\s{0,3}["']?([^"'<>]{1,100})""", re.IGNORECASE)


@dataclass(slots=True)
class _Box:
    """An element that is open, and what has been found in it so far."""

    name: str
    link: str = ""
    other: str = ""  # a link that is no card's
    crowded: bool = False  # more than one link: it holds several cards
    date: str = ""
    heading: str = ""
    label: str = ""  # the link's own words
    summary: str = ""  # the longest of its paragraphs
    words: str = ""


def read_cards(html: str, *, url: str, pattern: re.Pattern[str]) -> Listing:
    """The cards of a page whose link, made absolute, matches ``pattern``, in order, each link once.

    A card is the smallest element with one such link, a title and a date: so what belongs together is not guessed from
    what stands near. A link without a date in its card (a menu's) is left out. ``url`` is the page's own.

    What stands above all cards and is one but for its date, or for its link, is named as passed over.
    """
    page = _Page(html[:_LARGEST], url, pattern)
    return Listing(list(page.cards.values()), passed_over=tuple(page.passed_over()))


class _Page:
    """Goes through a page once; what an element holds is handed on when it closes."""

    def __init__(self, html: str, url: str, pattern: re.Pattern[str]) -> None:
        self.cards: dict[str, Entry] = {}
        self._others: dict[str, str] = {}  # the links, by their headings, of what may be a card, above all cards
        self._url, self._pattern = url, pattern
        self._open = [_Box("")]
        self._names: Counter[str] = Counter()
        for token in tokens(html, whole=True):
            if token.kind == "text":
                self._read_text(with_entities_decoded(token.value[:_LONGEST_TEXT]))
            elif token.kind == "close":
                self._close(token.value)
            elif token.value in _BOXES and not token.attributes.endswith("/"):
                self._read_opening(token)
        while len(self._open) > 1:
            self._close(self._open[-1].name)

    def passed_over(self) -> list[str]:
        """The headings of what may be a card, and stands above them all; nothing where there are none."""
        titles = {card.title for card in self.cards.values()}
        named = [(headline_text(heading, literal=True), link) for heading, link in self._others.items()]
        found = [heading for heading, link in named if heading not in titles and link not in self.cards]
        return found if self.cards else []

    def _read_opening(self, token: Token) -> None:
        box = _Box(token.value)
        if token.value == "a" and (match := _HREF.search(token.attributes)):
            link = absolute_url(self._url, with_entities_decoded(match[1] or match[2] or match[3]))
            box.link, box.other = (link, "") if self._pattern.search(link) else ("", link)
        elif token.value == "time" and (match := _DATETIME.search(token.attributes[:2000])):
            box.date = _date(match[1].strip())
        # Neither a paragraph nor an item of a list needs an end of its own.
        while self._open[-1].name == "p" and box.name not in _INLINE:
            self._close("p")
        if box.name == "li" == self._open[-1].name:
            self._close("li")
        self._open.append(box)
        self._names[token.value] += 1

    def _read_text(self, text: str) -> None:
        box = self._open[-1]
        if len(text) <= 2 * _LONGEST_DATE and (date := _date(one_line(text))):
            box.date = box.date or date
        elif len(box.words) < _LONGEST_TEXT:
            box.words += text

    def _close(self, name: str) -> None:
        """Close the innermost element of that name, and those that were left open in it."""
        while self._names[name]:
            box = self._open.pop()
            self._names[box.name] -= 1
            self._hand_on(box, self._open[-1])
            if box.name == name:
                return

    def _hand_on(self, box: _Box, around: _Box) -> None:
        words = one_line(box.words)
        if box.name in _HEADINGS:
            box.heading = words
        elif box.name == "p":
            box.summary = words
        elif box.name == "a" and box.link:
            box.label = words
        elif box.name in _INLINE and len(around.words) < _LONGEST_TEXT:
            around.words += box.words
        title = box.heading if box.name == "a" else box.heading or box.label
        if box.link and box.date and title and not box.crowded:
            self._keep(box, title)
            around.crowded = True  # what is around a card is none
            return
        heading = box.heading or (box.label if box.name in _HEADINGS else "")
        may_be_card = heading and not box.crowded and (box.link or (box.date and box.other))
        if may_be_card and not self.cards and len(self._others) < _MAX_CARDS:
            self._others.setdefault(heading, box.link)
        around.crowded = around.crowded or box.crowded or bool(around.link and box.link not in {"", around.link})
        around.link = around.link or box.link
        around.other = around.other or box.other
        around.date = around.date or box.date
        around.heading = around.heading or box.heading
        around.label = around.label or box.label
        around.summary = max(around.summary, box.summary, key=len)

    def _keep(self, box: _Box, title: str) -> None:
        if len(self.cards) < _MAX_CARDS and box.link not in self.cards:
            summary = escape(box.summary, quote=False)
            title = headline_text(title, literal=True)
            self.cards[box.link] = Entry(title=title, link=box.link, published=box.date, summary=summary)


def _date(text: str) -> str:
    """The text, if it is a date and nothing else."""
    short = len(text) <= _LONGEST_DATE and _YEAR.search(text)
    return text if short and parse_date(text, zone=BEIJING) else ""
