"""The pace of the scrub."""

from datetime import timedelta
from uuid import uuid4

import pytest

from teleread.archive.scrubbing import (
    COUNTED_FOR,
    LONGEST_COUNTED,
    ROUND_EVERY,
    WHOLE_PASS,
    begin,
    begin_again,
    earn,
    is_due,
    needs_counting,
    spend,
)


def a_scrub(now, **values):
    fields = {"kind": None, "after": None, "total_bytes": 10**12, "counted_at": now, "credit_bytes": 0, **values}
    progress = begin(now)
    return type(progress)(began_at=now, worked_at=now, **fields)


def test_a_month_of_rounds_earns_the_whole_archive_once(now):
    progress = a_scrub(now)
    for minute in range(1, WHOLE_PASS // ROUND_EVERY + 1):
        progress = earn(progress, now + minute * ROUND_EVERY)

    assert progress.credit_bytes == pytest.approx(10**12, rel=1e-6)


def test_a_long_stop_is_not_made_up_for(now):
    stopped = earn(a_scrub(now), now + timedelta(days=300))

    assert stopped.credit_bytes == int(10**12 * (LONGEST_COUNTED / WHOLE_PASS))
    assert stopped.worked_at == now + timedelta(days=300)


def test_the_smallest_archive_is_read_too(now):
    assert earn(a_scrub(now, total_bytes=7), now + ROUND_EVERY).credit_bytes == 1


def test_a_large_object_is_paid_for_by_the_rounds_behind_it(now):
    row_id = uuid4()
    spent = spend(a_scrub(now, credit_bytes=5), 1000, kind="instance", row_id=row_id)

    assert (spent.credit_bytes, spent.kind, spent.after) == (-995, "instance", row_id)
    assert spend(spent, 0, kind="instance", row_id=row_id).credit_bytes == -996


@pytest.mark.parametrize(
    ("passed", "due"), [(timedelta(0), False), (ROUND_EVERY / 2, False), (ROUND_EVERY, True), (-ROUND_EVERY, True)]
)
def test_a_round_is_due_once_a_minute_and_after_the_clock_was_set_back(now, passed, due):
    assert is_due(a_scrub(now), now + passed) is due


def test_a_clock_that_was_set_back_earns_nothing(now):
    back = earn(a_scrub(now), now - timedelta(days=1))

    assert (back.credit_bytes, back.worked_at) == (1, now - timedelta(days=1))


def test_the_archive_is_counted_anew_every_day(now):
    assert needs_counting(begin(now), now)
    assert not needs_counting(a_scrub(now), now + COUNTED_FOR / 2)
    assert needs_counting(a_scrub(now), now + COUNTED_FOR)


def test_a_new_pass_begins_at_the_first_row(now):
    again = begin_again(a_scrub(now, kind="quarantine", after=uuid4(), credit_bytes=3), at=now + WHOLE_PASS)

    assert (again.kind, again.after, again.began_at) == (None, None, now + WHOLE_PASS)
    assert (again.credit_bytes, again.worked_at) == (3, now)
