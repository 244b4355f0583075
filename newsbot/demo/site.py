"""The demo's small web: every host that the sources are read from, as it answered at one moment of the sample days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from newsbot.demo.arena import arena
from newsbot.demo.infoq import infoq
from newsbot.demo.jiqizhixin import jiqizhixin
from newsbot.demo.kr36 import kr36
from newsbot.demo.origin import Origin
from newsbot.demo.qbitai import qbitai


def site(now: datetime) -> Mapping[str, Origin]:
    """The origins by scheme and host (``https://www.36kr.com``); they list what was out at ``now``, which is aware."""
    return {**kr36(now), **jiqizhixin(now), **qbitai(now), **infoq(now), **arena()}
