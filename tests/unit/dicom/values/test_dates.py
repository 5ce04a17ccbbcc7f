"""Dates and times as devices write them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.dicom.values.dates import in_utc, read_birth_date, read_date, read_date_time, read_time, read_zone

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20260310", date(2026, 3, 10)),
        ("1994.01.30", date(1994, 1, 30)),
        ("1958-02-04", date(1958, 2, 4)),
        ("1958/2/4", date(1958, 2, 4)),
        ("1958年2月4日", date(1958, 2, 4)),
        ("20260230", None),
        ("99999999", None),
        ("00000000", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_a_date_is_read_as_it_was_meant_or_not_at_all(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("091500", time(9, 15)),
        ("11:20:00", time(11, 20)),
        ("104702.826", time(10, 47, 2, 826000)),
        ("0915", time(9, 15)),
        ("235960", time(23, 59, 59)),  # a leap second
        ("256199", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_was_meant_or_not_at_all(text, clock):
    assert read_time(text) == clock


@pytest.mark.parametrize(("text", "hours"), [("+0800", 8), ("-0330", -3.5), ("+1400", 14)])
def test_an_offset_is_a_zone(text, hours):
    zone = read_zone(text)
    assert zone is not None
    assert zone.utcoffset(None).total_seconds() == hours * 3600


@pytest.mark.parametrize("text", ["", "+2500", "0800", "-1300", "CST"])
def test_an_impossible_offset_is_none(text):
    assert read_zone(text) is None


def test_a_suffix_of_a_date_time_wins_over_the_zone():
    assert read_date_time("20260310091500+0100", SHANGHAI) == datetime(2026, 3, 10, 8, 15, tzinfo=UTC)
    assert read_date_time("20260310091500", SHANGHAI) == datetime(2026, 3, 10, 1, 15, tzinfo=UTC)


def test_nobody_is_born_tomorrow_or_before_1850():
    assert read_birth_date("20270101", latest=date(2026, 3, 2)) is None
    assert read_birth_date("18491231", latest=date(2026, 3, 2)) is None
    assert read_birth_date("20260302", latest=date(2026, 3, 2)) == date(2026, 3, 2)


def test_the_first_day_of_time_has_no_moment_in_utc():
    assert in_utc(date(1, 1, 1), time(0), SHANGHAI) is None


@given(st.text())
def test_no_text_raises(text):
    read_date(text)
    read_time(text)
    read_zone(text)
    read_date_time(text, SHANGHAI)
