"""The pace at which the second store is filled, and what it is behind."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from teleread.archive.copying import (
    LONGEST_EARNED,
    NOTHING_WAITS,
    OVERLAP,
    ROUND_EVERY,
    SWEEP_EVERY,
    Waiting,
    begin_copying,
    earn_bytes,
    is_round_due,
    is_sweep_due,
    key_before,
    looked_from,
    made_at,
    spend_bytes,
    waiting_since,
)
from teleread.identifiers import new_id

RATE = 1_000_000


def a_copying(now, **values):
    return replace(begin_copying(now), looked_at=now, earned_at=now, swept_at=now, **values)


def test_no_second_earns_more_than_the_rate(now):
    copying = a_copying(now)
    for second in range(1, 61):
        copying = spend_bytes(earn_bytes(copying, bytes_per_second=RATE, at=now + timedelta(seconds=second)), RATE)

    assert copying.credit_bytes == 0


def test_a_stop_is_not_made_up_for_by_a_burst(now):
    copying = earn_bytes(a_copying(now), bytes_per_second=RATE, at=now + timedelta(days=3))

    assert copying.credit_bytes == RATE * LONGEST_EARNED.total_seconds()


def test_a_large_object_is_paid_for_before_the_next_one(now):
    spent = spend_bytes(a_copying(now, credit_bytes=RATE), 100 * RATE)

    assert earn_bytes(spent, bytes_per_second=RATE, at=now + timedelta(seconds=5)).credit_bytes == -94 * RATE


@pytest.mark.parametrize(
    ("waits", "passed", "due"),
    [(0, timedelta(0), False), (0, ROUND_EVERY, True), (0, -ROUND_EVERY, True), (1, timedelta(0), True)],
)
def test_a_round_is_due_while_something_waits_and_rarely_else(now, waits, passed, due):
    assert is_round_due(a_copying(now, waiting=Waiting(waits, waits, None)), now + passed) is due


def test_every_row_is_asked_at_first_and_from_time_to_time(now):
    assert is_sweep_due(begin_copying(now), now)
    assert not is_sweep_due(a_copying(now), now + SWEEP_EVERY / 2)
    assert is_sweep_due(a_copying(now), now + SWEEP_EVERY)


def test_a_round_looks_behind_what_may_have_been_committed_late(now):
    last = new_id()
    start = looked_from(a_copying(now, after={"instance": last}), "instance")

    assert start is not None
    assert start < last
    assert made_at(last) - made_at(start) == OVERLAP
    assert looked_from(a_copying(now), "instance") is None


def test_nothing_lies_before_the_first_key():
    assert key_before(UUID(int=5 << 80), by=OVERLAP) == UUID(int=0)


def test_what_waits_longest_says_since_when(now):
    older, younger = sorted((new_id(), new_id()))
    waiting = Waiting(1, 10, younger) + NOTHING_WAITS + Waiting(2, 5, older)

    assert (waiting.objects, waiting.size_bytes) == (3, 15)
    assert waiting_since(a_copying(now, waiting=waiting)) == made_at(older)
    assert waiting_since(a_copying(now)) is None
