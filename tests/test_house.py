"""Who may import whom: docs/design.md says it in words, this reads the imports."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Rooms, and what of the project each may import. Scrapy and the database are named where a room may know them.
MAY_IMPORT = {
    "newsbot.reading": {"newsbot.items", "newsbot.reading"},
    "newsbot.judging": {"newsbot.items", "newsbot.judging"},
    "newsbot.leaderboard": {"newsbot.items", "newsbot.leaderboard"},
    "newsbot.storing": {"newsbot.items", "newsbot.storing", "sqlalchemy"},
    "newsbot.issue": {"newsbot.items", "newsbot.issue", "newsbot.judging", "newsbot.leaderboard"},
    "newsbot.publishing": {"newsbot.items", "newsbot.issue", "newsbot.leaderboard", "newsbot.publishing"},
    "newsbot.crawling": {
        "newsbot.items",
        "newsbot.clock",
        "newsbot.reading",
        "newsbot.crawling",
        "newsbot.storing",
        "scrapy",
    },
    "spiders": {"newsbot.items", "newsbot.reading", "newsbot.crawling", "scrapy"},
}
WATCHED = ("newsbot", "spiders", "pipelines", "scrapy", "sqlalchemy", "scrapy_playwright", "twisted")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in WATCHED}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    allowed = {*MAY_IMPORT[room], *({"scrapy_playwright", "twisted"} if "scrapy" in MAY_IMPORT[room] else ())}
    offending = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / room.replace(".", "/")).rglob("*.py")
        for name in _imports(path)
        if not any(name == each or name.startswith(f"{each}.") for each in allowed)
    }
    assert offending == set()


def test_the_environment_is_read_in_the_settings_only() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for folder in ("newsbot", "spiders", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
        if "os.environ" in path.read_text("utf-8") or "getenv" in path.read_text("utf-8")
    }
    assert readers == {"newsbot/settings.py"}


def test_the_clock_is_asked_in_one_place_only() -> None:
    asking = {
        str(path.relative_to(ROOT))
        for folder in ("newsbot", "spiders", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
        for call in ("datetime.now(", "date.today(", "time.time(", "utcnow(")
        if call in path.read_text("utf-8")
    }
    assert asking == {"newsbot/clock.py"}


def test_every_package_is_listed_so_that_an_egg_carries_it() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    found = {
        str(path.parent.relative_to(ROOT)).replace("/", ".")
        for folder in ("newsbot", "spiders", "pipelines", "templates")
        for path in (ROOT / folder).rglob("__init__.py")
    }
    assert sorted(listed) == sorted(found)
