"""Read: everything that a specialist, the clinic or an admin does to a Reading before it is signed."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.scope import Scope
from teleread.views.evidence import load_targets
from teleread.views.staffing import actor_before, load_viewer
from teleread.workflow.desk.study import has_opened
from teleread.workflow.journey.retaking import placed
from teleread.workflow.keeping.leases import release_if_lapsed
from teleread.worklist.hold import EndReason, renew
from teleread.worklist.permission import Action, require_allowed
from teleread.worklist.reading import STARTED, Event, Milestone, Reading, advance, require_hold
from teleread.worklist.records import (
    close_pause,
    load_reading_for_update,
    open_pause,
    save_milestone,
    save_reading,
)
from teleread.worklist.refusals import LateInstanceUnseen, LeaseLost, check_reason
from teleread.worklist.rejection import Complaint, Rejection, check_complaint
from teleread.worklist.rejection_records import add_rejection
from teleread.worklist.request_records import reopen_unanswered_request
from teleread.worklist.turnaround import is_opening


def start(database: Database, scope: Scope, reading_id: UUID, *, account: Account, at: datetime) -> Reading:
    """Turn an offer or a claim into a hold, or take up one's own hold in a new window.

    Returns
    -------
    Reading
        Its `fencing_token` and `lease_ends_at` are what the window keeps.

    Raises
    ------
    HeldByAnother, TransitionRefused
        If it is not the caller's to start, or its offer ran out.
    NotEligible
        If the caller may not read it any more.
    """
    with transaction(database) as session:
        before = _permitted(session, scope, reading_id, account, Action.START, at=at)
        after = advance(before, Event.START, at=at, by=account.id)
        saved = save_reading(session, before, after, at=at, ended=EndReason.REOPENED)
        save_milestone(session, saved.id, Milestone.CLAIMED, at=at)
        if is_opening(saved, account.id) and has_opened(session, scope, saved.id, account=account):
            save_milestone(session, saved.id, Milestone.OPENED, at=at)
        _audit(session, "reading.started", saved, account, at=at)
    return saved


def heartbeat(
    database: Database, scope: Scope, reading_id: UUID, *, account: Account, fencing_token: int, at: datetime
) -> Reading:
    """Renew the lease of an open page; not audited, for it says nothing new.

    Raises
    ------
    LeaseLost
        If the page does not hold the Reading any more.
    """
    with transaction(database) as session:
        before = load_reading_for_update(session, scope, reading_id)
        return save_reading(session, before, renew(before, account.id, fencing_token=fencing_token, at=at), at=at)


def release(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    fencing_token: int | None,
    reason: str,
    at: datetime,
) -> Reading:
    """Give a Reading back, or as an admin take it from whoever holds it.

    Raises
    ------
    LeaseLost
        If the caller does not hold it any more.
    NotYourReading
        If somebody else holds it and the caller is no admin.
    """
    note = check_reason(reason, is_needed=False)
    with transaction(database) as session:
        before = _permitted(session, scope, reading_id, account, Action.RELEASE, at=at)
        is_own = before.holder_id == account.id
        if is_own:
            _require_token(before, account, fencing_token, at=at)
        ended = EndReason.RELEASED if is_own else EndReason.RELEASED_BY_ADMIN
        saved = save_reading(session, before, advance(before, Event.RELEASE, at=at), at=at, ended=ended, note=note)
        _audit(session, f"reading.{ended.value}", before, account, at=at)
    return saved


def acknowledge_late(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    fencing_token: int,
    late_instance_at: datetime,
    at: datetime,
) -> Reading:
    """Note that the author has seen what arrived late.

    Parameters
    ----------
    late_instance_at
        The Reading's own, as the author's page shows it.

    Raises
    ------
    LeaseLost
        If the caller does not hold the Reading any more.
    LateInstanceUnseen
        If more has arrived since.
    TransitionRefused
        If nothing is late, or it is being reviewed: then it is returned.
    """
    with transaction(database) as session:
        before = _permitted(session, scope, reading_id, account, Action.ACKNOWLEDGE_LATE, at=at)
        require_hold(before, account.id, fencing_token=fencing_token, at=at)
        if before.late_instance_at is not None and before.late_instance_at > late_instance_at:
            raise LateInstanceUnseen
        after = advance(before, Event.ACKNOWLEDGE_LATE, at=at, by=account.id)
        saved = save_reading(session, before, after, at=at)
        _audit(session, "reading.late_instance_acknowledged", saved, account, at=at)
    return saved


def reject(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    fencing_token: int,
    complaint: Complaint,
    at: datetime,
) -> Reading:
    """Send a Study back to its clinic as not readable; its order is open again for the retake.

    Raises
    ------
    RejectionRefused, EvidenceRefused, InstanceNotRead
        If the clinic would not learn why, or where on its pictures.
    LeaseLost
        If the caller does not hold the Reading any more.
    """
    with transaction(database) as session:
        before = _permitted(session, scope, reading_id, account, Action.REJECT, at=at)
        require_hold(before, account.id, fencing_token=fencing_token, at=at)
        why = placed(check_complaint(complaint, modality=before.modality), load_targets(session, scope, before))
        after = advance(before, Event.REJECT, at=at, reason=why.in_one_line)
        saved = _ended(session, before, after, account, ended=EndReason.REJECTED, at=at)
        add_rejection(session, Rejection(saved.id, why, account.id, at))
    return saved


def cancel(
    database: Database, scope: Scope, reading_id: UUID, *, account: Account, reason: str, at: datetime
) -> Reading:
    """Call a Reading off, as its clinic or as an admin; its order is open again.

    Raises
    ------
    ReasonMissing, NotYourReading, TransitionRefused
        If it is not explained, not the caller's clinic's, or over already.
    """
    why = check_reason(reason)
    with transaction(database) as session:
        before = _permitted(session, scope, reading_id, account, Action.CANCEL, at=at)
        after = advance(before, Event.CANCEL, at=at, reason=why)
        return _ended(session, before, after, account, ended=EndReason.CANCELLED, at=at)


def pause(
    database: Database, scope: Scope, reading_id: UUID, *, account: Account, reason: str, at: datetime
) -> Reading:
    """Let a Reading wait for its clinic: a question, another view. Its term stands still.

    Raises
    ------
    ReasonMissing
        If the clinic would not learn what is asked of it.
    LeaseLost
        If the caller neither holds the Reading nor is an admin.
    """
    why = check_reason(reason)
    with transaction(database) as session:
        before = _permitted(session, scope, reading_id, account, Action.PAUSE, at=at)
        saved = save_reading(session, before, advance(before, Event.PAUSE, at=at, reason=why), at=at)
        open_pause(session, saved.id, reason=why, at=at)
        _audit(session, "reading.paused", saved, account, at=at)
    return saved


def resume(database: Database, scope: Scope, reading_id: UUID, *, account: Account, at: datetime) -> Reading:
    """End the waiting: the clinic answered, or the specialist goes on without.

    Raises
    ------
    TransitionRefused, NotYourReading
        If it does not wait, or the caller has no part in it.
    """
    with transaction(database) as session:
        before = _permitted(session, scope, reading_id, account, Action.RESUME, at=at)
        saved = save_reading(session, before, advance(before, Event.RESUME, at=at), at=at)
        close_pause(session, saved.id, at=at)
        _audit(session, "reading.resumed", saved, account, at=at)
    return saved


def _permitted(
    session: Session, scope: Scope, reading_id: UUID, account: Account, action: Action, *, at: datetime
) -> Reading:
    reading = release_if_lapsed(session, load_reading_for_update(session, scope, reading_id), at=at)
    require_allowed(reading, actor_before(load_viewer(session, scope, account), reading), action, at=at)
    return reading


def _require_token(reading: Reading, account: Account, fencing_token: int | None, *, at: datetime) -> None:
    if reading.state in STARTED and fencing_token is not None:
        require_hold(reading, account.id, fencing_token=fencing_token, at=at)
    elif fencing_token not in {None, reading.fencing_token}:
        raise LeaseLost(state=reading.state.value)


def _ended(
    session: Session, before: Reading, after: Reading, account: Account, *, ended: EndReason, at: datetime
) -> Reading:
    saved = save_reading(session, before, after, at=at, ended=ended)
    close_pause(session, saved.id, at=at)
    if saved.request_id is not None:
        reopen_unanswered_request(session, saved.request_id)
    _audit(session, f"reading.{ended.value}", saved, account, at=at)
    return saved


def _audit(session: Session, action: str, reading: Reading, account: Account, *, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
        holder_id=str(reading.holder_id) if reading.holder_id else None,
        fencing_token=reading.fencing_token,
    )
