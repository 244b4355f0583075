"""The feeds against what their specifications ask for, against readers, and as whole files."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest
from lxml import etree, html

from newsbot.issue.daily import Daily, Line
from newsbot.publishing.archive import Listed
from newsbot.publishing.feeds import atom, json_feed, series_of, sitemap
from newsbot.reading.feeds import read_feed
from tests.publishing.dailies import daily, full, item, line, noon_of, standing

HERE = Path(__file__).parent
SITE = "https://example.org/daily/"
DAY = date(2026, 1, 20)
QUIET = daily(date(2026, 1, 19))
SERIES = series_of(noon_of(QUIET.day))
# Forbidden in XML, in JSON, or both; and what could end an attribute, an element, a CDATA section or a script.
HOSTILE = "x\x00\x0b\x1b\ud800\ufffe\U0001ffff]]></content><script>alert(1)</script>\"' onload=1 &amp; \u2028"

Text = Annotated[str, msgspec.Meta(min_length=1)]
Web = Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+/")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Author(msgspec.Struct, forbid_unknown_fields=True):
    """https://www.jsonfeed.org/version/1.1/#top-level-authors; each field is optional, and one has to be there."""

    name: Text
    url: Web | None = None


class FeedItem(msgspec.Struct, forbid_unknown_fields=True):
    """https://www.jsonfeed.org/version/1.1/#items: what an item may have; one kind of content has to be there."""

    id: Text
    content_html: Text | msgspec.UnsetType = msgspec.UNSET
    content_text: Text | msgspec.UnsetType = msgspec.UNSET
    url: Web | msgspec.UnsetType = msgspec.UNSET
    title: Text | msgspec.UnsetType = msgspec.UNSET
    summary: Text | msgspec.UnsetType = msgspec.UNSET
    date_published: Moment | msgspec.UnsetType = msgspec.UNSET
    date_modified: Moment | msgspec.UnsetType = msgspec.UNSET
    authors: list[Author] | msgspec.UnsetType = msgspec.UNSET
    tags: list[Text] | msgspec.UnsetType = msgspec.UNSET
    language: Text | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        if self.content_html is msgspec.UNSET and self.content_text is msgspec.UNSET:
            raise ValueError("neither content_html nor content_text")


class Feed(msgspec.Struct, forbid_unknown_fields=True):
    """https://www.jsonfeed.org/version/1.1/#top-level."""

    version: Literal["https://jsonfeed.org/version/1.1"]
    title: Text
    items: list[FeedItem]
    home_page_url: Web | msgspec.UnsetType = msgspec.UNSET
    feed_url: Web | msgspec.UnsetType = msgspec.UNSET
    description: Text | msgspec.UnsetType = msgspec.UNSET
    authors: list[Author] | msgspec.UnsetType = msgspec.UNSET
    language: Text | msgspec.UnsetType = msgspec.UNSET


def valid_json_feed(text: str | bytes) -> Feed:
    feed = msgspec.json.decode(text, type=Feed)
    assert len({each.id for each in feed.items}) == len(feed.items)
    return feed


def valid_atom(text: str) -> etree._Element:
    root = etree.fromstring(text.encode())
    etree.RelaxNG(etree.parse(HERE / "atom.rng")).assertValid(root)
    for each in (root, *root.findall("{*}entry")):
        links = [(link.get("rel"), link.get("type")) for link in each.findall("{*}link")]
        assert len(set(links)) == len(links)  # RFC 4287 §4.1.1, §4.1.2: one alternate of a kind
    identities = [each.text for each in root.iter("{*}id")]
    assert len(set(identities)) == len(identities)
    return root


def _atom(dailies: Sequence[Daily], address: str) -> str:
    return atom(dailies, address=address, series=SERIES)


def _json(dailies: Sequence[Daily], address: str) -> str:
    return json_feed(dailies, address=address, series=SERIES)


@pytest.mark.parametrize(("name", "address"), [("relative", ""), ("absolute", SITE)])
def test_feeds_as_a_whole(name: str, address: str, request: pytest.FixtureRequest) -> None:
    written = {
        f"feed-{name}.json": _json([full(), QUIET], address),
        f"atom-{name}.xml": _atom([full(), QUIET], address),
    }
    if request.config.getoption("--rewrite"):
        for file, text in written.items():
            (HERE / "expected" / file).write_text(text, "utf-8")
    assert written == {file: (HERE / "expected" / file).read_text("utf-8") for file in written}


@pytest.mark.parametrize("address", ["", SITE])
@pytest.mark.parametrize("dailies", [[], [QUIET], [full(), QUIET]])
def test_feeds_are_valid(address: str, dailies: list[Daily]) -> None:
    assert len(valid_json_feed(_json(dailies, address)).items) == len(dailies)
    assert len(valid_atom(_atom(dailies, address)).findall("{*}entry")) == len(dailies)


def test_a_feed_that_is_not_valid_does_not_pass() -> None:
    good = json.loads(_json([full()], SITE))
    for broken in (
        good | {"version": "1.1"},
        good | {"items": [good["items"][0], good["items"][0]]},
        good | {"items": [{k: v for k, v in good["items"][0].items() if k != "content_html"}]},
        good | {"items": [good["items"][0] | {"date_published": "2026-01-20T12:00:00"}]},
        good | {"items": [good["items"][0] | {"url": "2026-01-20.html"}]},
    ):
        with pytest.raises((msgspec.ValidationError, AssertionError)):
            valid_json_feed(json.dumps(broken))
    text = _atom([full()], SITE)
    for part in (r"<id>.*?</id>", r"<author>.*?</author>", r"<updated>.*?</updated>", r"\+08:00", r"urn:uuid:"):
        with pytest.raises((etree.DocumentInvalid, AssertionError)):
            valid_atom(re.sub(part, "", text, count=1, flags=re.DOTALL))


@pytest.mark.parametrize("address", ["", SITE])
def test_a_reader_reads_both_feeds_back(address: str) -> None:
    dailies = [full(), QUIET]
    pages = [f"{SITE}{each.day}.html" for each in dailies]
    titles = [f"{each.day} 国产大模型日报" for each in dailies]
    by_atom = read_feed(_atom(dailies, address).encode(), url=f"{SITE}atom.xml")
    by_json = read_feed(_json(dailies, address).encode(), url=f"{SITE}feed.json")
    assert [(e.title, e.link, e.published) for e in by_atom.entries] == [
        (titles[0], pages[0], "2026-01-20T09:00:00+08:00"),
        (titles[1], pages[1], "2026-01-19T12:00:00+08:00"),
    ]
    # JSON Feed knows no relative addresses.
    assert [(e.title, e.link) for e in by_json.entries] == list(
        zip(titles, pages if address else ["", ""], strict=True)
    )
    assert [e.content.strip() for e in by_json.entries] == [e.content.strip() for e in by_atom.entries]
    assert [e.id for e in by_json.entries] == [e.id for e in by_atom.entries]


@pytest.mark.parametrize("address", ["", SITE])
def test_links_in_an_entry_lead_somewhere_from_anywhere(address: str) -> None:
    content = valid_json_feed(_json([full()], address)).items[0].content_html
    targets = {target for _, _, target, _ in html.fromstring(f"<div>{content}</div>").iterlinks()}
    assert all(re.match("https://", target) for target in targets)
    assert {target for target in targets if "example.org" in target} == (
        {f"{SITE}2026-01-18.html#item-7", f"{SITE}2026-01-20.html"} if address else set()
    )


def test_hostile_text_stays_text_and_the_feeds_valid() -> None:
    bad: Line = replace(line("item-1", HOSTILE, DAY), source=HOSTILE)
    issue = daily(DAY, item(bad, highlight=HOSTILE, summary=HOSTILE, category=HOSTILE, subjects=(HOSTILE,)))
    board = standing(DAY, (15, HOSTILE, HOSTILE, 1368))
    issue = replace(issue, others=(bad,), standing=board)
    read = valid_json_feed(_json([issue], SITE)).items[0]
    entry = valid_atom(_atom([issue], SITE)).find("{*}entry")
    assert entry is not None
    shown = "x ]]></content><script>alert(1)</script>\"' onload=1 &amp;"
    assert (read.summary, read.tags) == (shown, [shown])
    assert [each.get("term") for each in entry.findall("{*}category")] == [shown]
    assert entry.findtext("{*}content") == read.content_html
    tree = html.fromstring(f"<div>{read.content_html}</div>")
    assert not {each.tag for each in tree.iter()} & {"script", "content", "style", "img"}
    assert {name for each in tree.iter() for name in each.keys()} == {"href", "rel"}  # noqa: SIM118 (an element)
    assert tree.text_content().count("alert(1)") == 10


def test_an_issue_made_again_is_the_same_entry_changed_later() -> None:
    first = daily(DAY)
    again = replace(first, made_at=first.made_at + timedelta(hours=5), first_made_at=first.made_at, items=full().items)
    before, after = (valid_json_feed(_json([each], "")).items[0] for each in (first, again))
    noon = noon_of(DAY).replace(microsecond=0)
    assert (before.id, before.date_published, before.date_modified) == (after.id, noon, noon)
    assert (after.date_published, after.date_modified) == (noon, noon.replace(hour=17))


def test_an_issue_is_known_by_the_same_name_wherever_the_site_moves() -> None:
    sites = ("", SITE, "https://a.test/")
    assert len({valid_json_feed(_json([full()], site)).items[0].id for site in sites}) == 1


def test_two_installations_do_not_know_their_issues_by_the_same_names() -> None:
    here, there = SERIES, series_of(noon_of(QUIET.day) + timedelta(microseconds=1))
    names = [valid_json_feed(json_feed([full()], address="", series=each)).items[0].id for each in (here, there)]
    assert len({*names, here.urn, there.urn, series_of(None).urn}) == 5


def test_the_zone_that_a_beginning_is_told_in_does_not_matter() -> None:
    assert series_of(noon_of(DAY).astimezone(UTC)) == series_of(noon_of(DAY))


def test_sitemap_names_every_page_by_its_full_address() -> None:
    listed = [Listed(DAY, 3, "要点"), Listed(QUIET.day, 0, "")]
    root = etree.fromstring(sitemap(listed, address=f"{SITE}a&b/", rollups=["2026-W03"]).encode())
    names = {each.tag for each in root.iter()}
    assert names == {f"{{http://www.sitemaps.org/schemas/sitemap/0.9}}{tag}" for tag in ("urlset", "url", "loc")}
    pages = ["", "health.html", "2026-W03.html", "2026-01-20.html", "2026-01-19.html"]
    assert [each.text for each in root.iter("{*}loc")] == [f"{SITE}a&b/{page}" for page in pages]


def test_an_entry_names_its_first_twenty_subjects() -> None:
    items = [item(line(f"item-{n}", f"样例{n}", DAY), subjects=(f"厂商{n}", "GLM", f"产品{n}")) for n in range(10)]
    named = list(dict.fromkeys(name for each in items for name in each.subjects))
    assert valid_json_feed(_json([daily(DAY, *items)], SITE)).items[0].tags == named[:20]
