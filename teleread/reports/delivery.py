"""One version going home by one route: when to try, when to stop, and to whom never."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Forbidden

LEASE: Final = timedelta(minutes=3)
"""Longer than any one attempt may take, so a live worker is never overtaken."""

FIRST_DELAY: Final = timedelta(seconds=10)
LONGEST_DELAY: Final = timedelta(hours=1)
MAX_ATTEMPTS: Final = 30
"""About a day: a clinic that switches its devices off at night is reached in the morning."""


class DeliveryState(StrEnum):
    """Where a Delivery stands; DEAD waits for a person, SUPERSEDED for nobody."""

    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"
    SUPERSEDED = "superseded"


UNDELIVERED: Final = frozenset({DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.DEAD})


class WrongClinic(Forbidden):
    """A route or a device of one clinic was about to receive another clinic's report."""

    code = "wrong_clinic"
    zh, en = "回传线路不属于该报告的送检机构，已阻止", "The route is not of the report's clinic; nothing was sent"


class NotUndelivered(Conflict):
    """Only what waits or has died can be sent again."""

    code = "not_undelivered"
    zh, en = "该回传已完成或已被新版本取代", "This delivery is done or superseded by a newer version"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox. `attempts` counts the attempts begun; with the worker it fences the one under way."""

    id: UUID
    report_id: UUID
    reading_id: UUID
    clinic_id: UUID
    route_id: UUID
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime
    lease_holder: str | None
    lease_ends_at: datetime | None
    delivered_at: datetime | None

    @property
    def is_dead(self) -> bool:
        """Say whether only a person can move it on."""
        return self.state is DeliveryState.DEAD


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed; waiting mends it or only a person does."""

    detail: str
    is_permanent: bool = False


def is_due(delivery: Delivery, *, at: datetime) -> bool:
    """Say whether a worker may take it: it waits and its time has come, or its worker is gone."""
    if delivery.state is DeliveryState.QUEUED:
        return delivery.next_attempt_at <= at
    return (
        delivery.state is DeliveryState.SENDING and delivery.lease_ends_at is not None and delivery.lease_ends_at <= at
    )


def is_exhausted(delivery: Delivery) -> bool:
    """Say whether its worker vanished during the last attempt that it had.

    What kills a worker each time must not be taken up for ever; one that a
    person sent again after its last attempt has one more.
    """
    return delivery.state is DeliveryState.SENDING and delivery.attempts >= MAX_ATTEMPTS


def take(delivery: Delivery, *, worker: str, at: datetime) -> Delivery:
    """Return the delivery as leased by the worker for one more attempt."""
    return replace(
        delivery,
        state=DeliveryState.SENDING,
        attempts=delivery.attempts + 1,
        lease_holder=worker,
        lease_ends_at=at + LEASE,
    )


def supersede(delivery: Delivery) -> Delivery:
    """Return the delivery as given up for a newer version, which has its own."""
    return replace(delivery, state=DeliveryState.SUPERSEDED, lease_holder=None, lease_ends_at=None)


def is_held(delivery: Delivery, *, worker: str, attempt: int) -> bool:
    """Say whether the result of this attempt still counts."""
    return delivery.state is DeliveryState.SENDING and delivery.lease_holder == worker and delivery.attempts == attempt


def succeed(delivery: Delivery, *, at: datetime) -> Delivery:
    """Return the delivery as arrived."""
    return replace(delivery, state=DeliveryState.DELIVERED, delivered_at=at, lease_holder=None, lease_ends_at=None)


def fail(delivery: Delivery, failure: Failure, *, at: datetime, jitter: float) -> Delivery:
    """Return the delivery as waiting for its next attempt, or dead.

    Parameters
    ----------
    jitter
        In [0, 1): spreads the retries of clinics that failed together.
    """
    is_over = failure.is_permanent or delivery.attempts >= MAX_ATTEMPTS
    return replace(
        delivery,
        state=DeliveryState.DEAD if is_over else DeliveryState.QUEUED,
        next_attempt_at=at + delay_after(delivery.attempts, jitter=jitter),
        lease_holder=None,
        lease_ends_at=None,
    )


def send_again(delivery: Delivery, *, at: datetime) -> Delivery:
    """Return the delivery as due now, its attempts counted on.

    A person may ask while it waits or after it died; one that is being sent
    is left alone.

    Raises
    ------
    NotUndelivered
        If it has arrived, is superseded, or is under way.
    """
    if delivery.state not in (DeliveryState.QUEUED, DeliveryState.DEAD):
        raise NotUndelivered(state=delivery.state.value)
    return replace(delivery, state=DeliveryState.QUEUED, next_attempt_at=at)


def delay_after(attempts: int, *, jitter: float) -> timedelta:
    """Return how long to wait after so many attempts: doubling, bounded, spread over its upper half."""
    doublings = min(max(attempts - 1, 0), 16)
    longest = min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)
    return longest * (0.5 + jitter / 2)


def check_destination(report_clinic_id: UUID, *owners: UUID) -> None:
    """Refuse to send unless everything on the way is of the report's clinic.

    Parameters
    ----------
    owners
        The clinics that own the outbox row, the route and the device behind it.

    Raises
    ------
    WrongClinic
        If one of them is another.
    """
    if any(owner != report_clinic_id for owner in owners):
        raise WrongClinic
