"""What the README says is checked against what is so."""

import re
from pathlib import Path

import pytest
from scrapy.cmdline import _get_commands_dict
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _table_of_sources() -> str:
    loader = get_spider_loader(get_project_settings())
    rows = []
    for name in sorted(loader.list()):
        spider = loader.load(name)
        routes = " → ".join(dict.fromkeys(route.label for route in spider.routes))
        browser = "; pages in a browser where they need one" if getattr(spider, "article_selector", "") else ""
        title = spider.title.replace("|", "\\|")
        rows.append(f"| `{name}` | {title} | {spider.kind} | {routes}{browser} |\n")
    return "".join(rows)


def test_the_table_of_sources_is_that_of_the_project(request: pytest.FixtureRequest) -> None:
    before, head, rest = README.partition("| name | source | kind | routes, tried in this order |\n|---|---|---|---|\n")
    found, _, after = rest.partition("\n\n")
    if request.config.getoption("--rewrite"):
        (ROOT / "README.md").write_text(before + head + _table_of_sources() + "\n" + after, "utf-8")
        pytest.skip("written anew; git diff shows what has changed")
    assert found + "\n" == _table_of_sources()


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
