"""Token buckets: what may be taken over any stretch of time, and what a debt costs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.clinics.clinic import Site
from teleread.clinics.limits import (
    HOUR,
    HOUSE_LIMITS,
    MINUTE,
    MOST_DEBT_PERIODS,
    Bucket,
    LimitRefused,
    Rate,
    check_limit,
    filled,
    full,
    limits_of,
    taken,
    time_until,
)
from teleread.identifiers import new_id

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TINY = timedelta(microseconds=10)

rates = st.builds(Rate, st.integers(1, 10**12), st.sampled_from([MINUTE, HOUR]))
pauses = st.timedeltas(timedelta(0), timedelta(hours=3))
steps = st.lists(st.tuples(pauses, st.integers(0, 10**14)), max_size=40)


@given(rates, steps)
def test_over_any_stretch_no_more_passes_than_a_bucket_its_refill_and_one_instance(rate, steps):
    bucket, at, passed, largest = full(rate, at=EIGHT), EIGHT, 0, 0
    for pause, wanted in steps:
        at, amount = at + pause, min(wanted, MOST_DEBT_PERIODS * rate.amount)
        if time_until(bucket, rate, at=at) <= timedelta(0):
            bucket = taken(bucket, rate, amount=amount, at=at)
            passed, largest = passed + amount, max(largest, amount)
        refill = rate.amount * ((at - EIGHT) / rate.period)
        assert passed <= (rate.amount + refill + largest) * (1 + 1e-9) + rate.amount * (TINY / rate.period) * 40


@given(rates, steps)
def test_who_waits_as_long_as_told_may_take_again(rate, steps):
    bucket, at = full(rate, at=EIGHT), EIGHT
    for pause, amount in steps:
        at += pause
        bucket = taken(bucket, rate, amount=amount, at=at)
    at += time_until(bucket, rate, at=at) + TINY
    assert time_until(bucket, rate, at=at) <= TINY


@given(rates, steps)
def test_a_bucket_never_holds_more_than_its_amount_and_fills_in_its_period(rate, steps):
    bucket, at = full(rate, at=EIGHT), EIGHT
    for pause, amount in steps:
        at += pause
        bucket = taken(bucket, rate, amount=min(amount, rate.amount), at=at)
        assert bucket.left <= rate.amount
    paid = filled(bucket, rate, at=at + rate.period + time_until(bucket, rate, at=at) + TINY)
    assert paid.left == pytest.approx(rate.amount)


@given(rates, st.integers(0, 10**12), pauses)
def test_a_clock_that_is_put_back_gives_nothing_and_takes_nothing(rate, amount, back):
    bucket = taken(full(rate, at=EIGHT), rate, amount=amount, at=EIGHT)

    assert filled(bucket, rate, at=EIGHT - back).left == bucket.left


def test_a_limit_that_was_lowered_counts_at_once():
    assert filled(Bucket(1000.0, EIGHT), Rate(10, MINUTE), at=EIGHT) == Bucket(10.0, EIGHT)


def test_no_limit_is_so_absurd_that_its_debt_is_never_paid():
    bucket = taken(full(Rate(1, HOUR), at=EIGHT), Rate(1, HOUR), amount=2**62, at=EIGHT)

    assert time_until(bucket, Rate(1, HOUR), at=EIGHT) == timedelta(hours=MOST_DEBT_PERIODS)


def test_an_instance_larger_than_the_bucket_comes_through_once_and_is_paid_for():
    rate = Rate(100, HOUR)
    bucket = taken(full(rate, at=EIGHT), rate, amount=300, at=EIGHT)

    assert time_until(bucket, rate, at=EIGHT) == timedelta(hours=2)
    assert time_until(bucket, rate, at=EIGHT + timedelta(hours=2)) == timedelta(0)


def test_a_site_has_its_own_limits_or_the_houses():
    own = Site(new_id(), new_id(), "main", "Asia/Shanghai", None, most_associations=3, most_bytes_per_hour=7)

    assert (limits_of(own).associations, limits_of(own).bytes_per_hour) == (3, 7)
    assert limits_of(own).instances_per_minute == HOUSE_LIMITS.instances_per_minute
    assert limits_of(own).bytes_per_day == HOUSE_LIMITS.bytes_per_day


@pytest.mark.parametrize("limit", [0, -1, 2**63])
def test_a_limit_that_lets_nothing_through_or_fits_no_counter_is_refused(limit):
    with pytest.raises(LimitRefused):
        check_limit(limit)


def test_a_limit_may_be_left_out():
    assert (check_limit(None), check_limit(1)) == (None, 1)
