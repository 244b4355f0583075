"""What is printed: how many scenarios of each class were violated, and by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.faults.row import Row


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and why it is a violation: no reason, no violation."""

    row: Row
    reasons: Sequence[str]


def table(judged: Sequence[Judged]) -> str:
    """A line for each class, in the order of their first scenarios, and one for all."""
    scenarios = Counter(each.row["class"] for each in judged)
    violated = Counter(each.row["class"] for each in judged if each.reasons)
    lines = [f"{'class':<16} {'scenarios':>9} {'violations':>10}"]
    lines += [f"{name:<16} {count:>9} {violated[name]:>10}" for name, count in scenarios.items()]
    lines.append(f"{'all':<16} {scenarios.total():>9} {violated.total():>10}")
    return "\n".join(lines)


def violations(judged: Sequence[Judged]) -> str:
    """A line for each violated scenario with its reasons, and what its crawls told."""
    return "\n".join(
        f"{each.row['id']:<28} {'; '.join(each.reasons)}  | {told(each.row)}" for each in judged if each.reasons
    )


def told(row: Row) -> str:
    """What the crawls of a scenario came to: ``3 items``, ``0 items, timeout …``."""
    return " / ".join(_told(each) for each in row["results"]) or "nothing"


def progress(judged: Judged, number: int, total: int) -> str:
    row = judged.row
    verdict = "; ".join(judged.reasons) or "ok"
    return f"[{number}/{total}] {row['id']} {row['wall']} s {row['rss_mb']:.0f} MB: {verdict}"


def _told(result: Mapping[str, object]) -> str:
    items = f"{result['items']} items"
    return f"{items}, {result['error']}" if "error" in result else items
