"""The names of a text that are written in Latin letters, with what belongs to them: Qwen3-VL, DeepSeek V3.2, K2."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from newsbot.judging.matching import fold

_ATOM = re.compile(r"[a-z]+|\d+(?:\.\d+)*")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−_/"), "-")
# What follows a model's name makes another model of it.
_VARIANTS = frozenset({
    *("pro", "max", "mini", "air", "flash", "turbo", "plus", "lite", "ultra", "nano", "preview", "thinking"),
    *("instruct", "base", "chat", "coder", "vl", "omni", "image", "video"),
})  # fmt: skip
# A number with one of these behind it is a figure, not a name.
_UNIT = re.compile("[kmbtw]|[tgmk]b|h|ms|km|cm|mm|nm|kg|mw|gw|kwh|usd|rmb|bn|mn|million|billion|trillion")
_FIGURE = re.compile(rf"\d+(?:\.\d+)*(?:{_UNIT.pattern})?")
_BEHIND_HAN = re.compile("[一二三四五六七八九十百千万亿]\\s?$")


class Name(NamedTuple):
    """A run of Latin letters and figures. ``joints`` are what stands before each of its atoms: "", "-" or " "."""

    atoms: tuple[str, ...]
    joints: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        return "".join(joint + atom for joint, atom in zip(self.joints, self.atoms, strict=True))


def names(text: str) -> list[Name]:
    """The runs of Latin words and figures, hyphens and single blanks between them, in order."""
    folded = fold(text).translate(_HYPHENS)
    found: list[Name] = []
    atoms: list[str] = []
    joints: list[str] = []
    start = end = 0
    for match in _ATOM.finditer(folded):
        between = folded[end : match.start()]
        if atoms and between in {"", "-", " ", ".", "&", "'"}:
            joints.append(" " if between == " " else "" if between == "" else "-")
        else:
            if atoms:
                found.append(Name(tuple(atoms), tuple(joints), start, end))
            atoms, joints, start = [], [""], match.start()
        atoms.append(match[0])
        end = match.end()
    if atoms:
        found.append(Name(tuple(atoms), tuple(joints), start, end))
    return [name for name in found if not _is_unit(name, folded)]


def _is_unit(name: Name, folded: str) -> bool:
    """Whether it only says what a Chinese numeral before it is of: 一百GB."""
    before = folded[max(0, name.start - 2) : name.start]
    return _UNIT.fullmatch(name.text) is not None and _BEHIND_HAN.search(before) is not None


def is_figure(name: Name) -> bool:
    return _FIGURE.fullmatch("".join(name.atoms)) is not None


def pieces(name: Name) -> list[Name]:
    """A run taken apart at its blanks, but for those before the unit of a figure: "1.5 K"."""
    blanks = [place for place, joint in enumerate(name.joints) if joint == " "]
    figures = {place for place in blanks if name.atoms[place - 1][0].isdigit() and _UNIT.fullmatch(name.atoms[place])}
    cuts = [0, *(place for place in blanks if place not in figures), len(name.atoms)]
    found, start = [], name.start
    for left, right in pairwise(cuts):
        piece = Name(name.atoms[left:right], ("", *name.joints[left + 1 : right]), start, 0)
        found.append(piece._replace(end=start + len(piece.text)))
        start = found[-1].end + 1
    return found


def stands_in(name: Name, others: list[Name]) -> bool:
    """Whether the name stands there whole: "Qwen3" is neither in "Qwen3-VL" nor in "Qwen3 Max"."""
    return any(_place(name, other) is not None for other in others)


def _place(name: Name, other: Name) -> int | None:
    width = len(name.atoms)
    for start in range(len(other.atoms) - width + 1):
        end = start + width
        if other.atoms[start:end] != name.atoms or (start and other.joints[start] != " "):
            continue
        if end < len(other.atoms):
            following = other.atoms[end]
            if other.joints[end] != " " or following[0].isdigit() or following in _VARIANTS:
                continue
        return start
    return None


def unfounded(text: str, source: str) -> str:
    """The first name of the text that does not stand in the source; "" if all do."""
    there = names(source)
    for run in names(text):
        if all(atom[0].isdigit() for atom in run.atoms) or stands_in(run, there):
            continue
        parts = pieces(run)
        for place, piece in enumerate(parts):
            version = place > 0 and is_figure(piece) and not _counts(text, run, place)
            if version or not (is_figure(piece) or stands_in(piece, there)):
                return (parts[place - 1].text + " " if version else "") + piece.text
    return ""


def _counts(text: str, run: Name, place: int) -> bool:
    """Whether the figure at the end of a run is one of what follows it: "Sample 5 亿元", not "Sample 5 发布"."""
    following = text[run.end : run.end + 3].lstrip()
    return (
        place == len(pieces(run)) - 1
        and following[:1] != ""
        and following[0] in "万亿千百十%倍年月日号元美个款家项名人种张台次篇天小分秒岁多余折成度点"
    )
