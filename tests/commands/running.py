"""Running ``scrapy`` as a person does, in a process of its own."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from twisted.internet.utils import getProcessOutputAndValue

from newsbot.demo import SAMPLE_DAYS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


async def run_scrapy(home: Path, *arguments: str, folder: Path = ROOT, **environment: str) -> Ended:
    """Run ``scrapy`` with its data in ``home`` and the project in ``folder``."""
    variables = os.environ | {
        "NEWSBOT_HOME": str(home),
        "PYTHONPATH": str(folder),
        "COLUMNS": "200",
        "NEWSBOT_DATABASE": "",
        "NEWSBOT_REPORTS": "",
        "NEWSBOT_LEADERBOARD": "",
        "NEWSBOT_LEXICON": "",
        "NEWSBOT_LLM_URL": "",
        "NEWSBOT_LLM_MODEL": "",
        "NEWSBOT_LLM_KEY": "",
        "NEWSBOT_LLM_KEY_FILE": "",
        "NEWSBOT_PUSH": "",
        "NEWSBOT_PUSH_FILE": "",
    }
    command = ["-m", "scrapy", *arguments]
    out, err, code = await getProcessOutputAndValue(
        sys.executable, command, env=variables | environment, path=str(folder)
    )
    return Ended(code, out.decode(), err.decode())


def rerouted(table: Mapping[str, str]) -> list[str]:
    """The options that send requests to loopback servers, at the sample's moment and without pauses."""
    handlers = {"https": "newsbot.demo.reroute.ReroutingHandler", "http": None, "data": None, "file": None}
    return [
        *("-s", f"NEWSBOT_REROUTE={json.dumps(dict(table))}"),
        *("-s", f"DOWNLOAD_HANDLERS={json.dumps(handlers | {'ftp': None, 's3': None})}"),
        *("-s", f"NEWSBOT_NOW={SAMPLE_DAYS[-1].isoformat()}"),
        *("-s", "DOWNLOAD_DELAY=0"),
        *("-s", "AUTOTHROTTLE_ENABLED=False"),
        *("-s", "RETRY_ENABLED=False"),
        *("-s", "NEWSBOT_POLL_INTERVAL=0"),
    ]
