from datetime import datetime

import pytest

from newsbot.demo.origin import HTML, TEXT, Answer, Origin, answer, document, robots
from newsbot.items import BEIJING


@pytest.fixture
def origin():
    return Origin(
        {"/": answer("home", HTML), "/feed": answer("feed", TEXT), "/list": lambda query: answer(repr(query), TEXT)},
        lambda path: answer(path, TEXT, status=404),
    )


@pytest.mark.parametrize(
    ("target", "body"),
    [
        ("/feed", b"feed"),
        ("/feed/", b"feed"),
        ("/feed?utm_source=rss&utm_medium=article", b"feed"),
        ("/feed#top", b"feed"),
        ("/f%65ed", b"feed"),
        ("", b"home"),
        ("///", b"home"),
        ("/list?page=2&per=%32%30", b"{'page': '2', 'per': '20'}"),
        ("/list", b"{}"),
    ],
)
def test_page_is_found_by_its_decoded_path(origin, target, body):
    found = origin.respond(target)
    assert (found.status, found.body) == (200, body)


@pytest.mark.parametrize("target", ["/feeds", "/../feed", "//feed", "feed", "*", "/%00", "/%ff", "/" + "a" * 100_000])
def test_other_paths_are_missing(origin, target):
    assert origin.respond(target).status == 404


def test_document_is_recognised_by_its_bytes_and_dated_in_gmt():
    moment = datetime(2026, 1, 20, 12, 36, tzinfo=BEIJING)
    assert document("日报", TEXT, moment) == Answer(
        200,
        {
            "Content-Type": "text/plain; charset=utf-8",
            "ETag": '"21087896a9bf31cd5d60109b94bdae4c"',
            "Last-Modified": "Tue, 20 Jan 2026 04:36:00 GMT",
        },
        "日报".encode(),
    )
    assert document("日", TEXT, moment).headers["ETag"] != document("报", TEXT, moment).headers["ETag"]


def test_robots_names_what_is_not_allowed():
    assert robots("/search", "/api").body == b"User-agent: *\nDisallow: /search\nDisallow: /api\n"
    assert robots().body == b"User-agent: *\nDisallow:\n"
