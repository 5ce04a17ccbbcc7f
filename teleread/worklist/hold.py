"""How long a hold lives: heartbeats renew it, time ends it."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from teleread.worklist.reading import LEASE, Event, Reading, advance, require_hold


class EndReason(StrEnum):
    """Why an Assignment ended."""

    RELEASED = "released"
    RELEASED_BY_ADMIN = "released_by_admin"
    OFFER_EXPIRED = "offer_expired"
    LEASE_EXPIRED = "lease_expired"
    TAKEN_OVER = "taken_over"
    REOPENED = "reopened"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    RETURNED = "returned"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


def renew(reading: Reading, account_id: UUID, *, fencing_token: int, at: datetime) -> Reading:
    """Return the Reading with its lease renewed by a heartbeat of its holder.

    Raises
    ------
    LeaseLost
        As `require_hold` does.
    """
    require_hold(reading, account_id, fencing_token=fencing_token, at=at)
    return replace(reading, lease_ends_at=at + LEASE)


def lapse_of(reading: Reading, at: datetime) -> EndReason | None:
    """Say why the hold is over by time alone; None while it lives.

    An offer does not run out during a pause; a lease does.
    """
    if reading.lease_ends_at is not None and at >= reading.lease_ends_at:
        return EndReason.LEASE_EXPIRED
    if reading.offer_ends_at is not None and not reading.is_paused and at >= reading.offer_ends_at:
        return EndReason.OFFER_EXPIRED
    return None


def as_of(reading: Reading, at: datetime) -> Reading:
    """Return the Reading as time has left it, released if its offer or lease ran out."""
    return reading if lapse_of(reading, at) is None else advance(reading, Event.RELEASE, at=at)
