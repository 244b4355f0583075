"""Changelogs in Markdown: dated headings with sections or Mintlify's ``<Card>`` below, and Mintlify's ``<Update>``.

The components: https://www.mintlify.com/docs/components/update and …/card.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from newsbot.items import Outcome
from newsbot.reading.entry import Listing
from newsbot.reading.errors import ReadingError
from newsbot.reading.heading_dates import dated_heading, day_of
from newsbot.reading.markdown import heading, is_item, plain, without_hidden
from newsbot.reading.markup import with_entities_decoded
from newsbot.reading.sections import COMPONENT, LINE, Section, dated_listing, item
from newsbot.reading.sniffing import refuse_web_page
from newsbot.reading.urls import absolute_url

_LARGEST = 2_000_000  # characters; what is longer is not read to its end
# A tag ends at the first ">" outside quotes; one behind a "`" is code. Its values are bounded, and end with the line:
# so tags without an end stay linear, and swallow nothing.
_TAG = re.compile(
    r"""(?<!`)<(?P<close>/?)(?P<name>Update|Card|Accordion)(?=[\s/>])"""
    r"""(?P<attributes>(?:[^<>"']++|"[^"\n]{0,300}+"|'[^'\n]{0,300}+'|["']){0,60}+)>"""
)
_ATTRIBUTE = re.compile(r"""\b([a-z]{1,20})\s{0,5}=\s{0,5}\{?\s{0,5}(?:"([^"]*)"|'([^']*)'|`([^`]*)`)""")
_FENCE = re.compile(r"\s{0,20}(?:```|~~~)")
_TABLE = re.compile(r"\s{0,20}\|")
_NO_WORD = re.compile(r"[\W_]+")
# In which attributes a date is looked for, and of which a title is made.
_NAMING = ("label", "date", "description", "title")
_TITLING = ("title", "label", "description")
_SHORT = 20  # characters: "GLM-6", "v2.1"; what is longer is a title by itself
_LONGEST_ROW = 4000
_CARD = 7  # below the six levels of headings
_CJK_EDGE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def read_changelog(text: str, *, url: str) -> Listing:
    """The entries of a changelog, at least one, in its order; ``url`` is the page that readers see.

    Every ``<Update>`` is one, dated by one of its attributes and titled by the others, and so is an ``<Accordion>``
    that has a date; below headings that are dates, every section or ``<Card>``; of a table, every row with a date.
    What has a month and no day is left out, and named where it stands above all entries. Raises `ReadingError`.
    """
    sections = _Changelog(without_hidden(text[:_LARGEST]), url).sections
    listing = dated_listing(sections, url=url)
    if listing.entries:
        return listing
    refuse_web_page(text, "Markdown")
    undated = sum(section.level == COMPONENT for section in sections)
    why = f"{undated} updates, none with a day" if undated else "no dated entry in the changelog"
    raise ReadingError(Outcome.PARSE_ERROR, f"{why}: the site has changed it")


class _Changelog:
    """Goes through a document once, sorting its lines into sections."""

    def __init__(self, text: str, url: str) -> None:
        self.sections: list[Section] = []
        self._url = url
        self._inside = ""  # the component that is an entry, while it is open
        self._in_fence = self._goes_on = self._is_item = False
        # Where lines go; those that belong to nothing go nowhere.
        self._lines: list[str] = []
        done = 0
        for tag in _TAG.finditer(text):
            self._read_lines(text[done : tag.start()])
            self._read_tag(tag)
            done = tag.end()
        self._read_lines(text[done:])
        self._end_paragraph()

    def _read_tag(self, tag: re.Match[str]) -> None:
        self._end_paragraph()
        self._in_fence = False
        attributes = _attributes(tag["attributes"])
        if tag["close"]:
            if tag["name"] == self._inside:
                self._inside, self._lines = "", []
            elif tag["name"] == "Card" and not self._inside:
                self._lines = []
        elif tag["name"] == "Update" or (tag["name"] == "Accordion" and not self._inside and _update(attributes).day):
            self.sections.append(_update(attributes))
            self._lines = self.sections[-1].lines
            self._inside = tag["name"] if not tag["attributes"].endswith("/") else ""
        elif self._inside or tag["name"] == "Accordion":
            self._lines.append(attributes.get("title", ""))
        else:
            link = absolute_url(self._url, attributes.get("href", ""))
            self.sections.append(Section(_CARD, attributes.get("title", ""), link=link))
            self._lines = self.sections[-1].lines if not tag["attributes"].endswith("/") else []

    def _read_lines(self, text: str) -> None:
        for line in text.splitlines():
            if not line.strip():
                self._end_paragraph()
            elif _FENCE.match(line):
                self._end_paragraph()
                self._in_fence = not self._in_fence
            elif self._in_fence:
                continue
            elif _TABLE.match(line):
                self._read_row(line)
            elif found := heading(line):
                self._read_heading(*found)
            else:
                self._read_line(line)

    def _read_row(self, line: str) -> None:
        """Keep a row that has a date for a cell: it is an entry, unless what stands around it is."""
        self._end_paragraph()
        cells = [plain(cell) for cell in line[:_LONGEST_ROW].strip().strip("|").split("|")]
        place = next((place for place, cell in enumerate(cells) if day_of(cell)), None)
        if place is not None and not self._inside:
            others = [cell for cell in (*cells[:place], *cells[place + 1 :]) if cell]
            self.sections.append(Section(LINE, "", [item(cell) for cell in others], day=day_of(cells[place])))

    def _read_heading(self, level: int, title: str) -> None:
        self._end_paragraph()
        if self._inside:
            self._lines.append(title)
        else:
            self.sections.append(Section(level, title, anchor=_anchor(title)))
            self._lines = self.sections[-1].lines

    def _read_line(self, line: str) -> None:
        begins_item = is_item(line)
        if begins_item:
            self._end_paragraph()
        text = plain(line)
        if not text:
            return
        if self._goes_on:  # a line break inside a paragraph is a blank
            last = self._lines[-1]
            between = "" if _CJK_EDGE.match(last[-1]) and _CJK_EDGE.match(text) else " "
            self._lines[-1] = f"{last}{between}{text}"[:4000]
        else:
            self._lines.append(text)
            self._goes_on, self._is_item = True, begins_item

    def _end_paragraph(self) -> None:
        if self._goes_on and self._is_item:
            self._lines[-1] = item(self._lines[-1])
        self._goes_on = self._is_item = False


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, back in _ATTRIBUTE.findall(written):
        found.setdefault(name, plain(with_entities_decoded(double or single or back)))
    return found


def _update(attributes: dict[str, str]) -> Section:
    """An ``<Update>``, dated by the attribute that is a date, else by one that begins with or ends in one."""
    found = {name: attributes[name] for name in _NAMING if attributes.get(name)}
    dates = [(name, day, "") for name, text in found.items() if (day := day_of(text))]
    dates += [(name, *dated_heading(text)) for name, text in found.items()]
    name, day, rest = next((date for date in dates if date[1]), ("", "", ""))
    found[name] = rest
    words = [found[each] for each in _TITLING if found.get(each)] or [""]
    anchor = _anchor(attributes.get("label", ""))
    if not day:
        return Section(COMPONENT, " ".join(words), anchor=anchor)
    if len(words) > 1 and len(words[0]) <= _SHORT:
        words = [f"{words[0]}：{words[1]}", *words[2:]]
    return Section(COMPONENT, words[0], words[1:], anchor=anchor, day=day)


def _anchor(title: str) -> str:
    """The fragment that Mintlify makes of a heading, or of the label of an update."""
    return quote(_NO_WORD.sub("-", title.lower()).strip("-"))
