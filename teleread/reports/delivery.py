"""One version going home by one route: when to try, when to stop, and to whom never."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread import outbox
from teleread.errors import Conflict, Forbidden
from teleread.outbox import LEASE, MAX_ATTEMPTS, Failure

__all__ = [
    "LEASE",
    "MAX_ATTEMPTS",
    "OVERDUE_AFTER",
    "UNDELIVERED",
    "WAITING",
    "Delivery",
    "DeliveryState",
    "Failure",
    "NotUndelivered",
    "WrongClinic",
    "check_destination",
    "fail",
    "is_due",
    "is_exhausted",
    "is_held",
    "send_again",
    "succeed",
    "supersede",
    "take",
    "withdraw",
]


class DeliveryState(StrEnum):
    """Where a Delivery stands; DEAD waits for a person, SUPERSEDED and WITHDRAWN (its route was closed) for nobody."""

    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


OVERDUE_AFTER: Final = timedelta(minutes=5)
"""A signed report that is not home by then is told to an admin."""

WAITING: Final = frozenset({DeliveryState.QUEUED, DeliveryState.DEAD})
"""What nobody is sending just now and may still be sent."""

UNDELIVERED: Final = frozenset({DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.DEAD})


class WrongClinic(Forbidden):
    """A route or a device of one clinic was about to receive another clinic's report."""

    code = "wrong_clinic"
    zh, en = "回传线路不属于该报告的送检机构，已阻止", "The route is not of the report's clinic; nothing was sent"


class NotUndelivered(Conflict):
    """Only what waits or has died can be sent again."""

    code = "not_undelivered"
    zh = "该回传已完成、正在发送、已停用或已被新版本取代"
    en = "This delivery is done, under way, withdrawn or superseded by a newer version"


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


def is_due(delivery: Delivery, *, at: datetime) -> bool:
    """Say whether a worker may take it: it waits and its time has come, or its worker is gone."""
    if delivery.state is DeliveryState.QUEUED:
        return delivery.next_attempt_at <= at
    return delivery.state is DeliveryState.SENDING and not outbox.is_leased(delivery, at=at)


def is_exhausted(delivery: Delivery) -> bool:
    """Say whether its worker vanished during the last attempt that it had.

    What kills a worker each time must not be taken up for ever; one that a
    person sent again after its last attempt has one more.
    """
    return delivery.state is DeliveryState.SENDING and delivery.attempts >= MAX_ATTEMPTS


def take(delivery: Delivery, *, worker: str, at: datetime) -> Delivery:
    """Return the delivery as leased by the worker for one more attempt."""
    return replace(outbox.leased(delivery, worker=worker, at=at), state=DeliveryState.SENDING)


def supersede(delivery: Delivery) -> Delivery:
    """Return the delivery as given up for a newer version, which has its own."""
    return replace(outbox.let_go(delivery), state=DeliveryState.SUPERSEDED)


def withdraw(delivery: Delivery) -> Delivery:
    """Return the delivery as given up because its route was closed."""
    return replace(outbox.let_go(delivery), state=DeliveryState.WITHDRAWN)


def is_held(delivery: Delivery, *, worker: str, attempt: int) -> bool:
    """Say whether the result of this attempt still counts."""
    return delivery.state is DeliveryState.SENDING and outbox.is_held(delivery, worker=worker, attempt=attempt)


def succeed(delivery: Delivery, *, at: datetime) -> Delivery:
    """Return the delivery as arrived."""
    return replace(outbox.let_go(delivery), state=DeliveryState.DELIVERED, delivered_at=at)


def fail(delivery: Delivery, failure: Failure, *, at: datetime, jitter: float) -> Delivery:
    """Return the delivery as waiting for its next attempt, or dead.

    Parameters
    ----------
    jitter
        In [0, 1): spreads the retries of clinics that failed together.
    """
    again_at = at + outbox.delay_after(delivery.attempts, jitter=jitter)
    is_over = outbox.is_over(failure, attempts=delivery.attempts)
    state = DeliveryState.DEAD if is_over else DeliveryState.QUEUED
    return replace(outbox.let_go(delivery, next_attempt_at=again_at), state=state)


def send_again(delivery: Delivery, *, at: datetime) -> Delivery:
    """Return the delivery as due now, its attempts counted on.

    A person may ask while it waits or after it died; one that is being sent
    is left alone.

    Raises
    ------
    NotUndelivered
        If it has arrived, is superseded or withdrawn, or is under way.
    """
    if delivery.state not in WAITING:
        raise NotUndelivered(state=delivery.state.value)
    return replace(delivery, state=DeliveryState.QUEUED, next_attempt_at=at)


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
