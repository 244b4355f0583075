"""Who may import whom: docs/design.md says it in words, this reads the imports."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Rooms, and what each may import of the project and of libraries; of the standard library, all but `OUTSIDE`.
MAY_IMPORT = {
    "newsbot.reading": {"newsbot.items", "newsbot.reading", "idna", "lxml", "msgspec", "readability"},
    "newsbot.judging": {"newsbot.columns", "newsbot.items", "newsbot.judging", "ahocorasick_rs", "re2"},
    "newsbot.leaderboard": {"newsbot.items", "newsbot.leaderboard"},
    "newsbot.storing": {"newsbot.items", "newsbot.storing", "alembic", "sqlalchemy"},
    "newsbot.issue": {"newsbot.items", "newsbot.issue", "newsbot.judging", "newsbot.leaderboard", "msgspec"},
    "newsbot.condensing": {"newsbot.items", "newsbot.condensing", "msgspec", "openai"},
    "newsbot.publishing": {
        "newsbot.items",
        "newsbot.issue",
        "newsbot.leaderboard",
        "newsbot.publishing",
        "jinja2",
        "markupsafe",
        "msgspec",
    },
    "newsbot.pushing": {"newsbot.publishing", "newsbot.pushing", "apprise", "msgspec", "requests"},
    "newsbot.crawling": {
        *(
            "newsbot.items",
            "newsbot.clock",
            "newsbot.columns",
            "newsbot.reading",
            "newsbot.crawling",
            "newsbot.storing",
        ),
        *("scrapy", "scrapy_playwright", "playwright", "twisted", "zope", "brotli", "protego", "tldextract"),
    },
    "spiders": {"newsbot.items", "newsbot.reading", "newsbot.crawling", "scrapy"},
}
# What reaches out of the process, or keeps data by itself.
OUTSIDE = {"sqlite3", "socket", "ssl", "subprocess", "http.client", "http.server", "urllib.request", "asyncio", "dbm"}
PURE = ("newsbot.reading", "newsbot.judging", "newsbot.leaderboard", "newsbot.issue", "spiders")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _is_within(name: str, allowed: set[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in allowed)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    offending = set()
    for path in (ROOT / room.replace(".", "/")).rglob("*.py"):
        for name in _imports(path):
            standard = name.split(".")[0] in sys.stdlib_module_names
            outside = room in PURE and _is_within(name, OUTSIDE)
            if outside or not (standard or _is_within(name, MAY_IMPORT[room])):
                offending.add(f"{path.relative_to(ROOT)}: {name}")
    assert offending == set()


def test_openai_is_imported_in_one_place_only() -> None:
    importing = {
        str(path.relative_to(ROOT))
        for folder in ("newsbot", "spiders", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
        if any(_is_within(name, {"openai"}) for name in _imports(path))
    }
    assert importing == {"newsbot/condensing/endpoint.py"}


def test_apprise_is_imported_in_one_place_only() -> None:
    importing = {
        str(path.relative_to(ROOT))
        for folder in ("newsbot", "spiders", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
        if any(_is_within(name, {"apprise"}) for name in _imports(path))
    }
    assert importing == {"newsbot/pushing/delivery.py"}


def test_the_environment_is_read_in_the_settings_only() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for folder in ("newsbot", "spiders", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
        if "os.environ" in _imports(path) or re.search(r"os\.environ|getenv", path.read_text("utf-8"))
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
