"""What the README says is checked against what is so."""

import re
from pathlib import Path

from scrapy.cmdline import _get_commands_dict
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_sources_is_that_of_the_project() -> None:
    table = README.split("## Sources")[1].split("## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == sorted(
        get_spider_loader(get_project_settings()).list()
    )


def test_the_commands_it_names_exist() -> None:
    named = set(re.findall(r"`scrapy (\w+)", README))
    assert named <= set(_get_commands_dict(get_project_settings(), inproject=True))
    assert {"daily", "report", "demo", "crawl", "list"} <= named


def test_the_excerpt_is_what_the_sample_prints() -> None:
    sample = (ROOT / "tests" / "demo" / "expected" / "2026-01-20.md").read_text("utf-8").replace("> ", "")
    quoted = [line.removeprefix("> ").removeprefix(">") for line in README.split("\n") if line.startswith(">")]
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", sample)
    missing = [line for line in quoted if line.rstrip("…") not in plain and line != "3. …"]
    assert missing == []


def test_its_variables_are_those_of_the_settings() -> None:
    settings = (ROOT / "newsbot" / "settings.py").read_text("utf-8")
    table = README.split("## Settings")[1].split("## ")[0]
    read = set(re.findall(r'environ\.get\("(\w+)"', settings))
    assert set(re.findall(r"^\| `(NEWSBOT_\w+)` \|", table, re.MULTILINE)) == read


def test_its_links_lead_to_files() -> None:
    for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/design.md", "docs/adding-a-source.md"):
        path = ROOT / name
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{name}: {target}"
