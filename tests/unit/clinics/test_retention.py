"""Until when a study is kept."""

from datetime import UTC, date, datetime

import pytest

from teleread.clinics.clinic import Modality
from teleread.clinics.retention import YearsRefused, check_years, known_days, retention_of, years_after

XRAY, ULTRASOUND, OTHER = Modality.XRAY, Modality.ULTRASOUND, Modality.OTHER
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kinds", "own", "years"),
    [
        ({XRAY}, {}, 15),
        ({OTHER}, {}, 30),
        (set(), {}, 30),
        ({XRAY, OTHER}, {}, 30),
        ({XRAY}, {XRAY: 30}, 30),
        ({XRAY, ULTRASOUND}, {XRAY: 20}, 20),
        ({OTHER}, {OTHER: 15}, 15),
    ],
)
def test_a_study_is_kept_as_long_as_the_longest_of_its_kinds(kinds, own, years):
    retention = retention_of(kinds, own, known_days=[DAY])

    assert (retention.years, retention.ends_on) == (years, date(2026 + years, 3, 2))


def test_the_time_counts_from_the_latest_known_day():
    assert retention_of({XRAY}, {}, known_days=[DAY, date(2030, 1, 1), date(2028, 1, 1)]).ends_on == date(2045, 1, 1)


def test_the_last_day_is_still_kept():
    retention = retention_of({XRAY}, {}, known_days=[DAY])

    assert not retention.has_ended(date(2041, 3, 2))
    assert retention.has_ended(date(2041, 3, 3))


@pytest.mark.parametrize(
    ("study_date", "days"),
    [
        ("20260301", [DAY, date(2026, 3, 1)]),
        ("20270101", [DAY, date(2027, 1, 1)]),
        ("", [DAY]),
        ("20261301", [DAY]),
        ("昨天", [DAY]),
        ("99991231", [DAY, date(9999, 12, 31)]),
    ],
)
def test_a_study_date_that_is_none_is_not_believed(study_date, days):
    assert known_days(study_date, last_received_at=datetime(2026, 3, 2, 8, tzinfo=UTC)) == days


def test_a_leap_day_is_kept_a_day_longer():
    assert years_after(date(2024, 2, 29), 15) == date(2039, 3, 1)
    assert years_after(date(2024, 2, 29), 16) == date(2040, 2, 29)
    assert years_after(date(9999, 12, 31), 15) == date.max


@pytest.mark.parametrize("years", [-1, 0, 14, 101])
def test_no_rule_is_shorter_than_the_law(years):
    with pytest.raises(YearsRefused):
        check_years(years)
    assert check_years(15) == 15
