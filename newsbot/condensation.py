"""Highlights that a language model has condensed: asked for before an issue is made, checked while it is.

A question never falls into the press's lock or into a transaction: a model takes longer than both may last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from newsbot.condensing.asking import Answers
from newsbot.condensing.prompt import key_of, line_in
from newsbot.issue.composition import Composition
from newsbot.issue.condensed import ended, fault_of
from newsbot.issue.daily import Condensation
from newsbot.items import Article
from newsbot.judging.lexicon import Lexicon
from newsbot.storing import replies
from newsbot.storing.database import BusyError, Database

_NOT_ASKED = "尚未询问"
_NO_JSON = "回复无法读取"
_NO_REPLY = "模型未作答"
_UNFAITHFUL = "未通过核对"
_ASKED_ELSEWHERE = "另一进程正在询问"


@dataclass(frozen=True, slots=True)
class Asking:
    """A model to ask: ``patience`` is how many seconds ``ask`` may take."""

    ask: Callable[[Sequence[Article]], Answers]
    patience: float


@dataclass(frozen=True, slots=True)
class Edited:
    """An issue with its condensed lines. ``faults`` are those of the lines that were refused, for the log."""

    composition: Composition
    faults: tuple[str, ...] = field(default=())


def consult(
    asking: Asking,
    database: Database,
    model: str,
    leads: Callable[[], Sequence[Article]],
    *,
    folder: Path,
) -> Mapping[str, str]:
    """Ask about those of an issue's leading articles that the model has not answered yet, and store the replies.

    ``leads`` drafts the issue. Gives why there is no answer, by key. Only one process asks at a time, so that crawls
    which end together do not ask the same; one that has waited for too long publishes without.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (
            FileLock(folder / ".asking.lock", timeout=asking.patience),
            database.across_machines("asking", patience=asking.patience),
        ):
            articles = leads()
            keys = {key_of(model, article): article for article in articles}
            with database.reading() as connection:
                known = replies.replies_to(connection, keys)
            if not (unknown := [article for key, article in keys.items() if key not in known]):
                return {}
            answers = asking.ask(unknown)
            with database.writing() as connection:
                replies.keep(connection, answers.replies, model=model)
            return answers.silences
    except (Timeout, BusyError):
        return {key_of(model, article): _ASKED_ELSEWHERE for article in leads()}


def edited(
    composition: Composition, model: str, lexicon: Lexicon, found: Mapping[str, str], silences: Mapping[str, str]
) -> Edited:
    """The issue with each line that was condensed and stands for its article; all others stay extracts."""
    daily = composition.daily
    lines: dict[str, str] = {}
    numbers: list[int] = []
    faults: list[str] = []
    reasons: Counter[str] = Counter()
    for number, (anchor, article) in enumerate(composition.leads.items(), start=1):
        key = key_of(model, article)
        if key not in found:
            reasons[silences.get(key, _NOT_ASKED)] += 1
        elif not found[key]:
            reasons[_NO_REPLY] += 1
        elif (line := line_in(found[key])) is None:
            reasons[_NO_JSON] += 1
        elif fault := fault_of(ended(line), article, lexicon):
            reasons[_UNFAITHFUL] += 1
            faults.append(f"{anchor}: {fault}")
        else:
            lines[anchor] = ended(line)
            numbers.append(number)
    items = tuple(replace(item, highlight=lines.get(item.line.anchor, item.highlight)) for item in daily.items)
    condensation = Condensation(model, tuple(numbers), tuple(sorted(reasons.items()))) if composition.leads else None
    return Edited(replace(composition, daily=replace(daily, items=items, condensation=condensation)), tuple(faults))


def remark_on(condensation: Condensation | None, faults: Sequence[str]) -> str:
    """One line for the log about lines that were asked for and not had; "" if there is nothing to say."""
    if condensation is None or not condensation.extracts:
        return ""
    why = "，".join(f"{reason} {count}" for reason, count in condensation.extracts)
    told = f" ({'; '.join(faults)})" if faults else ""
    return f"{condensation.model}: {len(condensation.condensed)} highlights condensed; extracted instead: {why}{told}"
