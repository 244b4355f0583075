"""Changelogs in Markdown: dated headings with sections or Mintlify's ``<Card>`` below, and Mintlify's ``<Update>``.

The components: https://www.mintlify.com/docs/components/update and …/card.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.markdown import heading, is_item, plain
from newsbot.reading.markup import with_entities_decoded
from newsbot.reading.sections import Section, dated_entries, day_of, entry_of, item
from newsbot.reading.sniffing import refuse_web_page
from newsbot.reading.urls import absolute_url
from newsbot.reading.xmlfeeds import MAX_ENTRIES

_LARGEST = 2_000_000  # characters; what is longer is not read to its end
# A tag ends at the first ">" outside quotes. Its values are bounded, and end with the line: so tags without an end stay
# linear, and swallow nothing.
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>Update|Card)(?=[\s/>])"""
    r"""(?P<attributes>(?:[^<>"']++|"[^"\n]{0,300}+"|'[^'\n]{0,300}+'|["']){0,60}+)>"""
)
_ATTRIBUTE = re.compile(r"""\b([a-z]{1,20})\s{0,5}=\s{0,5}\{?\s{0,5}(?:"([^"]*)"|'([^']*)'|`([^`]*)`)""")
_FENCE = re.compile(r"\s{0,20}(?:```|~~~)")
_TABLE = re.compile(r"\s{0,20}\|")
_NO_WORD = re.compile(r"[\W_]+")
_CARD = 7  # below the six levels of headings
_CJK_EDGE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def read_changelog(text: str, *, url: str) -> list[Entry]:
    """The entries of a changelog, at least one, in its order; ``url`` is the page that readers see.

    Every ``<Update>`` is one, dated by its ``label`` or its ``description`` and titled by the other; below headings
    that are dates, every section or ``<Card>``. What has a month and no day is left out. Raises `ReadingError`.
    """
    changelog = _Changelog(text[:_LARGEST], url)
    dated = [update for update in changelog.updates if update.day]
    entries = [entry_of(update.section, day=update.day, url=url) for update in dated[:MAX_ENTRIES]]
    entries = [entry for entry in entries + dated_entries(changelog.sections, url=url) if entry.title]
    if entries:
        return entries[:MAX_ENTRIES]
    refuse_web_page(text, "Markdown")
    undated = len(changelog.updates)
    why = f"{undated} updates, none with a day" if undated else "no dated entry in the changelog"
    raise ReadingError(Outcome.PARSE_ERROR, f"{why}: the site has changed it")


@dataclass(slots=True)
class _Update:
    day: str
    section: Section


class _Changelog:
    """Goes through a document once, sorting its lines into sections."""

    def __init__(self, text: str, url: str) -> None:
        self.sections: list[Section] = []
        self.updates: list[_Update] = []
        self._url = url
        self._in_update = self._in_fence = self._goes_on = self._is_item = False
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
        is_update, attributes = tag["name"] == "Update", _attributes(tag["attributes"])
        if tag["close"]:
            self._in_update = self._in_update and not is_update
            self._lines = self.updates[-1].section.lines if self._in_update else []
        elif is_update:
            self.updates.append(_update(attributes))
            self._lines = self.updates[-1].section.lines
            self._in_update = not tag["attributes"].endswith("/")
        elif self._in_update:
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
            elif self._in_fence or _TABLE.match(line):
                continue
            elif found := heading(line):
                self._read_heading(*found)
            else:
                self._read_line(line)

    def _read_heading(self, level: int, title: str) -> None:
        self._end_paragraph()
        if self._in_update:
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


def _update(attributes: dict[str, str]) -> _Update:
    label, description = attributes.get("label", ""), attributes.get("description", "")
    if day := day_of(label):
        return _Update(day, Section(1, description, anchor=_anchor(label)))
    return _Update(day_of(description), Section(1, label, anchor=_anchor(label)))


def _anchor(title: str) -> str:
    """The fragment that Mintlify makes of a heading, or of the label of an update."""
    return quote(_NO_WORD.sub("-", title.lower()).strip("-"))
