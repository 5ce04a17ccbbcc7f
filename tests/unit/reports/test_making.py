from datetime import UTC, datetime, timedelta
from uuid import UUID

from teleread.outbox import LEASE, LONGEST_DELAY, MAX_ATTEMPTS, Failure
from teleread.reports.making import (
    Making,
    MakingState,
    ObjectKind,
    fail,
    is_exhausted,
    is_held,
    key_of_object,
    key_of_series,
    succeed,
    take,
)

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
REPORT, READING = UUID(int=1), UUID(int=2)
QUEUED = Making(REPORT, READING, UUID(int=3), MakingState.QUEUED, 0, AT, None, None, None)


def test_a_worker_holds_it_for_one_attempt():
    taken = take(QUEUED, worker="w", at=AT)
    assert (taken.state, taken.attempts, taken.lease_ends_at) == (MakingState.MAKING, 1, AT + LEASE)
    assert is_held(taken, worker="w", attempt=1)
    assert not is_held(taken, worker="other", attempt=1)
    assert not is_held(succeed(taken, at=AT), worker="w", attempt=1)
    assert not is_held(take(taken, worker="w", at=AT), worker="w", attempt=1)


def test_what_fails_is_tried_again_for_ever_and_what_cannot_succeed_is_given_up():
    late = take(Making(REPORT, READING, UUID(int=3), MakingState.QUEUED, 500, AT, None, None, None), worker="w", at=AT)
    again = fail(late, Failure("store"), at=AT, jitter=0.5)
    assert again.state is MakingState.QUEUED
    assert AT + timedelta(minutes=30) <= again.next_attempt_at <= AT + LONGEST_DELAY
    assert fail(late, Failure("gone", is_permanent=True), at=AT, jitter=0).state is MakingState.DEAD


def test_what_ends_its_workers_is_exhausted():
    ended = take(QUEUED, worker="w", at=AT)
    for _ in range(MAX_ATTEMPTS - 1):
        assert not is_exhausted(ended)
        ended = take(ended, worker="w", at=AT)
    assert is_exhausted(ended)
    assert not is_exhausted(succeed(ended, at=AT))


def test_uids_follow_from_what_an_object_is_of():
    keys = {
        key_of_object(report, study, kind, part=part)
        for report in (REPORT, READING)
        for study in ("1.2", "1.3")
        for kind in ObjectKind
        for part in ("", "1.2.3")
    } | {key_of_series(READING, "1.2", kind) for kind in ObjectKind}
    assert len(keys) == 2 * 2 * 3 * 2 + 3
    assert key_of_object(REPORT, "1.2", ObjectKind.KEY_IMAGES) == key_of_object(REPORT, "1.2", ObjectKind.KEY_IMAGES)
