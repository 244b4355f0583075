from dataclasses import replace
from datetime import date

from newsbot.publishing.facets import MOST_VENDORS, Chip, Facets, Kind, facets_of
from tests.publishing.issues import issue

DAY = date(2026, 1, 20)


def test_stories_are_counted_by_category_and_vendor() -> None:
    daily = issue(DAY, items=3, others=3)
    facets = facets_of(daily)
    assert facets == Facets(
        (
            Kind(
                "category",
                "分类",
                (Chip("c0", "开源", 2), Chip("c1", "产品", 2), Chip("c2", "融资", 1), Chip("c3", "发布", 1)),
            ),
            Kind(
                "vendor",
                "厂商",
                (
                    Chip("v0", "月之暗面", 2),
                    Chip("v1", "阿里", 1),
                    Chip("v2", "DeepSeek", 1),
                    Chip("v3", "腾讯", 1),
                    Chip("v4", "智谱", 1),
                ),
            ),
        )
    )
    assert [facets.of(item.line) for item in daily.items] == ["c0 v0", "c1 v1", "c2 v2"]


def test_a_short_issue_needs_no_filter() -> None:
    assert facets_of(issue(DAY, items=2, others=1)) == Facets()


def test_what_does_not_tell_stories_apart_is_no_filter() -> None:
    daily = issue(DAY, items=5, others=0, text=lambda said: "同一个")
    assert facets_of(daily) == Facets()


def test_stories_stored_before_there_were_vendors_have_none() -> None:
    daily = issue(DAY, items=5, others=0)
    bare = tuple(replace(item, line=replace(item.line, category="", vendors=())) for item in daily.items)
    assert facets_of(replace(daily, items=bare)) == Facets()


def test_only_the_vendors_with_the_most_stories_are_offered() -> None:
    daily = issue(DAY, items=30, others=0)
    lines = [replace(item.line, vendors=("常见", f"少见 {n}")) for n, item in enumerate(daily.items)]
    items = tuple(replace(item, line=line) for item, line in zip(daily.items, lines, strict=True))
    vendors = facets_of(replace(daily, items=items)).kinds[1]
    assert (len(vendors.chips), vendors.chips[0]) == (MOST_VENDORS, Chip("v0", "常见", 30))
