from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import BEIJING
from newsbot.reading.dates import first_date, parse_date, url_date

NOON = datetime(2026, 1, 20, 12, 31, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-20 12:31:00  +0800",
        "2026/01/20 12:31",
        "2026.1.20 12:31",
        "2026年01月20日 12:31",
        "2026年1月20日12时31分",
        "2026-01-20 下午12:31",
        "2026-01-20 12:31 PM",
        "2026-01-20T12:31:00+08:00",
        "2026-01-20T04:31:00Z",
        "2026-01-20T04:31:00.000Z",
        "20260120T043100Z",
        "Tue, 20 Jan 2026 12:31:00 +0800",
        "Tue, 20 Jan 2026 12:31:00 +08:00",
        "Tue, 20 Jan 2026 04:31:00 GMT",
        "Tue, 20 Jan 2026 12:31:00",
        "Tue, 20 Jan 26 12:31 +0800",
        "Mon, 19 Jan 2026 23:31:00 EST",
        "Tue, 20 Jan 2026 12:31:00 CST",
        "Tue Jan 20 2026 12:31:00 GMT+0800 (China Standard Time)",
        "20 Jan 2026 12:31 +0800",
        "January 20, 2026 12:31 p.m.",
        "di., 20 janv. 2026 05:31:00 CET",
        "Tue Jan 20 12:31:00 2026",
        "Tue Jan 20 12:31:00 CST 2026",
        "2026-01-20 04:31:00 +0000 UTC",
        "2026-01-20T12:31:00+08:00[Asia/Shanghai]",
        "2026-01-20 12:31（北京时间）",
        "2026年1月20日 星期二 12点31分",
        "20260120123100",
        "1768883460",
        "1768883460000",
        " 2026-01-20 12:31\n",
        "2026-01-20 12:31:00 GMT+8",
        "2026-01-20 12:31:00 UTC+8",
        "Jan 20, 2026, 12:31 PM GMT+8",
        "Tue Jan 20 2026 12:31:00 GMT+8",
        "2026-01-20 12:31（UTC+8）",
        "2026-01-20 12:31 (GMT+08:00)",
        "2026年1月20日 12:31 UTC+8:00",
        "2026-01-20T12:31:00+8:00",
        "2026-01-20 02:31 UTC-2",
    ],
)
def test_every_way_of_writing_a_time_is_read(written: str) -> None:
    assert parse_date(written, zone=BEIJING) == NOON


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-20",
        "2026/1/20",
        "2026年1月20日",
        "20260120",
        "January 20, 2026",
        "20.01.26",
        "01/20/2026",
        "20/01/2026",
        "2026-01-20 GMT+8",
        "2026年1月20日（UTC+8）",
        "2026-01-19 24:00:00",
        "2026-01-19T24:00",
    ],
)
def test_day_without_a_time_is_midnight_in_the_zone(written: str) -> None:
    assert parse_date(written, zone=BEIJING) == datetime(2026, 1, 20, tzinfo=BEIJING)


def test_naive_date_takes_the_zone_it_is_given() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    assert parse_date("2026-01-20 12:31", zone=tokyo) == datetime(2026, 1, 20, 12, 31, tzinfo=tokyo)


def test_beijing_time_is_beijing_time_in_every_zone() -> None:
    assert parse_date("2026-01-20 12:31 北京时间", zone=UTC) == NOON


def test_zone_that_is_not_trusted_is_ignored() -> None:
    assert parse_date("Tue, 20 Jan 2026 12:31:00 GMT", zone=BEIJING, trust_zone=False) == NOON


def test_cst_is_american_where_the_source_is_not_chinese() -> None:
    assert parse_date("2026-01-20 12:31 CST", zone=UTC) == datetime(2026, 1, 20, 18, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-20T12:31:05.123456789+05:45", (5, 123456, timedelta(hours=5, minutes=45))),
        ("Sat, 20 Jan 2026 12:31:60 -0330", (59, 0, -timedelta(hours=3, minutes=30))),
    ],
)
def test_fractions_leap_seconds_and_odd_zones_are_kept(written: str, expected: tuple[int, int, timedelta]) -> None:
    second, microsecond, offset = expected
    assert parse_date(written, zone=BEIJING) == datetime(2026, 1, 20, 12, 31, second, microsecond, timezone(offset))


@pytest.mark.parametrize(
    ("written", "year"), [("1 Jan 00 00:00 GMT", 2000), ("1 Jan 49 00:00 GMT", 2049), ("1 Jan 50 00:00 GMT", 1950)]
)
def test_two_digit_years_turn_at_fifty(written: str, year: int) -> None:
    assert parse_date(written, zone=UTC) == datetime(year, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-1",
        "昨天",
        "3 小时前",
        "yesterday-ish",
        "0000-01-01",
        "10000-01-01",
        "Sat, 01 Jan 10000 00:00:00 GMT",
        "Fri, 30 Feb 2026 00:00:00 GMT",
        "2026-13-01",
        "2026-01-20 24:60:61",
        "2026-01-20 13:32 PM",
        "2026-01-20 12:31 +9999",
        "2026-01-20 12:31 +0860",
        "2026-01-20 12:31 NOWHERE",
        "2026-01-20 12:31 x",
        "2026-01-20 12:31 GMT+88",
        "2026-01-20 24:01",
        "05/06/2026",
        "２０２６-01-20",
        "٢٠٢٦-٠١-٢٠",
        "2026-01",
        "12:31",
        "20 Foo 2026",
        "9" * 2000,
        "2026-01-20" + " " * 5000 + "x",
        "../../etc/passwd",
    ],
)
def test_anything_else_is_no_date(written: str) -> None:
    assert parse_date(written, zone=BEIJING) is None


@given(st.text(alphabet="0123456789-/:.+ TZaPMm年月日Janu,上午GMT\n٣", max_size=40) | st.text())
def test_result_is_aware_or_none(text: str) -> None:
    for trust_zone in (True, False):
        result = parse_date(text, zone=BEIJING, trust_zone=trust_zone)
        assert result is None or result.utcoffset() is not None


@given(st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2199, 12, 30)))  # noqa: DTZ001
def test_iso_dates_are_read_back(written: datetime) -> None:
    assert parse_date(written.isoformat(), zone=BEIJING) == written.replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example.cn/articles/2026-01-20-7", date(2026, 1, 20)),
        ("https://news.example.cn/2026/1/20/model.html", date(2026, 1, 20)),
        ("https://news.example.cn/20260120/model.html", date(2026, 1, 20)),
        ("https://news.example.cn/content/t20260120_1.html", date(2026, 1, 20)),
        ("https://news.example.cn/2026-13-40/2026-01-20", date(2026, 1, 20)),
        ("https://news.example.cn/2026/09/493629.html", None),
        ("https://news.example.cn/p/2026012012345", None),
        ("https://news.example.cn/list?day=2026-01-20", None),
        ("https://2026-01-20.example.cn/", None),
        ("", None),
    ],
)
def test_url_names_its_day(url: str, expected: date | None) -> None:
    assert url_date(url) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("2026-01-20", "2026-01-19"), "2026-01-20"),
        (("", "2026-01-19"), "2026-01-19"),
        (("Jan 2025", "2025-01-19"), "2025-01-19"),
        (("0", "0001-01-01T00:00:00Z", "1768705200"), "1768705200"),
        (("1970-01-01T08:00:00+08:00", "2026-01-19"), "2026-01-19"),
        (("", "Jan 2025", "?"), "Jan 2025"),
        ((), ""),
    ],
)
def test_the_first_date_that_can_be_read_counts(written: tuple[str, ...], expected: str) -> None:
    assert first_date(*written) == expected
