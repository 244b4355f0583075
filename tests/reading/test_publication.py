from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import BEIJING
from newsbot.reading.publication import DateKind, Dating, Publication, publication

STATE, LD, META, MARKED, SCRIPT, SHOWN = (
    *(DateKind.STATE, DateKind.JSON_LD, DateKind.META, DateKind.MARKED, DateKind.SCRIPT, DateKind.SHOWN),
)
PLAIN = "https://www.example.cn/p/3820155123"
DATED = "https://www.example.cn/articles/2026-01-20-7"


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=BEIJING)


SEEN = at(20, 20)
# What one program writes in two places, when an article is saved again.
SAVED = [(LD, "2026-01-20 18:00"), (META, "2026-01-20 18:00")]


def stands(
    feed: datetime | None, *datings: tuple[DateKind, str], url: str = PLAIN, seen: datetime = SEEN
) -> Publication:
    return publication(feed, [Dating(*dating) for dating in datings], url=url, seen=seen)


def test_time_of_the_feed_stands_whatever_the_page_says() -> None:
    dates = [(STATE, "2026-01-20 13:00"), (SHOWN, "2026-01-20 13:00")]
    assert stands(at(20, 12, 5), *dates) == Publication(at(20, 12, 5), "the feed's time")


def test_day_of_the_feed_is_made_exact_by_a_time_of_that_day() -> None:
    assert stands(at(20), (META, "2026-01-20T13:32:00+08:00")) == Publication(at(20, 13, 32), "meta, feed")
    assert stands(at(20), (SHOWN, "2026-01-20")) == Publication(at(20), "the feed's day")
    assert stands(at(20)) == Publication(at(20), "the feed's day")


def test_time_of_another_day_than_the_feed_s_is_rejected() -> None:
    expected = Publication(at(18), "the feed's day; meta is of another day than the feed's")
    assert stands(at(18), (META, "2026-01-20T13:32:00+08:00")) == expected


@pytest.mark.parametrize(
    ("datings", "expected"),
    [
        # 36氪: the metadata is of the last time that the page was built.
        ([(META, "2026-01-20T18:17:51+08:00"), (STATE, "1768887120882")], "state"),
        ([(LD, "2026-01-20T05:32:00Z"), (MARKED, "2026-01-20 18:00")], "JSON-LD"),
        ([(META, "2026-01-20 13:32"), (SHOWN, "2026-01-20 18:00")], "meta"),
        ([(SCRIPT, "1768887120")], "script"),
        ([(SHOWN, "2026年1月20日 13:32")], "shown"),
    ],
)
def test_of_times_that_stand_alone_the_place_decides(datings: list[tuple[DateKind, str]], expected: str) -> None:
    found = stands(None, *datings)
    assert (found.time and found.time.replace(second=0, microsecond=0), found.reason) == (at(20, 13, 32), expected)


@pytest.mark.parametrize(
    ("datings", "url", "expected"),
    [
        (
            [
                (LD, "2026-01-20 18:00"),
                (META, "2026-01-20 18:00"),
                (STATE, "2026-01-20 13:32"),
                (SHOWN, "2026-01-20 13:35"),
            ],
            PLAIN,
            "state, shown",
        ),
        (
            [
                (LD, "2026-01-20 18:00"),
                (META, "2026-01-20 18:00"),
                (MARKED, "2026-01-20 13:32"),
                (SCRIPT, "1768887120"),
            ],
            PLAIN,
            "marked, script",
        ),
        ([(STATE, "2026-01-19 18:00"), (SHOWN, "2026-01-20 13:32")], DATED, "shown, URL"),
        ([(STATE, "2026-01-19 18:00"), (META, "2026-01-20T13:32"), (SHOWN, "2026-01-20")], PLAIN, "meta, shown"),
    ],
)
def test_two_places_that_agree_count_more_than_one(
    datings: list[tuple[DateKind, str]], url: str, expected: str
) -> None:
    assert stands(None, *datings, url=url) == Publication(at(20, 13, 32), expected)


def test_days_that_agree_count_more_than_a_time_that_stands_alone() -> None:
    built_today = (META, "2026-01-20T10:00:00+08:00")
    assert stands(None, built_today, (STATE, "2026-01-04"), (SHOWN, "2026-01-04")) == Publication(
        at(4), "state, shown; meta is far from the day of two other places"
    )
    assert stands(None, built_today, (STATE, "2026-01-04 09:30"), (SHOWN, "2026-01-04")) == Publication(
        at(4, 9, 30), "state, shown; meta is far from the day of two other places"
    )
    assert (
        stands(None, (STATE, "2026-01-05 10:00"), (META, "2026-01-04"), (SHOWN, "2026-01-04")).reason == "meta, shown"
    )


@pytest.mark.parametrize(
    ("datings", "expected"),
    [
        ([(META, "2026-01-20T10:00:00+08:00"), (SHOWN, "2026-01-18 13:32")], Publication(at(18, 13, 32), "shown")),
        ([(META, "2026-01-20T19:40:00+08:00"), (MARKED, "2026-01-20 13:32")], Publication(at(20, 13, 32), "marked")),
        # A time of Greenwich without its zone, and one of Beijing with Greenwich's.
        ([(META, "2026-01-20 00:30"), (SHOWN, "2026-01-20 08:30")], Publication(at(20, 8, 30), "shown")),
        ([(META, "2026-01-20T08:30:00Z"), (SHOWN, "2026-01-20 08:30")], Publication(at(20, 8, 30), "shown")),
        (
            [(LD, "2026-01-20 00:30"), (META, "2026-01-20 00:30"), (SHOWN, "2026-01-20 08:30")],
            Publication(at(20, 8, 30), "shown"),
        ),
        # Nothing says that these are wrong.
        ([(LD, "2026-01-18 13:32"), (SHOWN, "2026-01-20 10:00")], Publication(at(18, 13, 32), "JSON-LD")),
        (
            [(META, "2026-01-18 13:32"), (STATE, "2026-01-18 13:32"), (SHOWN, "2026-01-20 10:00")],
            Publication(at(18, 13, 32), "state, meta; shown is far from the day of two other places"),
        ),
    ],
)
def test_metadata_hours_from_what_is_shown_stand_behind_it(
    datings: list[tuple[DateKind, str]], expected: Publication
) -> None:
    assert stands(None, *datings) == expected


def test_time_of_the_feed_is_given_in_beijing_time() -> None:
    found = stands(datetime(2026, 1, 20, 4, 5, tzinfo=UTC)).time
    assert (found, found and found.tzinfo) == (at(20, 12, 5), BEIJING)


@pytest.mark.parametrize(
    ("datings", "expected"),
    [
        ([(META, "2026-01-20T13:32:00+08:00")], Publication(at(20, 13, 32), "meta")),
        ([(META, "2026-01-19T23:10:00+08:00")], Publication(at(19, 23, 10), "meta")),
        ([(META, "2026-01-17T23:10:00+08:00")], Publication(at(20, 8), "the feed's time")),
        ([(META, "2026-01-20T18:00:00+08:00"), (SHOWN, "2026-01-20 08:00")], Publication(at(20, 8), "the feed's time")),
        ([(META, "2026-01-19"), (SHOWN, "2026-01-19")], Publication(at(20, 8), "the feed's time")),
        ([], Publication(at(20, 8), "the feed's time")),
    ],
)
def test_midnight_in_greenwich_may_be_a_day(datings: list[tuple[DateKind, str]], expected: Publication) -> None:
    assert stands(at(20, 8), *datings) == expected


def test_places_that_one_program_writes_do_not_confirm_each_other() -> None:
    assert stands(None, *SAVED, (SHOWN, "2026-01-20 13:32"), (STATE, "2026-01-20 13:32")).reason == "state, shown"
    assert stands(None, *SAVED).reason == "JSON-LD"


@pytest.mark.parametrize("later", ["2026-01-20 20:01", "2026-01-21", "2030-05-05 05:05"])
def test_date_later_than_first_sight_is_rejected(later: str) -> None:
    reason = "no date on the page; state is later than the article was seen"
    assert stands(None, (STATE, later)) == Publication(None, reason)


def test_time_far_from_the_address_is_rejected_unless_another_place_agrees() -> None:
    far = (META, "2026-01-14 09:00")
    assert stands(None, far, (SHOWN, "2026-01-20 13:32"), url=DATED) == Publication(
        at(20, 13, 32), "shown, URL; meta is far from the day in the address"
    )
    assert stands(None, far, (SHOWN, "2026-01-14 09:00"), url=DATED) == Publication(at(14, 9), "meta, shown")
    assert stands(None, (META, "2026-01-19 23:00"), url=DATED) == Publication(at(19, 23), "meta")


def test_day_that_the_address_gave_to_the_feed_yields_to_what_the_page_knows() -> None:
    dates = [(STATE, "2026-01-12 09:00"), (SHOWN, "2026-01-12 09:00")]
    url = "https://www.example.cn/2026/01/10/a"
    assert stands(at(10), *dates, url=url) == Publication(at(12, 9), "state, shown")
    assert stands(at(10), url=url) == Publication(at(10), "the feed's day")


@pytest.mark.parametrize("midnight", ["2026-01-10", "2026-01-10T00:00:00Z", "2026-01-10 00:00", "1767974400000"])
def test_midnight_is_the_day(midnight: str) -> None:
    # The last is Beijing's midnight in milliseconds.
    assert stands(None, (LD, midnight)) == Publication(at(10), "JSON-LD")


@pytest.mark.parametrize("day", ["2026-01-20", "2026-01-19", "2026-01-18"])
def test_recent_day_alone_says_less_than_first_sight(day: str) -> None:
    assert stands(None, (LD, day)) == Publication(None, "JSON-LD: only the day, and a recent one")


def test_date_without_a_zone_is_in_the_source_s() -> None:
    found = publication(None, [Dating(META, "2026-01-20T05:32")], url=PLAIN, seen=SEEN, zone=UTC)
    assert found == Publication(at(20, 13, 32), "meta")


def test_distrusted_place_is_left_out() -> None:
    datings = [Dating(META, "2026-01-20 18:00"), Dating(SHOWN, "2026-01-20 13:32")]
    found = publication(None, datings, url=PLAIN, seen=SEEN, distrusted={META})
    assert found == Publication(at(20, 13, 32), "shown")


def test_without_any_date_none_stands() -> None:
    assert stands(None, (SHOWN, "昨天")) == Publication(None, "no date on the page")


@given(
    st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(lambda day: datetime.combine(day, time(), UTC)),
    st.lists(st.builds(Dating, st.sampled_from(DateKind), st.text() | st.datetimes().map(str)), max_size=6),
    st.sampled_from([PLAIN, DATED, ""]),
)
def test_what_stands_is_the_feed_s_or_no_later_than_first_sight(
    feed: datetime | None, datings: list[Dating], url: str
) -> None:
    found = publication(feed, datings, url=url, seen=SEEN).time
    assert found is None or found == feed or found <= SEEN
