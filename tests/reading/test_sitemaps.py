import pytest

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.sitemaps import read_sitemap

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@pytest.mark.parametrize(
    "root",
    [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">',
        "<urlset>",
        f'<s:urlset xmlns:s="{NAMESPACE}" xmlns="{NAMESPACE}">',
    ],
)
def test_addresses_come_as_they_are_written(root: str) -> None:
    end = "</s:urlset>" if root.startswith("<s:") else "</urlset>"
    urls = """<url><loc> https://www.example.cn/a </loc><lastmod>2026-01-19</lastmod></url>
      <url><loc><![CDATA[https://www.example.cn/b?x=1&y=2]]></loc></url><url><loc/></url>
      <url><loc>https://www.example.cn/c?x=1&y=2</loc></url>"""
    assert read_sitemap(root + urls + end) == [
        "https://www.example.cn/a",
        "https://www.example.cn/b?x=1&y=2",
        "https://www.example.cn/c?x=1&y=2",
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "why"),
    [
        ("<!doctype html><title>x</title>", Outcome.BOT_WALL, "a web page (x) where a sitemap was due"),
        ("<sitemapindex/>", Outcome.PARSE_ERROR, "an XML document <sitemapindex> where a sitemap was due"),
        ("<rss/>", Outcome.PARSE_ERROR, "an XML document <rss> where a sitemap was due"),
        ("{}", Outcome.PARSE_ERROR, "no XML where a sitemap was due"),
    ],
)
def test_anything_else_is_refused_with_its_outcome(text: str, outcome: Outcome, why: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_sitemap(text)
    assert (caught.value.outcome, str(caught.value)) == (outcome, why)


@pytest.mark.parametrize("piece", ["<loc>", "<url><loc>https://x.cn/</loc></url>", "<![CDATA[", "&", "<", "x"])
def test_a_megabyte_of_anything_ends_soon(piece: str) -> None:
    # Quadratic work on these would take minutes.
    addresses = read_sitemap("<urlset>" + piece * (1_000_000 // len(piece)))
    assert len(addresses) <= 50_000
