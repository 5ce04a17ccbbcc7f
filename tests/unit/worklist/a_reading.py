"""Readings that the rules of the worklist are tried on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from teleread.worklist.reading import LEASE, OFFERED, STARTED, Part, Reading, State

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
AUTHOR, REVIEWER, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
TERM = timedelta(minutes=60)

_AWAITING = Reading(
    id=UUID(int=100),
    clinic_id=UUID(int=101),
    patient_key=UUID(int=102),
    request_id=None,
    department_id=UUID(int=103),
    modality="xray",
    body_part="CHEST",
    priority="routine",
    single_signature=False,
    state=State.AWAITING,
    state_since=EIGHT,
    created_at=EIGHT,
    received_at=EIGHT,
    term_seconds=int(TERM.total_seconds()),
    due_at=EIGHT + TERM,
    paused_at=None,
    author_id=None,
    reviewer_id=None,
    holder_id=None,
    is_reserved=False,
    fencing_token=0,
    offer_ends_at=None,
    lease_ends_at=None,
    late_instance_at=None,
    reason=None,
    revision=1,
)


def a_reading(state: State = State.AWAITING, **values: Any) -> Reading:
    """Return a Reading as it stands in the state, held by whom that state asks for."""
    reading = replace(_AWAITING, state=state)
    is_review = reading.part is Part.REVIEWER
    if state in OFFERED:
        holder = REVIEWER if is_review else AUTHOR
        reading = replace(reading, holder_id=holder, fencing_token=7, offer_ends_at=EIGHT + TERM / 4)
    if state in STARTED:
        holder = REVIEWER if is_review else AUTHOR
        reading = replace(reading, holder_id=holder, is_reserved=True, fencing_token=7, lease_ends_at=EIGHT + LEASE)
    if is_review or state in {State.IN_PROGRESS, State.SIGNED}:
        reading = replace(reading, author_id=AUTHOR)
    if state in {State.IN_REVIEW, State.SIGNED}:
        reading = replace(reading, reviewer_id=REVIEWER)
    return replace(reading, **values)
