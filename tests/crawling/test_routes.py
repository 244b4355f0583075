from datetime import date

from newsbot.crawling.routes import Feed


def test_an_address_names_the_day_and_the_day_before() -> None:
    route = Feed("https://example.com/{day}/of/{eve}.xml")
    assert route.on(date(2026, 3, 1)) == Feed("https://example.com/2026-03-01/of/2026-02-28.xml")


def test_an_address_without_a_day_is_the_same_on_every_day() -> None:
    route = Feed("https://example.com/feed?q={x}")
    assert route.on(date(2026, 3, 1)) is route
