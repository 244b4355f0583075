"""What is known about a scenario after its crawls: what the judge is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from tests.faults.probe import SECRETS
from tests.faults.server import Scenario

Row = TypedDict(
    "Row",
    {
        "id": str,
        "class": str,
        "expect": dict[str, Any],
        "results": list[dict[str, Any]],  # one a crawl: items, error, passwd
        "wall": float,  # seconds, of all crawls
        "rss_mb": float,  # of the largest process
        "hang": bool,  # a crawl had to be ended
        "crash": int | None,  # the status of a crawl that ended otherwise than a crawl does
        "stderr": str,
        "requests": int,
        "canary_connects": list[str],
        "guard": list[dict[str, Any]],
        "leaked": list[str],
        "left_behind": list[str],  # programs that outlived their crawl
    },
)


def requests(hits: Sequence[dict[str, Any]], scenario: Scenario, token: str) -> int:
    """How often a scenario was asked, its own robots.txt included."""
    return sum(hit.get("scenario") == scenario.id and hit.get("token") in {token, None} for hit in hits)


def canary_connects(hits: Sequence[dict[str, Any]]) -> list[str]:
    """What the internal service was asked; a connection without a word counts."""
    return [f"{hit.get('local', '')} {hit.get('line', '')}".strip() for hit in hits if hit.get("canary")]


def leaked(hits: Sequence[dict[str, Any]], first: str) -> list[str]:
    """Names of headers that another address than ``first`` received with what was meant for that one."""
    elsewhere = [hit for hit in hits if hit.get("local") != first]
    received = [header for hit in elsewhere for header in hit.get("headers", []) if isinstance(header, (list, tuple))]
    return sorted({name.lower() for name, value in received if value in SECRETS.values()})
