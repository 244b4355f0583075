from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsbot.items import BEIJING, Article, Judgement
from newsbot.storing.database import Database

NOON = datetime(2026, 1, 20, 12, 0, tzinfo=BEIJING)


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(f"sqlite:///{tmp_path}/newsbot.db")
    yield opened
    opened.close()


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes articles that differ only in what a test says."""

    def make(key: str = "a", **changes: Any) -> Article:
        url = f"https://example.com/{key}"
        values: dict[str, Any] = {
            "source": "kr36",
            "url": url,
            "canonical_url": url,
            "title": f"样例标题 {key}",
            "published": NOON - timedelta(hours=2),
            "first_seen": NOON - timedelta(hours=1),
            "summary": "一句完整的话。",
            "text": "一句完整的话。还有一句。",
            "route": "RSS",
            "judgement": Judgement(2, "发布", ("智谱",), ("GLM",), reasons=("标题含智谱",)),
        }
        return Article(**values | changes)

    return make
