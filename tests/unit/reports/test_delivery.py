from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.outbox import FIRST_DELAY
from teleread.reports.delivery import (
    LEASE,
    MAX_ATTEMPTS,
    Delivery,
    DeliveryState,
    Failure,
    NotUndelivered,
    WrongClinic,
    check_destination,
    fail,
    is_due,
    is_held,
    send_again,
    succeed,
    supersede,
    take,
)
from tests.builders import EIGHT


def a_delivery(**values: Any) -> Delivery:
    queued = Delivery(
        id=UUID(int=1),
        report_id=UUID(int=2),
        reading_id=UUID(int=3),
        clinic_id=UUID(int=4),
        route_id=UUID(int=5),
        state=DeliveryState.QUEUED,
        attempts=0,
        next_attempt_at=EIGHT,
        lease_holder=None,
        lease_ends_at=None,
        delivered_at=None,
    )
    return replace(queued, **values)


@pytest.mark.parametrize(
    ("state", "moment", "expected"),
    [
        (DeliveryState.QUEUED, EIGHT - timedelta(seconds=1), False),
        (DeliveryState.QUEUED, EIGHT, True),
        (DeliveryState.DELIVERED, EIGHT, False),
        (DeliveryState.DEAD, EIGHT, False),
        (DeliveryState.SUPERSEDED, EIGHT, False),
    ],
)
def test_what_is_due(state: DeliveryState, moment: datetime, expected: bool):
    assert is_due(a_delivery(state=state), at=moment) is expected


def test_a_delivery_under_way_is_due_again_only_when_its_worker_is_gone():
    taken = take(a_delivery(), worker="w1", at=EIGHT)

    assert not is_due(taken, at=EIGHT + LEASE - timedelta(seconds=1))
    assert is_due(taken, at=EIGHT + LEASE)


def test_a_result_counts_for_the_attempt_that_holds_the_lease_only():
    first = take(a_delivery(), worker="w1", at=EIGHT)
    second = take(first, worker="w1", at=EIGHT + LEASE)

    assert is_held(first, worker="w1", attempt=1)
    assert not is_held(first, worker="w2", attempt=1)
    assert not is_held(second, worker="w1", attempt=1)
    assert is_held(second, worker="w1", attempt=2)
    assert not is_held(succeed(second, at=EIGHT), worker="w1", attempt=2)


def test_an_ordinary_failure_waits_and_a_permanent_one_dies_at_once():
    taken = take(a_delivery(), worker="w1", at=EIGHT)

    waiting = fail(taken, Failure("down"), at=EIGHT, jitter=0)
    assert (waiting.state, waiting.next_attempt_at) == (DeliveryState.QUEUED, EIGHT + FIRST_DELAY / 2)
    assert fail(taken, Failure("no", is_permanent=True), at=EIGHT, jitter=0).state is DeliveryState.DEAD


def test_attempts_end():
    delivery, at, attempts = a_delivery(), EIGHT, 0
    while is_due(delivery, at=at):
        delivery = fail(take(delivery, worker="w", at=at), Failure("down"), at=at, jitter=0.99)
        attempts, at = attempts + 1, delivery.next_attempt_at

    assert (delivery.state, attempts) == (DeliveryState.DEAD, MAX_ATTEMPTS)
    assert timedelta(hours=12) < at - EIGHT < timedelta(hours=30), "a night is survived, a week is not waited for"


def test_a_dead_delivery_is_sent_again_and_its_attempts_counted_on():
    dead = a_delivery(state=DeliveryState.DEAD, attempts=MAX_ATTEMPTS)
    again = send_again(dead, at=EIGHT)

    assert (again.state, again.attempts, is_due(again, at=EIGHT)) == (DeliveryState.QUEUED, MAX_ATTEMPTS, True)


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.DELIVERED, DeliveryState.SUPERSEDED])
def test_what_is_under_way_or_done_is_not_sent_again(state: DeliveryState):
    with pytest.raises(NotUndelivered):
        send_again(a_delivery(state=state), at=EIGHT)


def test_a_superseded_delivery_is_never_due():
    assert not is_due(supersede(take(a_delivery(), worker="w", at=EIGHT)), at=EIGHT + 9 * LEASE)


@given(st.lists(st.uuids(), max_size=3), st.uuids())
def test_nothing_on_the_way_may_be_of_another_clinic(owners: list[UUID], clinic: UUID):
    check_destination(clinic, *[clinic for _ in owners])
    for other in owners:
        if other != clinic:
            with pytest.raises(WrongClinic):
                check_destination(clinic, clinic, other)
