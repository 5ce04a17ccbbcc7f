"""What Sites have asked so far, held against their limits."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from teleread.clinics.allowance import Allowance, TooManyAssociations
from teleread.clinics.limits import HOUSE_LIMITS, LONGEST_WAIT, Limit, VolumeSpent
from teleread.identifiers import new_id

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ONE, OTHER = new_id(), new_id()
AT_ONCE = timedelta(0)


def test_a_site_holds_as_many_associations_as_it_may_and_another_its_own():
    limits, allowance = replace(HOUSE_LIMITS, associations=2), Allowance()
    for _ in range(2):
        allowance.association_opened(ONE, limits, at=EIGHT)

    with pytest.raises(TooManyAssociations):
        allowance.association_opened(ONE, limits, at=EIGHT)
    allowance.association_opened(OTHER, limits, at=EIGHT)
    allowance.association_closed(ONE)
    allowance.association_opened(ONE, limits, at=EIGHT)


def test_of_many_that_come_at_once_no_more_are_let_in_than_may():
    limits, allowance, together = replace(HOUSE_LIMITS, associations=5), Allowance(), threading.Barrier(20)
    let_in = []

    def call():
        together.wait()
        try:
            allowance.association_opened(ONE, limits, at=EIGHT)
        except TooManyAssociations:
            return
        let_in.append(True)

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_in) == 5


def test_above_its_rate_a_site_is_answered_later_but_never_much_later():
    limits, allowance = replace(HOUSE_LIMITS, instances_per_minute=60), Allowance()
    waits = [allowance.received(ONE, limits, size_bytes=1, at=EIGHT) for _ in range(200)]

    assert waits[:60] == [AT_ONCE] * 60
    assert waits[60:63] == [timedelta(seconds=1), timedelta(seconds=2), timedelta(seconds=3)]
    assert max(waits) == LONGEST_WAIT
    assert allowance.received(OTHER, limits, size_bytes=1, at=EIGHT) == AT_ONCE
    soon = EIGHT + LONGEST_WAIT + timedelta(seconds=1)
    assert allowance.received(ONE, limits, size_bytes=1, at=soon) == AT_ONCE, "no more debt than the longest wait"


def test_a_site_that_spent_its_volume_is_told_for_how_long():
    limits, allowance = replace(HOUSE_LIMITS, bytes_per_hour=1000), Allowance()
    allowance.may_receive(ONE, limits, at=EIGHT)
    allowance.received(ONE, limits, size_bytes=1500, at=EIGHT)

    with pytest.raises(VolumeSpent) as spent:
        allowance.may_receive(ONE, limits, at=EIGHT)
    assert (spent.value.limit, spent.value.values["retry_after_s"]) == (Limit.BYTES_PER_HOUR, 1801)
    allowance.may_receive(OTHER, limits, at=EIGHT)
    allowance.may_receive(ONE, limits, at=EIGHT + timedelta(minutes=30, seconds=1))


def test_the_volume_of_a_day_is_counted_beside_that_of_an_hour():
    limits, allowance = replace(HOUSE_LIMITS, bytes_per_hour=1000, bytes_per_day=2000), Allowance()
    for hour in range(3):
        allowance.received(ONE, limits, size_bytes=1000, at=EIGHT + timedelta(hours=hour))

    with pytest.raises(VolumeSpent) as spent:
        allowance.may_receive(ONE, limits, at=EIGHT + timedelta(hours=3))
    assert spent.value.limit is Limit.BYTES_PER_DAY


def test_a_limit_that_an_admin_raised_counts_from_the_next_instance():
    narrow, allowance = replace(HOUSE_LIMITS, bytes_per_hour=1000), Allowance()
    allowance.received(ONE, narrow, size_bytes=1001, at=EIGHT)
    wide = replace(narrow, bytes_per_hour=100_000_000)

    allowance.may_receive(ONE, wide, at=EIGHT + timedelta(seconds=1))
