"""One remote read, and the only table of what may happen to it.

The table follows the Unified Procedure Step in spirit: final states stay
final, and a holder proves its hold by a number that only grows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from teleread.worklist.refusals import (
    AuthorIsReviewer,
    HeldByAnother,
    LateInstanceUnseen,
    LeaseLost,
    OneSignatureOnly,
    ReadingPaused,
    TransitionRefused,
    TwoSignaturesNeeded,
)


class State(StrEnum):
    """Where a Reading stands."""

    AWAITING = "awaiting"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    REVIEW_OFFERED = "review_offered"
    IN_REVIEW = "in_review"
    SIGNED = "signed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Part(StrEnum):
    """Which of the two signatures a specialist works towards."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


class Milestone(StrEnum):
    """The moments of a turnaround, t0 to t12 of the design."""

    ORDERED = "ordered"
    ACQUIRED = "acquired"
    FIRST_RECEIVED = "first_received"
    LAST_RECEIVED = "last_received"
    SETTLED = "settled"
    OFFERED = "offered"
    CLAIMED = "claimed"
    OPENED = "opened"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    CRITICAL_CONFIRMED = "critical_confirmed"


class Event(StrEnum):
    """What can happen to a Reading."""

    OFFER = "offer"
    CLAIM = "claim"
    START = "start"
    RELEASE = "release"
    SUBMIT = "submit"
    SIGN = "sign"
    SUBMIT_AND_SIGN = "submit_and_sign"
    RETURN = "return"
    REJECT = "reject"
    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"
    LATE_INSTANCE = "late_instance"
    ACKNOWLEDGE_LATE = "acknowledge_late"


LEASE = timedelta(seconds=120)
"""How long a started Reading is held without a heartbeat (every 30 s while the page is open).

A claim has to be started within the same time.
"""

OFFER_SHARE = 0.25
"""An offer that nobody starts ends after this share of the term and is offered on."""

FINAL = frozenset({State.SIGNED, State.REJECTED, State.CANCELLED})
ENDED_UNREAD = frozenset({State.REJECTED, State.CANCELLED})
STARTED = frozenset({State.IN_PROGRESS, State.IN_REVIEW})
OFFERED = frozenset({State.ASSIGNED, State.REVIEW_OFFERED})
WAITING = frozenset({State.AWAITING, State.SUBMITTED})

PART_OF_STATE = {
    State.AWAITING: Part.AUTHOR,
    State.ASSIGNED: Part.AUTHOR,
    State.IN_PROGRESS: Part.AUTHOR,
    State.SUBMITTED: Part.REVIEWER,
    State.REVIEW_OFFERED: Part.REVIEWER,
    State.IN_REVIEW: Part.REVIEWER,
}

_ANYWHERE = {
    (event, state): after or state
    for state in PART_OF_STATE
    for event, after in {
        Event.REJECT: State.REJECTED,
        Event.CANCEL: State.CANCELLED,
        Event.PAUSE: None,
        Event.RESUME: None,
        Event.LATE_INSTANCE: None,
    }.items()
}

TRANSITIONS: dict[tuple[Event, State], State] = {
    (Event.OFFER, State.AWAITING): State.ASSIGNED,
    (Event.CLAIM, State.AWAITING): State.ASSIGNED,
    (Event.CLAIM, State.ASSIGNED): State.ASSIGNED,
    (Event.START, State.ASSIGNED): State.IN_PROGRESS,
    (Event.START, State.IN_PROGRESS): State.IN_PROGRESS,
    (Event.RELEASE, State.ASSIGNED): State.AWAITING,
    (Event.RELEASE, State.IN_PROGRESS): State.AWAITING,
    (Event.ACKNOWLEDGE_LATE, State.IN_PROGRESS): State.IN_PROGRESS,
    (Event.SUBMIT, State.IN_PROGRESS): State.SUBMITTED,
    (Event.SUBMIT_AND_SIGN, State.IN_PROGRESS): State.SIGNED,
    (Event.OFFER, State.SUBMITTED): State.REVIEW_OFFERED,
    (Event.CLAIM, State.SUBMITTED): State.REVIEW_OFFERED,
    (Event.CLAIM, State.REVIEW_OFFERED): State.REVIEW_OFFERED,
    (Event.START, State.REVIEW_OFFERED): State.IN_REVIEW,
    (Event.START, State.IN_REVIEW): State.IN_REVIEW,
    (Event.RELEASE, State.REVIEW_OFFERED): State.SUBMITTED,
    (Event.RELEASE, State.IN_REVIEW): State.SUBMITTED,
    (Event.RETURN, State.IN_REVIEW): State.ASSIGNED,
    (Event.SIGN, State.IN_REVIEW): State.SIGNED,
    **_ANYWHERE,
}
"""Every pair that is allowed; each other pair is refused.

CLAIM on an offered Reading takes over somebody's unstarted offer; what was
claimed, or returned to its author, is reserved and cannot be taken over.
START on a started Reading is its own holder opening it again (a reload, a
second window): the number grows, so the older window can no longer save.
A lease or an offer that ran out is RELEASE. A reviewer cannot acknowledge a
late Instance: the submitted bytes name the older manifest, so the way on is
RETURN.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A Reading as last saved.

    `fencing_token` names the present hold or the last one; `term_seconds` runs
    from `received_at` (the last Instance), and pauses push `due_at` back.
    `is_reserved` keeps an offer from being taken over by a claim.
    `late_instance_at` is set while the present author has not seen something
    that arrived late. `modality` and `priority` hold values of
    `clinics.clinic`.
    """

    id: UUID
    clinic_id: UUID
    patient_key: UUID
    request_id: UUID | None
    department_id: UUID | None
    modality: str
    body_part: str
    priority: str
    single_signature: bool
    state: State
    state_since: datetime
    created_at: datetime
    received_at: datetime
    term_seconds: int
    due_at: datetime
    paused_at: datetime | None
    author_id: UUID | None
    reviewer_id: UUID | None
    holder_id: UUID | None
    is_reserved: bool
    fencing_token: int
    offer_ends_at: datetime | None
    lease_ends_at: datetime | None
    late_instance_at: datetime | None
    reason: str | None
    revision: int

    @property
    def part(self) -> Part | None:
        """Which part is being worked on or waited for; None when it is over."""
        return PART_OF_STATE.get(self.state)

    @property
    def is_paused(self) -> bool:
        """Say whether it waits for the clinic."""
        return self.paused_at is not None

    @property
    def is_final(self) -> bool:
        """Say whether nothing more can happen to it."""
        return self.state in FINAL


def advance(
    reading: Reading, event: Event, *, at: datetime, by: UUID | None = None, reason: str | None = None
) -> Reading:
    """Return the Reading as it stands after the event.

    Parameters
    ----------
    reading
        The Reading as last saved; it is not modified.
    event
        What happened to it.
    at
        When it happened, as an aware UTC time. For LATE_INSTANCE: when the
        Instance was received, from which the term runs anew.
    by
        OFFER: the specialist who is offered it. CLAIM: who takes it. START, SUBMIT,
        SUBMIT_AND_SIGN, SIGN, RETURN and ACKNOWLEDGE_LATE: the holder.
    reason
        Kept with RETURN, REJECT, CANCEL and PAUSE.

    Raises
    ------
    TransitionRefused
        If the pair is not in `TRANSITIONS`, a pause begins or ends twice, or
        there is nothing late to acknowledge.
    LeaseLost
        If the holder's event comes from somebody else.
    ReadingPaused, LateInstanceUnseen, HeldByAnother, TwoSignaturesNeeded, OneSignatureOnly, AuthorIsReviewer
        If the pair is in the table and something else forbids it.

    References
    ----------
    DICOM PS3.4 CC.1.1 and Table CC.1.1-2 (UPS states: a final state is never
    changed again; a correction after signing is a new version of the report).
    """
    after = TRANSITIONS.get((event, reading.state))
    if after is None:
        raise TransitionRefused(event=event.value, state=reading.state.value)
    _guard(reading, event, by)
    since = at if after is not reading.state else reading.state_since
    return replace(_EFFECTS[event](reading, _Act(at, by, reason)), state=after, state_since=since)


_BY_HOLDER = frozenset(
    {Event.START, Event.SUBMIT, Event.SUBMIT_AND_SIGN, Event.SIGN, Event.RETURN, Event.ACKNOWLEDGE_LATE}
)
_NOT_PAUSED = frozenset({Event.OFFER, Event.CLAIM, Event.SUBMIT, Event.SUBMIT_AND_SIGN, Event.SIGN, Event.RETURN})
_ALL_SEEN = frozenset({Event.SUBMIT, Event.SUBMIT_AND_SIGN, Event.SIGN})
_NOT_BY_AUTHOR = frozenset({Event.OFFER, Event.CLAIM, Event.START, Event.SIGN})


def _guard(reading: Reading, event: Event, by: UUID | None) -> None:
    if event in _BY_HOLDER and (by is None or by != reading.holder_id):
        raise LeaseLost(state=reading.state.value)
    if event is Event.CLAIM and reading.is_reserved:
        raise HeldByAnother()
    if event in _NOT_PAUSED and reading.is_paused:
        raise ReadingPaused()
    if event in _ALL_SEEN and reading.late_instance_at is not None:
        raise LateInstanceUnseen()
    if event in _NOT_BY_AUTHOR and reading.part is Part.REVIEWER and by == reading.author_id:
        raise AuthorIsReviewer()
    if event is Event.SUBMIT and reading.single_signature:
        raise OneSignatureOnly()
    if event is Event.SUBMIT_AND_SIGN and not reading.single_signature:
        raise TwoSignaturesNeeded()
    is_twice = event in {Event.PAUSE, Event.RESUME} and reading.is_paused == (event is Event.PAUSE)
    if is_twice or (event is Event.ACKNOWLEDGE_LATE and reading.late_instance_at is None):
        raise TransitionRefused(event=event.value, state=reading.state.value)


@dataclass(frozen=True, slots=True)
class _Act:
    at: datetime
    by: UUID | None
    reason: str | None


def _offered(reading: Reading, act: _Act) -> Reading:
    return _held_until(reading, act.by, act.at + _offer_lasts(reading), is_reserved=False)


def _claimed(reading: Reading, act: _Act) -> Reading:
    return _held_until(reading, act.by, act.at + LEASE, is_reserved=True)


def _offer_lasts(reading: Reading) -> timedelta:
    return timedelta(seconds=reading.term_seconds) * OFFER_SHARE


def _held_until(reading: Reading, holder_id: UUID | None, until: datetime, *, is_reserved: bool) -> Reading:
    return replace(
        reading,
        holder_id=holder_id,
        is_reserved=is_reserved,
        fencing_token=reading.fencing_token + 1,
        offer_ends_at=until,
        lease_ends_at=None,
    )


def _started(reading: Reading, act: _Act) -> Reading:
    is_author = reading.part is Part.AUTHOR
    return replace(
        reading,
        author_id=act.by if is_author else reading.author_id,
        reviewer_id=None if is_author else act.by,
        is_reserved=True,
        fencing_token=reading.fencing_token + (reading.state in STARTED),
        offer_ends_at=None,
        lease_ends_at=act.at + LEASE,
    )


def _let_go(reading: Reading, _act: _Act) -> Reading:
    return replace(reading, holder_id=None, is_reserved=False, offer_ends_at=None, lease_ends_at=None)


def _released(reading: Reading, act: _Act) -> Reading:
    free = _let_go(reading, act)
    if reading.part is Part.AUTHOR:
        return replace(free, author_id=None, late_instance_at=None)
    return replace(free, reviewer_id=None)


def _returned(reading: Reading, act: _Act) -> Reading:
    until = act.at + _offer_lasts(reading)
    offered = _held_until(reading, reading.author_id, until, is_reserved=True)
    return replace(offered, reviewer_id=None, reason=act.reason)


def _ended(reading: Reading, act: _Act) -> Reading:
    return replace(_let_go(reading, act), paused_at=None, reason=act.reason)


def _paused(reading: Reading, act: _Act) -> Reading:
    return replace(reading, paused_at=act.at, reason=act.reason)


def _resumed(reading: Reading, act: _Act) -> Reading:
    lasted = max(act.at - (reading.paused_at or act.at), timedelta(0))
    offer_ends_at = reading.offer_ends_at and reading.offer_ends_at + lasted
    return replace(reading, paused_at=None, due_at=reading.due_at + lasted, offer_ends_at=offer_ends_at)


def _arrived_late(reading: Reading, act: _Act) -> Reading:
    moved = max(act.at - reading.received_at, timedelta(0))
    return replace(
        reading,
        late_instance_at=act.at if reading.author_id is not None else None,
        received_at=reading.received_at + moved,
        due_at=reading.due_at + moved,
    )


def _seen(reading: Reading, _act: _Act) -> Reading:
    return replace(reading, late_instance_at=None)


_EFFECTS: dict[Event, Callable[[Reading, _Act], Reading]] = {
    Event.OFFER: _offered,
    Event.CLAIM: _claimed,
    Event.START: _started,
    Event.RELEASE: _released,
    Event.SUBMIT: _let_go,
    Event.SIGN: _let_go,
    Event.SUBMIT_AND_SIGN: _let_go,
    Event.RETURN: _returned,
    Event.REJECT: _ended,
    Event.CANCEL: _ended,
    Event.PAUSE: _paused,
    Event.RESUME: _resumed,
    Event.LATE_INSTANCE: _arrived_late,
    Event.ACKNOWLEDGE_LATE: _seen,
}


def require_hold(reading: Reading, account_id: UUID, *, fencing_token: int, at: datetime) -> None:
    """Refuse anybody but the present holder with the present number and a living lease.

    Every act of a holder (save, submit, sign, return, reject, heartbeat) calls
    this with the number that START gave it, inside the transaction that acts.

    Raises
    ------
    LeaseLost
        If the Reading is not started, is held by somebody else, was opened
        again since, or its lease ran out, whether or not that was noticed yet.
    """
    holds = reading.state in STARTED and reading.holder_id == account_id and reading.fencing_token == fencing_token
    if not holds or reading.lease_ends_at is None or at >= reading.lease_ends_at:
        raise LeaseLost(state=reading.state.value)
