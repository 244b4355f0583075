"""The folder of reports: what is missing is written again, and nothing links to what is not there."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from newsbot.printing import print_issue
from newsbot.publishing.pages import assets
from newsbot.publishing.search import search_name
from newsbot.storing import schema
from newsbot.storing.database import Database
from tests.publishing.issues import issue, store

DAYS = [date(2025, 12, 30), date(2026, 1, 18), date(2026, 1, 19), date(2026, 1, 20)]
SEARCHES = [search_name(month) for month in (date(2025, 12, 1), date(2026, 1, 1))]
ISSUES = [issue(day, items=2, others=2) for day in DAYS]


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.writing() as opened:
        store(opened, ISSUES)
        yield opened


def _printed(folder: Path, connection: Connection, day: date = DAYS[-1]) -> dict[str, bytes]:
    """All files of the folder by their path, after the issue of a day was printed."""
    folder.mkdir(exist_ok=True)
    print_issue(folder, connection, next(each for each in ISSUES if each.day == day), address="https://example.com/r/")
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _lost(files: dict[str, bytes]) -> set[str]:
    """Links to files of our own that are not there; the page of health is the press's."""
    found = set()
    for name, content in files.items():
        if name.endswith(".html"):
            links = re.findall(r'(?:href|src|srcset|data-search)="([^":]*)"', content.decode())
            found |= {link for each in links if (link := re.split("[?#]", each)[0]) and link not in files}
    return found - {"health.html"}


def _ways(files: dict[str, bytes], day: date) -> list[str]:
    return re.findall(r'<link rel="(\w+)" href="([\d-]+)\.html">', files[f"{day}.html"].decode())


def test_an_empty_folder_gets_all_that_is_stored(tmp_path: Path, connection: Connection) -> None:
    files = _printed(tmp_path / "r", connection)
    expected = {f"{day}.{kind}" for day in DAYS for kind in ("json", "md", "html")}
    expected |= {"atom.xml", "feed.json", "index.html", "sitemap.xml", *SEARCHES}
    assert (set(files), _lost(files)) == (expected | set(assets()), set())


def test_the_first_and_the_last_issue_lead_one_way(tmp_path: Path, connection: Connection) -> None:
    files = _printed(tmp_path / "r", connection)
    assert [_ways(files, day) for day in DAYS] == [
        [("next", "2026-01-18")],
        [("prev", "2025-12-30"), ("next", "2026-01-19")],
        [("prev", "2026-01-18"), ("next", "2026-01-20")],
        [("prev", "2026-01-19")],
    ]


@pytest.mark.parametrize("gone", ["2026-01-18.html", "2025-12-30.md", "2026-01-19.json", SEARCHES[0], "assets"])
def test_what_was_deleted_comes_back_the_same(tmp_path: Path, connection: Connection, gone: str) -> None:
    whole = _printed(tmp_path / "r", connection)
    path = tmp_path / "r" / gone
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    assert _printed(tmp_path / "r", connection) == whole


def test_a_folder_of_a_version_that_wrote_markdown_only_becomes_a_site(tmp_path: Path, connection: Connection) -> None:
    for day in DAYS[:-1]:
        (tmp_path / f"{day}.md").write_text("as it was printed then")
    files = _printed(tmp_path, connection)
    assert _lost(files) == set()
    assert {f"{day}.html" for day in DAYS} <= set(files)


def test_nothing_leads_to_an_issue_that_cannot_be_read(tmp_path: Path, connection: Connection) -> None:
    broken = update(schema.issues).where(schema.issues.c.day == DAYS[2]).values(daily='{"day": "2026-01-19"}')
    connection.execute(broken)
    files = _printed(tmp_path / "r", connection)
    assert "2026-01-19.html" not in files
    # A story of the last issue goes on from it; it says so, without a link to what is not there.
    assert _lost(files) == set()
    assert _ways(files, DAYS[3]) == [("prev", "2026-01-18")]
    assert _ways(files, DAYS[1]) == [("prev", "2025-12-30"), ("next", "2026-01-20")]
    assert b"2026-01-19" not in files["index.html"] + files["sitemap.xml"]
    assert "连续报道第 2 天：01-19（" in files["2026-01-20.html"].decode()


def test_the_page_of_an_issue_that_could_be_read_before_stays(tmp_path: Path, connection: Connection) -> None:
    before = _printed(tmp_path / "r", connection)
    broken = update(schema.issues).where(schema.issues.c.day == DAYS[2]).values(daily='{"day": "2026-01-19"}')
    connection.execute(broken)
    after = _printed(tmp_path / "r", connection)
    assert after["2026-01-19.html"] == before["2026-01-19.html"]
    assert _lost(after) == set()


def test_an_issue_that_comes_in_between_is_led_to_from_both_sides(tmp_path: Path, database: Database) -> None:
    with database.writing() as connection:
        store(connection, [ISSUES[1], ISSUES[3]])
        _printed(tmp_path / "r", connection)
        store(connection, [ISSUES[2]])
        files = _printed(tmp_path / "r", connection, DAYS[2])
    assert _ways(files, DAYS[1]) == [("next", "2026-01-19")]
    assert _ways(files, DAYS[3]) == [("prev", "2026-01-19")]


def test_an_issue_made_again_is_found_by_the_search_as_it_is_now(tmp_path: Path, connection: Connection) -> None:
    before = _printed(tmp_path / "r", connection)
    again = issue(DAYS[-1], items=2, others=1, text=lambda said: said.replace("样例", "改过的"))
    store(connection, [again])
    print_issue(tmp_path / "r", connection, again, address="")
    search = (tmp_path / "r" / SEARCHES[1]).read_text("utf-8")
    assert ("改过的模型 1 号" in search, '"2026-01-20","item-4"' in search) == (True, False)
    marks = [
        re.findall(rf"{re.escape(SEARCHES[1])}\?v=(\w+)", page)
        for page in (before["index.html"].decode(), _index(tmp_path))
    ]
    assert marks[0] != marks[1], "a browser's cache has the old file under another address"


def _index(tmp_path: Path) -> str:
    return (tmp_path / "r" / "index.html").read_text("utf-8")


def test_printing_again_changes_no_file(tmp_path: Path, connection: Connection) -> None:
    first = _printed(tmp_path / "r", connection)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "r").rglob("*")}
    assert _printed(tmp_path / "r", connection) == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "r").rglob("*")} == times


@pytest.mark.parametrize("damage", [b"", b"\0" * 900, b"newsbotMonth(", b"<!doctype html>"])
def test_a_month_of_the_search_that_was_damaged_is_written_again(
    tmp_path: Path, connection: Connection, damage: bytes
) -> None:
    whole = _printed(tmp_path / "r", connection)
    (tmp_path / "r" / SEARCHES[0]).write_bytes(damage)
    assert _printed(tmp_path / "r", connection) == whole


def test_what_nothing_leads_to_any_more_is_deleted(tmp_path: Path, connection: Connection) -> None:
    folder = tmp_path / "r"
    before = set(_printed(folder, connection))
    for name in (".2026-01-20.html.abcd1234.unfinished", "search/2026-01.js", "search/.x.js.abcd1234.unfinished"):
        (folder / name).write_text("of before", "utf-8")
    kept = (".htaccess", "CNAME", "search/own.js", "2025-01-01.html")
    for name in kept:
        (folder / name).write_text("the reader's own", "utf-8")
    print_issue(folder, connection, ISSUES[-1], address="")
    after = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert after == (before | set(kept)) - {"sitemap.xml"}


def test_github_pages_serves_the_folder_as_it_is(tmp_path: Path, connection: Connection) -> None:
    assert _printed(tmp_path / "r", connection)[".nojekyll"] == b""
