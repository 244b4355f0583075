"""``scrapy evaluate``: how right the judging is, measured against labels."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from newsbot.commandline import NewsbotCommand, checked, fail, say
from newsbot.commands import EXIT_BELOW_FLOOR, EXIT_USAGE
from newsbot.judging.label_file import MAX_BYTES, read_labels
from newsbot.judging.labels import LabelError, Labels
from newsbot.judging.lexicon import load_lexicon
from newsbot.judging.trials import Miss, Trial, trial


class Command(NewsbotCommand):
    """Judge a file of labelled headlines, stories or pairs, and print what came out otherwise than labelled."""

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] FILE"

    def short_desc(self) -> str:
        return "Measure the judging against a file of labels"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument(
            "--floor",
            metavar="NAME=VALUE",
            action="append",
            default=[],
            help="exit with 3 when this figure is lower, such as core.f1=0.87; may be given more than once",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = checked(self.settings)
        if len(args) != 1:
            fail("give one file of labels; docs/evaluating.md says how to make one", EXIT_USAGE)
        path = Path(args[0])
        floors = dict(_floor(text) for text in opts.floor)
        lexicon = settings["NEWSBOT_LEXICON"]
        result = trial(_labels(path), load_lexicon(Path(lexicon) if lexicon else None))
        if unknown := [name for name in floors if name not in result.figures]:
            known = ", ".join(result.figures)
            fail(f"--floor: no figure of this file is called {unknown[0]!r}; there are: {known}", EXIT_USAGE)
        missed = {name: floor for name, floor in floors.items() if result.figures[name] < floor}
        say([_json(path, result, missed)] if opts.json else _lines(path, result, missed))
        if missed:
            self.exitcode = EXIT_BELOW_FLOOR


def _floor(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        floor = float(value)
    except ValueError:
        floor = -1.0
    if not (name and 0.0 <= floor <= 1.0):
        fail(f"--floor: {text!r} is no figure and share; write one like core.f1=0.87", EXIT_USAGE)
    return name.strip(), floor


def _labels(path: Path) -> Labels:
    try:
        with path.open("rb") as file:
            return read_labels(file.read(MAX_BYTES + 1), str(path))
    except OSError as error:
        reason = error.strerror or str(error)
        fail(f"{path}: cannot be read ({reason}); check the path and its permissions", EXIT_USAGE)
    except LabelError as error:
        fail(error, EXIT_USAGE)


def _json(path: Path, result: Trial, missed: Mapping[str, float]) -> str:
    return json.dumps({"file": str(path), **asdict(result), "below": missed}, ensure_ascii=False)


def _lines(path: Path, result: Trial, missed: Mapping[str, float]) -> Iterator[str]:
    yield _clean(f"{path}: {result.kind}, {result.count} labelled lines")
    yield ""
    names = dict.fromkeys(name.rpartition(".")[0] for name in result.figures if name.endswith(".f1"))
    width = max(map(len, names))
    yield f"{'':{width}}  precision  recall     F1"
    for name in names:
        precision, recall, f1 = (result.figures[f"{name}.{rate}"] for rate in ("precision", "recall", "f1"))
        yield f"{name:{width}}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}"
    for name, value in result.figures.items():
        if not name.endswith((".precision", ".recall", ".f1")):
            yield f"{name}: {value:.3f}"
    if result.table:
        yield ""
        yield "label    grade 0    grade 1    grade 2"
        yield from (f"{label:5}" + "".join(f"{n:11}" for n in row) for label, row in enumerate(result.table))
    if wrong := {case: counts for case, counts in result.cases.items() if counts[0]}:
        yield ""
        yield _clean("wrong by case: " + ", ".join(f"{case} {bad}/{all_}" for case, (bad, all_) in wrong.items()))
    yield ""
    yield f"{len(result.misses)} otherwise than labelled{':' if result.misses else ''}"
    yield from (_clean(_miss(miss)) for miss in result.misses)
    for name, floor in missed.items():
        yield f"below the floor: {name} is {result.figures[name]:.4f}, not {floor:g}"


def _miss(miss: Miss) -> str:
    reason = f"  ({miss.reason})" if miss.reason else ""
    return f"  {miss.key}  {miss.due} → {miss.found}  {'  ≠  '.join(miss.titles)}{reason}"


def _clean(line: str) -> str:
    """Without what would move a terminal's cursor."""
    return "".join(character if character.isprintable() else "�" for character in line)
