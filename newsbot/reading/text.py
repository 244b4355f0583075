"""Plain text out of HTML, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.reading.characters import clean
from newsbot.reading.markup import with_entities_decoded, without_tags

# The longest article of a news site has some 50,000 characters; what is longer is not read to its end.
_MAX_CHARACTERS = 2_000_000
# Feeds escape twice, rarely three times.
_MAX_PASSES = 5

_PAIRS = {"”": "“", "」": "「", "』": "『", "》": "《", "）": "（", "】": "【", ")": "("}
_BRACKETS = re.compile("[“”「」『』《》（）【】()]")
_STOP = re.compile("(?:[。！？｡!?]+|\\.)[…。！？!?.]*[”’」』）)》】\"']*")
_CJK_STOPS = "。！？｡"
_ENDS_IN_CHINESE = re.compile("[。！？｡][…。！？”’」』）》】]{0,5}$")
# A sentence that is whole ends with a stop of its own; three of them say that it was cut off.
_WHOLE = re.compile("(?<![.…])[。！？｡!?.][’”」』）)》】\"']*$")
_SLOGAN = 60
_SHORTEST_END = 5  # characters of a sentence that stands at the end of another, glued to a caption
# Before one of these the sentence goes on: “……！”，他说。
_GOES_ON = tuple("，、；：,;:。！？")
# What ends inside these is a title or an aside, not the sentence around it: 《为什么？》一书
_ASIDES = re.compile("[》）】)]|[”」』]$")
_WORD_BEFORE = re.compile(r"(?:^|[\s(（“\"'])([A-Za-z.]{1,12}|[0-9]{1,3})$")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st jr sr inc ltd co corp vs etc no fig al approx dept est gen gov trans e.g i.e jan feb mar apr
    jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905 -- one word a line reads worse
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")


def to_text(html: str) -> str:
    """HTML or plain text as plain text, one paragraph a line.

    Scripts, styles and hidden elements are dropped, invisible characters too. Text that was escaped more than once is
    unescaped to the end, so that the result holds no markup and ``to_text(to_text(x)) == to_text(x)``.
    """
    text = clean(html[:_MAX_CHARACTERS])
    for number in range(_MAX_PASSES):
        if "<" not in text and "&" not in text:
            return text
        plain = clean(with_entities_decoded(without_tags(text, whole=number == 0)))
        if plain == text:
            return text
        text = plain
    return clean(text.replace("<", " ").replace("&", " "))


def one_line(text: str) -> str:
    """The text on one line, without invisible characters."""
    return clean(text).replace("\n", " ")


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, closing quotes and brackets with the sentence they end.

    A line break ends a sentence. There is no cut inside a pair of quotes or brackets, in a number, a version, a domain
    or after an abbreviation.
    """
    return [sentence for line in clean(text).split("\n") if line for sentence in _sentences_of_line(line)]


def lead(text: str, limit: int) -> str:
    """As many whole sentences from the start as fit in ``limit`` characters, on one line.

    Headings, captions, lines that only announce what follows, sentences that repeat one or its end and those that the
    source itself has cut off ("……") are passed over; in a text that has no other, its first line is taken. The first
    sentence may be twice as long as the limit; if it is longer still, the result is empty: a sentence is never cut.
    """
    # A standfirst often says what the text begins with.
    found = list(dict.fromkeys(sentence for sentence in sentences(text) if any(map(str.isalpha, sentence))))
    pieces: list[str] = []
    length = 0
    for sentence in [each for each in found if _WHOLE.search(each)] or _uncut(found[:1]):
        if len(sentence) >= _SHORTEST_END and any(piece.endswith(sentence) for piece in pieces):
            continue
        piece = f" {sentence}" if pieces and not _ENDS_IN_CHINESE.search(pieces[-1]) else sentence
        length += len(piece)
        if length > (limit if pieces else 2 * limit):
            break
        pieces.append(piece)
    return "".join(pieces)


def _uncut(found: list[str]) -> list[str]:
    """A slogan; what is longer and has no stop has been cut somewhere."""
    return [each for each in found if len(each) <= _SLOGAN and not each.endswith(("…", "...", "：", ":"))]


def _sentences_of_line(line: str) -> Iterator[str]:
    enclosed = _enclosed(line)
    start = pair = 0
    for stop in _STOP.finditer(line):
        while pair < len(enclosed) and enclosed[pair][1] <= stop.end():
            pair += 1
        inside = pair < len(enclosed) and enclosed[pair][0] < stop.end()
        if not inside and _ends_sentence(line, start, stop):
            yield line[start : stop.end()].strip()
            start = stop.end()
    if rest := line[start:].strip():
        yield rest


def _enclosed(line: str) -> list[tuple[int, int]]:
    """The outermost pairs of quotes and brackets, as spans; a mark without a partner encloses nothing."""
    stack: list[tuple[str, int]] = []
    open_marks = dict.fromkeys(_PAIRS.values(), 0)
    spans: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(line):
        mark = match[0]
        if mark in open_marks:
            stack.append((mark, match.start()))
            open_marks[mark] += 1
        elif open_marks[_PAIRS[mark]]:
            opening = ""
            while opening != _PAIRS[mark]:
                opening, start = stack.pop()
                open_marks[opening] -= 1
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, match.end()))
    return spans


def _ends_sentence(line: str, start: int, stop: re.Match[str]) -> bool:
    following = line[stop.end() : stop.end() + 1]
    if not following or following in _GOES_ON:
        return not following
    if (aside := _ASIDES.search(stop[0])) and (aside[0] in "》）】)" or following == "的"):
        return False
    if any(mark in _CJK_STOPS for mark in stop[0]):
        return True
    if stop[0][0] in "!?":
        return not (following.isascii() and following.isalnum()) and following not in "/=&"
    return following == " " and not _is_abbreviated(line, start, stop.start())


def _is_abbreviated(line: str, start: int, stop: int) -> bool:
    """Whether the point at ``stop`` belongs to the word before it, in the sentence from ``start``."""
    word = _WORD_BEFORE.search(line, max(start, stop - 14), stop)
    if not word:
        return False
    if word[1].isdigit():  # "1. 模型" numbers a list
        return not line[start : word.start(1)].strip()
    return word[1].lower() in _ABBREVIATIONS or bool(_INITIALS.fullmatch(word[1]))
