"""The leaderboard's publishers: the two fresher ones fail, so that the demo shows the oldest and says how old it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import resources

from newsbot.demo.origin import JSON, TEXT, Answer, Origin, answer, document, robots

SCORES = "/nakasyou/lmarena-history/main/output/scores.json"


def arena() -> Mapping[str, Origin]:
    """The official dataset's host, out of service, and a host of raw files that has those of one repository only.

    ``scores.json`` is ``{yyyymmdd: {"text": {"overall": {model: rating}}}}``. The board of 2025-02-27 holds published
    ratings; in that of 2025-05-22 those of the first five and of the first ten Chinese models are, to the point, and
    the rest is filled in so that these keep their ranks.
    """
    text = resources.files(__package__).joinpath("scores.json").read_text(encoding="utf-8")
    scores = document(text, TEXT, datetime.strptime(max(json.loads(text)), "%Y%m%d").replace(tzinfo=UTC))
    unavailable = answer(json.dumps({"error": "The service is temporarily out of order."}), JSON, status=503)
    return {
        "https://datasets-server.huggingface.co": Origin({"/robots.txt": robots(), "/rows": unavailable}, _no_endpoint),
        "https://raw.githubusercontent.com": Origin({"/robots.txt": robots(), SCORES: scores}, _no_file),
    }


def _no_endpoint(_path: str) -> Answer:
    return answer(json.dumps({"error": "Not Found"}), JSON, status=404)


def _no_file(_path: str) -> Answer:
    return answer("404: Not Found", TEXT, status=404)
