"""The pace of the scrub."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from teleread.archive.scrubbing import (
    COUNTED_FOR,
    LONGEST_COUNTED,
    MOST_TIMES,
    ROUND_EVERY,
    WHOLE_PASS,
    begin,
    begin_again,
    earn,
    is_behind,
    is_due,
    needs_counting,
    share_read,
    spend,
    unread_since,
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


def test_a_long_stop_is_not_made_up_for_by_a_burst(now):
    stopped = earn(a_scrub(now), now + timedelta(days=300))

    assert stopped.credit_bytes == int(MOST_TIMES * 10**12 * (LONGEST_COUNTED / WHOLE_PASS))
    assert stopped.worked_at == now + timedelta(days=300)


def a_month(now, *, grows_daily=0, stands_still=()):
    """Every hour of a pass, for an archive that grows and a worker that stands still on some days."""
    progress, hour, bytes_ = a_scrub(now, total_bytes=10**12), 0, 10**12
    while progress.read_bytes < bytes_:
        hour += 1
        bytes_ += grows_daily // 24
        if hour // 24 in stands_still:
            continue
        at = now + hour * timedelta(hours=1)
        progress = earn(replace(progress, total_bytes=bytes_ if hour % 24 == 0 else progress.total_bytes), at)
        progress = spend(progress, min(progress.credit_bytes, bytes_ - progress.read_bytes), kind="i", row_id=uuid4())
    return hour * timedelta(hours=1)


def test_a_pass_ends_in_thirty_days_though_the_archive_doubles_meanwhile(now):
    assert a_month(now, grows_daily=10**12 // 30) <= WHOLE_PASS + timedelta(days=1)


def test_a_pass_ends_in_thirty_days_though_the_worker_stood_still_for_ten(now):
    assert a_month(now, stands_still=range(10, 20)) <= WHOLE_PASS + timedelta(days=1)


def test_how_far_a_pass_is_and_what_was_not_read_for_longest(now):
    first = a_scrub(now, read_bytes=10**12 // 2)
    second = replace(begin_again(first, at=now + WHOLE_PASS), read_bytes=10**12 // 4)

    assert (share_read(first), unread_since(first)) == (0.5, None)
    assert unread_since(second) == now + WHOLE_PASS / 4
    assert share_read(a_scrub(now, total_bytes=0)) == 0


def test_a_pass_is_behind_when_something_was_not_read_for_over_a_month(now):
    second = replace(begin_again(a_scrub(now), at=now + WHOLE_PASS), read_bytes=10**12 // 2)

    assert not is_behind(second, now + WHOLE_PASS * 1.5)
    assert is_behind(second, now + WHOLE_PASS * 1.5 + timedelta(days=2))
    assert is_behind(a_scrub(now), now + WHOLE_PASS + timedelta(days=2))


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
